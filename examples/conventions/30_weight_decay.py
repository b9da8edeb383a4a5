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

from momentum_docs import momentum_in, run

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# A flat direction: curvature λ = 0.1 around the minimum at one, and a decay of the same size.

curvature, weight_decay, learning_rate, steps = 0.1, 0.1, 0.1, 2000
momenta = jnp.array([0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95])


@jax.jit
@jax.vmap
def resting_places(momentum):
    def rest(convention):
        optimizer = momentum_in(convention, learning_rate, momentum, weight_decay=weight_decay)
        return run(optimizer, lambda x: 0.5 * curvature * (x - 1) ** 2, jnp.array(1.0), steps=steps).params[
            -1
        ]

    return rest("pytorch"), rest("keras")


coupled, decoupled = resting_places(momenta)

# %%
# Predictions: λ/(λ + w) for the coupled decay w, and λ/(λ + (1 − β)w) for the decoupled one.

figure, ax = plt.subplots()
smooth = jnp.linspace(0, 0.99, 100)
ax.plot(smooth, jnp.full(100, curvature / (curvature + weight_decay)), label="in the gradient (PyTorch)")
ax.plot(smooth, curvature / (curvature + (1 - smooth) * weight_decay), label="beside the velocity (Keras)")
ax.plot(momenta, coupled, "o", color="#0072b2")
ax.plot(momenta, decoupled, "s", color="#c4500a")
for momentum, first, second in zip(momenta, coupled, decoupled, strict=True):
    pull = curvature * (1 - second) / (weight_decay * second)
    print(f"β = {momentum:.2f}: rests at {first:.4f} in PyTorch and {second:.4f} in Keras, pull {pull:.3f}")
ax.set(xlabel="momentum β", ylabel="where x comes to rest", ylim=(0.4, 1.02))
ax.legend(loc="upper left")
figure.set_label(
    "Where the parameter rests against momentum, for a loss with its minimum at one. With the decay in the "
    "gradient it rests at one half for every β. With the decay beside the velocity it rests at one half only "
    "without momentum, and ever nearer to one as β grows. Measured dots lie on both lines."
)

# %%
# Beside a velocity that amplifies the gradient, a decay that is not amplified weighs 1 − β as much.
# To rest in the same place, Keras needs the decay divided by 1 − β, and even then the way there differs.
