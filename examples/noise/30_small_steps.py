"""
With small steps, momentum is gradient descent with a larger learning rate
==========================================================================

Heavy ball with η and gradient descent with η/(1 − β) meet the same noise at every step.
How far apart do their paths run, and how different are their spreads?
The distance and the relative difference shrink with η, and faster than the spread itself does.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import covariance_after, gradient_descent, heavy_ball, method_style, run, shades

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# The effective step is halved five times, and each pair is compared over the same time.

momentum = 0.8
effective_steps = 0.1 / 2.0 ** np.arange(6)
learning_rates = effective_steps * (1 - momentum)
steps = np.round(5 / effective_steps).astype(int)
noises = jax.random.normal(jax.random.key(0), (300, steps.max()))

# %%
# Noise tilts the parabola ½x² anew at every step. The six step sizes are six coordinates of one run,
# and 300 pairs of runs share their noise.


@jax.jit
@jax.vmap
def pair(noise):
    """Return the paths with and without momentum that meet the same noise."""

    def tilted(x, row=None):
        tilt = 0.0 if row is None else noise[row[0]]
        return 0.5 * x @ x + tilt * x.sum()

    start = jnp.ones(len(steps))
    rows = jnp.arange(len(noise))[:, None]
    heavy = run(heavy_ball(learning_rates, momentum), tilted, start, batches=rows)
    plain = run(gradient_descent(effective_steps), tilted, start, batches=rows)
    return heavy.params, plain.params


def final_variance(learning_rates, momentum):
    """Return the exact variance at the end of each of the six runs."""
    covariances = covariance_after(learning_rates, momentum, 1.0, 1.0, steps.max())
    return np.asarray(covariances)[np.arange(len(steps)), steps, 1, 1]


heavy, plain = pair(noises)
distances = np.array(((heavy - plain) ** 2).mean(axis=0) ** 0.5)
distances[np.arange(steps.max() + 1)[:, None] > steps] = 0
without = final_variance(effective_steps, 0.0)
curves = {
    "spread without momentum": np.sqrt(without),
    "distance of the paths": distances.max(axis=0),
    "relative difference of variances": 1 - final_variance(learning_rates, momentum) / without,
}

# %%
# Two pairs of paths, and how the three numbers fall.

figure, axes = plt.subplot_mosaic([["large", "small"], ["orders", "orders"]], figsize=(5.2, 5.6))
for ax, index in ((axes["large"], 0), (axes["small"], 4)):
    last = steps[index] + 1
    times = effective_steps[index] * np.arange(last)
    ax.plot(times, heavy[0, :last, index], **method_style("heavy ball"), label="heavy ball")
    ax.plot(times, plain[0, :last, index], **method_style("gradient descent"), label="gradient descent")
    ax.set(xlabel="step × η/(1 − β)", title=f"x for η = {learning_rates[index]:.3g}", ylim=(-0.8, 1.5))
axes["large"].legend()
for (name, heights), line, colour in zip(curves.items(), ["-", "--", "-."], shades(3), strict=True):
    axes["orders"].loglog(learning_rates, heights, line, marker="o", color=colour, label=name)
    print(f"{name}: {heights[0]:.4f} at the largest η and {heights[-1]:.4f} at the smallest")
axes["orders"].set(xlabel="learning rate η", ylim=(None, 3))
axes["orders"].legend()
figure.set_label(
    "Above, two pairs of noisy paths: with the larger step momentum lags behind, with the smaller step the "
    "two paths nearly coincide. Below, on logarithmic axes against the learning rate, the spread falls least "
    "steeply; the distance of the paths and the relative difference of the variances fall faster."
)

# %%
# The paths approach each other faster than the cloud around the minimum shrinks.
# What momentum adds to a small step is the factor 1/(1 − β), and a learning rate can do that alone.
