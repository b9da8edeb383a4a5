"""
Momentum makes the diverging learning rate converge
===================================================

At η = 0.6 gradient descent leaves the valley.
Does remembering past gradients save the same learning rate, and how much memory does it take?
And what does a smaller β do?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import (
    epoch_line,
    heavy_ball,
    optimal_heavy_ball,
    plot_paths,
    run,
    valley,
)

jax.config.update("jax_enable_x64", True)  # the printed digits need double precision
plt.style.use("momentum_docs.house")

# %%
# One learning rate, two amounts of memory.

objective = valley()
start = jnp.array([-5.0, -2.0])
steps = 20
learning_rate = 0.6
momenta = [0.5, 0.25]

# %%
# Run the heavy ball with each and print where it stands after twenty steps.
# The runs go on, so that their long-run rates can be measured.

paths = {}
for momentum in momenta:
    path = run(heavy_ball(learning_rate, momentum), objective, start, steps=200).params
    paths[f"β = {momentum}"] = path
    print(epoch_line(steps, path[steps]))

# %%
# Draw them beside each other, on the same scale.

x1 = np.linspace(-5.5, 1.5, 120)
x2 = np.linspace(-3.2, 3.2, 120)
values = objective(np.meshgrid(x1, x2))
figure, axes = plt.subplots(1, 2, sharey=True, figsize=(5.2, 3.0))
for ax, (label, path) in zip(axes, paths.items(), strict=True):
    plot_paths(x1, x2, values, {label: path[: steps + 1]}, ax=ax)
    ax.label_outer()
figure.set_label(
    "The heavy ball at η = 0.6 in the valley, for β = 0.5 on the left and β = 0.25 on the right. "
    "With β = 0.5 the path settles on the floor after a few swings and reaches the minimum; "
    "with β = 0.25 it keeps zigzagging across the floor and is not there after 20 steps."
)

# %%
# The smaller β zigzags longer. Neither of the two is the best: that needs another η, too.

best = optimal_heavy_ball(*objective.curvatures)
