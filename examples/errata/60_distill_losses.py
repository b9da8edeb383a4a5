"""
A lost half and a lost two: slips in the losses of the same article
===================================================================

"Why Momentum Really Works" splits the loss of gradient descent into its eigendirections,
and colours a graph by minimising a loss that is written as a matrix.
Are the two formulae the losses that they stand for?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import COLOURS, gradient_descent, heavy_ball, quadratic, run

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Six steps of gradient descent on ½wᵀAw − bᵀw with tilted axes.

learning_rate = 0.3
steps = 6
A = np.array([[2.0, 0.9, 0.3], [0.9, 1.0, 0.2], [0.3, 0.2, 0.5]])
b = np.array([1.0, -2.0, 0.5])
start = np.array([2.0, -1.0, 3.0])
bowl = quadratic(A, -b)
losses = run(gradient_descent(learning_rate), bowl, jnp.array(start), steps=steps).losses
excess = np.array(losses - bowl.minimum)

# %%
# The loss above the minimum, split over eigenvectors: as printed, and with the ½ of the loss.

curvatures, Q = np.linalg.eigh(A)
x = Q.T @ (start - np.linalg.solve(A, b))
times = np.arange(steps + 1)[:, None]
split_as_printed = np.sum((1 - learning_rate * curvatures) ** (2 * times) * curvatures * x**2, axis=1)
split_corrected = split_as_printed / 2

# %%
# Five pixels in a row, the first pulled towards 1: a run finds the best picture.


def picture_loss(pixels):
    """Return the loss of a picture: the pull on its first pixel, and what neighbours differ by."""
    return 0.5 * (pixels[0] - 1) ** 2 + 0.5 * jnp.sum(jnp.diff(pixels) ** 2)


best_picture = np.array(run(heavy_ball(0.4, 0.8), picture_loss, jnp.zeros(5), steps=500).params[-1])

# %%
# As a matrix, the pull has the linear term −x₁ as printed and −2x₁ corrected.

differences = np.diff(np.eye(5), axis=0)
laplacian = differences.T @ differences
pull = np.diag([1.0, 0, 0, 0, 0])
picture_corrected = np.linalg.solve(laplacian + pull, pull[0])
picture_as_printed = picture_corrected / 2
print(f"colour of all pixels as printed {picture_as_printed[0]:.2f}, in the run {best_picture[0]:.2f}")

figure, (left, right) = plt.subplots(1, 2, figsize=(5.2, 3.4))
for ax, printed, corrected, measured in (
    (left, split_as_printed, split_corrected, excess),
    (right, picture_as_printed, picture_corrected, best_picture),
):
    ax.plot(corrected, color=COLOURS.grid, linestyle="-", linewidth=9, label="corrected")
    ax.plot(measured, "o", color=COLOURS.ink, markersize=5, label="in the run")
    ax.plot(printed, "X", color=COLOURS.ink, markersize=8, label="as printed")
left.set(xlabel="step", ylabel="loss above the minimum")
right.set(xlabel="pixel", ylabel="colour", ylim=(0, 1.2))
figure.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=3)
figure.set_label(
    "Two formulae against a run. Left, the loss above the minimum over six steps of gradient descent lies on "
    "the corrected split and is half of the printed one. Right, the colours of five pixels are 1 in the run "
    "and by the corrected formula, and one half by the printed one."
)

# %%
# A factor of two in the whole loss is harmless for the minimum, but a run's loss shows it at once.
# In front of a linear term alone it moves the minimum.
