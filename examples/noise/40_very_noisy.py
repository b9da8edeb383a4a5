"""
Where the noise is large, momentum has little left to gain
==========================================================

The source text advises β = 0.99 for very noisy gradients.
After a fixed number of steps, how much lower is the expected loss with momentum than without?
No run is simulated: distance and spread are computed exactly for every η and β.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import convergence_rate, covariance_after, heavy_ball, run

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Three curvatures from 1/κ to 1, a start at distance one in each direction, 300 steps.
# Two rows of learning rates keep η or η/(1 − β); a hundred more look for the best one.

steps, kept = 300, 0.03
momenta = np.array([0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.985, 0.99])
grid = np.geomspace(1e-5, 4, 100)[:, None] * np.ones_like(momenta)
learning_rates = np.vstack([np.full_like(momenta, kept), kept * (1 - momenta), grid])
noise_variances = np.geomspace(1e-6, 10, 15)


@jax.jit
def expected_loss(curvatures):  # averaged over the last sixty steps
    eta, beta, lam = jnp.broadcast_arrays(learning_rates[..., None], momenta[:, None], curvatures)
    path = run(heavy_ball(eta, beta), lambda x: 0.5 * (lam * x**2).sum(), jnp.ones(eta.shape), steps=steps)
    spread = jnp.moveaxis(covariance_after(eta, beta, lam, 1.0, steps)[..., 1, 1], -1, 0)
    bias, variance = ((0.5 * lam * part[-60:]).mean(axis=(0, -1)) for part in (path.params**2, spread))
    loss = bias + noise_variances[:, None, None] * variance
    return jnp.where(jnp.isfinite(loss), loss, jnp.inf)


losses = {kappa: expected_loss(np.geomspace(1 / kappa, 1, 3)) for kappa in (1, 10, 100, 1000)}
noisy = losses[10][np.isclose(noise_variances, 1.0)][0]
print(f"same η: β = 0.99 multiplies the loss by {noisy[0, -1] / noisy[0, 0]:.1f}")
print(f"same η/(1 − β): β = 0.9 multiplies the loss by {noisy[1, 5] / noisy[1, 0]:.3f}")
print(f"the best η for each β: the best β multiplies the loss by {noisy.min() / noisy[:, 0].min():.3f}")
print(f"the best η at β = 0 is {learning_rates[noisy[:, 0].argmin(), 0]:.3f}")
left = {kappa: (loss.min(axis=(1, 2)) / loss[..., 0].min(axis=1)) for kappa, loss in losses.items()}
for kappa, ratios in left.items():
    print(f"κ = {kappa}: momentum leaves {ratios[0]:.2f} with the least noise, {ratios[-3]:.2f} at s² = 1")
print(f"from s² = 1 on, momentum leaves at least {min(ratios[-3:].min() for ratios in left.values()):.2f}")

# %%
# At a given effective step, which β makes the mean die out fastest?

effective, momentum = np.linspace(0.001, 0.999, 500), np.linspace(0, 0.999, 1000)[:, None]
claimed = (1 - effective) / (1 + effective)
there = convergence_rate(effective * (1 - claimed**2), claimed**2, 1.0)
others = convergence_rate(effective * (1 - momentum), momentum, 1.0)
print(f"at the claimed β the rate is off (1 − αλ)/(1 + αλ) by at most {abs(there - claimed).max():.0e}")
print(f"{len(momentum)} other β have rates higher by at least {(others - claimed).min():.0e}")

figure, (above, below) = plt.subplots(2, figsize=(5.2, 5.6))
rows = {"same η": noisy[0], "same η/(1 − β)": noisy[1], "the best η for each β": noisy.min(axis=0)}
for name, row in rows.items():
    above.loglog(1 / (1 - momenta), row, marker="o", label=name)
above.set(xlabel="effective window 1/(1 − β)", ylabel="expected loss", title="κ = 10, s² = 1")
for kappa, ratios in left.items():
    below.loglog(noise_variances, ratios, label=f"κ = {kappa}")
below.set(xlabel="noise variance s²", ylabel="loss left", title="best momentum / best without")
for ax in (above, below):
    ax.legend()
figure.set_label(
    "Above, the expected loss against the effective window: at the same η it rises steeply, at the same "
    "η/(1 − β) and at the best η it stays level until the window nears a hundred steps. Below, the share of "
    "the loss that the best momentum leaves, against the noise, for four condition numbers."
)

# %%
# Large noise forces small steps, and small steps are possible without momentum.
# Small noise leaves the stability limit as the obstacle, and that is the one that momentum moves.
