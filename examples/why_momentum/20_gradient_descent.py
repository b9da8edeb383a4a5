"""
Gradient descent zigzags or diverges in a narrow valley
=======================================================

The valley f(x₁, x₂) = 0.1 x₁² + 2 x₂² is steep across and almost flat along its floor.
One learning rate has to serve both directions.
What happens when it is chosen for the walls, and what when it is chosen for the floor?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt

from momentum_docs import (
    convergence_rate,
    epoch_line,
    gradient_descent,
    method_style,
    plot_paths,
    run,
    valley,
)

jax.config.update("jax_enable_x64", True)  # the printed digits need double precision
plt.style.use("momentum_docs.house")

# %%
# The two learning rates differ by a half.
# Everything else is the same: the start, the number of steps, the loss.

objective = valley()
start = jnp.array([-5.0, -2.0])
steps = 20
learning_rates = [0.4, 0.6]

# %%
# Run gradient descent at each of them and print where it stands.

paths = {}
for learning_rate in learning_rates:
    trajectory = run(gradient_descent(learning_rate), objective, start, steps=steps)
    paths[f"η = {learning_rate}"] = trajectory.params
    print(epoch_line(steps, trajectory.params[-1]))

# %%
# Draw both over the contours of the loss.
# The second path leaves the picture, so it is cut off at the edge.

x1 = jnp.linspace(-5.5, 1.5, 120)
x2 = jnp.linspace(-3.2, 3.2, 120)
ax = plot_paths(x1, x2, objective(jnp.meshgrid(x1, x2)), paths)
for line in ax.lines[: len(paths)]:
    line.set_color(method_style("gradient descent")["color"])
ax.legend(loc="upper right")
ax.figure.set_label(
    "Contours of a valley that is long in x₁ and narrow in x₂. At η = 0.4 the path of gradient "
    "descent zigzags across the floor and is still far from the minimum; at η = 0.6 it swings "
    "wider with each step and leaves the picture."
)

# %%
# Along each axis a step multiplies the error by 1 − ηλ, where λ is the curvature.
# The sizes of the factors tell the story: the steep axis decides whether the run survives,
# the flat one how long it takes.

for learning_rate in learning_rates:
    flat, steep = convergence_rate(learning_rate, 0.0, objective.curvatures)
    print(f"η = {learning_rate}: error per step × {flat:.2f} along the floor, × {steep:.2f} across it")
