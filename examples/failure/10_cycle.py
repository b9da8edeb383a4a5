"""
Momentum tuned for quadratics can cycle forever on a strongly convex function
=============================================================================

The best momentum for quadratics is fast on every quadratic with curvatures between 1 and 25.
Does it still converge when the curvature changes along the way, between the same two bounds?
Gradient descent, heavy ball and Nesterov's method start from the same point.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import (
    gradient_descent,
    heavy_ball,
    lessard_counterexample,
    method_style,
    nesterov,
    optimal_gradient_descent,
    optimal_heavy_ball,
    run,
)

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Heavy ball and gradient descent at their best for curvatures in [1, 25], Nesterov at its usual setting.

smallest = 1.0
largest = 25.0
best = optimal_heavy_ball(smallest, largest)
plain = optimal_gradient_descent(smallest, largest)
root = np.sqrt(largest / smallest)
optimizers = {
    "heavy ball": heavy_ball(best.learning_rate, best.momentum),
    "gradient descent": gradient_descent(plain.learning_rate),
    "Nesterov": nesterov(1 / largest, (root - 1) / (root + 1)),
}
print(f"heavy ball's best setting: η = {best.learning_rate:.6f}, β = {best.momentum:.6f}")

# %%
# The same function, the same start, three methods.

steps = 300
start = jnp.array(3.3)
positions = {}
figure, ax = plt.subplots()
for name, optimizer in optimizers.items():
    x = run(optimizer, lessard_counterexample(), start, steps=steps).params
    positions[name] = x
    ax.plot(x[:31], **method_style(name, marker=True), label=name)
    print(f"{name}: |x| after {steps} steps is {abs(x[-1]):.1e}")
ax.set(xlabel="step", ylabel="x", ylim=(-4.2, 4))
ax.legend(ncols=3, loc="lower center", columnspacing=0.8, handlelength=1.6)
figure.set_label(
    "Position against step for thirty steps from x = 3.3. Gradient descent and Nesterov settle at 0. "
    "Heavy ball jumps among about 0.6, −1.8 and 2.1 in a pattern that repeats every three steps."
)

# %%
# Each point of the cycle lies inside a piece of curvature 25, so a small push dies out and the cycle returns.
# Strong convexity and smoothness, which suffice for the other two methods, do not suffice for heavy ball.
