"""
Three slips in the best article on momentum
===========================================

Three formulae of "Why Momentum Really Works" do not agree with the run of momentum that they describe.
How far off are they as printed, and what makes them right?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import COLOURS, heavy_ball, quadratic, run, update_matrix

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Six steps of momentum on ½wᵀAw − bᵀw with tilted axes.

learning_rate = 0.3
momentum = 0.6
steps = 6
A = np.array([[2.0, 0.9, 0.3], [0.9, 1.0, 0.2], [0.3, 0.2, 0.5]])
b = np.array([1.0, -2.0, 0.5])
bowl = quadratic(A, -b)
path = run(heavy_ball(learning_rate, momentum), bowl, jnp.array([2.0, -1.0, 3.0]), steps=steps)

# %%
# The same run in the eigenbasis, where a state is a pair of velocity and position.

curvatures, Q = np.linalg.eigh(A)
positions = np.array(path.params)
distances = positions - bowl.minimiser
states = np.stack([path.state.velocity @ Q, distances @ Q], axis=-1)
off = {}


def compare(name, measured, printed, corrected):
    """Note how far a formula is from what was measured, as printed and corrected."""
    first = np.abs(printed - measured).max()
    second = np.abs(corrected - measured).max()
    off[name] = first, second
    print(f"{name:14} off by {first:.2f} as printed, {second:.0e} corrected")


# %%
# The power of R as printed, and with each eigenvalue beside the matrix of the other.

matrices = np.array(update_matrix(learning_rate, momentum, curvatures))
R = matrices[1]
first, second = np.linalg.eigvals(R)
R_first = (R - first * np.eye(2)) / (first - second)
R_second = (R - second * np.eye(2)) / (first - second)
as_printed = first**steps * R_first - second**steps * R_second
corrected = first**steps * R_second - second**steps * R_first
origin, end = states[[0, -1], 1]
compare("power of R", end, as_printed @ origin, corrected @ origin)

# %%
# The way into the eigenbasis, by Q as printed and by its transpose; there R does the steps, and back.

shares = np.linalg.matrix_power(matrices, steps)[:, 1, 1]
turned_by_q = shares * (Q @ distances[0])
turned_by_transpose = shares * (Q.T @ distances[0])
compare("eigenbasis", distances[-1], Q.T @ turned_by_q, Q @ turned_by_transpose)

# %%
# The steps written as one weighted sum of gradients, up as printed and down.

gradients = distances[:-1] @ A
weights = (1 - momentum ** np.arange(steps, 0, -1)) / (1 - momentum)
way = learning_rate * weights @ gradients
compare("unrolled steps", positions[-1], positions[0] + way, positions[0] - way)

# %%
# The distance of each formula from the run; a marker at 10⁻¹⁷ stands for zero.

as_printed, corrected = np.transpose(list(off.values()))
figure, ax = plt.subplots(figsize=(5.2, 2.5))
ax.plot(as_printed, list(off), "X", color=COLOURS.orange, markersize=9, label="as printed")
ax.plot(np.maximum(corrected, 1e-17), list(off), "o", color=COLOURS.ink, markersize=7, label="corrected")
ax.set(xscale="log", xlabel="distance from the run", xlim=(1e-18, 1e3), ylim=(2.6, -0.6))
figure.legend(loc="outside lower center", ncols=2)
figure.set_label("Distance of three formulae from a run: as printed over a tenth, corrected rounding error.")

# %%
# An order, a transpose, a sign: each slip is one symbol, and one evaluation finds it.
# The same can be done with any formula that describes a run.
