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

from momentum_docs import convert_hyperparameters, momentum_in, run

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Random η before and after, β and λ; the first is η = 0.1 and then 0.01 at β = 0.9 and λ = 1.

change, steps = 4, 40
settings = np.random.default_rng(0).uniform([0.01, 0.01, 0.0, 0.1], [0.5, 0.5, 0.95, 2.0], (500, 4))
settings[0] = 0.1, 0.01, 0.9, 1.0
conventions = ["pytorch", "optax", "keras", "sutskever", "polyak", "averaged"]


@jax.jit
@jax.vmap
def follow(old, new, momentum, curvature):
    def path(convention, *hyperparameters):
        optimizer = momentum_in(convention, *hyperparameters)
        return run(optimizer, lambda x: 0.5 * curvature * x**2, jnp.array(1.0), steps=steps)

    def converted(convention, rate):
        return convert_hyperparameters("pytorch", convention, learning_rate=rate, momentum=momentum)

    def changed(step):
        return jnp.where(step < change, old, new)

    constant = {name: path(name, *converted(name, old)).params for name in conventions}
    average = path("averaged", *converted("averaged", changed))
    return constant, average.params, path("pytorch", changed, momentum), path("keras", changed, momentum)


constant, average, gradients, sums = follow(*settings.T)
apart = max(np.abs(path - constant["pytorch"]).max() for path in constant.values())
print(f"constant η: the six conventions are never further apart than {apart:.0e}")
apart = np.abs(average - gradients.params).max()
print(f"changed η: the average and the sum of gradients are never further apart than {apart:.0e}")

# %%
# A velocity of steps that is multiplied by η_new/η_old at the change.

old, new, momentum, curvature = settings.T
velocity, repaired = np.zeros(500), [np.ones(500)]
for step in range(steps):
    velocity = velocity * (new / old if step == change else 1)
    velocity = momentum * velocity - np.where(step < change, old, new) * curvature * repaired[-1]
    repaired.append(repaired[-1] + velocity)
apart = np.abs(np.stack(repaired, axis=1) - gradients.params)
print(f"changed η: rescaled, the sums of steps and gradients are never further apart than {apart.max():.0e}")
gap = gradients.params - sums.params
error = gap[:, change + 1] - momentum * (old - new) * gradients.state.velocity[:, change]
print(f"changed η: one step later the gap is β(η_old − η_new)v up to {np.abs(error).max():.0e}")
print(f"from η = 0.1 to 0.01 at β = 0.9 the gap is {gap[0, change + 1]:.4f}")
figure, ax = plt.subplots()
for name, distance in {"as it is": np.abs(gap[0]), "rescaled at the change of η": apart[0]}.items():
    ax.semilogy(np.maximum(distance, 1e-17), label=name)
ax.set(xlabel="step t", ylabel="distance from the sum of gradients")
ax.legend(title="velocity of steps", loc="center right")
figure.set_label(
    "Distance of the position from that of a velocity of gradients against step, on a log axis. "
    "Rescaled at step 4, a velocity of steps stays within rounding errors; as it is, it jumps at step 5."
)

# %%
# While η is constant nothing tells the six conventions apart; a change shows what each of them remembers.
# Whoever ports a recipe with a schedule can rescale the stored velocity at each change of η.
