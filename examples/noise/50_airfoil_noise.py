"""
On the airfoil data, the noise of ten rows predicts the loss
============================================================

Near the optimum the gradient of ten rows is the true gradient plus noise of known variance.
Does the formula for quadratics predict how far above the least-squares optimum the loss stays?
It does while the effective step is small; where it is large, the loss stays somewhat higher.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import (
    COLOURS,
    heavy_ball,
    least_squares,
    load_airfoil,
    run,
    shades,
    standardise,
    stationary_variance,
)

plt.style.use("momentum_docs.house")

# %%
# Five momenta at the same η and at the same η/(1 − β). NumPy draws the rows for 200 runs of each.

batch_size = 10
steps = 1800
learning_rate = 0.01
momenta = np.array([0.0, 0.5, 0.8, 0.9, 0.95])
policies = {"same η": np.full(5, learning_rate), "same η/(1 − β)": learning_rate * (1 - momenta)}
rows = standardise(load_airfoil().values)[:1500]
airfoil = least_squares(features=rows[:, :5], targets=rows[:, 5])
drawn = np.random.default_rng(0).integers(len(rows), size=(200, steps, batch_size))

# %%
# The noise of ten gradients at the optimum, along each eigenvector of the Hessian, gives the prediction.

design = np.column_stack([rows[:, :5], np.ones(len(rows))])
optimum = np.append(*airfoil.minimiser.values())
residuals = design @ optimum - rows[:, 5]
hessian = design.T @ design / len(rows)
curvatures, directions = np.linalg.eigh(hessian)
gradients = residuals[:, None] * design @ directions
noise_variances = (gradients**2).mean(axis=0) / batch_size


def predict(learning_rates):
    """Return the excess loss of every momentum by the formula for quadratics."""
    variances = stationary_variance(learning_rates[:, None], momenta[:, None], curvatures, noise_variances)
    return 0.5 * variances @ curvatures


# %%
# The runs start at the optimum; their second half is measured at thirty moments.


def excess(learning_rate, momentum, order):
    """Return the mean loss above the minimum in the second half of a run."""
    start = jax.tree.map(lambda leaf: leaf.astype("float32"), airfoil.minimiser)
    path = run(heavy_ball(learning_rate, momentum), airfoil, start, batches=order).params
    errors = jnp.column_stack([path["weights"], path["bias"]])[-900::30] - optimum
    return 0.5 * ((errors @ hessian) * errors).sum(axis=-1).mean()


of_all_momenta = jax.vmap(excess, in_axes=(0, 0, None))
of_all_runs = jax.jit(jax.vmap(of_all_momenta, in_axes=(None, None, 0)))
figure, ax = plt.subplots()
window = 1 / (1 - momenta)
measured = {}
for (policy, rates), line, colour in zip(policies.items(), ["-", "--"], shades(2), strict=True):
    measured[policy] = np.asarray(of_all_runs(rates, momenta, drawn))
    heights = measured[policy].mean(axis=0)
    ax.loglog(window, predict(rates), line, color=COLOURS.ink, label=f"{policy}, predicted")
    ax.plot(window, heights, "o", color=colour, label=f"{policy}, measured")
    print(f"{policy}: {heights[0]:.1e} above the minimum at β = 0, × {heights[-1] / heights[0]:.2f} at 0.95")
ax.set(xlabel="effective window 1/(1 − β)", ylabel="loss above the minimum", ylim=(None, 0.12))
ax.legend()
figure.set_label(
    "Loss above the least-squares minimum against the effective window, with measured points on or near "
    "predicted curves. At the same η it rises about twentyfold; at the same η/(1 − β) it stays level."
)

# %%
# The same temperature that holds on a parabola holds on data, direction by direction.
# What stays out of the formula is that the curvature of ten rows, too, differs from batch to batch.
