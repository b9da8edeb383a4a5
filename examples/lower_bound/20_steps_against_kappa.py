"""
On the chain every fast method pays √κ, and gradient descent pays κ
===================================================================

The bound says that on the chain no method of gradients needs fewer than about ½√κ ln(1/ε) steps.
Do the four methods keep their distance from it as the chain gets harder?
Five condition numbers over two decades show the slopes.
"""

import functools

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import (
    COLOURS,
    Objective,
    conjugate_gradients,
    heavy_ball,
    method_style,
    nesterov,
    optimal_gradient_descent,
    optimal_heavy_ball,
    run,
)

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# A harder chain only has all curvatures lower by the same amount: one eigenbasis serves them all.

condition_numbers = np.array([10.0, 31.6, 100, 316, 1000])
links = 300
smallest = 4 / (condition_numbers - 1)
largest = 4 + smallest
q = (condition_numbers**0.5 - 1) / (condition_numbers**0.5 + 1)
differences = np.eye(links) - np.eye(links, k=-1)
levels, basis = np.linalg.eigh(differences.T @ differences)
curvatures = levels + smallest[:, None]
starts = -basis[0] / curvatures  # from the minimiser, in the eigenbasis

# %%
# The steps to a thousandth and to a millionth of the error, for all five chains at once.

targets = np.array([1e-3, 1e-6])


@functools.partial(jax.jit, static_argnums=(0, 1))
@functools.partial(jax.vmap, in_axes=(None, None, 0, 0, 0, 0))
def steps_needed(method, steps, learning_rate, momentum, curvatures, start):
    """Return the steps that a method needs to each target on one chain."""
    loss = Objective(lambda z: 0.5 * curvatures @ z**2)
    if method is conjugate_gradients:
        path = conjugate_gradients(loss, start, steps=steps)
    else:
        path = run(method(learning_rate, momentum), loss, start, steps=steps).params
    lengths = jnp.linalg.norm(path, axis=1)
    return jnp.argmax(lengths[:, None] <= targets * lengths[0], axis=0)


slow = optimal_gradient_descent(smallest, largest)
best = optimal_heavy_ball(smallest, largest)
methods = {
    "gradient descent": (heavy_ball, 6000, slow.learning_rate, slow.momentum),
    "heavy ball": (heavy_ball, 300, best.learning_rate, best.momentum),
    "Nesterov": (nesterov, 600, 1 / largest, q),
    "conjugate gradients": (conjugate_gradients, 300, q, q),  # it needs no hyperparameters
}
bound = np.log(targets[1]) / np.log(q)
needed = {}
figure, ax = plt.subplots(figsize=(5.2, 4.2))
ax.loglog(condition_numbers, bound, color=COLOURS.grid, linestyle="-", linewidth=9, label="bound")
for name, setting in methods.items():
    needed[name] = np.array(steps_needed(*setting, curvatures, starts))
    ax.loglog(condition_numbers, needed[name][:, 1], **method_style(name, marker=True), label=name)
    print(f"{name:20} {needed[name][-1, 1]:5} steps at κ = 1000, the bound is {bound[-1]:.0f}")
ax.set(xlabel="condition number κ", ylabel="steps to a millionth")
figure.legend(loc="outside lower center", ncols=2)
figure.set_label(
    "Steps to a millionth against κ from 10 to 1000, both axes logarithmic, and the bound, a pale band. "
    "Heavy ball and conjugate gradients lie on it, Nesterov runs beside it, gradient descent rises faster."
)

# %%
# Three methods run beside the bound, and gradient descent leaves it with twice the slope.
# In distance nothing is left to gain here over the heavy ball, over Nesterov's method a factor of two.
