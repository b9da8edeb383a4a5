"""
How much momentum gains in noise depends on where the error lies at the start
=============================================================================

Momentum is for ill-conditioned losses, and noise forces small steps.
Which of the two decides, once both are there?
The best momentum is held against the best gradient descent, for two starts, by exact expectations.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import covariance_after, heavy_ball, run, shades

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Three curvatures from 1/κ to 1 and 300 steps, a hundred learning rates for each of twelve momenta.

steps = 300
momenta = np.array([0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.985, 0.99])
learning_rates = np.geomspace(1e-5, 4, 100)
noise_variances = np.geomspace(1e-6, 10, 15)
condition_numbers = [1, 10, 100, 1000]


@jax.jit
def squares_and_variances(curvatures):
    """Return E[x]² from a start at one, and Var x at unit noise, as means over the last sixty steps."""
    rate = learning_rates[:, None, None]
    momentum = momenta[:, None]
    start = jnp.ones((len(learning_rates), len(momenta), len(curvatures)))
    optimizer = heavy_ball(jnp.broadcast_to(rate, start.shape), momentum)
    mean = run(optimizer, lambda x: 0.5 * (curvatures * x**2).sum(), start, steps=steps).params
    variance = covariance_after(rate, momentum, curvatures, 1.0, steps)[..., 1, 1]
    return (mean[-60:] ** 2).mean(axis=0), variance[..., -60:].mean(axis=-1)


# %%
# The start is equally far from the minimum in each direction, or its gradient is equal in each:
# then it lies at 1/λ, and the flat directions hold most of the loss.

shares = {"equal distance": {}, "equal gradient": {}}
for condition_number in condition_numbers:
    curvatures = np.geomspace(1 / condition_number, 1, 3)
    squares, variances = map(np.asarray, squares_and_variances(curvatures))
    from_noise = noise_variances[:, None, None] * (0.5 * variances @ curvatures)
    for name, start in (("equal distance", np.ones(3)), ("equal gradient", 1 / curvatures)):
        losses = from_noise + 0.5 * squares @ (curvatures * start**2)
        losses = np.nan_to_num(losses, nan=np.inf)
        shares[name][condition_number] = losses.min(axis=(1, 2)) / losses[..., 0].min(axis=1)

# %%
# What the best pair (η, β) leaves of the loss of the best gradient descent.

figure, axes = plt.subplots(1, 2, sharey=True, figsize=(5.2, 3.6))
styles = ["-", "--", "-.", ":"]
for ax, (name, of_start) in zip(axes, shares.items(), strict=True):
    for (condition_number, share), line, colour in zip(of_start.items(), styles, shades(4), strict=True):
        ax.loglog(noise_variances, share, line, color=colour, label=f"κ = {condition_number}")
    ax.set(xlabel="noise variance s²", title=name)
    print(f"{name}, κ = 1000: momentum leaves {share[0]:.3f} with the least noise, {share[-3]:.3f} at s² = 1")
axes[0].set_ylabel("share of the loss left")
axes[0].legend(loc="lower right")
figure.set_label(
    "The share of the loss that the best momentum leaves, against the noise variance, for four condition "
    "numbers. From a start at equal distances all shares rise towards one with the noise, and only little "
    "noise lets momentum gain. From a start with equal gradients the ill-conditioned losses stay far lower."
)

# %%
# From equal distances the flat directions hold little of the loss, and noise is the obstacle.
# From equal gradients they hold nearly all of it, and even with much noise the curvature remains one.
