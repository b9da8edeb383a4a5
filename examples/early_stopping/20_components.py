"""
Steep directions arrive first, and momentum lets them swing
===========================================================

A polynomial of degree nine is fitted to thirty noisy points of a sine.
In the eigenbasis of its features each coefficient approaches least squares at its own pace.
In which order do they arrive, and what does momentum change?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import heavy_ball, quadratic, run, shades

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Features x⁰ … x⁹, and the eigenbasis of their covariance.

x = np.linspace(-1, 1, 30)
features = x[:, None] ** np.arange(10)
hessian = features.T @ features / len(x)
curvatures, basis = np.linalg.eigh(hessian)
learning_rate = 1 / curvatures[-1]

noise = 0.3 * np.array(jax.random.normal(jax.random.key(0), (30,)))
targets = np.sin(3 * x) + noise
slope = features.T @ targets / len(x)
least_squares = slope @ basis / curvatures
bowl = quadratic(hessian, c=-slope)

# %%
# The share of each coefficient that a run has reached, and the step at which it is half learnt.
# The two flattest of the ten are not there after twenty thousand steps.

steps = 20_000
shares = {}
arrived = {}
for name, momentum in {"gradient descent": 0.0, "momentum": 0.9}.items():
    path = run(heavy_ball(learning_rate, momentum), bowl, jnp.zeros(10), steps=steps).params
    shares[name] = np.array(path) @ basis / least_squares
    arrived[name] = np.argmax(shares[name][:, 2:] >= 0.5, axis=0)
    print(f"{name:16} half is learnt after {', '.join(map(str, arrived[name][::-1]))} steps")

# %%
# Four of the ten: darker is flatter.

directions = [9, 6, 4, 2]
lines = ["-", "--", "-.", ":"]
figure, panels = plt.subplots(2, 1, figsize=(5.2, 5.4), sharex=True)
for name, ax in zip(shares, panels, strict=True):
    for direction, colour, line in zip(directions, shades(4), lines, strict=True):
        label = f"λ/L = {learning_rate * curvatures[direction]:.1g}"
        ax.semilogx(shares[name][:, direction], color=colour, linestyle=line, label=label)
    ax.set(ylabel="share learnt", title=name, xlim=(1, steps), ylim=(-0.05, 1.95))
ax.set_xlabel("step t")
figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=2)
figure.set_label(
    "Share learnt of four coefficients against the step. Gradient descent learns one after the other, from "
    "the largest curvature to the smallest. Momentum is sooner, and its steep ones swing before they settle."
)

# %%
# Gradient descent learns one direction after the other, and none too much.
# Momentum brings the flat ones sooner, and lets the steep ones swing first.
