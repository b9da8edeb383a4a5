"""
A velocity is as precise as almost twice its window of samples
==============================================================

Divided by the sum of its weights, the velocity estimates the mean gradient.
How precise is that estimate, when old gradients count less than new ones?
Ten thousand noisy velocities are compared with Kish's effective sample size.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import effective_sample_size, effective_window, leaky_sum_total, leaky_sum_weights

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Gradients of mean one with unit noise, and five memories that start empty.

momenta = np.array([0.0, 0.5, 0.8, 0.9, 0.95])
runs, steps = 10_000, 100
gradients = 1 + np.asarray(jax.random.normal(jax.random.key(0), (runs, steps)))

# %%
# The velocities after every step, divided by what their weights add up to.


def leak(velocity, gradient):
    velocity = momenta * velocity + gradient[:, None]
    return velocity, velocity


velocities = np.asarray(jax.lax.scan(leak, jnp.zeros((runs, len(momenta))), gradients.T)[1])
t = np.arange(1, steps + 1)[:, None]
means = velocities / np.asarray(leaky_sum_total(momenta, t))[:, None]
measured, predicted = 1 / means.var(axis=1), np.asarray(effective_sample_size(momenta, t))

figure, ax = plt.subplots()
for index, momentum in list(enumerate(momenta))[1:]:
    (line,) = ax.plot(t, predicted[:, index], label=f"β = {momentum:.2f}")
    ax.plot(t[4::8], measured[4::8, index], "o", color=line.get_color())
for index, momentum in enumerate(momenta):
    size, formula = measured[-1, index], predicted[-1, index]
    window = effective_window(momentum)
    print(f"β = {momentum:.2f}: window {window:.0f}, as precise as {size:.2f} samples, by Kish {formula:.2f}")
print(f"largest deviation from Kish's formula at any step {abs(measured / predicted - 1).max():.1%}")
oldest = np.asarray(leaky_sum_weights(0.9, steps))[10:].sum() / effective_window(0.9)
print(f"at β = 0.90 gradients older than the window hold {oldest:.0%} of the weight")
ax.plot(t[:45], t[:45], color="#66717f", linestyle=":", label="as many as seen")
ax.set(xlabel="step t", ylabel="effective sample size", ylim=(0, 42))
figure.legend(loc="outside lower center", ncols=3)
figure.set_label(
    "Effective number of samples in the velocity against the step, for four momenta. Each curve follows the "
    "diagonal at first and then levels off: at 3, 9 and 19 for β = 0.5, 0.8 and 0.9, and near 38 for 0.95. "
    "Dots measured from ten thousand noisy runs lie on the curves."
)

# %%
# The memory has no edge: a third of the weight lies beyond the window, which is why the velocity
# is more precise than its window alone would make it.
