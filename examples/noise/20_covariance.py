"""
The spread of noisy runs follows a recursion of three numbers
=============================================================

Noisy gradients spread runs that started at the same point.
Can the spread after every step be computed, without a single random number?
Eight thousand keyed runs for each of three momenta say yes.
"""

import functools

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np
import optax

from momentum_docs import COLOURS, covariance_after, heavy_ball, run, shades

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# One learning rate, three momenta, and unit noise on the gradient of ½x². All runs start at x = 1.

learning_rate = 0.1
momenta = jnp.array([0.0, 0.8, 0.95])
curvature = 1.0
noise_variance = 1.0
steps = 100
keys = jax.random.split(jax.random.key(0), 8000)


@jax.jit
@functools.partial(jax.vmap, in_axes=(0, None))
@functools.partial(jax.vmap, in_axes=(None, 0))
def velocity_and_position(momentum, key):
    """Return the two numbers before the first step of a noisy run and after each."""
    noise = optax.add_noise(eta=noise_variance, gamma=0.0, key=key)
    optimizer = optax.chain(noise, heavy_ball(learning_rate, momentum))
    followed = run(optimizer, lambda x: 0.5 * curvature * x**2, jnp.array(1.0), steps=steps)
    _, memory = followed.state
    return jnp.stack([memory.velocity, followed.params], axis=-1)


runs = np.asarray(velocity_and_position(momenta, keys))
measured = runs.var(axis=1)
at_the_end = np.array([np.cov(of_momentum[:, -1].T) for of_momentum in runs])
predicted = np.asarray(covariance_after(learning_rate, momenta, curvature, noise_variance, steps))

# %%
# Above, the variance of the position of every momentum; below, the cloud of the largest one at the end.

figure, (above, below) = plt.subplots(2, figsize=(5.2, 5.6))
shown = np.arange(2, steps + 1, 7)
for index, colour in enumerate(shades(3)):
    variance = measured[index, :, 1]
    above.plot(predicted[index, :, 1, 1], ["-", "--", "-."][index], color=COLOURS.ink)
    above.plot(shown, variance[shown], "o", color=colour, label=f"β = {momenta[index]:.2f}")
    print(f"β = {momenta[index]:.2f}: variance of x after {steps} steps {variance[-1]:.3f}")
above.set(xlabel="step", ylabel="variance of x", yscale="log", ylim=(0.008, 4))

angles = np.linspace(0, 2 * np.pi, 100)
circle = np.stack([np.cos(angles), np.sin(angles)])
ellipse = 2 * np.linalg.cholesky(predicted[2, -1]) @ circle
cloud = runs[2, :150, -1]
below.plot(cloud[:, 0], cloud[:, 1], ".", markersize=3, color=colour, label=f"runs after {steps} steps")
below.plot(ellipse[0], ellipse[1], "-", color=COLOURS.ink, label="two standard deviations")
below.set(xlabel="velocity v", ylabel="position x", title="β = 0.95", ylim=(-3, 5))
for ax in (above, below):
    ax.legend(ncols=3, loc="upper center")
figure.set_label(
    "Above, the variance of the position against the step for three momenta at the same learning rate: "
    "each rises and levels off, the higher the larger the momentum, with dots from runs on it. "
    "Below, 150 simulated pairs of velocity and position and the predicted ellipse around them."
)

# %%
# The spread does not depend on the start, and it only grows towards its final value.
# The cloud leans to the right and down, because the position has just moved against the velocity.
