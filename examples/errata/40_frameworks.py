"""
Formulae in two documentations that their own code does not follow
==================================================================

PyTorch's documentation once had the previous gradient in Nesterov's step, and Optax's wrote over its state.
And a run of a textbook is said to match another whose loss has a different scale.
What would the printed formulae do, and when do two runs match?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np
import optax

from momentum_docs import COLOURS, heavy_ball, method_style, run, valley

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Nesterov in the valley, by the real Optax.

learning_rate = 0.2
momentum = 0.8
steps = 200
start = np.array([-5.0, -2.0])
curvatures = valley().curvatures
optimizer = optax.sgd(learning_rate, momentum, nesterov=True)
optax_path = run(optimizer, valley(), jnp.array(start), steps=steps).params

# %%
# By hand: PyTorch's former formula takes the previous gradient.

x = start
velocity = np.zeros(2)
previous = np.zeros(2)
previous_gradient_path = [x]
for _ in range(steps):
    gradient = curvatures * x
    velocity = momentum * velocity + gradient
    x = x - learning_rate * (previous + momentum * velocity)
    previous = gradient
    previous_gradient_path.append(x)

# %%
# And Optax's former formula keeps the look-ahead as its state.

x = start
state = np.zeros(2)
overwritten_path = [x]
for _ in range(steps):
    gradient = curvatures * x
    state = gradient + momentum * (gradient + momentum * state)
    x = x - learning_rate * state
    overwritten_path.append(x)

# %%
# The distances from the minimum over the first forty steps.

distance = {
    "Nesterov, as Optax does it": np.linalg.norm(optax_path, axis=1),
    "PyTorch's formula, until 2022": np.linalg.norm(previous_gradient_path, axis=1),
    "Optax's formula, early in 2024": np.linalg.norm(overwritten_path, axis=1),
}
previous_style = {"color": COLOURS.orange, "linestyle": "-"}
overwritten_style = {"color": COLOURS.ink, "linestyle": ":"}
figure, ax = plt.subplots(figsize=(5.2, 4.2))
styles = [method_style("Nesterov"), previous_style, overwritten_style]
for (label, values), style in zip(distance.items(), styles, strict=True):
    ax.semilogy(values[:41], **style, label=label)
    print(f"{label:30} after 40 steps at {values[40]:.1e} from the minimum")
ax.set(xlabel="step t", ylabel="distance from the minimum")
figure.legend(loc="outside lower center")
figure.set_label(
    "Distance from the minimum against the step on a log axis for three forms of Nesterov's method. As "
    "Optax does it, it falls in arcs; with the previous gradient it grows without bound; with the "
    "overwritten state it takes another path."
)

# %%
# The textbook's pair: η = 0.005 on a loss without the ½, and the same η with it.

textbook = heavy_ball(0.005, 0.9)
without_half = run(textbook, lambda x: 2 * valley()(x), jnp.array(start), steps=40).params
with_half = run(textbook, valley(), jnp.array(start), steps=40).params

# %%
# A formula in a documentation is run by nobody, unless somebody runs it.
# Two runs match when their gradients do, not when their arguments look alike.
