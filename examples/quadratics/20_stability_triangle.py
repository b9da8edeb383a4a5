"""
Trace and determinant decide everything, inside one triangle
============================================================

The eigenvalues of a 2 × 2 matrix depend only on its trace T = 1 + β − ηλ and its determinant D = β.
Where in the plane of the two does momentum converge?
Ten thousand random settings, each followed for a million steps, are compared with the triangle.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import COLOURS, update_matrix

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# A power of the matrix is that many steps at once, and it vanishes where the run converges.

random = np.random.default_rng(0)
lowest = [0, 0, 0]
highest = [2, 1.1, 3]
learning_rates, momenta, curvatures = random.uniform(lowest, highest, (10_000, 3)).T
matrices = update_matrix(learning_rates, momenta, curvatures)
a_million_steps = jnp.linalg.matrix_power(matrices, 2**20)
converges = np.asarray(jnp.linalg.norm(a_million_steps, axis=(1, 2)) < 1)
traces = np.trace(matrices, axis1=1, axis2=2)
determinants = np.linalg.det(matrices)
inside = (abs(traces) < 1 + determinants) & (determinants < 1)
print(f"{converges.sum()} of {converges.size} settings converge, {inside.sum()} lie inside the triangle")
print(f"{(converges != inside).sum()} settings do one without the other")

# %%
# Five hundred of them, with the parabola T² = 4D below which the eigenvalues are real.

figure, ax = plt.subplots(figsize=(5.2, 4.2))
corners = np.array([[-2, 1], [0, -1], [2, 1], [-2, 1]])
ax.plot(*corners.T, color=COLOURS.ink, linestyle="-", label="edge of stability")
edge = np.linspace(-2, 2, 201)
ax.plot(edge, edge**2 / 4, color=COLOURS.ink, linestyle="--", label="double eigenvalue")
for label, chosen, marker, colour in (
    ("converges", converges, ".", COLOURS.blue),
    ("does not", ~converges, "x", COLOURS.muted),
):
    ax.plot(traces[chosen][:250], determinants[chosen][:250], marker, color=colour, label=label)
arrow = {"arrowstyle": "->", "color": COLOURS.ink}
ax.annotate("positive", (0.95, 0.15), (1.2, -0.14), arrowprops=arrow)
ax.annotate("negative", (-0.95, 0.15), (-3.0, -0.14), arrowprops=arrow)
ax.annotate("complex", (-0.45, 0.72), bbox={"color": COLOURS.paper})
ax.set(xlabel="trace T = 1 + β − ηλ", ylabel="determinant D = β", xlim=(-4, 2.2), ylim=(-0.2, 1.15))
figure.legend(loc="outside lower center", ncols=2)
figure.set_label(
    "Determinant against trace for random settings with β ≥ 0. Those that converge lie inside a triangle, "
    "and none of the others does. Its upper corners are (−2, 1) and (2, 1), and its sides run down towards "
    "(0, −1), below the picture. A parabola inside it divides complex pairs, above it, from real "
    "eigenvalues, below: positive on the right, negative on the left."
)

# %%
# Learning rate and momentum matter only through these two numbers; not one of the settings is an exception.
# Above the parabola the eigenvalues have the size √β at any curvature, which makes momentum robust there.
