"""
A change of η opens a gap of β(η_old − η_new)v, and rescaling the velocity closes it
====================================================================================

A velocity of steps contains the learning rates of the past, a velocity of gradients does not.
How far apart do the two get when η changes, and can a port between libraries avoid it?
Five hundred random settings on ½λx² answer, with η constant and with a change after four steps.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import convert_hyperparameters, momentum_in, run, shades

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Random η before and after, β and λ; the first is η = 0.1 and then 0.01 at β = 0.9 and λ = 1.

change = 4
steps = 40
settings = np.random.default_rng(0).uniform([0.01, 0.01, 0.0, 0.1], [0.5, 0.5, 0.95, 2.0], (500, 4))
settings[0] = [0.1, 0.01, 0.9, 1.0]
old, new, momentum, curvature = settings.T


@jax.jit
@jax.vmap
def follow(old, new, momentum, curvature):
    """Return the paths of all six conventions when η changes; the averaged one takes η/(1 − β)."""

    def changed(step):
        return jnp.where(step < change, old, new)

    schedules = dict.fromkeys(("pytorch", "optax", "keras", "sutskever", "polyak"), changed)
    converted = convert_hyperparameters("pytorch", "averaged", learning_rate=changed, momentum=momentum)
    schedules["averaged"] = converted.learning_rate
    start = jnp.array(1.0)
    paths = {}
    for convention, schedule in schedules.items():
        optimizer = momentum_in(convention, schedule, momentum)
        paths[convention] = run(optimizer, lambda x: 0.5 * curvature * x**2, start, steps=steps).params
    return paths


at_constant_rate = follow(old, old, momentum, curvature)
at_changed_rate = follow(old, new, momentum, curvature)
gradients = np.asarray(at_changed_rate["pytorch"])
sums = np.asarray(at_changed_rate["keras"])

# %%
# A velocity of steps that is multiplied by η_new/η_old at the change.

position = np.ones(500)
velocity = np.zeros(500)
rescaled = [position]
for step in range(steps):
    rate = old if step < change else new
    if step == change:
        velocity = velocity * new / old
    velocity = momentum * velocity - rate * curvature * position
    position = position + velocity
    rescaled.append(position)
rescaled = np.stack(rescaled, axis=1)

# %%
# Both are held against the velocity of gradients, in the first of the settings.

gap = gradients - sums
print(f"from η = 0.1 to 0.01 at β = 0.9 the gap after one step is {gap[0, change + 1]:.4f}")
print(f"rescaled, the largest gap of all settings is {np.abs(gradients - rescaled).max():.0e}")

light, dark = shades(2)
figure, ax = plt.subplots()
ax.semilogy(np.maximum(np.abs(gap[0]), 1e-17), "-", color=light, label="as it is")
closed = np.abs(gradients - rescaled)[0]
ax.semilogy(np.maximum(closed, 1e-17), "--", color=dark, label="rescaled at the change of η")
ax.set(xlabel="step t", ylabel="distance from the sum of gradients")
ax.legend(title="velocity of steps", loc="center right")
figure.set_label(
    "Distance of the position from that of a velocity of gradients against step, on a log axis. "
    "Rescaled at step 4, a velocity of steps stays within rounding errors; as it is, it jumps at step 5."
)

# %%
# While η is constant nothing tells the six conventions apart; a change shows what each of them remembers.
# Whoever ports a recipe with a schedule can rescale the stored velocity at each change of η.
