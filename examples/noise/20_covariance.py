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

from momentum_docs import covariance_after, heavy_ball, is_stable, run, stationary_variance, update_matrix

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# One learning rate, three momenta, and unit noise on the gradient of ½x². All runs start at x = 1.

learning_rate, curvature, noise_variance, steps = 0.1, 1.0, 1.0, 100
momenta = jnp.array([0.0, 0.8, 0.95])
keys = jax.random.split(jax.random.key(0), 8000)


@jax.jit
@functools.partial(jax.vmap, in_axes=(0, None))
@functools.partial(jax.vmap, in_axes=(None, 0))
def velocity_and_position(momentum, key):
    noise = optax.add_noise(eta=noise_variance, gamma=0.0, key=key)
    optimizer = optax.chain(noise, heavy_ball(learning_rate, momentum))
    followed = run(optimizer, lambda x: 0.5 * curvature * x**2, jnp.array(1.0), steps=steps)
    return jnp.stack([followed.state[1].velocity, followed.params], -1)


runs = np.asarray(velocity_and_position(momenta, keys))
measured = runs.var(axis=1)
predicted = np.asarray(covariance_after(learning_rate, momenta, curvature, noise_variance, steps))
off = abs(measured[:, 1:] / predicted.diagonal(axis1=2, axis2=3)[:, 1:] - 1).max(axis=(0, 1))
print(f"{len(keys)} runs off the recursion: Var x by {off[1]:.1%} at most, Var v by {off[0]:.1%}")

# %%
# Ten thousand random stable settings: do the closed forms survive a step, and can the spread fall?
draw = np.random.default_rng(0).uniform
eta, beta, lam = draw(0.01, 2, 10_000), draw(0, 0.95, 10_000), draw(0.05, 2, 10_000)
eta, beta, lam = (values[is_stable(eta, beta, lam)] for values in (eta, beta, lam))
velocity, position = 2 / (1 - beta) / (2 * (1 + beta) - eta * lam), stationary_variance(eta, beta, lam, 1.0)
closed = np.stack([velocity, -eta * velocity / 2, -eta * velocity / 2, position], -1).reshape(-1, 2, 2)
R, kick = np.asarray(update_matrix(eta, beta, lam)), np.stack([np.ones_like(eta), -eta], -1)[..., None]
change = abs(R @ closed @ R.mT + kick @ kick.mT - closed).max((1, 2)) / abs(closed).max((1, 2))
print(f"one step changes the stationary covariance by {change.max():.0e} of its largest entry")
growth = np.diff(covariance_after(eta, beta, lam, 1.0, 50)[..., 1, 1]) / position[:, None]
print(f"smallest growth of Var x in a step, over its final value: {growth.min():.0e}")

figure, (above, below) = plt.subplots(2, figsize=(5.2, 5.6))
for index, momentum in enumerate(momenta):
    (line,) = above.plot(predicted[index, :, 1, 1], label=f"β = {momentum:.2f}")
    above.plot(range(2, steps + 1, 7), measured[index, 2::7, 1], "o", color=line.get_color())
above.set(xlabel="step", ylabel="variance of x", yscale="log", ylim=(0.008, 4))
circle = np.exp(2j * np.pi * np.linspace(0, 1, 100))
ellipse = 2 * np.linalg.cholesky(predicted[2, -1]) @ [circle.real, circle.imag]
below.plot(*runs[2, :150, -1].T, ".", markersize=3, color="#66717f", label=f"runs after {steps} steps")
below.plot(*ellipse, color=line.get_color(), linestyle="-", label="two standard deviations")
below.set(xlabel="velocity v", ylabel="position x", title="β = 0.95", ylim=(-3, 5))
for ax in (above, below):
    ax.legend(ncols=3, loc="upper center")
figure.set_label(
    "Above, the variance of the position against the step for three momenta at the same learning rate: "
    "each rises and levels off, the higher the larger the momentum, with dots from runs on it. "
    "Below, 150 simulated pairs of velocity and position and the predicted ellipse around them."
)

# %%
# The spread never depends on the start, and it only grows towards its final value.
# The cloud leans to the right and down, because the position has just moved against the velocity.
