"""
The problem decides which method wins, and so does the budget
=============================================================

Gradient descent, heavy ball, Nesterov and Adam get the same number of gradients and of settings.
Which is best at its best, and which is good at most settings?
Five starts tune each method, and 250 new starts report on it, on three problems without noise.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np
import optax

from momentum_docs import heavy_ball, method_style, nesterov, plot_rate_map, quadratic, rosenbrock, run

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# A thousand settings each; gradient descent has one number, so it gets a thousand learning rates.
learning_rates = np.geomspace(1e-4, 10, 40)
momenta = np.linspace(0, 0.96, 25)
grid = [axis.ravel() for axis in np.meshgrid(learning_rates, momenta)]
methods = {
    "gradient descent": (heavy_ball, np.geomspace(1e-4, 10, 1000), np.zeros(1000)),
    "heavy ball": (heavy_ball, *grid),
    "Nesterov": (nesterov, *grid),
    "Adam": (optax.adam, *grid),
}

# The starts lie around a point. The quadratic, κ = 1000, is turned differently for each start.
cases = 5 + 250
generator = np.random.default_rng(0)
around = generator.normal(size=(cases, 2))
turns = np.linalg.qr(generator.normal(size=(cases, 20, 20)))[0]
unturned = np.broadcast_to(np.eye(2), (cases, 2, 2))
problems = {
    "valley": (quadratic(np.diag([0.2, 4.0])), np.array([-5.0, -2.0]) + around, unturned, 30),
    "quadratic": (quadratic(np.diag(np.geomspace(1e-3, 1, 20))), np.ones((cases, 20)), turns, 200),
    "Rosenbrock": (rosenbrock(), np.array([-1.2, 1.0]) + 0.1 * around, unturned, 500),
}

# %%
# The loss left after half the budget and after all of it, relative to the start; infinity where it diverged.


def left(method, learning_rate, momentum, start, turn, problem):
    objective, _, _, steps = problems[problem]
    optimizer = method(learning_rate, momentum)
    path = run(optimizer, lambda x: objective(turn @ x), start, steps=steps, measure_every=steps // 2)
    losses = path.losses
    return jnp.where(losses[1:] < 1e100, losses[1:] / losses[0], jnp.inf)


race = jax.jit(jax.vmap(left, in_axes=(None, 0, 0, 0, 0, None)), static_argnums=(0, 5))
new_starts = np.tile(np.arange(5, 255), 4)
typical = {}
chosen = {}
again = {}
for problem, (_, starts, turns, _) in problems.items():
    figure, axes = plt.subplots(2, 2, figsize=(5.2, 7.0))
    for ax, (name, (method, rates, betas)) in zip(axes.flat, methods.items(), strict=True):
        five = [np.full(1000, start) for start in range(5)]
        tuned = [race(method, rates, betas, starts[same], turns[same], problem) for same in five]
        half, end = np.median(tuned, axis=0).T
        best = np.append(end.argsort()[[0, 9, 99]], half.argmin())
        rerun = np.repeat(best, 250)
        report = race(method, rates[rerun], betas[rerun], starts[new_starts], turns[new_starts], problem)
        typical[problem, name] = end
        chosen[problem, name] = rates[best], betas[best]
        again[problem, name] = report.reshape(4, 250, 2)
        print(f"{problem}, {name}: best with η = {rates[best[0]]:.3g} and β = {betas[best[0]]:.2f}")
        axes[0, 0].plot(np.linspace(0, 100, 1000), np.sort(end), **method_style(name), label=name)
        if name != "gradient descent":
            powers = np.log10(end).reshape(25, 40)
            plot_rate_map(learning_rates, momenta, powers, label=None, limits=(-8, 0), xscale="log", ax=ax)
            ax.set_title(name)
    axes[0, 0].set(xlabel="settings, best first (%)", ylabel="loss left")
    axes[0, 0].set(yscale="log", xlim=(0, 100), ylim=(1e-8, 1))
    axes[0, 0].legend(fontsize=8)
    figure.colorbar(ax.collections[0], ax=axes, location="bottom", label="log₁₀ of the loss left")
    figure.set_label(
        f"Loss left by every setting on the {problem}, sorted; and maps of it: the good settings of heavy "
        "ball and Nesterov are few and lie along the edge of divergence; more of Adam's are good."
    )

# %%
# No method is best everywhere, and half the budget ranks the methods differently.
# On this range of learning rates Adam forgives a wrong one more often than it wins.
