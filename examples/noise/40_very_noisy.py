"""
At a tuned learning rate, β = 0.99 makes a noisy loss much larger
=================================================================

The unpublished text advises β = 0.99 for very noisy gradients.
After a fixed number of steps, how much lower is the expected loss with momentum than without?
No run is simulated: distance and spread are computed exactly for every η and β.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import covariance_after, heavy_ball, run, shades

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Three curvatures with κ = 10, unit noise, a start at distance one in each direction, 300 steps.

steps = 300
curvatures = np.geomspace(0.1, 1, 3)
momenta = np.array([0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.985, 0.99])


def loss(x):
    """Return the sum of the three parabolas, summed over all settings."""
    return 0.5 * (curvatures * x**2).sum()


@jax.jit
def expected_loss(learning_rates):
    """Return the expected loss of each setting, a mean over the last sixty steps."""
    rate = learning_rates[..., None]
    momentum = jnp.broadcast_to(momenta, learning_rates.shape)[..., None]
    start = jnp.ones((*learning_rates.shape, len(curvatures)))
    mean = run(heavy_ball(rate, momentum), loss, start, steps=steps).params
    variance = covariance_after(rate, momentum, curvatures, 1.0, steps)[..., 1, 1]
    squares = (mean[-60:] ** 2).mean(axis=0) + variance[..., -60:].mean(axis=-1)
    losses = 0.5 * squares @ curvatures
    return jnp.where(jnp.isfinite(losses), losses, jnp.inf)


# %%
# A hundred learning rates look for the best one of each momentum. The best one without momentum is tuned.

grid = np.geomspace(1e-5, 4, 100)
of_grid = np.asarray(expected_loss(np.repeat(grid[:, None], len(momenta), axis=1)))
tuned = grid[of_grid[:, 0].argmin()]
small = 0.001
ones = np.ones(len(momenta))
three_ways = np.stack([tuned * ones, tuned * (1 - momenta), small * ones])
at_tuned, at_effective, at_small = expected_loss(three_ways)
curves = {
    "η tuned without momentum": at_tuned,
    "same η/(1 − β) as that": at_effective,
    "the best η for each β": of_grid.min(axis=0),
    "η = 0.001, far too small": at_small,
}
print(f"the best η at β = 0 is {tuned:.3f}")

# %%
# The four ways of raising β.

figure, ax = plt.subplots()
styles = ["-", "--", "-.", ":"]
for (name, losses), line, colour in zip(curves.items(), styles, shades(4), strict=True):
    ax.loglog(1 / (1 - momenta), losses, line, marker="o", color=colour, label=name)
    print(f"{name}: β = 0.99 multiplies the expected loss by {losses[-1] / losses[0]:.2f}")
ax.set(xlabel="effective window 1/(1 − β)", ylabel="expected loss", ylim=(None, 40))
ax.legend(loc="upper left")
figure.set_label(
    "Expected loss against the effective window. At an η that was tuned without momentum it rises steeply. "
    "At the same η/(1 − β), and at the best η of each β, it stays level until the window nears a hundred "
    "steps. At an η that is far too small it starts high and falls, and at last turns up a little."
)

# %%
# Where η was tuned, a longer memory overshoots the effective step that the noise allows.
# Where η was too small, the same longer memory helps, as a larger learning rate would have done.
