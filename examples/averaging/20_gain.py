"""
Momentum is a filter that lets slow gradients pass
==================================================

A finite sequence of gradients is a sum of waves, from constant to alternating at every step.
How much of each wave reaches the velocity, and how late?
Simulated velocities are compared with the response of a first-order filter.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import COLOURS, shades, velocity_gain

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
    """Add a step of all waves to the leaking velocity of each momentum."""
    return momenta[:, None] * velocity + wave, None


velocities, _ = jax.lax.scan(leak, jnp.zeros((len(momenta), len(frequencies)), complex), waves)
gains = np.abs(velocities)
late = -np.angle(velocities / waves[-1])
delays = late[:, 1] / (2 * np.pi * frequencies[1])

# %%
# What is left of each wave, and how late one of fifty steps arrives.

figure, ax = plt.subplots()
smooth = np.linspace(0, 0.5, 400)
lines = ["-", "--", "-."]
for row, colour in enumerate(shades(3)):
    momentum = momenta[row]
    gain = velocity_gain(momentum, smooth)
    ax.semilogy(smooth, gain, color=colour, linestyle=lines[row], label=f"β = {momentum:.2f}")
    ax.plot(frequencies, gains[row], "o", color=colour)
    steady = gains[row, 0]
    alternating = gains[row, -1]
    print(f"β = {momentum:.2f}: gain {steady:.3f} on a constant gradient, {alternating:.4f} on alternation")
    print(f"    a wave of 50 steps arrives {delays[row]:.1f} steps late")
ax.axhline(1, color=COLOURS.muted, linewidth=0.8)
ax.set(xlabel="frequency of the gradient (cycles per step)", ylabel="gain of the velocity")
ax.legend()
figure.set_label(
    "Gain of the velocity on a logarithmic axis against the frequency of the gradient from 0 to one half "
    "cycle per step. The curves start at 2, 10 and 100 for β = 0.5, 0.9 and 0.99, fall, cross one between "
    "0.17 and 0.21 cycles per step, and end between one half and two thirds. Dots of simulated velocities "
    "lie on them."
)

# %%
# What stays is amplified without limit as β approaches one; what alternates is never reduced below a half.
# Momentum does not erase the zigzag: it takes up to half of it away, and makes what is slow larger.
