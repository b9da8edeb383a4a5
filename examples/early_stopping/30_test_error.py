"""
Most of what momentum seems to gain in test error is hindsight
==============================================================

Stopping early and ridge both keep the flat, noisy directions out of a polynomial fit.
Which has the smaller test error, when each stops, or shrinks, at its best?
A thousand draws of the noise answer, with the best moment of each draw and with one moment for all.
"""

import jax
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import COLOURS, method_style, momentum_filter, ridge_filter

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Degree nine on thirty points, a sine as the truth, and least squares in the eigenbasis for every draw.

x = np.linspace(-1, 1, 30)
grid = np.linspace(-1, 1, 60)
features = x[:, None] ** np.arange(10)
curvatures, basis = np.linalg.eigh(features.T @ features / len(x))
grid_features = grid[:, None] ** np.arange(10) @ basis
learning_rate = 1 / curvatures[-1]
noise = 0.3 * np.array(jax.random.normal(jax.random.key(0), (1000, 30)))
least_squares = (np.sin(3 * x) + noise) @ features @ basis / len(x) / curvatures

# %%
# A filter multiplies the coefficients. Ridge gets the penalty 1/(ηt) of each moment t.

steps = 20_000
moments = np.unique(np.geomspace(1, steps, 120).astype(int))
filters = {"ridge": ridge_filter(curvatures, 1 / (learning_rate * moments[:, None]))}
momenta = {"gradient descent": 0.0, "momentum, β = 0.9": 0.9, "momentum, β = 0.99": 0.99}
for name, momentum in momenta.items():
    filters[name] = momentum_filter(learning_rate, momentum, curvatures, steps).T[moments]


@jax.jit
def test_errors(shares):
    """Return the test error at each moment, for each draw."""
    fits = (shares[:, None] * least_squares) @ grid_features.T
    return ((fits - np.sin(3 * grid)) ** 2).mean(axis=2)


errors = {name: np.array(test_errors(shares)) for name, shares in filters.items()}

# %%
# The first half of the draws chooses one moment for all; the second half is judged.

styles = {
    "ridge": method_style("ridge"),
    "gradient descent": method_style("gradient descent"),
    "momentum, β = 0.9": method_style("momentum"),
    "momentum, β = 0.99": method_style("momentum") | {"linestyle": ":"},
}
hindsight = {}
one_moment = {}
figure, (above, below) = plt.subplots(2, 1, figsize=(5.2, 6.0), height_ratios=(3, 2))
for row, (name, error) in enumerate(errors.items()):
    mean = error[:, :500].mean(axis=1)
    hindsight[name] = error[:, 500:].min(axis=0)
    one_moment[name] = error[mean.argmin(), 500:]
    above.loglog(moments, mean, **styles[name], label=name)
    colour = styles[name]["color"]
    for place, judged, marker in ((row - 0.15, hindsight, "D"), (row + 0.15, one_moment, "o")):
        low, middle, high = np.quantile(judged[name] / judged["ridge"], [0.1, 0.5, 0.9])
        below.plot([low, high], [place, place], color=colour, linestyle="-")
        below.plot(middle, place, marker, color=colour, markersize=7)
    share = one_moment[name].mean() / one_moment["ridge"].mean()
    print(f"{name:18} with one moment: {share:.2f} of ridge's mean test error")
below.axvline(1, color=COLOURS.muted, linestyle="-", linewidth=1)
above.set(xlabel="step t, for ridge 1/(ηρ)", ylabel="mean test error")
above.set_yticks([0.02, 0.05, 0.1, 0.2, 0.4], ["0.02", "0.05", "0.1", "0.2", "0.4"], minor=False)
above.set_yticks([], minor=True)
below.set(xlabel="test error relative to ridge's, same draw", ylim=(3.5, 0.5))
below.set_yticks([1, 2, 3], ["gradient descent", "β = 0.9", "β = 0.99"])
figure.legend(*above.get_legend_handles_labels(), loc="outside lower center", ncols=2)
figure.set_label(
    "Above: mean test error against the step. Ridge, gradient descent and momentum with β = 0.9 fall to "
    "nearly one level and rise again; with β = 0.99 it swings and stays higher. Below: test errors relative "
    "to ridge's. Momentum is left of one with hindsight; with one moment β = 0.99 is right of one."
)

# %%
# A path that swings offers more moments to choose from, and hindsight takes the luckiest one.
# With a moment that other draws have chosen, two thirds of the gain are gone, and a long memory loses.
