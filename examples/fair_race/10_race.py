"""
With equal budgets the problem decides the race, and the maps show by how much
==============================================================================

Gradient descent, heavy ball, Nesterov and Adam get the same number of gradients and of settings.
Which is best at its best, and which is good at most settings?
Every setting of every method is shown, on three problems.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np
import optax

from momentum_docs import heavy_ball, nesterov, plot_race, quadratic, rosenbrock, run, valley

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# A thousand settings each: forty learning rates times twenty-five momenta, the same for all.
# Gradient descent has one number, so it gets a thousand learning rates from the same range.
rates, momenta, target = np.geomspace(1e-4, 10, 40), np.linspace(0, 0.96, 25), 1e-4
grid = [axis.ravel() for axis in np.meshgrid(rates, momenta)]
methods = {
    "gradient descent": (heavy_ball, np.geomspace(1e-4, 10, 1000), np.zeros(1000)),
    "heavy ball": (heavy_ball, *grid),
    "Nesterov": (nesterov, *grid),
    "Adam": (optax.adam, *grid),
}

# The valley lies along the axes; the quadratic, κ = 1000 in twenty directions, is turned.
turned = np.linalg.qr(np.random.default_rng(0).normal(size=(20, 20)))[0]
problems = {
    "valley": (valley(), jnp.array([-5.0, -2.0]), 30),
    "quadratic": (quadratic(turned @ np.diag(np.geomspace(1e-3, 1, 20)) @ turned.T), jnp.ones(20), 200),
    "Rosenbrock": (rosenbrock(), jnp.array([-1.2, 1.0]), 500),
}

# %%
# The loss left after half the budget and after all of it, relative to the start; infinity where it diverged.


def left(method, learning_rate, momentum, problem):
    objective, start, steps = problems[problem]
    optimizer = method(learning_rate, momentum)
    losses = run(optimizer, objective, start, steps=steps, measure_every=steps // 2).losses
    return jnp.nan_to_num(losses[1:] / losses[0], nan=jnp.inf)


race = jax.jit(jax.vmap(left, in_axes=(None, 0, 0, None)), static_argnums=(0, 3))
most, edges = [], []
for problem in problems:
    half, full, tenth, share, squares = {}, {}, {}, {}, {}
    for name, setting in methods.items():
        early, late = np.asarray(race(*setting, problem)).T
        half[name], full[name], tenth[name] = early.min(), late.min(), np.sort(late)[9]
        share[name], squares[name] = np.mean(late <= target), late.reshape(25, 40)
        η, β = (axis[late.argmin()] for axis in setting[1:])
        print(f"{problem}, {name}: {full[name]:.1e} left at best, with η = {η:.3g} and β = {β:.2f}")
        print(f"    of {problem}, {name}: {share[name]:.1%} reach the target, {np.mean(late > 1):.0%} rise")
        edges += [f"{name} on {problem}"] if β == momenta[-1] or η in rates[[0, -1]] else []
    for words, losses in {"at the end": full, "at half the budget": half, "by the tenth best": tenth}.items():
        print(f"{problem}, {words}: {', then '.join(sorted(losses, key=losses.get))}")
    ratio = full["heavy ball"] / full["gradient descent"]
    print(f"{problem}: heavy ball leaves {ratio:.1e} of what gradient descent leaves")
    most.append(max(share, key=share.get))
    figure = plot_race(rates, momenta, squares, label=f"loss left ({problem})")
    figure.set_label(
        f"Loss left by every setting on the {problem}, sorted; and maps of it: good settings crowd at the "
        "edge of divergence for heavy ball and Nesterov, and Adam has no such edge."
    )
print("most settings reach the target:", ", ".join(most))
print("best settings at the edge of the grid:", ", ".join(edges))

# %%
# No method is best everywhere, and half the budget ranks the methods differently.
# Adam forgives a wrong learning rate more often than it wins.
