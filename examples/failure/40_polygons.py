"""
No fixed setting of heavy ball is both fast on quadratics and safe beyond them
==============================================================================

On quadratics with curvatures in [μ, L] heavy ball needs about √κ steps, where gradient descent needs κ.
Which settings can go round a regular polygon forever on some function with those same curvature bounds?
We draw all of them, build such a function and run it, and look for the best of the settings that remain.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import convergence_rate, cycle_margin, cycle_polygon, heavy_ball, optimal_heavy_ball, run

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Random settings: is the margin negative exactly where the function has the gradient of the cycle?

tries, corners = 4000, 5
etas, betas, mus = np.random.default_rng(0).uniform(0.001, [[4], [1], [0.3]], (3, tries))
turn = np.exp(2j * np.pi / corners)
grad = jax.jit(jax.vmap(lambda *s: jax.grad(cycle_polygon(*s, 1.0, corners))(jnp.array([1.0, 0.0]))))
fits = np.abs(grad(etas, betas, mus) @ np.array([1, 1j]) - (1 - turn + betas * (1 - 1 / turn)) / etas) < 1e-9
negative = np.asarray(cycle_margin(etas, betas, mus, 1.0, corners)) < 0
print(f"of {tries} random settings {fits.sum()} cycle, {sum(fits != negative)} disagree with the inequality")

# %%
# Heavy ball at its best setting for κ = 100, on the function that belongs to its triangle, from rest.

best = optimal_heavy_ball(0.01, 1.0)
triangle = cycle_polygon(*best[:2], 0.01, 1.0, corners=3)
x = jax.jit(lambda x: run(heavy_ball(*best[:2]), triangle, x, steps=600).params)(jnp.array([3.8, 5.0]))
print(f"from rest, heavy ball ends off the unit circle by {abs(np.linalg.norm(x[-1]) - 1):.1e}")

# %%
# The fastest settings without any such cycle, for growing κ; each κ has a grid of its own.

figure, (ax, below) = plt.subplots(2, 1, figsize=(5.2, 6.4))
kappas, steps = np.array([10, 30, 100, 300, 1000, 3000, 10000]), []
for kappa in kappas:
    eta, beta = np.geomspace(1 / kappa, 4, 300), 1 - np.geomspace(1, 0.1 / kappa, 300)[:, None]
    rates = np.maximum(*(np.asarray(convergence_rate(eta, beta, end)) for end in (1 / kappa, 1.0)))
    margins = (np.asarray(cycle_margin(eta, beta, 1 / kappa, 1.0, corners)) for corners in range(3, 80))
    safe = np.where(np.any([margin <= 0 for margin in margins], axis=0), 1.0, rates)
    tuned = optimal_heavy_ball(1 / kappa, 1.0)
    steps.append([(kappa + 1) / 2, 1 / (1 - safe.min()), 1 / (1 - tuned.rate)])
    if kappa == 100:
        print(f"at κ = {kappa}, best rate without a cycle {safe.min():.3f}, best of all {tuned.rate:.3f}")
        shaded = (safe == 1) & (eta < 2 + 2 * beta)
        ax.contourf(eta, beta[:, 0], shaded, levels=[0.5, 1.5], colors=["#d5dbe3"])
        ax.plot(2 + 2 * beta, beta, color="#66717f")
        ax.plot(*tuned[:2], "o", color="#008062", label="best on quadratics")
        i, j = np.unravel_index(safe.argmin(), safe.shape)
        ax.plot(eta[j], beta[i], "s", color="#c4500a", label="best without a cycle")
names = "gradient descent", "heavy ball without a cycle", "heavy ball's optimum"
for name, factor in zip(names, np.divide(steps[6], steps[4]), strict=True):
    print(f"from κ = 1000 to 10000 the steps of {name} grow {factor:.1f} times")
ax.set(xlabel="learning rate η, in units of 1/L", ylabel="momentum β", title="Shaded: some function cycles")
ax.legend(loc="lower right")
below.plot(kappas, steps, label=names)
below.set(xscale="log", yscale="log", xlabel="condition number κ", ylabel="steps, 1/(1 − rate)")
below.legend()
figure.set_label(
    "Above, settings at condition number 100: those with a cycle form a wedge along the edge of stability "
    "that contains the best setting for quadratics; the best without a cycle is on its border. Below, steps "
    "against condition number: without a cycle they rise as gradient descent's do, only lower."
)

# %%
# Outside the shaded settings heavy ball keeps a constant factor over gradient descent, not the root.
# The fast settings rely on the curvature staying what it is along the way, which only a quadratic promises.
