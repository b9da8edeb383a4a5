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

from momentum_docs import heavy_ball, run, valley

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Nesterov in the valley, by the real Optax.

learning_rate, momentum, steps = 0.2, 0.8, 40
start, curvatures = np.array([-5.0, -2.0]), valley().curvatures
real = run(optax.sgd(learning_rate, momentum, nesterov=True), valley(), jnp.array(start), steps=steps).params

# %%
# By hand: the gradient of the code, that of PyTorch's formula, and the state of Optax's.

labels = {
    "current gradient": "as both programs do it",
    "previous gradient": "PyTorch's formula, until 2022",
    "overwritten state": "Optax's formula, until 2024",
}
figure, ax = plt.subplots()
for name, label in labels.items():
    x, velocity, before, path = start, np.zeros(2), np.zeros(2), [start]
    for _ in range(steps):
        gradient = curvatures * x
        velocity = momentum * velocity + gradient
        ahead = (before if name == "previous gradient" else gradient) + momentum * velocity
        if name == "overwritten state":
            velocity = ahead
        x, before = x - learning_rate * ahead, gradient
        path.append(x)
    print(f"{name}: up to {np.abs(np.array(path) - real).max():.2g} from Optax's run")
    ax.semilogy(np.linalg.norm(path, axis=1), label=label)
    last = np.array(path)
plain = run(heavy_ball((1 + momentum) * learning_rate, momentum**2), valley(), jnp.array(start), steps=steps)
off = np.abs(last - plain.params).max()
print(f"overwritten state, against the heavy ball with β² and (1 + β)η: up to {off:.0e} apart")
ax.set(xlabel="step t", ylabel="distance from the minimum")
ax.legend()
figure.set_label(
    "Distance from the minimum against the step on a log axis for three forms of Nesterov's method. As the "
    "programs do it, it falls in two arcs; with the previous gradient it grows without bound; with the "
    "overwritten state it takes another path."
)

# %%
# The textbook's pair: η = 0.005 on a loss without the ½ has the gradients of η = 0.01 with it.

whole = run(heavy_ball(0.005, 0.9), lambda x: 2 * valley()(x), jnp.array(start), steps=steps).params
for name, η in (("same η", 0.005), ("doubled η", 0.01)):
    other = run(heavy_ball(η, 0.9), valley(), jnp.array(start), steps=steps).params
    print(f"without the ½, against {name} with it: up to {jnp.abs(whole - other).max():.2g} apart")

# %%
# A formula in a documentation is run by nobody, unless somebody runs it.
# Two runs match when their gradients do, not when their arguments look alike.
