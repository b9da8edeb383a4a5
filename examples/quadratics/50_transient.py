"""
At its best setting momentum first makes things worse
=====================================================

At the optimum the steepest direction has a double eigenvalue, and its error goes like t·σᵗ.
It grows before it shrinks, and the rate alone does not show it.
How high is the peak, and how much longer does a run take than its rate promises?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import heavy_ball, optimal_gradient_descent, optimal_heavy_ball, run

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Curvatures μ = 1 and L = κ; the start is at distance one in both directions.

condition_numbers, steps, target = (100, 1000, 10_000), 1400, 1e-3

# %%
# Each run at the best setting for its κ.

figure, ax = plt.subplots()
for κ in condition_numbers:
    best, plain = optimal_heavy_ball(1.0, κ), optimal_gradient_descent(1.0, κ)
    scale = np.array([1.0, κ])
    optimizer = heavy_ball(best.learning_rate, best.momentum)
    x = run(optimizer, lambda x, scale=scale: 0.5 * (scale * x**2).sum(), jnp.ones(2), steps=steps).params
    slow, steep = np.abs(x).T
    t = np.arange(steps + 1)
    formula = (1 + (1 + float(best.rate)) * t) * float(best.rate) ** t
    ax.semilogy(t, steep, label=f"κ = {κ}")
    ratio = steep.max() / (np.sqrt(κ) / np.e)
    print(
        f"κ = {κ}: steep direction peaks at {steep.max():.2f}, {ratio:.3f} of √κ/e, at step {steep.argmax()}"
    )
    print(
        f"κ = {κ}: largest deviation from (1 + (1 + s)t) sᵗ with s = √β is {abs(steep - formula).max():.0e}"
    )
    print(f"κ = {κ}: the flat direction never exceeds {slow.max():.2f}")
    needed = 1 + int(np.argwhere(np.maximum(slow, steep) > target).max())
    promised, without = (np.log(target) / np.log(optimum.rate) for optimum in (best, plain))
    print(f"κ = {κ}: a thousandth after {needed} steps, by the rate {promised:.0f}, without β {without:.0f}")
ax.axhline(1, color="#66717f", linewidth=0.8)
ax.set(xlabel="step t", ylabel="|xₜ / x₀| in the steep direction", ylim=(1e-3, 100), xlim=(0, 800))
ax.legend()
figure.set_label(
    "Distance from the minimum in the steep direction, relative to the start, against the step, on a log "
    "axis. For κ = 100 it rises to about 4 and falls quickly, for κ = 1000 to about 12, for κ = 10000 to 37, "
    "and it is back at one only after several hundred steps."
)

# %%
# The peak grows like √κ/e: what the rate gains in the long run is paid for at the start.
# Whoever stops early on an ill-conditioned problem may stop on the way up.
