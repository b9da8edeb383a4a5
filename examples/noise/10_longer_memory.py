"""
At a fixed learning rate, more momentum means more noise, not less
==================================================================

The source text advises β = 0.99 for very noisy gradients.
Does a longer memory average the noise away?
Two thousand runs on a quadratic with noisy gradients answer for two ways of raising β.
"""

import functools

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import optax

from momentum_docs import heavy_ball, run, stationary_variance

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# One curvature, unit noise on every gradient, and enough steps to forget the start.

momenta = jnp.array([0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99])
learning_rate, curvature, noise_variance = 0.05, 1.0, 1.0
keys = jax.random.split(jax.random.key(0), 2000)
policies = {
    "same η": jnp.full_like(momenta, learning_rate),
    "same η/(1 − β)": learning_rate * (1 - momenta),
}

# %%
# Every run starts at the minimum; noise drives it away.


@jax.jit
@functools.partial(jax.vmap, in_axes=(0, 0, None))
@functools.partial(jax.vmap, in_axes=(None, None, 0))
def last_position(learning_rate, momentum, key):
    noise = optax.add_noise(eta=noise_variance, gamma=0.0, key=key)
    optimizer = optax.chain(noise, heavy_ball(learning_rate, momentum))
    return run(optimizer, lambda x: 0.5 * curvature * x**2, jnp.array(0.0), steps=1500).params[-1]


figure, ax = plt.subplots()
deviations = []
for name, rates in policies.items():
    spread = last_position(rates, momenta, keys).std(axis=1)
    predicted = jnp.sqrt(stationary_variance(rates, momenta, curvature, noise_variance))
    (line,) = ax.plot(1 / (1 - momenta), predicted, label=f"{name}, predicted")
    ax.plot(1 / (1 - momenta), spread, "o", color=line.get_color(), label=f"{name}, measured")
    print(f"{name}: from β = 0 to β = 0.99 the spread of x is multiplied by {spread[-1] / spread[0]:.2f}")
    deviations.append(jnp.abs(spread / predicted - 1).max())
print(f"largest deviation of a spread from the formula {max(deviations):.1%}")
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
