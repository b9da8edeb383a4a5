"""
Momentum is a filter that lets slow gradients pass
==================================================

Any sequence of gradients is a sum of waves, from constant to alternating at every step.
How much of each wave reaches the velocity, and how late?
Simulated velocities are compared with the response of a first-order filter.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import velocity_gain

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Frequencies from constant (0) to alternating (½ cycle per step).

momenta = np.array([0.5, 0.9, 0.99])
frequencies = np.linspace(0, 0.5, 26)
steps = 4000

# %%
# A rotating complex wave measures amplitude and delay at once.

waves = np.exp(2j * np.pi * frequencies * np.arange(steps)[:, None])


def leak(velocity, wave):
    velocity = momenta[:, None] * velocity + wave
    return velocity, None


velocities = jax.lax.scan(leak, jnp.zeros((len(momenta), len(frequencies)), complex), waves)[0]
measured, predicted = np.abs(velocities), velocity_gain(momenta[:, None], frequencies)
lags = -np.angle(velocities / waves[-1])

figure, ax = plt.subplots()
smooth = np.linspace(0, 0.5, 400)
for row, momentum in enumerate(momenta):
    (line,) = ax.semilogy(smooth, velocity_gain(momentum, smooth), label=f"β = {momentum:.2f}")
    ax.plot(frequencies, measured[row], "o", color=line.get_color())
    steady, alternating = measured[row, [0, -1]]
    print(f"β = {momentum:.2f}: gain {steady:.3f} on a constant gradient, {alternating:.4f} on alternation")
    delay = lags[row, 1] / (2 * np.pi * frequencies[1])
    print(f"    a wave of 50 steps arrives {delay:.1f} steps late")
print(f"largest deviation of a simulated gain {abs(measured / predicted - 1).max():.0e}")
ax.axhline(1, color="#66717f", linewidth=0.8)
ax.set(xlabel="frequency of the gradient (cycles per step)", ylabel="gain of the velocity")
ax.legend()
figure.set_label(
    "Gain of the velocity on a logarithmic axis against the frequency of the gradient from 0 to one half "
    "cycle per step. The curves start at 2, 10 and 100 for β = 0.5, 0.9 and 0.99, fall, cross one near a "
    "sixth of a cycle, and end between one half and two thirds. Dots of simulated velocities lie on them."
)

# %%
# What stays is amplified without limit as β approaches one; what alternates is never reduced below a half.
# Momentum does not erase the zigzag: it makes everything else larger.
