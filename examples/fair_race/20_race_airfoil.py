"""
On the airfoil data five orders of the minibatches do not tell which method is best
===================================================================================

The same four methods get two epochs of minibatches and a thousand settings each.
Five orders of the minibatches pick a setting of each method, and ten such races have other orders.
Does the winner of one such race win again, when all picks run on the same 600 new orders?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np
import optax

from momentum_docs import (
    heavy_ball,
    least_squares,
    load_airfoil,
    method_style,
    minibatch_order,
    nesterov,
    plot_rate_map,
    run,
    standardise,
)

plt.style.use("momentum_docs.house")

# %%
# The grids of the other races, fifty orders of the minibatches to tune with, and 600 new ones.
learning_rates = np.geomspace(1e-4, 10, 40)
momenta = np.linspace(0, 0.96, 25)
grid = [axis.ravel() for axis in np.meshgrid(learning_rates, momenta)]
methods = {
    "gradient descent": (heavy_ball, np.geomspace(1e-4, 10, 1000), np.zeros(1000)),
    "heavy ball": (heavy_ball, *grid),
    "Nesterov": (nesterov, *grid),
    "Adam": (optax.adam, *grid),
}
rows = standardise(load_airfoil().values)[:1500]
airfoil = least_squares(features=rows[:, :5], targets=rows[:, 5])
start = {"weights": jnp.zeros(5), "bias": jnp.zeros(())}
shuffle = jax.jit(jax.vmap(lambda key: minibatch_order(key, 1500, batch_size=10, epochs=2)))
orders = shuffle(jax.random.split(jax.random.key(0), 50 + 600))


def left(method, learning_rate, momentum, batches):
    """Return the excess loss relative to the start; infinity where it diverged."""
    losses = run(method(learning_rate, momentum), airfoil, start, batches=batches, measure_every=300).losses
    excess = losses - airfoil.minimum
    return jnp.where(losses[1] < 1e30, excess[1] / excess[0], jnp.inf)


over_orders = jax.vmap(left, in_axes=(None, None, None, 0))
race = jax.jit(jax.vmap(over_orders, in_axes=(None, 0, 0, None)), static_argnums=0)

# %%
# The first five orders give the maps. Of the best 200 settings each five pick one, to run on new orders.

figure, axes = plt.subplots(2, 2, figsize=(5.2, 7.0))
typical = {}
chosen = {}
of_five = {}
again = {}
for ax, (name, (method, rates, betas)) in zip(axes.flat, methods.items(), strict=True):
    typical[name] = np.median(race(method, rates, betas, orders[:5]), axis=1)
    good = typical[name].argsort()[:200]
    tuned = race(method, rates[good], betas[good], orders[:50])
    medians = np.median(tuned.reshape(200, 10, 5), axis=2)
    picks = good[medians.argmin(axis=0)]
    chosen[name] = rates[picks], betas[picks]
    of_five[name] = medians
    again[name] = np.asarray(race(method, rates[picks], betas[picks], orders[50:]))
    print(f"{name}: the first five orders pick η = {rates[picks[0]]:.3g} and β = {betas[picks[0]]:.2f}")
    axes[0, 0].plot(np.linspace(0, 100, 1000), np.sort(typical[name]), **method_style(name), label=name)
    if name != "gradient descent":
        powers = np.log10(typical[name]).reshape(25, 40)
        plot_rate_map(learning_rates, momenta, powers, label=None, limits=(-2.4, 0), xscale="log", ax=ax)
        ax.set_title(name)
axes[0, 0].set(xlabel="settings, best first (%)", ylabel="loss left")
axes[0, 0].set(yscale="log", xlim=(0, 100), ylim=(4e-3, 1))
axes[0, 0].legend(fontsize=8)
figure.colorbar(ax.collections[0], ax=axes, location="bottom", label="log₁₀ of the loss left")
figure.set_label("All settings sorted by the loss they leave, four alike; and maps: only Adam's is upright.")

# %%
# The ten races have different winners, and each pick looks better on its own orders than on new ones.
# The good bands of the first two lean, that of Adam stands upright: its step does not grow with β.
