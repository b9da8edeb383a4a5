"""
On the airfoil data the formula holds, and reshuffling beats it
===============================================================

Near the optimum the gradient of ten rows is the true gradient plus noise of known variance.
Does the formula for quadratics predict how far above the least-squares optimum the loss stays?
It does for rows drawn independently; for rows reshuffled each epoch the loss stays lower.
"""

import jax
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import heavy_ball, least_squares, load_airfoil, run, standardise, stationary_variance

plt.style.use("momentum_docs.house")

# %%
# Five momenta at the same η and at the same η/(1 − β). NumPy draws the rows for 200 runs of each.

batch_size, epochs, kept, runs = 10, 12, 0.01, 200
momenta = np.tile([0.0, 0.5, 0.8, 0.9, 0.95], 2)
learning_rates = kept * np.where(np.arange(10) < 5, 1, 1 - momenta)
rows = standardise(load_airfoil().values)[:1500]
airfoil = least_squares(features=rows[:, :5], targets=rows[:, 5])
batches, generator = len(rows) // batch_size, np.random.default_rng(0)
drawn = generator.integers(len(rows), size=(runs, epochs * batches, batch_size))
shuffled = generator.permuted(np.tile(np.arange(len(rows)), (runs, epochs, 1)), axis=-1).reshape(drawn.shape)

# %%
# The noise of ten gradients at the optimum, along each eigenvector of the Hessian, gives the prediction.

design = np.column_stack([rows[:, :5], np.ones(len(rows))])
residuals = design @ np.append(*airfoil.minimiser.values()) - rows[:, 5]
curvatures, directions = np.linalg.eigh(design.T @ design / len(rows))
noise_variances = ((residuals[:, None] * design @ directions) ** 2).mean(axis=0) / batch_size
eta, beta = learning_rates[:, None], momenta[:, None]
predicted = {"drawn": 0.5 * stationary_variance(eta, beta, curvatures, noise_variances) @ curvatures}

# %%
# The noise of a shuffled epoch adds up to zero: a response counts only as far as it varies in an epoch.

responses, velocity, position = [], np.ones((10, 6)), -eta * np.ones(6)
for _ in range(epochs * batches):
    responses.append(position)
    velocity = beta * velocity + curvatures * position
    position = position - eta * velocity
varying = batches * np.reshape(responses, (epochs, batches, 10, 6)).var(axis=1).sum(axis=0)
predicted["shuffled"] = 0.5 * (varying * noise_variances) @ curvatures


def excess(learning_rate, momentum, order):
    optimum = jax.tree.map(lambda leaf: leaf.astype("float32"), airfoil.minimiser)
    path = run(heavy_ball(learning_rate, momentum), airfoil, optimum, batches=order, measure_every=batches)
    return path.losses[-6:].mean() - airfoil.minimum


every = jax.jit(jax.vmap(jax.vmap(excess, in_axes=(0, 0, None)), in_axes=(None, None, 0)))
figure, ax = plt.subplots()
for name, order in (("drawn", drawn), ("shuffled", shuffled)):
    measured = np.asarray(every(learning_rates, momenta, order).mean(axis=0))
    for policy, part in (("same η", slice(5)), ("same η/(1 − β)", slice(5, 10))):
        heights, formula = measured[part], predicted[name][part]
        (line,) = ax.loglog(1 / (1 - momenta[:5]), formula, label=f"{name}, {policy}")
        ax.plot(1 / (1 - momenta[:5]), heights, "o", color=line.get_color())
        growth, share = heights[-1] / heights[0], heights[0] / predicted["drawn"][0]
        print(f"{name}, {policy}: {heights[0]:.1e} above the optimum, {share:.2f} of the formula, at β = 0")
        print(f"    {name}, {policy}: × {growth:.2f} from β = 0 to 0.95")
        print(f"    {name}, {policy}: off the prediction by at most {abs(heights / formula - 1).max():.1%}")
ax.set(xlabel="effective window 1/(1 − β)", ylabel="loss above the optimum", ylim=(None, 0.12))
ax.legend()
figure.set_label(
    "Loss above the least-squares optimum against the effective window, with measured points on predicted "
    "curves. At the same η it rises, from a lower start for shuffled rows than for drawn ones. "
    "At the same η/(1 − β) it stays about level, and lower for shuffled rows."
)

# %%
# Two things stay out of the formula: shuffling, which helps, and the curvature of ten rows, which differs
# from batch to batch and lifts the loss where the effective step is large.
