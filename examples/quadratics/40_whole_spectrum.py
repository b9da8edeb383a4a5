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

from momentum_docs import convergence_rate, optimal_gradient_descent, optimal_heavy_ball, plot_rate_map

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Nine curvatures from μ = 1/κ to L = 1, and a plane of a million settings for each.

condition_number = 20
curvatures = np.geomspace(1 / condition_number, 1, 9)
learning_rates, momenta = np.linspace(0.004, 4, 1000), np.linspace(0, 0.999, 1000)
single = np.asarray(convergence_rate(learning_rates, momenta[:, None], 1.0))
worst = jax.lax.map(lambda λ: convergence_rate(learning_rates, momenta[:, None], λ), curvatures).max(axis=0)
best = optimal_heavy_ball(1 / condition_number, 1.0)

# %%
# The same plane for the steepest curvature alone, and for all nine.

figure, axes = plt.subplots(2, 1, figsize=(5.2, 6.6), sharex=True)
for ax, rates, name in zip(axes, (single, worst), ("λ = 1 alone", "all curvatures"), strict=True):
    plot_rate_map(learning_rates[::10], momenta[::10], rates[::10, ::10], label="rate", ax=ax)
    row, column = np.unravel_index(np.argmin(rates), rates.shape)
    ax.plot(
        learning_rates[column], momenta[row], "D", color="#c4500a", markersize=7, markeredgecolor="#ffffff"
    )
    ax.set_title(name)
    place = f"η = {learning_rates[column]:.3f}, β = {momenta[row]:.3f}"
    print(f"{name}: best of a million settings {place}, rate {rates.min():.4f}")
axes[0].set_xlabel("")
figure.set_label(
    "Two maps of the rate over learning rate and momentum, with the best setting marked. For one curvature "
    "the best is at η = 1 without momentum. For a whole spectrum most of the map is slow, and the best is a "
    "corner at η near 2.7 and β near 0.4, just beside the grey region of divergence."
)

# %%
# How good is the upper map's best setting on the whole spectrum?

print(f"formula: η = {best.learning_rate:.3f}, β = {best.momentum:.3f}, rate {best.rate:.4f}")
there = convergence_rate(1.0, 0.0, curvatures).max()
print(f"the best setting for λ = 1 alone has rate {there:.4f} on all curvatures")

# %%
# From the optimum to the cliff: how much larger may η be, at the same β, before the run diverges?

for κ in (20, 100, 10_000):
    for name, optimum in (("gradient descent", optimal_gradient_descent), ("momentum", optimal_heavy_ball)):
        η, β, _ = optimum(1 / κ, 1.0)
        margins = np.linspace(0, 2 / κ, 20_001)
        share = margins[np.argmax(np.asarray(convergence_rate(float(η) * (1 + margins), β, 1.0)) >= 1)]
        print(f"κ = {κ}, {name}: {share:.3%} above the optimum it diverges, 1/κ is {1 / κ:.3%}")

# %%
# Minimising the worst case moves the best setting to the edge of what the steepest direction can bear.
# The margin is the same for both methods, and it shrinks as the problem gets harder.
