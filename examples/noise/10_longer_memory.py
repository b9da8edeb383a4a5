"""
At a small learning rate, more momentum means more noise, not less
==================================================================

The unpublished text advises β = 0.99 for very noisy gradients.
Does a longer memory average the noise away?
Two thousand runs on a quadratic with noisy gradients answer for two ways of raising β.
"""

import functools

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import optax

from momentum_docs import COLOURS, heavy_ball, run, shades, stationary_variance

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# One curvature, unit noise on every gradient, and enough steps to forget the start.

momenta = jnp.array([0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99])
learning_rate = 0.05
curvature = 1.0
noise_variance = 1.0
steps = 1500
keys = jax.random.split(jax.random.key(0), 2000)
policies = {
    "same η": jnp.full_like(momenta, learning_rate),
    "same η/(1 − β)": learning_rate * (1 - momenta),
}


def parabola(x):
    """Return the loss without noise."""
    return 0.5 * curvature * x**2


@jax.jit
@functools.partial(jax.vmap, in_axes=(0, 0, None))
@functools.partial(jax.vmap, in_axes=(None, None, 0))
def last_position(learning_rate, momentum, key):
    """Return where a noisy run ends that started at the minimum."""
    noise = optax.add_noise(eta=noise_variance, gamma=0.0, key=key)
    optimizer = optax.chain(noise, heavy_ball(learning_rate, momentum))
    return run(optimizer, parabola, jnp.array(0.0), steps=steps).params[-1]


# %%
# Measure the spread of the runs and draw it on the predicted one.

figure, ax = plt.subplots()
window = 1 / (1 - momenta)
spreads = {}
for (policy, rates), line, colour in zip(policies.items(), ["-", "--"], shades(2), strict=True):
    spreads[policy] = last_position(rates, momenta, keys).std(axis=1)
    predicted = jnp.sqrt(stationary_variance(rates, momenta, curvature, noise_variance))
    ax.plot(window, predicted, line, color=COLOURS.ink, label=f"{policy}, predicted")
    ax.plot(window, spreads[policy], "o", color=colour, label=f"{policy}, measured")
    print(f"{policy}: spread {spreads[policy][0]:.3f} at β = 0 and {spreads[policy][-1]:.3f} at β = 0.99")
ax.set(xscale="log", xlabel="effective window 1/(1 − β)", ylabel="standard deviation of x", ylim=(0, None))
ax.legend()
figure.set_label(
    "Spread of the position around the minimum against the effective window from 1 to 100 steps. "
    "At the same η it rises ever more steeply; at the same η/(1 − β) it stays nearly level. "
    "The measured points lie on the predicted curves."
)

# %%
# At the same η a longer memory also takes a larger effective step, and the spread grows.
# Lowered with 1 − β, a small learning rate keeps the spread about level: the memory itself buys no calm.
