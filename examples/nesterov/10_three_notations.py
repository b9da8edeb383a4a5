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

from momentum_docs import heavy_ball, method_style, nesterov, plot_paths, run, valley

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# The setting at which the heavy ball swings, and Nesterov's method on the same two numbers.

objective = valley()
gradient = jax.grad(objective)
start = jnp.array([-5.0, -2.0])
steps = 20
learning_rate = 0.2
momentum = 0.8

# %%
# Two sequences: descend from the extrapolated point y, then extrapolate from where that led.

x = [start]
y = [start]
for _ in range(steps):
    x.append(y[-1] - learning_rate * gradient(y[-1]))
    y.append(x[-1] + momentum * (x[-1] - x[-2]))
descended = np.stack(x)
extrapolated = np.stack(y)

# %%
# A velocity of steps, and the gradient at the place where it is about to carry the position.

p = [start]
step = jnp.zeros(2)
for _ in range(steps):
    step = momentum * step - learning_rate * gradient(p[-1] + momentum * step)
    p.append(p[-1] + step)
looking_ahead = np.stack(p)

# %%
# Momentum's velocity with one line changed: x ← x − η(g + βv).

changed_line = run(nesterov(learning_rate, momentum), objective, start, steps=steps).params
by_optax = run(optax.sgd(learning_rate, momentum, nesterov=True), objective, start, steps=steps).params
distance = abs(by_optax - descended).max()
print(f"look-ahead of a velocity against descended points: {abs(looking_ahead - descended).max():.0e} apart")
print(f"changed last line against extrapolated points: {abs(changed_line - extrapolated).max():.0e} apart")
print(f"Optax against extrapolated points: {abs(by_optax - extrapolated).max():.0e} apart")
print(f"Optax against descended points: {distance:.2f} apart")

# %%
# Beside it the heavy ball with the same two numbers.

ball = run(heavy_ball(learning_rate, momentum), objective, start, steps=steps).params
swings = {}
x1 = np.linspace(-5.5, 3.5, 120)
x2 = np.linspace(-3.2, 3.2, 120)
losses = objective(np.meshgrid(x1, x2))
figure, axes = plt.subplots(2, 1, sharex=True, figsize=(5.2, 4.8))
for ax, name, path in zip(axes, ["heavy ball", "Nesterov"], [ball, changed_line], strict=True):
    style = method_style(name)
    ax.set_prop_cycle(color=[style["color"]], linestyle=[style["linestyle"]])
    plot_paths(x1, x2, losses, {name: path}, ax=ax).get_legend().remove()
    ax.set_title(name)
    ax.label_outer()
    swings[name] = abs(path[5:, 1]).max()
    print(f"{name}: from the fifth step on it swings by at most {swings[name]:.3f} across the floor")
figure.set_label(
    "Paths of twenty steps in the valley with the same learning rate and momentum. The heavy ball swings "
    "across the floor again and again; Nesterov's method is on the floor after a few steps and follows it."
)

# %%
# Optax keeps the extrapolated points, where the gradient is taken, and never shows the others.
# Looking ahead brakes a swing before it happens, most where the curvature is large.
