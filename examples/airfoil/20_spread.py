"""
One run is an anecdote: a thousand keys show the spread
=======================================================

A key decides the first weights and the order of the minibatches, and with them the final loss.
How far does the loss move when only the key changes, and where do the source's numbers lie?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt

from momentum_docs import (
    heavy_ball,
    least_squares,
    load_airfoil,
    minibatch_order,
    plot_spread,
    run,
    standardise,
)

plt.style.use("momentum_docs.house")

# %%
# The source's settings and losses; its concise run is η = 0.01 on the halved loss, for four epochs.

settings = {
    "0.02, 0.5": (0.02, 0.5, 2),
    "0.01, 0.9": (0.01, 0.9, 2),
    "0.005, 0.9": (0.005, 0.9, 2),
    "Optax": (0.01, 0.9, 4),
    "0.02, 0": (0.02, 0.0, 2),
}
source = {"0.02, 0.5": 0.243, "0.01, 0.9": 0.250, "0.005, 0.9": 0.278, "Optax": 0.245}
rows = standardise(load_airfoil().values)[:1500]
airfoil = least_squares(features=rows[:, :5], targets=rows[:, 5])

# %%
# Each key draws first weights and the order of four epochs; a thousand trainings are then one call.


@jax.vmap
def draw(key):
    weights_key, order_key = jax.random.split(key)
    params = {"weights": 0.01 * jax.random.normal(weights_key, (5,)), "bias": jnp.zeros(())}
    return params, minibatch_order(order_key, len(rows), batch_size=10, epochs=4)


def final_loss(learning_rate, momentum, params, batches):
    optimizer = heavy_ball(learning_rate, momentum)
    return run(optimizer, airfoil, params, batches=batches, measure_every=len(batches)).losses[-1]


final_losses = jax.jit(jax.vmap(final_loss, in_axes=(None, None, 0, 0)))
starts, orders = draw(jax.random.split(jax.random.key(0), 1000))
quantiles, lowest = {}, []
for name, (learning_rate, momentum, epochs) in settings.items():
    losses = final_losses(learning_rate, momentum, starts, orders[:, : epochs * len(rows) // 10])
    lowest.append(losses.min())
    quantiles[name] = jnp.quantile(losses, jnp.array([0.01, 0.25, 0.5, 0.75, 0.99]))

# %%
# The spread is wider than the difference between most settings.

for name, (low, _, middle, _, high) in quantiles.items():
    print(f"{name}: median {middle:.3f}, 1 % to 99 % of {len(orders)} keys {low:.3f} to {high:.3f}")
print(f"the smallest of all these losses is {min(lowest):.6f}")
print("the source printed", ", ".join(f"{loss:.3f} for {name}" for name, loss in source.items()))

# %%
# Three of the source's numbers lie within the spread of their setting; the next script asks
# what happened to the one for (0.005, 0.9).

ax = plot_spread(quantiles, source, mark_label="source's number")
ax.axvline(airfoil.minimum, color="#1f2933", linewidth=0.8)
ax.figure.set_label(
    "Spread of the final loss over a thousand keys for five settings, with the source's numbers marked: "
    "for (0.005, 0.9) the mark lies far to the right of the spread, for the others inside it."
)
