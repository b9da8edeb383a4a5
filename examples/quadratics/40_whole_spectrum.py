"""
The best setting for one curvature is not the best for a spectrum
=================================================================

A rate map for a single curvature promises convergence in one step.
A loss has many curvatures, and the slowest of them decides.
How different is the map of the worst case, and how far is its best point from the cliff?
"""

import jax
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import COLOURS, convergence_rate, optimal_heavy_ball, plot_rate_map

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Nine curvatures from μ = 1/κ to L = 1, and a plane of a quarter of a million settings for each.

condition_number = 20
curvatures = np.geomspace(1 / condition_number, 1, 9)
learning_rates = np.linspace(0.008, 4, 500)
momenta = np.linspace(0, 0.998, 500)


def rates_at(curvature):
    """Return the rates of all settings at one curvature."""
    return convergence_rate(learning_rates, momenta[:, None], curvature)


every = jax.lax.map(rates_at, curvatures)
maps = {"λ = 1 alone": every[-1], "all curvatures": every.max(axis=0)}

# %%
# The best setting that theory gives for all of them, and what the best for λ = 1 alone does to them.

best = optimal_heavy_ball(1 / condition_number, 1.0)
single_on_all = convergence_rate(1.0, 0.0, curvatures).max()
print(f"formula: η = {best.learning_rate:.3f}, β = {best.momentum:.3f}, rate {best.rate:.4f}")
print(f"the best setting for λ = 1 alone has rate {single_on_all:.4f} on all curvatures")

# %%
# The same plane for the steepest curvature alone, and for all nine.
# Both maps have one scale: brightest is what no setting can do better on all curvatures.

limits = (float(best.rate), 1.0)
figure, axes = plt.subplots(2, 1, figsize=(5.2, 6.6), sharex=True)
for ax, (name, rates) in zip(axes, maps.items(), strict=True):
    rates = np.asarray(rates)
    plot_rate_map(learning_rates[::5], momenta[::5], rates[::5, ::5], label="rate", limits=limits, ax=ax)
    row, column = np.unravel_index(np.argmin(rates), rates.shape)
    learning_rate = learning_rates[column]
    momentum = momenta[row]
    diamond = {"marker": "D", "markersize": 7, "color": COLOURS.orange, "markeredgecolor": COLOURS.paper}
    ax.plot(learning_rate, momentum, **diamond, clip_on=False)
    ax.set_title(name)
    setting = f"η = {learning_rate:.3f}, β = {momentum:.3f}"
    print(f"{name}: best of all settings {setting}, rate {rates.min():.4f}")
axes[0].set_xlabel("")
figure.set_label(
    "Two maps of the rate over learning rate and momentum, with the best setting marked, in one colour scale "
    f"from {best.rate:.2f}, bright, to 1. For one curvature a wide region is bright, and the best is at "
    "η = 1 without momentum. For a whole spectrum most of the map is slow, and the best is a bright corner "
    "at η near 2.7 and β near 0.4, just beside the grey region of divergence."
)

# %%
# Minimising the worst case moves the best setting to the edge of what the steepest direction can bear.
# What is brightest on the upper map is mostly slow on the lower one.
