"""
A fit is too flat at first, then good, and at last it bends toward the noise
============================================================================

A polynomial of degree nine is fitted to thirty noisy points of a sine by gradient descent.
Its flat directions arrive last.
What does the fit look like before they come, and when they have come?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import COLOURS, gradient_descent, quadratic, run, shades

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# The data, and the loss as a quadratic in the coefficients.

x = np.linspace(-1, 1, 30)
features = x[:, None] ** np.arange(10)
hessian = features.T @ features / len(x)
noise = 0.3 * np.array(jax.random.normal(jax.random.key(0), (30,)))
targets = np.sin(3 * x) + noise
bowl = quadratic(hessian, c=-features.T @ targets / len(x))

# %%
# A run of gradient descent, and the mean squared distance of each of its fits from the sine.

steps = 20_000
learning_rate = 1 / np.linalg.eigvalsh(hessian)[-1]
path = run(gradient_descent(learning_rate), bowl, jnp.zeros(10), steps=steps).params
grid = np.linspace(-1, 1, 200)
grid_features = grid[:, None] ** np.arange(10)
fits = np.array(path) @ grid_features.T
test_errors = np.mean((fits - np.sin(3 * grid)) ** 2, axis=1)
best_moment = int(test_errors.argmin())

# %%
# Three moments: too early, at its best for these data, and too late.

moments = [10, best_moment, steps]
figure, ax = plt.subplots()
ax.plot(x, targets, "o", color=COLOURS.ink, markersize=3, label="data")
ax.plot(grid, np.sin(3 * grid), color=COLOURS.muted, linestyle="-", linewidth=1, label="truth")
for moment, colour, line in zip(moments, shades(3), ["-", "--", ":"], strict=True):
    ax.plot(grid, fits[moment], color=colour, linestyle=line, label=f"{moment} steps")
    print(f"after {moment:5} steps: test error {test_errors[moment]:.4f}")
ax.set(xlabel="x", ylabel="fit")
ax.legend()
figure.set_label(
    "Thirty noisy points of a sine, and three fits. After ten steps the fit is too flat, at its best it lies "
    "close to the sine, and after twenty thousand steps it bends toward points at both ends."
)

# %%
# Time decides which directions are in the fit.
# The steep ones carry the signal here, and the flattest ones mostly noise.
