"""
On the hardest quadratic the heavy ball is as fast as anything can be
=====================================================================

Each coordinate of the chain is tied to the next, and only the first feels a force.
A gradient reaches one link further per step, so the far end cannot move yet.
How near do gradient descent, heavy ball, Nesterov and conjugate gradients come to the bound qᵏ?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import (
    chain,
    conjugate_gradients,
    heavy_ball,
    nesterov,
    optimal_gradient_descent,
    optimal_heavy_ball,
    run,
)

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# κ = 100 and two hundred links: what lies beyond them is below double precision.

κ, dimensions, steps = 100.0, 200, 60
q = (κ**0.5 - 1) / (κ**0.5 + 1)
objective, start = chain(κ, dimensions), jnp.zeros(dimensions)
ends = 4 / (κ - 1), 4 * κ / (κ - 1)
solution = q ** np.arange(1, dimensions + 1)
flat, steep = objective.curvatures[[0, -1]]
print(f"minimiser against qⁱ: {abs(objective.minimiser - solution).max():.0e} apart")
print(f"curvatures from {flat / ends[0]:.3f} μ to {steep / ends[1]:.3f} L")

# %%
# Each method at its best, and Nesterov's at its usual setting η = 1/L and β = q.

optimizers = {
    "gradient descent": heavy_ball(*optimal_gradient_descent(*ends)[:2]),
    "heavy ball": heavy_ball(*optimal_heavy_ball(*ends)[:2]),
    "Nesterov": nesterov(1 / ends[1], q),
}
paths = {name: run(optimizer, objective, start, steps=steps).params for name, optimizer in optimizers.items()}
paths["conjugate gradients"] = conjugate_gradients(objective, start, steps=steps)

# %%
# Errors relative to the start, and which links have moved.

figure, ax = plt.subplots(figsize=(5.2, 4.2))
bound, links = q ** np.arange(steps + 1), np.arange(dimensions)
over, strangers = {}, 0
for name, path in paths.items():
    path = np.asarray(path)
    error = np.linalg.norm(path - solution, axis=1) / np.linalg.norm(solution)
    over[name], rate = error / bound, (error[60] / error[40]) ** (1 / 20)
    strangers += ((path != 0) != (links < np.arange(steps + 1)[:, None])).sum()
    print(f"{name}: error over bound at most {over[name].max():.4f}, rate at the end {rate:.4f}")
    ax.semilogy(error, label=name)
ax.semilogy(bound, color="#1f2933", linestyle="-", linewidth=1, label="bound qᵏ")
ax.set(xlabel="step k", ylabel="error relative to the start")
figure.legend(loc="outside lower center", ncols=2)
figure.set_label(
    "Error relative to the start against the step on a log axis, for four methods and the bound. The heavy "
    "ball lies on the bound, conjugate gradients run close above it, Nesterov falls with half its slope, and "
    "gradient descent stays high and nearly flat. No curve crosses the bound."
)
print(f"of all methods and steps, the lowest error over bound is {np.min(list(over.values())):.4f}")
print(f"links that moved before their step, or had not by then: {strangers}")
placed = np.where(links < np.arange(steps + 1)[:, None], solution, 0)
print(f"heavy ball: the first k links are in place to {abs(paths['heavy ball'] - placed).max():.0e}")

# %%
# Each step of the heavy ball at its best puts one more link in place, and no rule can do more.
# The bound holds for every rule that combines past gradients, so √κ is all there is to gain.
