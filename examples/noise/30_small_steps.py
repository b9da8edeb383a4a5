"""
With small steps, momentum is gradient descent with a larger learning rate
==========================================================================

Heavy ball with η and gradient descent with η/(1 − β) meet the same noise at every step.
How far apart do their paths run, and how different are their spreads?
Both differences shrink with η, and faster than the spread itself does.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import covariance_after, gradient_descent, heavy_ball, run

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# The effective step is halved five times, and each pair is compared over the same time.

momentum, time = 0.8, 5.0
effective_steps = 0.1 / 2.0 ** np.arange(6)
learning_rates, steps = effective_steps * (1 - momentum), np.round(time / effective_steps).astype(int)
noise = jax.random.normal(jax.random.key(0), (300, max(steps)))


# %%
# Noise tilts the parabola ½x² anew at every step. The six step sizes are six coordinates of one run,
# and 300 pairs of runs share their noise.
@jax.jit
@jax.vmap
def pair(noise):
    def tilted(x, row=None):
        return 0.5 * x @ x + (0.0 if row is None else noise[row[0]] * x.sum())

    start, batches = jnp.ones(len(steps)), jnp.arange(len(noise))[:, None]
    heavy = run(heavy_ball(learning_rates, momentum), tilted, start, batches=batches)
    plain = run(gradient_descent(effective_steps), tilted, start, batches=batches)
    shifted = heavy.params - effective_steps * momentum * heavy.state.velocity
    missed = jnp.diff(shifted, axis=0) + effective_steps * (heavy.params[:-1] + noise[:, None])
    return heavy.params, plain.params, missed


heavy, plain, missed = pair(noise)
print(f"largest deviation of the shifted point from a gradient step {jnp.abs(missed).max():.0e}")
in_time = jnp.arange(max(steps) + 1)[:, None] <= steps
last = np.arange(len(steps)), steps
with_momentum = covariance_after(learning_rates, momentum, 1.0, 1.0, max(steps))[..., 1, 1][last]
without = covariance_after(effective_steps, 0.0, 1.0, 1.0, max(steps))[..., 1, 1][last]
curves = {
    "spread without momentum": jnp.sqrt(without),
    "distance of the paths": jnp.sqrt(((heavy - plain) ** 2).mean(axis=0) * in_time).max(axis=0),
    "difference of the variances": 1 - with_momentum / without,
}

figure, axes = plt.subplot_mosaic([["large", "small"], ["orders", "orders"]], figsize=(5.2, 5.6))
for name, index in (("large", 0), ("small", 4)):
    times = effective_steps[index] * np.arange(steps[index] + 1)
    for paths, label in ((heavy, "momentum"), (plain, "without")):
        axes[name].plot(times, paths[0, : steps[index] + 1, index], label=label, linewidth=1.2)
    axes[name].set(
        xlabel="step × η/(1 − β)", title=f"x for η = {learning_rates[index]:.3g}", ylim=(-0.8, 1.5)
    )
axes["large"].legend()
for name, values in curves.items():
    axes["orders"].loglog(learning_rates, values, marker="o", label=name)
    print(f"{name}: {values[0]:.4f} to {values[-1]:.4f}, order in η {jnp.log2(values[-2] / values[-1]):.2f}")
axes["orders"].set(xlabel="learning rate η", ylim=(None, 3))
axes["orders"].legend()
figure.set_label(
    "Above, two pairs of noisy paths: with the larger step momentum lags behind, with the smaller step the "
    "two paths nearly coincide. Below, on logarithmic axes against the learning rate, the spread falls least "
    "steeply; the distance of the paths and the difference of the variances fall faster."
)

# %%
# The paths approach each other faster than the cloud around the minimum shrinks.
# What momentum adds to a small step is the factor 1/(1 − β), and a learning rate can do that alone.
