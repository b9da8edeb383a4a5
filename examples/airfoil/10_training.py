"""
On real data, η/(1 − β) decides how fast the loss falls at first
================================================================

NASA measured the noise of airfoil sections in a wind tunnel.
A linear model learns the sound level from five quantities, at each setting of the unpublished text.
That text announces a run without momentum and leaves it out; what does it look like beside the others?
"""

from functools import partial

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt

from momentum_docs import (
    heavy_ball,
    least_squares,
    load_airfoil,
    loss_line,
    minibatch_order,
    run,
    seconds_per_epoch,
    shades,
    standardise,
)

plt.style.use("momentum_docs.house")

# %%
# Standardise all columns, keep the first 1500 rows, and learn the last column from the others.

rows = standardise(load_airfoil().values)[:1500]
airfoil = least_squares(features=rows[:, :5], targets=rows[:, 5])
minimum = airfoil.minimum
print(f"no run can end below {minimum:.6f}, the least-squares minimum")
curvatures = airfoil.curvatures
print(f"curvatures from {curvatures[0]:.3f} to {curvatures[-1]:.3f}")
settings = [(0.02, 0.5), (0.01, 0.9), (0.005, 0.9), (0.02, 0.0)]
epochs = 2
measure_every = 20

# %%
# One training: small random weights, a fresh order each epoch, the loss every twenty minibatches.


@jax.jit
def train(learning_rate, momentum, key):
    weights_key, order_key = jax.random.split(key)
    params = {"weights": 0.01 * jax.random.normal(weights_key, (5,)), "bias": jnp.zeros(())}
    batches = minibatch_order(order_key, len(rows), batch_size=10, epochs=epochs)
    optimizer = heavy_ball(learning_rate, momentum)
    return run(optimizer, airfoil, params, batches=batches, measure_every=measure_every).losses


# %%
# Train once at each setting, and then with four hundred other keys at once.
# The seconds leave out compilation and wait for the arrays to be finished.

key = jax.random.key(0)
other_keys = jax.random.split(jax.random.key(1), 400)
train_all = jax.jit(jax.vmap(train, in_axes=(None, None, 0)))
losses = {}
for learning_rate, momentum in settings:
    last_loss = train(learning_rate, momentum, key)[-1]
    seconds = seconds_per_epoch(partial(train, learning_rate, momentum, key), epochs)
    print(f"η = {learning_rate}, β = {momentum}  {loss_line(last_loss, seconds)}")
    losses[learning_rate, momentum] = train_all(learning_rate, momentum, other_keys)

# %%
# Mean losses above the minimum, from the smallest effective step to the largest.

figure, ax = plt.subplots()
passes = jnp.linspace(0, epochs, 16)
by_effective_step = sorted(settings, key=lambda setting: setting[0] / (1 - setting[1]))
lines = zip(by_effective_step, shades(4), (":", "-.", "--", "-"), strict=True)
for (learning_rate, momentum), colour, line in lines:
    excess = losses[learning_rate, momentum].mean(axis=0) - minimum
    label = f"{learning_rate / (1 - momentum):.2f} (η = {learning_rate}, β = {momentum})"
    ax.semilogy(passes, excess, color=colour, linestyle=line, label=label)
ax.set(xlabel="epoch", ylabel="mean loss above the minimum")
ax.legend(title="effective step η/(1 − β)")
figure.set_label(
    "Loss above the minimum over two epochs, on a logarithmic axis, averaged over 400 keys. All four curves "
    "start near 0.26. For a quarter of an epoch the loss falls the faster the larger the effective step; "
    "in the end the largest step, 0.10, stays highest, and the other three lie close together."
)

# %%
# At first the effective step decides. Near the minimum noise does, and the largest step ends last.
