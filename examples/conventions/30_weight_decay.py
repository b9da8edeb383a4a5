"""
At β = 0.9 the same weight decay pulls ten times less in Keras than in PyTorch
==============================================================================

PyTorch adds the decay to the gradient, where the velocity sums it up.
Keras 3 shrinks the parameters beside the velocity.
Where do the two come to rest, when a loss pulls toward one and the decay toward zero?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt

from momentum_docs import COLOURS, momentum_in, run, shades

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# A flat direction: curvature λ = 0.1 around the minimum at one, and a decay of the same size.

curvature = 0.1
weight_decay = 0.1
learning_rate = 0.1
steps = 2000
momenta = jnp.array([0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95])


def pulled_to_one(x):
    """Return the loss without the decay."""
    return 0.5 * curvature * (x - 1) ** 2


@jax.jit
@jax.vmap
def resting_places(momentum):
    """Return where the parameter is after many steps with each kind of decay."""
    start = jnp.array(1.0)
    coupled = momentum_in("pytorch", learning_rate, momentum, weight_decay=weight_decay)
    decoupled = momentum_in("keras", learning_rate, momentum, weight_decay=weight_decay)
    with_coupled = run(coupled, pulled_to_one, start, steps=steps).params
    with_decoupled = run(decoupled, pulled_to_one, start, steps=steps).params
    return with_coupled[-1], with_decoupled[-1]


coupled, decoupled = resting_places(momenta)
pulls = curvature * (1 - decoupled) / (weight_decay * decoupled)
for momentum, first, second in zip(momenta, coupled, decoupled, strict=True):
    print(f"β = {momentum:.2f}: rests at {first:.4f} in PyTorch and {second:.4f} in Keras")

# %%
# Predictions: λ/(λ + w) for the coupled decay w, and λ/(λ + (1 − β)w) for the decoupled one.

smooth = jnp.linspace(0, 0.99, 100)
predicted_coupled = jnp.full(100, curvature / (curvature + weight_decay))
predicted_decoupled = curvature / (curvature + (1 - smooth) * weight_decay)
light, dark = shades(2)
figure, ax = plt.subplots()
ax.plot(smooth, predicted_coupled, "-", color=COLOURS.ink)
ax.plot(smooth, predicted_decoupled, "--", color=COLOURS.ink)
ax.plot(momenta, coupled, "o", color=light, label="in the gradient (PyTorch)")
ax.plot(momenta, decoupled, "s", color=dark, label="beside the velocity (Keras)")
ax.set(xlabel="momentum β", ylabel="where x comes to rest", ylim=(0.4, 1.02))
ax.legend(loc="upper left")
figure.set_label(
    "Where the parameter rests against momentum, for a loss with its minimum at one. With the decay in the "
    "gradient it rests at one half for every β. With the decay beside the velocity it rests at one half only "
    "without momentum, and ever nearer to one as β grows. Measured points lie on both predicted lines."
)

# %%
# Beside a velocity that amplifies the gradient, a decay that is not amplified weighs 1 − β as much.
# To rest in the same place, Keras needs the decay divided by 1 − β, and even then the way there differs.
