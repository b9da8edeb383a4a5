"""
Momentum makes the diverging learning rate converge
===================================================

At η = 0.6 gradient descent leaves the valley.
Does remembering past gradients save the same learning rate, and how much memory does it take?
The source text calls β = 0.25 the bigger momentum after 0.5; the runs show what a smaller β does.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import (
    convergence_rate,
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
# Run the heavy ball with each and print where it stands.

paths = {}
for momentum in momenta:
    trajectory = run(heavy_ball(learning_rate, momentum), objective, start, steps=steps)
    paths[f"β = {momentum}"] = trajectory.params
    print(epoch_line(steps, trajectory.params[-1]))

# %%
# Draw them beside each other, on the same scale.

x1, x2 = np.linspace(-5.5, 1.5, 120), np.linspace(-3.2, 3.2, 120)
values = objective(np.meshgrid(x1, x2))
figure, axes = plt.subplots(1, 2, sharey=True, figsize=(5.2, 3.0))
for ax, (label, path) in zip(axes, paths.items(), strict=True):
    plot_paths(x1, x2, values, {label: path}, ax=ax)
    ax.label_outer()
figure.set_label(
    "The heavy ball at η = 0.6 in the valley, for β = 0.5 on the left and β = 0.25 on the right. "
    "With β = 0.5 the path settles on the floor after a few swings and reaches the minimum; "
    "with β = 0.25 it keeps zigzagging across the floor and is not there after 20 steps."
)

# %%
# The smaller β forgets the last swing sooner, cancels less of it and zigzags longer.
# It is not only worse to look at: the slowest factor per step is larger, too.

for momentum in momenta:
    rate = convergence_rate(learning_rate, momentum, objective.curvatures).max()
    print(f"β = {momentum}: error per step × {rate:.3f} in the slower direction")
η, β, rate = optimal_heavy_ball(*objective.curvatures)
print(f"best of all settings: η = {η:.3f}, β = {β:.3f}: error per step × {rate:.3f}")
