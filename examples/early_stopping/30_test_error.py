"""
Much of what momentum seems to gain in test error is hindsight
==============================================================

Stopping early and ridge both keep the flat, noisy directions out of a polynomial fit.
Which has the smaller test error, when each stops, or shrinks, at its best?
A thousand draws of the noise answer, with the best moment of each draw and with one moment for all.
"""

import jax
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import momentum_filter, ridge_filter

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Degree nine on thirty points, a sine as the truth, and least squares in the eigenbasis for every draw.

x, grid, steps = np.linspace(-1, 1, 30), np.linspace(-1, 1, 60), 20_000
features, grid_features = (points[:, None] ** np.arange(10) for points in (x, grid))
curvatures, basis = np.linalg.eigh(features.T @ features / len(x))
learning_rate = 1 / curvatures[-1]
noise = 0.3 * np.array(jax.random.normal(jax.random.key(0), (1000, 30)))
least_squares = (np.sin(3 * x) + noise) @ features @ basis / len(x) / curvatures

# %%
# A filter multiplies the coefficients. Ridge gets the penalty 1/(ηt) of each moment t.

moments = np.unique(np.geomspace(1, steps, 120).astype(int))
filters = {"ridge": ridge_filter(curvatures, 1 / (learning_rate * moments[:, None]))}
for name, momentum in {"gradient descent": 0.0, "momentum, β = 0.9": 0.9, "momentum, β = 0.99": 0.99}.items():
    filters[name] = momentum_filter(learning_rate, momentum, curvatures, steps).T[moments]


@jax.jit
def test_errors(shares):
    fits = (shares[:, None] * least_squares) @ basis.T @ grid_features.T
    return ((fits - np.sin(3 * grid)) ** 2).mean(axis=2)


# %%
# Half of the draws choose one moment for all, and the other half is judged, each against ridge.

figure, (above, below) = plt.subplots(2, 1, figsize=(5.2, 6.4), height_ratios=(3, 2))
ridge, mean = {}, {}
for place, (name, shares) in enumerate(filters.items()):
    errors = np.array(test_errors(shares))
    mean[name], fresh = errors[:, :500].mean(axis=1), errors[:, 500:]
    above.loglog(moments, mean[name], label=name)
    judged = {"hindsight": fresh.min(axis=0), "one moment": fresh[mean[name].argmin()]}
    ridge = ridge or judged
    for way, mark in {"hindsight": "D", "one moment": "o"}.items() if place else ():
        quotients = judged[way] / ridge[way]
        low, middle, high = np.quantile(quotients, [0.1, 0.5, 0.9])
        won = f"{low:.2f} to {high:.2f}, below ridge for {(quotients < 1).mean():.0%} of the draws"
        print(f"{name}, {way}: {middle:.3f} of ridge's test error, 80% {won}")
        row = f"{name.removeprefix('momentum, ')}\n{way}"
        below.plot([low, high], [row, row], f"C{place}-")
        below.plot(middle, row, f"C{place}{mark}", markersize=7)
below.axvline(1, color="#66717f", linewidth=1)
above.set(xlabel="step t, for ridge 1/(ηr)", ylabel="mean test error")
below.set(xlabel="test error relative to ridge's, same draw")
figure.legend(*above.get_legend_handles_labels(), loc="outside lower center", ncols=2)
figure.set_label(
    "Above: mean test error against the step. Ridge, gradient descent and momentum with β = 0.9 fall to one "
    "level and rise again; with β = 0.99 it swings and stays higher. Below: test errors relative to ridge's. "
    "Momentum is left of one with hindsight; with one moment β = 0.99 is right of one."
)
plain, heavy = mean["gradient descent"], mean["momentum, β = 0.9"]
later, sooner = (moments[np.argmax(error < 1.1 * error.min())] for error in (plain, heavy))
print(f"β = 0.9 is within a tenth of its best {later / sooner:.1f} times sooner, after {sooner} steps")
print(f"at the end β = 0.9 has {heavy[-1] / plain[-1]:.2f} times the test error of gradient descent")
print(f"gradient descent has at most {(plain / mean['ridge']).max():.2f} times the test error of its ridge")

# %%
# A path that swings offers more moments to choose from, and hindsight takes the luckiest one.
# With a moment that other draws have chosen, half of the gain is gone, and a long memory loses.
