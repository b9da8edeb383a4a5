"""
Six slips in the best article on momentum
=========================================

"Why Momentum Really Works" has the theory of this site in pictures, and its footnotes have formulae.
Six of them do not agree with a run of the method that they describe.
How far off are they as printed, and what makes them right?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import gradient_descent, heavy_ball, quadratic, run, update_eigenvalues, update_matrix

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Six steps of momentum, and six of gradient descent, on ½wᵀAw − bᵀw with tilted axes.

η, β, k = 0.3, 0.6, 6
A, b = np.array([[2.0, 0.9, 0.3], [0.9, 1.0, 0.2], [0.3, 0.2, 0.5]]), np.array([1.0, -2.0, 0.5])
bowl, start = quadratic(A, -b), jnp.array([2.0, -1.0, 3.0])
path = run(heavy_ball(η, β), bowl, start, steps=k)
descent = run(gradient_descent(η), bowl, start, steps=k)
w, v = np.asarray(path.params), np.asarray(path.state.velocity)

# %%
# The same path in the eigenbasis; its second coordinate oscillates, and its recurrence gives the rate.

λ, Q = np.linalg.eigh(A)
distance, x, y = w - bowl.minimiser, (w - bowl.minimiser) @ Q[:, 1], v @ Q[:, 1]
rate = np.sqrt(np.linalg.solve([[x[1], -x[0]], [x[2], -x[1]]], x[2:4])[1])
errors = {"rate of a complex pair": [abs(factor * np.sqrt(β) - rate) for factor in (2, 1)]}

# %%
# The power of R as printed, and with each eigenvalue beside the matrix of the other.

R, (first, second) = np.asarray(update_matrix(η, β, λ)), np.asarray(update_eigenvalues(η, β, λ[1]))
of_first, of_second = ((R[1] - σ * np.eye(2)) / (first - second) for σ in (first, second))
forms = first**k * of_first - second**k * of_second, first**k * of_second - second**k * of_first
errors["power of R"] = [abs(form @ [0, x[0]] - [y[k], x[k]]).max() for form in forms]

# %%
# The way into the eigenbasis, by Q as printed and by its transpose: afterwards R must do the steps.

turned = [distance @ M.T for M in (Q, Q.T)]
errors["eigenbasis"] = [abs(np.linalg.matrix_power(R, k)[:, 1, 1] * z[0] - z[k]).max() for z in turned]

# %%
# The loss split over eigenvectors, and the steps written as one weighted sum of gradients.

parts = np.sum((1 - η * λ) ** (2 * k) * λ * (distance[0] @ Q) ** 2)
errors["loss, split"] = [abs(half * parts - (descent.losses[k] - bowl.minimum)) for half in (1, 0.5)]
weighted = sum((1 - β ** (k - i)) / (1 - β) * (A @ w[i] - b) for i in range(k))
errors["unrolled steps"] = [abs(w[0] + sign * η * weighted - w[k]).max() for sign in (1, -1)]

# %%
# Three pixels in a row, the first pulled towards 1: the solution is all ones. As a matrix: −x₁ or −2x₁.

ends, laplacian = np.diag([1.0, 0, 0]), np.array([[1.0, -1, 0], [-1, 2, -1], [0, -1, 1]])
pixels = [np.linalg.solve(laplacian + ends, factor / 2 * ends[0]) for factor in (1, 2)]
errors["colorizer"] = [abs(solution - 1).max() for solution in pixels]
for name, (printed, corrected) in errors.items():
    print(f"{name}: off by {printed:.2g} as printed, by {corrected:.0e} when corrected")

figure, ax = plt.subplots(figsize=(5.2, 3.4))
ax.plot([e[0] for e in errors.values()], list(errors), "X", color="#c4500a", markersize=9, label="as printed")
right = [max(e[1], 1e-17) for e in errors.values()]
ax.plot(right, list(errors), "o", color="#0072b2", markersize=8, label="corrected")
ax.set(xscale="log", xlabel="distance from the run", xlim=(1e-18, 1e3), ylim=(5.6, -0.6))
figure.legend(loc="outside lower center", ncols=2)
figure.set_label("Distance of six formulae from a run: as printed a tenth or more, corrected rounding error.")

# %%
# A factor, a sign, an order, a transpose: each slip is one symbol, and one evaluation finds it.
