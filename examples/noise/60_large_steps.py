"""
At a large learning rate, some momentum calms the noise
=======================================================

At a small η a larger β spreads noisy runs wider.
Is that so at every η, up to the largest that gradient descent can take?
Four thousand runs at each of twenty settings are held against the formula.
"""

import functools

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import COLOURS, heavy_ball, run, shades, stationary_variance

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# One curvature of one, unit noise, and learning rates up to nearly 2, where gradient descent diverges.

steps = 100
momenta = np.array([0.0, 0.2, 0.4, 0.6, 0.8])
learning_rates = np.array([0.1, 0.5, 1.4, 1.9])
noises = jax.random.normal(jax.random.key(1), (4000, steps))


@jax.jit
@functools.partial(jax.vmap, in_axes=(0, None, None))
@functools.partial(jax.vmap, in_axes=(None, 0, None))
@functools.partial(jax.vmap, in_axes=(None, None, 0))
def last_position(learning_rate, momentum, noise):
    """Return where a noisy run ends that started at the minimum."""

    def tilted(x, row=None):
        tilt = 0.0 if row is None else noise[row[0]]
        return 0.5 * x**2 + tilt * x

    rows = jnp.arange(steps)[:, None]
    return run(heavy_ball(learning_rate, momentum), tilted, jnp.array(0.0), batches=rows).params[-1]


variances = np.asarray(last_position(learning_rates, momenta, noises).var(axis=-1))

# %%
# Each curve is lowest where β = √(ηλ) − 1, marked; for ηλ below one there is no such β, and it only rises.

figure, ax = plt.subplots()
smooth = np.linspace(0, 0.85, 100)
styles = ["-", "--", "-.", ":"]
for index, (line, colour) in enumerate(zip(styles, shades(4), strict=True)):
    rate = learning_rates[index]
    ax.semilogy(smooth, stationary_variance(rate, smooth, 1.0, 1.0), line, color=colour, label=f"ηλ = {rate}")
    ax.plot(momenta, variances[index], "o", color=colour)
    if rate > 1:
        lowest = np.sqrt(rate) - 1
        ax.plot(lowest, stationary_variance(rate, lowest, 1.0, 1.0), "D", color=COLOURS.ink)
    none, some, much = variances[index, [0, 1, -1]]
    print(f"ηλ = {rate}: variance of x {none:5.2f} at β = 0, {some:5.2f} at 0.2 and {much:5.2f} at 0.8")
ax.set(xlabel="momentum β", ylabel="variance of x", ylim=(0.03, 60))
ax.legend(ncols=2)
figure.set_label(
    "Variance of the position around the minimum against momentum for four learning rates. For ηλ of 0.1 "
    "and 0.5 it only rises. For 1.4 and 1.9 it falls first, has a minimum, which is marked, and rises then. "
    "Points from runs lie on the curves."
)

# %%
# Near its limit of stability gradient descent swings across the minimum and amplifies the noise.
# Some momentum damps the swing; more of it only lengthens the effective step.
