"""
In the long run a velocity is as precise as 1 + β windows of samples
====================================================================

Divided by the sum of its weights, the velocity estimates the mean gradient.
How precise is that estimate, when old gradients count less than new ones?
Ten thousand noisy velocities are compared with Kish's effective sample size.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import (
    COLOURS,
    effective_sample_size,
    effective_window,
    leaky_sum_total,
    leaky_sum_weights,
    shades,
)

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Gradients of mean one with unit noise, and five memories that start empty.

momenta = np.array([0.0, 0.5, 0.8, 0.9, 0.95])
runs = 10_000
steps = 100
gradients = 1 + jax.random.normal(jax.random.key(0), (steps, runs))

# %%
# The variance of the velocities after every step, and of the means that they estimate.


def leak(velocity, gradient):
    """Add a gradient to each leaking velocity, and keep the variance over the runs."""
    velocity = momenta * velocity + gradient[:, None]
    return velocity, velocity.var(axis=0)


_, variances = jax.lax.scan(leak, jnp.zeros((runs, len(momenta))), gradients)
t = np.arange(1, steps + 1)
totals = leaky_sum_total(momenta, t[:, None])
measured = np.asarray(totals**2 / variances)

# %%
# A single gradient has the variance one, so the inverse of a variance is a number of gradients.

formula = np.asarray(effective_sample_size(momenta, t[:, None]))
for index, momentum in enumerate(momenta):
    window = effective_window(momentum)
    size = measured[-1, index]
    by_kish = formula[-1, index]
    print(f"β = {momentum:.2f}: window {window:.0f}, as precise as {size:.2f} samples, by Kish {by_kish:.2f}")
weights = leaky_sum_weights(0.9, 1000)
older_than_window = float(weights[10:].sum() / weights.sum())
print(f"at β = 0.90 gradients older than the window hold {older_than_window:.0%} of the weight")

# %%
# Each memory from its first step on, with every eighth measurement.

figure, ax = plt.subplots()
lines = ["-", "--", "-.", ":"]
for index, colour in enumerate(shades(4), start=1):
    label = f"β = {momenta[index]:.2f}"
    ax.plot(t, formula[:, index], color=colour, linestyle=lines[index - 1], label=label)
    ax.plot(t[4::8], measured[4::8, index], "o", color=colour)
ax.plot(t[:45], t[:45], color=COLOURS.ink, linestyle=":", linewidth=1, label="as many as seen")
ax.set(xlabel="step t", ylabel="effective sample size", ylim=(0, 42))
figure.legend(loc="outside lower center", ncols=3)
figure.set_label(
    "Effective number of samples in the velocity against the step, for four momenta. Each curve follows the "
    "diagonal at first and then levels off: at 3, 9 and 19 for β = 0.5, 0.8 and 0.9, and near 38 for 0.95. "
    "Dots measured from ten thousand noisy runs lie on the curves."
)

# %%
# The memory has no edge: at β = 0.9 a third of the weight lies beyond the window.
# How precise a velocity is, its window alone does not say: 1 + β windows are almost two for a long memory.
