"""
On real data, η/(1 − β) decides how fast the loss falls
=======================================================

NASA measured the noise of airfoil sections in a wind tunnel.
A linear model learns the sound level from five quantities, at each of the source's settings.
The source announces a run without momentum and leaves it out; here it is.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt

from momentum_docs import (
    effective_window,
    heavy_ball,
    least_squares,
    load_airfoil,
    loss_line,
    minibatch_order,
    plot_losses,
    run,
    seconds_per_epoch,
    standardise,
)

plt.style.use("momentum_docs.house")

# %%
# Standardise all columns, keep the first 1500 rows, and learn the last column from the others.

rows = standardise(load_airfoil().values)[:1500]
airfoil = least_squares(features=rows[:, :5], targets=rows[:, 5])
settings = [(0.02, 0.5), (0.01, 0.9), (0.005, 0.9), (0.02, 0.0)]
epochs, batch_size, measure_every = 2, 10, 20

# %%
# One training: small random weights, a fresh order each epoch, the loss every twenty minibatches.


@jax.jit
def train(learning_rate, momentum, key):
    weights_key, order_key = jax.random.split(key)
    params = {"weights": 0.01 * jax.random.normal(weights_key, (5,)), "bias": jnp.zeros(())}
    batches = minibatch_order(order_key, len(rows), batch_size, epochs)
    optimizer = heavy_ball(learning_rate, momentum)
    return run(optimizer, airfoil, params, batches=batches, measure_every=measure_every).losses


# %%
# Train at each setting.
# The seconds per epoch leave out compilation and wait for the arrays to be finished.

key = jax.random.key(0)
losses = {}
for setting in settings:
    label = "η = {}, β = {}".format(*setting)
    losses[label] = train(*setting, key)
    seconds = seconds_per_epoch(lambda setting=setting: train(*setting, key), epochs)
    print(f"{label}  {loss_line(losses[label][-1], seconds)}")
    print(f"    effective step η/(1 − β) = {setting[0] * effective_window(setting[1]):.2f}")
print(f"one epoch takes {1000 * seconds:.2f} ms, measured after compilation and on finished arrays")
print(f"no run can end below {airfoil.minimum:.6f}, the least-squares minimum")
flat, steep = airfoil.curvatures[[0, -1]]
print(f"curvatures from {flat:.3f} to {steep:.3f}, condition number {steep / flat:.1f}")
early = sorted(settings, key=lambda setting: losses["η = {}, β = {}".format(*setting)][3])
print("lowest loss after 0.4 epochs first:", *(f"{η * effective_window(β):.2f}" for η, β in early))

# %%
# After the first measurement, when the velocities have filled, the curves lie in the order of their
# effective steps. Near the minimum the noise of the minibatches, and so the key, decides.

measurements = jnp.linspace(0, epochs, len(losses[label]))
ax = plot_losses(measurements, losses, minimum=airfoil.minimum)
ax.figure.set_label(
    "Training loss over two epochs for the four settings. All start near 0.5, fall steeply within the "
    "first half epoch and then flutter just above the line of the least-squares minimum."
)
