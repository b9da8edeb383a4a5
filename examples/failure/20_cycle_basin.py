"""
Where momentum starts decides whether it ever arrives
=====================================================

On one strongly convex function, tuned momentum converges from some starting points and cycles from others.
How large is the set of starts that cycle, and does another learning rate or momentum remove it?
Every pixel of both pictures shows runs of its own.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import COLOURS, heavy_ball, lessard_counterexample, optimal_heavy_ball, plot_rate_map

plt.style.use("momentum_docs.house")

# %%
# Starting points and velocities, a line of starts at rest, and a plane of settings.

steps = 400
best = optimal_heavy_ball(1.0, 25.0)
positions = np.linspace(-8, 8, 321)
velocities = np.linspace(-100, 100, 201)
at_rest = np.linspace(-8, 8, 3201)
learning_rates = np.linspace(0.001, 0.15, 120)
momenta = np.linspace(0.0, 0.9, 91)
starts = np.linspace(0.25, 8, 32)

# %%
# The last step on which a run is not yet within 0.01 of the minimum tells when it arrives.


def arrival(learning_rate, momentum, position, velocity):
    """Return the step on which a run arrives, or infinity."""
    optimizer = heavy_ball(learning_rate, momentum)
    slope = jax.grad(lessard_counterexample())

    def step(number, carry):
        x, state, arrived = carry
        updates, state = optimizer.update(slope(x), state)
        x = x + updates
        return x, state, jnp.where(jnp.abs(x) < 0.01, arrived, number + 1)

    state = optimizer.init(position)._replace(velocity=velocity)
    last = jax.lax.fori_loop(0, steps, step, (position, state, 0))[2]
    return jnp.where(last < steps, last, jnp.inf)


over_starts = jax.vmap(arrival, (None, None, 0, None))
over_velocities = jax.jit(jax.vmap(over_starts, (None, None, None, 0)))
over_rates = jax.vmap(over_starts, (0, None, None, None))
over_settings = jax.jit(jax.vmap(over_rates, (None, 0, None, None)))

plane = np.asarray(over_velocities(best.learning_rate, best.momentum, positions, velocities))
line = np.asarray(over_velocities(best.learning_rate, best.momentum, at_rest, np.zeros(1)))[0]
settings = np.asarray(over_settings(learning_rates, momenta, starts, 0.0)).max(axis=-1)

# Settings that are stable on every quadratic with these curvatures, away from the edge, where runs are slow.
stable = learning_rates * 25 < 0.97 * (2 + 2 * momenta[:, None])
caught = np.isinf(settings) & stable
never = np.isinf(line)
share_at_rest = never.mean()
nearest = np.abs(at_rest)[never].min()
share_of_settings = caught.sum() / stable.sum()
print(f"at rest, {share_at_rest:.1%} of the starts never arrive, the nearest at {nearest:.2f}")
print(f"of the settings stable at curvature 25, {share_of_settings:.1%} fail from some start")

# %%
# Above, every third start of one setting; below, the settings, each by its slowest start.

figure, (ax, below) = plt.subplots(2, 1, figsize=(5.2, 6.8))
drawn = plane[::3, ::3]
plot_rate_map(positions[::3], velocities[::3], drawn, label="steps to arrive", limits=(0, steps), ax=ax)
ax.plot([3.0, 3.3], [0, 0], "o", color=COLOURS.ink)
ax.set(title="Starts at the best setting", xlabel="start x", ylabel="initial velocity v")
edge = {"edge of stability on quadratics": (2 + 2 * momenta) / 25}
plot_rate_map(learning_rates, momenta, settings, label="steps", limits=(0, steps), boundaries=edge, ax=below)
below.plot(best.learning_rate, best.momentum, "o", color=COLOURS.ink)
figure.set_label(
    "Two maps. Above, starts by position and velocity: grey stripes, where momentum cycles, cross a bright "
    "plane. Below, learning rate and momentum: grey settings, which fail from some start, lie also inside "
    "the edge of stability, with the best setting for quadratics in its tip."
)

# %%
# The starts that cycle are no rarity, and no start warns of it.
# Settings with a cycle fill a region, so a small change of η or β does not leave it.
