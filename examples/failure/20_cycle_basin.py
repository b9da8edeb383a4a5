"""
Where momentum starts decides whether it ever arrives
=====================================================

On one strongly convex function, tuned momentum converges from some starting points and cycles from others.
How large is the set of starts that cycle, and does another learning rate or momentum remove it?
Every pixel of both pictures is a run of its own.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import convergence_rate, heavy_ball, lessard_counterexample, optimal_heavy_ball

plt.style.use("momentum_docs.house")
plt.rcParams.update({"axes.grid": False, "image.origin": "lower", "image.interpolation": "nearest"})

# %%
# Starting points and velocities, a line of starts at rest, and a plane of settings.

steps = 400
best = optimal_heavy_ball(1.0, 25.0)
positions, velocities = np.linspace(-8, 8, 321), np.linspace(-100, 100, 201)
at_rest = np.linspace(-8, 8, 3201)
learning_rates, momenta = np.linspace(0.001, 0.15, 120), np.linspace(0.0, 0.9, 91)
starts = np.linspace(0.25, 8, 32)

# %%
# Only the last position matters. A setting counts where these steps suffice at curvature 25.


@jax.jit
def failed(learning_rate, momentum, position, velocity):
    optimizer = heavy_ball(learning_rate, momentum)
    slope = jax.grad(lessard_counterexample())

    def step(_, carry):
        x, state = carry
        updates, state = optimizer.update(slope(x), state)
        return x + updates, state

    state = optimizer.init(position)._replace(velocity=velocity)
    return ~(jnp.abs(jax.lax.fori_loop(0, steps, step, (position, state))[0]) < 1e-2)


over_starts = jax.vmap(failed, (None, None, 0, None))
plane = np.asarray(jax.vmap(over_starts, (None, None, None, 0))(*best[:2], positions, velocities))
line = np.asarray(over_starts(*best[:2], at_rest, 0.0))
over_rates = jax.vmap(over_starts, (0, None, None, None))
settings = np.asarray(jax.vmap(over_rates, (None, 0, None, None))(learning_rates, momenta, starts, 0.0))
decisive = np.asarray(convergence_rate(learning_rates, momenta[:, None], 25.0) ** steps < 1e-5)
cycling = settings.any(-1) & decisive
print(f"at rest, {line.mean():.1%} of the starts never arrive, the nearest at {abs(at_rest)[line].min():.2f}")
print(f"with a velocity, {plane.mean():.1%} of the pictured starts never arrive")
print(f"of the settings stable at curvature 25, {cycling.sum() / decisive.sum():.1%} fail from some start")
print(f"the smallest momentum among them is {momenta[cycling.any(1)].min():.2f}")

# %%
# Above, the starts of one setting; below, the settings.

figure, (ax, below) = plt.subplots(2, 1, figsize=(5.2, 6.4))
ax.imshow(plane, extent=(-8, 8, -100, 100), aspect="auto", rasterized=True)
ax.plot([3.0, 3.3], [0, 0], "o", color="#c4500a")
ax.set(title="Starts at the best setting (light: cycles)", xlabel="start x", ylabel="initial velocity v")
below.imshow(np.where(decisive, cycling, np.nan), extent=(0, 0.15, 0, 0.9), aspect="auto", rasterized=True)
below.plot(best.learning_rate, best.momentum, "o", color="#c4500a")
below.set(title="Settings (light: some start cycles)", xlabel="learning rate η", ylabel="momentum β")
figure.set_label(
    "Two maps. Above, starts by position and velocity: light stripes, where momentum cycles, cross a dark "
    "plane. Below, learning rate and momentum: a light region of settings with a cycle lies along the edge "
    "of stability, with the best setting for quadratics in its tip."
)

# %%
# The starts that cycle are no rarity, and no start warns of it.
# Settings with a cycle fill a region, so a small change of η or β does not leave it.
