"""
Small steps crawl, large steps zigzag, momentum arrives
=======================================================

In a narrow valley gradient descent has one knob, and both ways of turning it fail.
Even its best learning rate spends most of each step on crossing the valley.
What does a velocity change, at the very learning rate that crawled?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import (
    convergence_rate,
    heavy_ball,
    method_style,
    optimal_gradient_descent,
    plot_paths,
    run,
    valley,
)

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Gradient descent with small steps, gradient descent with the learning rate that theory calls best,
# and momentum with the small steps again.

objective = valley()
start = jnp.array([-5.0, -2.0])
steps = 20
small = 0.3
best = optimal_gradient_descent(*objective.curvatures).learning_rate
settings = {
    "small steps crawl": (small, 0.0),
    "large steps zigzag": (best, 0.0),
    "momentum arrives": (small, 0.6),
}

# %%
# Follow each, and print where it stands after twenty steps and what a step leaves in the long run.

paths = {}
rates = {}
for name, (learning_rate, momentum) in settings.items():
    optimizer = heavy_ball(learning_rate, momentum)
    paths[name] = run(optimizer, objective, start, steps=200).params
    distance = jnp.linalg.norm(paths[name][steps])
    rates[name] = convergence_rate(learning_rate, momentum, objective.curvatures).max()
    print(f"{name}: η = {learning_rate:.3f}, β = {momentum}")
    print(f"    ends {distance:.3f} from the minimum, and in the long run leaves {rates[name]:.3f} per step")

# %%
# One panel each, on the same scale.

x1 = np.linspace(-5.5, 1.5, 120)
x2 = np.linspace(-2.4, 2.4, 120)
values = objective(np.meshgrid(x1, x2))
methods = ["gradient descent", "gradient descent", "heavy ball"]
figure, axes = plt.subplots(3, 1, sharex=True, figsize=(5.2, 4.9))
for ax, method, (name, path) in zip(axes, methods, paths.items(), strict=True):
    plot_paths(x1, x2, values, {name: path[: steps + 1]}, ax=ax)
    ax.lines[0].set(**method_style(method))
    ax.get_legend().remove()
    ax.set_title(name)
    ax.label_outer()
figure.set_label(
    "Three paths of twenty steps from the same start in the same narrow valley. With small steps gradient "
    "descent reaches the floor at once, crawls along it and ends far from the minimum. With large steps "
    "it zigzags from wall to wall and also ends short of it. With small steps and momentum the path swings "
    "a little, speeds up along the floor and ends next to the minimum."
)

# %%
# Steps along the floor agree and add up; steps across it disagree and cancel.
# That is the idea of momentum, and the rest of this site makes it precise.
