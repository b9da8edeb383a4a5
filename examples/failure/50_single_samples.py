"""
One sample at a time, heavy ball needs order κ steps, as plain SGD does
=======================================================================

Each step sees one random sample of a least-squares problem that can be solved exactly.
Does momentum still bring the steps down from κ to √κ when it is tuned as well as possible?
The mean squared error follows a linear recursion, so the best setting is found without any sampling.
"""

import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import COLOURS, method_style

plt.style.use("momentum_docs.house")


# %%
# A sample is z·e₁ or z·e₂/√κ, each half of the time: one coordinate sees the curvature λz², the other none.
# Mean squares depend on z² only by E z² = 1 and c = E z⁴, as if z² were c with probability 1/c and else 0.


def on_pairs(*entries):
    """Return what updates, matrices with these four entries, do to the products of their two variables."""
    update = np.stack(np.broadcast_arrays(*entries), axis=-1).reshape(-1, 2, 2)
    return np.einsum("nij,nkl->nikjl", update, update).reshape(-1, 4, 4)


def fewest_steps(update, condition_number, fourth_moment):
    """Return 1/(1 − rate) of the mean square, for the worse direction, at the best setting of the grid."""
    rates = 0.0
    share = 1 / (2 * fourth_moment)
    unseen = update(0.0, condition_number)
    for curvature in (1.0, 1 / condition_number):
        seen = update(fourth_moment * curvature, condition_number)
        eigenvalues = np.linalg.eigvals((1 - share) * unseen + share * seen)
        rates = np.maximum(rates, np.abs(eigenvalues).max(axis=-1))
    return 1 / (1 - rates.min())


# %%
# The methods, on grids of settings. ASGD mixes in a second iterate, which takes long steps.
plain_rates = np.linspace(0.01, 2, 400)
learning_rates = np.geomspace(1e-4, 1.5, 60)[:, None]
momenta = 1 - np.geomspace(1, 1e-5, 75)
short_steps = np.linspace(0.1, 1, 10)[:, None, None]
long_steps = np.geomspace(0.7, 11, 10)[:, None]
shares = np.geomspace(0.05, 1, 10)


def sgd_update(curvature, condition_number):
    return on_pairs(0.0, curvature, 0.0, 1 - plain_rates * curvature)


def heavy_ball_update(curvature, condition_number):
    return on_pairs(momenta, curvature, -learning_rates * momenta, 1 - learning_rates * curvature)


def nesterov_update(curvature, condition_number):
    stepped = 1 - learning_rates * curvature * (1 + momenta)
    return on_pairs(momenta, curvature, -learning_rates * momenta**2, stepped)


def accelerated_update(curvature, condition_number):
    share = shares / np.sqrt(condition_number)
    mix = 0.7 / (0.7 + share)  # 0.7 is the constant of the paper
    far = share * (1 - short_steps * long_steps * condition_number * curvature)
    point = mix * (1 - short_steps * curvature) + (1 - mix) * far
    return on_pairs(1 - share, far, (1 - mix) * (1 - share), point)


updates = [sgd_update, heavy_ball_update, nesterov_update, accelerated_update]
names = ["SGD", "heavy ball", "Nesterov", "ASGD"]
styles = [method_style(name) for name in ("gradient descent", "heavy ball", "Nesterov")]
styles.append({"color": COLOURS.ink, "linestyle": ":"})
condition_numbers = np.array([10, 100, 1000, 10000, 100000])
steps = {}
figure, axes = plt.subplots(2, 1, figsize=(5.2, 6.0))
for ax, (kind, fourth_moment) in zip(axes, {"Gaussian z": 3, "z = ±1": 1}.items(), strict=True):
    for name, update, style in zip(names, updates, styles, strict=True):
        steps[kind, name] = np.array([fewest_steps(update, k, fourth_moment) for k in condition_numbers])
        ax.plot(condition_numbers, steps[kind, name], **style, label=name)
        print(f"{kind}, {name}: {steps[kind, name][3]:.0f} steps at κ = 10000")
    ax.set(xscale="log", yscale="log", xlabel="κ", ylabel="steps, 1/(1 − rate)", title=kind)
axes[0].legend()
figure.set_label("Steps against κ. Gaussian z: all but ASGD rise in parallel. z = ±1: Nesterov joins ASGD.")

# %%
# Momentum averages gradients, but with one sample at a time a longer memory forces shorter steps.
# What brought √κ without noise does not survive it; the method that does was made for single samples.
