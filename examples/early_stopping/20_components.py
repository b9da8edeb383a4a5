"""
Steep directions arrive first, and the fit is best before the flat ones come
============================================================================

A polynomial of degree nine is fitted to thirty noisy points of a sine.
In the eigenbasis of its features each coefficient approaches least squares at its own pace.
In which order do they arrive, and what does the fit look like on the way?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import heavy_ball, momentum_filter, quadratic, run

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Features x⁰ … x⁹, and the eigenbasis of their covariance.

x, grid, steps = np.linspace(-1, 1, 30), np.linspace(-1, 1, 200), 20_000
features, grid_features = (points[:, None] ** np.arange(10) for points in (x, grid))
curvatures, basis = np.linalg.eigh(features.T @ features / len(x))
learning_rate = 1 / curvatures[-1]
targets = np.sin(3 * x) + 0.3 * np.array(jax.random.normal(jax.random.key(0), (30,)))
least_squares = targets @ features @ basis / len(x) / curvatures
print(f"the largest curvature is {curvatures[-1] / curvatures[0]:.1e} times the smallest")
bowl = quadratic(features.T @ features / len(x), c=-features.T @ targets / len(x))

# %%
# The share of each coefficient that a run has reached, in the eigenbasis.

(figure, panels), arrived, paths = plt.subplots(2, 1, figsize=(5.2, 5.4), sharex=True), {}, {}
for (name, momentum), ax in zip({"gradient descent": 0.0, "momentum": 0.9}.items(), panels, strict=True):
    paths[name] = np.array(run(heavy_ball(learning_rate, momentum), bowl, jnp.zeros(10), steps=steps).params)
    share = paths[name] @ basis / least_squares
    off = np.abs(momentum_filter(learning_rate, momentum, curvatures, steps).T - share).max()
    arrived[name] = np.argmax(share[:, 2:] >= 0.5, axis=0)
    for direction in (9, 6, 4, 2):
        ax.semilogx(share[:, direction], label=f"λ/L = {learning_rate * curvatures[direction]:.1g}")
    ax.set(ylabel="share learnt", title=name, xlim=(1, steps), ylim=(-0.05, 1.95))
    print(f"{name}: half is learnt after {', '.join(map(str, arrived[name][::-1]))} steps")
    print(f"    {name}: {(np.diff(arrived[name]) > 0).sum()} directions arrive before a steeper one")
    print(f"    {name}: at most {share.max():.3f} of a coefficient is learnt on the way")
    print(f"    {name}: filter against the run {off:.0e} apart")
ax.set_xlabel("step t")
figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=2)
figure.set_label(
    "Share learnt of four coefficients against the step. Gradient descent learns one after the other, from "
    "the largest curvature to the smallest. Momentum is sooner, and its steep ones swing before they settle."
)
plain, heavy = arrived.values()
slow = plain[:3] * learning_rate * curvatures[2:5] / np.log(2)
print(f"the three flattest of them arrive at ln 2/(ηλ) but for {abs(slow - 1).max():.1%}")
print(f"the flattest of them arrives {plain[0] / heavy[0]:.2f} times sooner with momentum")

# %%
# Three moments of gradient descent: too early, at its best for these data, and too late.

fits = paths["gradient descent"] @ grid_features.T
errors = ((fits - np.sin(3 * grid)) ** 2).mean(axis=1)
print(f"the last test error is {errors[-1] / errors.min():.2f} times the smallest")
figure, ax = plt.subplots()
ax.plot(x, targets, "o", color="#1f2933", markersize=3, label="data")
ax.plot(grid, np.sin(3 * grid), color="#66717f", linestyle="-", linewidth=1, label="truth")
for step in (10, int(errors.argmin()), steps):
    ax.plot(grid, fits[step], label=f"{step} steps")
    print(f"after {step} steps: test error {errors[step]:.4f}")
ax.set(xlabel="x", ylabel="fit")
ax.legend()
figure.set_label(
    "Thirty noisy points of a sine, and three fits. After ten steps the fit is too flat, at its best it lies "
    "close to the sine, and after twenty thousand steps it bends toward points at both ends."
)

# %%
# Time decides which directions are in the fit: the steep ones carry the signal, the flat ones mostly noise.
# Momentum keeps the order, brings the flat ones sooner, and lets the steep ones swing first.
