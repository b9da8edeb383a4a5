"""
Optax's one line is the same optimizer, and half a loss is twice a learning rate
================================================================================

``optax.sgd(learning_rate, momentum)`` replaces the whole optimizer.
Is it the same one, step by step?
And what does it do to a run when a framework's loss lacks the factor ½?
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
    run,
    seconds_per_epoch,
    shades,
    standardise,
)

plt.style.use("momentum_docs.house")

# %%
# The same data, start and order of minibatches for every run, and four epochs.

rows = standardise(load_airfoil().values)[:1500]
half_loss = least_squares(features=rows[:, :5], targets=rows[:, 5])
epochs = 4
momentum = 0.9
weights_key, order_key = jax.random.split(jax.random.key(0))
params = {"weights": 0.01 * jax.random.normal(weights_key, (5,)), "bias": jnp.zeros(())}
batches = minibatch_order(order_key, len(rows), batch_size=10, epochs=epochs)


def full_loss(*arguments):
    """Return the mean squared error without the ½."""
    return 2 * half_loss(*arguments)


def train(optimizer, objective):
    """Return a compiled training."""
    return jax.jit(lambda: run(optimizer, objective, params, batches=batches, measure_every=20))


# %%
# From scratch and by Optax: the weights agree after every step.

scratch = train(heavy_ball(0.005, momentum), half_loss)
concise = train(optax.sgd(0.005, momentum), half_loss)
scratch_weights = scratch().params["weights"]
concise_weights = concise().params["weights"]
difference = jnp.abs(scratch_weights - concise_weights).max()
print(f"largest difference over {len(batches)} steps: {difference:.1e}")
print(loss_line(concise().losses[-1], seconds_per_epoch(concise, epochs)))

# %%
# Without the ½ every gradient is twice as large.
# At η = 0.005 that run takes the very steps of η = 0.01 on the halved loss.

framework = train(optax.sgd(0.005, momentum), full_loss)
doubled_rate = train(optax.sgd(0.01, momentum), half_loss)
framework_weights = framework().params["weights"]
difference = jnp.abs(framework_weights - doubled_rate().params["weights"]).max()
print(f"without the ½ at 0.005 against with it at 0.01: largest difference {difference:.1e}")
print(f"reported halved: {loss_line(framework().losses[-1] / 2, seconds_per_epoch(framework, epochs))}")

# %%
# Two settings that look equal differ, and two that look different are equal. This is one key.

losses = {
    "η = 0.005, with ½": concise().losses,
    "η = 0.005, without ½, halved": framework().losses / 2,
    "η = 0.01, with ½": doubled_rate().losses,
}
figure, ax = plt.subplots()
passes = jnp.linspace(0, epochs, len(concise().losses))
for (label, values), colour, line in zip(losses.items(), shades(3), ("-", "-", ":"), strict=True):
    ax.semilogy(passes, values - half_loss.minimum, color=colour, linestyle=line, label=label)
ax.set(xlabel="epoch", ylabel="loss above the minimum")
ax.legend()
figure.set_label(
    "Loss above the minimum over four epochs, on a logarithmic axis. The curve without the ½ at η = 0.005 "
    "and the curve with it at η = 0.01 lie on top of each other; the third, with the ½ at 0.005, does not."
)
