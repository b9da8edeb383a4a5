"""
On the chain every fast method pays √κ, and gradient descent pays κ
===================================================================

The bound says that no method of gradients needs fewer than about ½√κ ln(1/ε) steps.
Do the four methods keep their distance from it as the chain gets harder?
Five condition numbers over two decades show the slopes.
"""

import functools

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import (
    Objective,
    conjugate_gradients,
    heavy_ball,
    nesterov,
    optimal_gradient_descent,
    optimal_heavy_ball,
    run,
)

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# A harder chain only has all curvatures lower by the same amount: one eigenbasis serves them all.

κ, dimensions, targets = np.array([10.0, 31.6, 100, 316, 1000]), 300, np.array([1e-3, 1e-6])
μ, L, q = 4 / (κ - 1), 4 * κ / (κ - 1), (κ**0.5 - 1) / (κ**0.5 + 1)
differences = np.eye(dimensions) - np.eye(dimensions, k=-1)
levels, basis = np.linalg.eigh(differences.T @ differences)
curvatures = levels + μ[:, None]

# %%
# The steps to a thousandth and a millionth of the error, for all five chains at once.


@functools.partial(jax.jit, static_argnums=(0, 1))
@functools.partial(jax.vmap, in_axes=(None, None, 0, 0, 0, 0))
def steps_needed(method, steps, learning_rate, momentum, curvatures, start):
    loss = Objective(lambda z: 0.5 * curvatures @ z**2)
    if method is conjugate_gradients:
        path = conjugate_gradients(loss, start, steps=steps)
    else:
        path = run(method(learning_rate, momentum), loss, start, steps=steps).params
    lengths = jnp.linalg.norm(path, axis=1)
    return jnp.argmax(lengths[:, None] <= targets * lengths[0], axis=0)


methods = {
    "gradient descent": (heavy_ball, 6000, *optimal_gradient_descent(μ, L)),
    "heavy ball": (heavy_ball, 300, *optimal_heavy_ball(μ, L)),
    "Nesterov": (nesterov, 600, 1 / L, q, 1 - κ**-0.5),
    "conjugate gradients": (conjugate_gradients, 300, μ, μ, q),  # it needs no hyperparameters
}
figure, ax = plt.subplots(figsize=(5.2, 4.2))
bound = np.log(targets[1]) / np.log(q)
for (name, (*setting, rate)), marker in zip(methods.items(), "os^D", strict=True):
    early, late = np.array(steps_needed(*setting, curvatures, -basis[0] / curvatures)).T
    ax.loglog(κ, late, marker=marker, label=name)
    print(f"{name}: {late[-1]} steps for κ = 1000, {late[-1] / bound[-1]:.2f} times the bound")
    print(f"{name}: from κ = 100 on, steps grow like κ to the power of {np.log10(late[4] / late[2]):.3f}")
    gain = 1 - (targets[1] / targets[0]) ** (1 / (late - early)[-1])
    print(f"{name}: a step removes {gain:.5f} of the error, {gain / (1 - rate[-1]):.3f} of what is predicted")
ax.loglog(κ, bound, color="#1f2933", linestyle="-", linewidth=1, label="bound")
ax.set(xlabel="condition number κ", ylabel="steps to a millionth")
figure.legend(loc="outside lower center", ncols=2)
figure.set_label(
    "Steps to a millionth against κ from 10 to 1000, both axes logarithmic. Heavy ball and conjugate "
    "gradients lie on the bound, Nesterov runs beside it, gradient descent rises away, twice as steeply."
)

# %%
# Three methods run beside the bound, and gradient descent leaves it with twice the slope.
# Over the heavy ball nothing is left to gain here, over Nesterov's method about a factor of two.
