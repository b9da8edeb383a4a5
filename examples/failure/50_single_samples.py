"""
One sample at a time, heavy ball needs as many steps as plain gradient descent
==============================================================================

Each step sees one random sample of a least-squares problem that can be solved exactly.
Does momentum still bring the steps down from κ to √κ when it is tuned as well as possible?
The mean squared error follows a linear recursion, so the best setting is found without any sampling.
"""

import functools

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import heavy_ball, run

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# A sample is z·e₁ or z·e₂/√κ, each half of the time: one coordinate sees the curvature λz², the other none.
# Mean squares depend on z² only by E z² = 1 and c = E z⁴, as if z² were c with probability 1/c and else 0.


def mean_map(step, curvature, fourth):
    entries = (np.stack(np.broadcast_arrays(*step(lam)), -1) for lam in (0.0, fourth * curvature))
    none, seen = (np.einsum("...ij,...kl->...ikjl", R, R) for R in (e.reshape(-1, 2, 2) for e in entries))
    return (none + (seen - none) / (2 * fourth)).reshape(-1, 4, 4)


# %%
# The entries of each method's update matrix. ASGD mixes an average that takes long steps into short ones.

eta, beta = np.geomspace(1e-4, 1.5, 60)[:, None], 1 - np.geomspace(1, 1e-4, 60)
short, far, share = np.ix_(np.linspace(0.1, 1, 10), np.geomspace(0.7, 11, 10), np.geomspace(0.05, 1, 10))


def averaged(lam, kappa):
    part = share / np.sqrt(kappa)
    mix, old = 0.7 / (0.7 + part), part * (1 - short * far * kappa * lam)
    return 1 - part, old, (1 - mix) * (1 - part), mix * (1 - short * lam) + (1 - mix) * old


methods = {
    "SGD": lambda lam, kappa: (0.0, lam, 0.0, 1 - np.linspace(0.01, 2, 400) * lam),
    "heavy ball": lambda lam, kappa: (beta, lam, -eta * beta, 1 - eta * lam),
    "Nesterov": lambda lam, kappa: (beta, lam, -eta * beta**2, 1 - eta * lam * (1 + beta)),
    "ASGD": averaged,
}
kappas, (figure, axes) = np.array([10, 100, 1000, 10000]), plt.subplots(2, 1, figsize=(5.2, 6.0))
for ax, fourth, kind in zip(axes, (3, 1), ("Gaussian z", "z = ±1"), strict=True):
    for name, step in methods.items():
        steps = []
        for kappa in kappas:
            maps = [mean_map(functools.partial(step, kappa=kappa), end, fourth) for end in (1, 1 / kappa)]
            steps.append(1 / (1 - np.abs(np.linalg.eigvals(maps)).max((0, -1)).min()))
        ax.plot(kappas, steps, label=name)
        print(f"{kind}, {name}: {steps[3]:.0f} steps at κ = 10000, {steps[3] / steps[2]:.1f} times 1000's")
    ax.set(xscale="log", yscale="log", xlabel="κ", ylabel="steps, 1/(1 − rate)", title=kind)
axes[0].legend()
figure.set_label(
    "Steps against κ. With Gaussian z SGD, heavy ball and Nesterov rise in parallel, ASGD half as steeply. "
    "With z = ±1 Nesterov joins ASGD."
)

# %%
# The recursion against runs on Gaussian samples of their own: five steps of the steep coordinate, from rest.

optimizer, rows, generator = heavy_ball(0.3, 0.5), np.arange(5)[:, None], np.random.default_rng(0)
curvatures = generator.normal(size=(40000, 5)) ** 2 * generator.integers(0, 2, (40000, 5))
runs = jax.vmap(lambda z2: run(optimizer, lambda x, t=rows: jnp.mean(z2[t] * x**2) / 2, 1.0, batches=rows))
measured = (jax.jit(runs)(curvatures).params[:, -1] ** 2).mean()
recursion = np.linalg.matrix_power(mean_map(lambda lam: (0.5, lam, -0.15, 1 - 0.3 * lam), 1.0, 3), 5)
print(f"mean square of heavy ball after five steps off by {abs(measured / recursion[0, 3, 3] - 1):.1%}")

# %%
# Momentum averages gradients, but with one sample at a time a longer memory forces shorter steps.
# What brought √κ without noise does not survive it; the method that does was made for single samples.
