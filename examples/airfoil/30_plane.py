"""
Ten thousand trainings map the plane of learning rate and momentum
==================================================================

Four settings are four points of a plane.
What does the rest of it look like, and where do trainings on minibatches fail?
Theory draws a boundary for the full batch, beyond which nothing converges.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import (
    heavy_ball,
    least_squares,
    load_airfoil,
    minibatch_order,
    plot_rate_map,
    run,
    seconds_per_epoch,
    standardise,
)

plt.style.use("momentum_docs.house")

# %%
# A hundred learning rates, a hundred momenta, one order of the minibatches.

rows = standardise(load_airfoil().values)[:1500]
airfoil = least_squares(features=rows[:, :5], targets=rows[:, 5])
learning_rates = np.geomspace(1e-4, 3.0, 100)
momenta = np.linspace(0.0, 0.99, 100)
epochs = 2
batches = minibatch_order(jax.random.key(0), len(rows), batch_size=10, epochs=epochs)
params = {"weights": jnp.zeros(5), "bias": jnp.zeros(())}

# %%
# One training is a function of two numbers; two nested ``vmap`` make it a function of the plane.


def final_loss(learning_rate, momentum):
    optimizer = heavy_ball(learning_rate, momentum)
    return run(optimizer, airfoil, params, batches=batches, measure_every=len(batches)).losses[-1]


over_rates = jax.vmap(final_loss, in_axes=(0, None))
plane = jax.jit(jax.vmap(over_rates, in_axes=(None, 0)))
losses = np.asarray(plane(learning_rates, momenta))
seconds = seconds_per_epoch(lambda: plane(learning_rates, momenta), epochs * losses.size)
print(f"{losses.size} trainings of {epochs} epochs at {1 / seconds:,.0f} epochs/s")

# %%
# The line is the boundary for the full batch, η = (2 + 2β)/L with the largest curvature L.
# A training fails when it ends above 0.5, where it began.

boundary = (2 + 2 * momenta) / airfoil.curvatures[-1]
beyond = learning_rates >= boundary[:, None]
failed = ~(losses < 0.5)
print(f"beyond the boundary {failed[beyond].sum()} of {beyond.sum()} settings fail")
print(f"before it           {failed[~beyond].sum()} of {(~beyond).sum()}")

ax = plot_rate_map(
    learning_rates,
    momenta,
    losses,
    label="final loss",
    limits=(airfoil.minimum, 0.5),
    boundaries={"predicted boundary": boundary},
)
ax.set_xscale("log")
ax.figure.set_label(
    "Final loss over learning rates from 0.0001 to 3 on a logarithmic axis and momenta from 0 to 0.99. "
    "A bright band of good settings leans to the left as momentum grows. Grey, where the loss ended "
    "above 0.5, begins to the left of the predicted boundary, and much further left at the largest momenta."
)

# %%
# The line is for one fixed curvature and no noise. Ten rows have a curvature and a gradient of their own,
# and with them the edge of what works leans away from the line.
