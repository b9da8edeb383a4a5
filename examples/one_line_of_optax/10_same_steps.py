"""
Optax's one line is the same optimizer, and half a loss is twice a learning rate
================================================================================

``optax.sgd(learning_rate, momentum)`` replaces the whole optimizer.
Is it the same one, step by step?
And why does the source's concise run need another learning rate than its run from scratch?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import optax

from momentum_docs import (
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
# The same data, start and order of minibatches for every run; four epochs, as in the source's concise run.

rows = standardise(load_airfoil().values)[:1500]
half_loss = least_squares(features=rows[:, :5], targets=rows[:, 5])
epochs, measure_every, momentum = 4, 20, 0.9
weights_key, order_key = jax.random.split(jax.random.key(0))
params = {"weights": 0.01 * jax.random.normal(weights_key, (5,)), "bias": jnp.zeros(())}
batches = minibatch_order(order_key, len(rows), batch_size=10, epochs=epochs)


def train(optimizer, objective):
    return jax.jit(lambda: run(optimizer, objective, params, batches=batches, measure_every=measure_every))


# %%
# From scratch and by Optax: the weights agree after every step.

scratch = train(heavy_ball(0.005, momentum), half_loss)
concise = train(optax.sgd(0.005, momentum), half_loss)
difference = jnp.abs(scratch().params["weights"] - concise().params["weights"]).max()
print(f"largest difference over {len(batches)} steps: {difference:.1e}")
print(loss_line(concise().losses[-1], seconds_per_epoch(concise, epochs)))

# %%
# Frameworks report the mean squared error without the ½, so every gradient is twice as large.
# At η = 0.005 that run takes the very steps of η = 0.01 on the halved loss.

framework = train(optax.sgd(0.005, momentum), lambda *arguments: 2 * half_loss(*arguments))
doubled_rate = train(optax.sgd(0.01, momentum), half_loss)
difference = jnp.abs(framework().params["weights"] - doubled_rate().params["weights"]).max()
print(f"without the ½ at 0.005 against with it at 0.01: largest difference {difference:.1e}")
print(f"reported halved: {loss_line(framework().losses[-1] / 2, seconds_per_epoch(framework, epochs))}")

# %%
# Two settings that look equal differ, and two that look different are equal. One key; 07 shows the spread.

losses = {
    "η = 0.005, with ½": concise().losses,
    "η = 0.005, without ½, halved": framework().losses / 2,
    "η = 0.01, with ½": doubled_rate().losses,
}
ax = plot_losses(jnp.linspace(0, epochs, len(concise().losses)), losses, minimum=half_loss.minimum)
ax.set_ylim(0.23, 0.32)
ax.figure.set_label(
    "Training loss over four epochs, enlarged near the minimum. The curve without the ½ at η = 0.005 and "
    "the curve with it at η = 0.01 lie on top of each other; the curve with the ½ at η = 0.005 is smoother."
)
