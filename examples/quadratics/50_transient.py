"""
At its best setting momentum first makes the steep direction worse
==================================================================

At the optimum the steepest direction has a double eigenvalue, and its error goes like t·σᵗ.
It grows before it shrinks, and the rate alone does not show it.
How high is the peak, and how much longer does a run take than its rate promises?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import COLOURS, heavy_ball, optimal_gradient_descent, optimal_heavy_ball, run, shades

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Curvatures μ = 1 and L = κ; the start is at distance one in both directions.

condition_numbers = [100, 1000, 10_000]
steps = 1400
target = 1e-3


def follow(condition_number):
    """Return where a run at the best setting stands in the flat and the steep direction."""
    curvatures = jnp.array([1.0, condition_number])
    learning_rate, momentum, _ = optimal_heavy_ball(1.0, condition_number)
    optimizer = heavy_ball(learning_rate, momentum)
    return run(optimizer, lambda x: 0.5 * curvatures @ x**2, jnp.ones(2), steps=steps).params


positions = np.asarray(jax.vmap(follow)(jnp.array(condition_numbers, float)))
distances = abs(positions)
steep = positions[:, :, 1]

# %%
# How high it climbs, and when both directions have arrived for good.

quotients = {}
for condition_number, distance in zip(condition_numbers, distances, strict=True):
    peak = distance[:, 1].max()
    estimate = np.sqrt(condition_number) / np.e
    print(f"κ = {condition_number}: the steep direction peaks at {peak:.2f}, √κ/e is {estimate:.2f}")
    needed = 1 + np.argwhere(distance.max(axis=1) > target).max()
    promised = np.log(target) / np.log(optimal_heavy_ball(1.0, condition_number).rate)
    without = np.log(target) / np.log(optimal_gradient_descent(1.0, condition_number).rate)
    quotients[condition_number] = float(needed / promised)
    after = f"a thousandth after {needed} steps, by the rate {promised:.0f}, without β {without:.0f}"
    print(f"κ = {condition_number}: {after}")

# %%
# The steep direction alone.

figure, ax = plt.subplots()
ax.set_prop_cycle(color=shades(3), linestyle=["-", "--", "-."])
for condition_number, position in zip(condition_numbers, steep, strict=True):
    ax.semilogy(abs(position), label=f"κ = {condition_number}")
ax.axhline(1, color=COLOURS.muted, linewidth=0.8)
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
