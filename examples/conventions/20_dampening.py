"""
Dampening is not averaging on the first steps
=============================================

PyTorch's dampening τ multiplies each new gradient by 1 − τ, and at τ = β that looks like an average.
But its first step takes the whole gradient.
How long does the difference last, and how large is the first step?
"""

import jax
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import momentum_in, shades

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# A constant gradient of one shows the weights alone; a thousand random gradients stand beside it.

momentum = 0.9
steps = 40
rules = {
    "sum": momentum_in("pytorch", 1.0, momentum),
    "dampening = β": momentum_in("pytorch", 1.0, momentum, dampening=momentum),
    "average": momentum_in("averaged", 1.0, momentum),
}
gradients = np.random.default_rng(0).normal(size=(steps, 1001))
gradients[:, 0] = 1

# %%
# The velocities after each step.


def after_each_step(optimizer):
    """Return the velocity after each step on all sequences of gradients."""

    def step(state, gradient):
        state = optimizer.update(gradient, state)[1]
        return state, state.velocity

    return jax.lax.scan(step, optimizer.init(gradients[0]), gradients)[1]


velocities = {name: after_each_step(optimizer) for name, optimizer in rules.items()}

figure, ax = plt.subplots()
for (name, velocity), line, colour in zip(velocities.items(), ["-", "--", "-."], shades(3), strict=True):
    ax.semilogy(np.arange(1, steps + 1), velocity[:, 0], line, color=colour, label=name)
    print(f"{name}: velocity {velocity[0, 0]:.2f} after one step, {velocity[-1, 0]:.3f} after {steps}")
ax.set(xlabel="step t", ylabel="velocity on a gradient of one")
ax.legend(loc="lower right")
figure.set_label(
    "Velocity on a constant gradient of one, on a log axis. The sum grows from 1 toward 10. The average "
    "grows from 0.1 toward 1. With dampening equal to β the velocity is 1 from the first step to the last."
)

# %%
# On a constant gradient dampening starts at the value that the average reaches only in the long run.
# Its first gradient counts 1/(1 − τ) times as much as in the average, for as long as the memory lasts.
