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

from momentum_docs import convergence_rate, is_stable, update_eigenvalues, update_matrix

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# A power of the matrix is that many steps at once.

random = np.random.default_rng(0)
η, β, λ = random.uniform([0, 0, 0], [2, 1.1, 3], (10_000, 3)).T
R = update_matrix(η, β, λ)
trace, determinant = jnp.trace(R, axis1=1, axis2=2), jnp.linalg.det(R)
converges = jnp.linalg.norm(jnp.linalg.matrix_power(R, 2**20), axis=(1, 2)) < 1
sizes = np.abs(np.linalg.eigvals(R)).max(axis=1)
pair = ((1 - np.sqrt(η * λ)) ** 2 < β) & (β < (1 + np.sqrt(η * λ)) ** 2)

print(f"det R − β: at most {abs(determinant - β).max():.0e}")
print(f"trace R − (1 + β − ηλ): at most {abs(trace - (1 + β - η * λ)).max():.0e}")
print(
    f"rate − size of NumPy's largest eigenvalue: at most {abs(convergence_rate(η, β, λ) - sizes).max():.0e}"
)
print(f"|T| < 1 + D < 2: {((abs(trace) < 1 + determinant) & (determinant < 1) != converges).sum()} disagree")
print(f"0 < ηλ < 2 + 2β and β < 1: {(is_stable(η, β, λ) != converges).sum()} disagree")
print(f"(1 − √(ηλ))² < β < (1 + √(ηλ))²: {(pair != (trace**2 < 4 * determinant)).sum()} disagree")
print(f"size of a complex pair − √β: at most {abs(sizes - np.sqrt(β))[pair].max():.0e}")

# %%
# Thirty steps in closed form, from the two eigenvalues alone.

first, second = np.moveaxis(np.asarray(update_eigenvalues(η, β, λ)), -1, 0)[..., None, None]
closed = (first**30 * (R - second * np.eye(2)) - second**30 * (R - first * np.eye(2))) / (first - second)
error = abs(closed - jnp.linalg.matrix_power(R, 30)).max(axis=(1, 2)) * converges
print(f"closed form of R³⁰: off by at most {jnp.nanmax(error):.0e} where the run converges")

# %%
# The triangle, with the parabola T² = 4D below which the eigenvalues are real.

figure, ax = plt.subplots(figsize=(5.2, 4.2))
edge = np.linspace(-2, 2, 201)
ax.plot([-2, 0, 2, -2], [1, -1, 1, 1], color="#1f2933", linestyle="-", label="edge of stability")
ax.plot(edge, edge**2 / 4, label="double eigenvalue")
ax.plot(trace[converges][:250], determinant[converges][:250], ".", color="#008062", label="converges")
ax.plot(trace[~converges][:250], determinant[~converges][:250], "x", color="#a3478f", label="does not")
arrow = {"arrowstyle": "->", "color": "#1f2933"}
for name, tip, text in (
    ("positive", (0.95, 0.15), (1.2, -0.14)),
    ("negative", (-0.95, 0.15), (-3.0, -0.14)),
):
    ax.annotate(name, tip, text, arrowprops=arrow)
ax.annotate("complex", (-0.45, 0.72), bbox={"color": "#ffffff"})
ax.set(xlabel="trace T = 1 + β − ηλ", ylabel="determinant D = β", xlim=(-4, 2.2), ylim=(-0.2, 1.15))
figure.legend(loc="outside lower center", ncols=2)
figure.set_label(
    "Determinant against trace for random settings. Those that converge lie inside a triangle with corners "
    "at (−2, 1), (0, −1) and (2, 1), and no other does. A parabola inside it divides complex pairs, above "
    "it, from real eigenvalues, below: positive on the right, negative on the left."
)

# %%
# Learning rate and momentum matter only through these two numbers, and the triangle has no exception.
# Above the parabola the eigenvalues have the size √β at any curvature, which makes momentum robust there.
