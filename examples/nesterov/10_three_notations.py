"""
Nesterov's method in three notations takes the same steps
=========================================================

One text extrapolates and then descends, one looks ahead of a velocity, one changes the last line of momentum.
Are they the same method, and which point does Optax hand back?
All three run in the valley from the same start, beside the heavy ball.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np
import optax

from momentum_docs import heavy_ball, nesterov, plot_paths, run, valley

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# The setting at which the heavy ball swings, and Nesterov's method on the same two numbers.

objective, start, steps = valley(), jnp.array([-5.0, -2.0]), 20
learning_rate, momentum = 0.2, 0.8
gradient = jax.grad(objective)

# %%
# Two sequences: descend from the extrapolated point y, then extrapolate from where that led.

x, y = [start], [start]
for _ in range(steps):
    x.append(y[-1] - learning_rate * gradient(y[-1]))
    y.append(x[-1] + momentum * (x[-1] - x[-2]))

# %%
# A velocity of steps, and the gradient at the place where it is about to carry the position.

p, step = [start], jnp.zeros(2)
for _ in range(steps):
    step = momentum * step - learning_rate * gradient(p[-1] + momentum * step)
    p.append(p[-1] + step)

# %%
# Momentum's velocity with one line changed: x ← x − η(g + βv).

ours = run(nesterov(learning_rate, momentum), objective, start, steps=steps).params
theirs = run(optax.sgd(learning_rate, momentum, nesterov=True), objective, start, steps=steps).params
x, y, p = map(np.stack, (x, y, p))
print(f"look-ahead of a velocity against descended points: {abs(p - x).max():.0e} apart")
print(f"changed last line against extrapolated points: {abs(ours - y).max():.0e} apart")
print(f"Optax against the changed last line: {abs(theirs - ours).max():.0e} apart")
print(f"Optax against the descended points: {abs(theirs - x).max():.2f} apart")

# %%
# Beside it the heavy ball with the same two numbers.

ball = run(heavy_ball(learning_rate, momentum), objective, start, steps=steps).params
x1, x2 = np.linspace(-5.5, 3.5, 120), np.linspace(-3.2, 3.2, 120)
values = objective(np.meshgrid(x1, x2))
figure, axes = plt.subplots(2, 1, sharex=True, figsize=(5.2, 4.8))
for ax, (name, path) in zip(axes, {"heavy ball": ball, "Nesterov": ours}.items(), strict=True):
    plot_paths(x1, x2, values, {name: path}, ax=ax).get_legend().remove()
    ax.set_title(name)
    ax.label_outer()
    print(
        f"{name}: from the fifth step on it swings by at most {abs(path[5:, 1]).max():.3f} across the floor"
    )
figure.set_label(
    "Paths of twenty steps in the valley with the same learning rate and momentum. The heavy ball swings "
    "across the floor again and again; Nesterov's method is on the floor after a few steps and follows it."
)

# %%
# Optax and PyTorch keep the extrapolated points, where the gradient is taken, and never show the others.
# Looking ahead brakes a swing before it happens, most where the curvature is large.
