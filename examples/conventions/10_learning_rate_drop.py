"""
After a learning-rate drop the same momentum is two different methods
=====================================================================

Some libraries sum gradients into the velocity, others sum steps.
At a constant learning rate nobody can tell; what happens when it drops by ten?
Six conventions follow ½x² from 1 at β = 0.9, four steps at η = 0.1 and then at 0.01.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt

from momentum_docs import COLOURS, convert_hyperparameters, momentum_in, run, shades

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# A schedule maps the step to a learning rate. The averaged form needs it divided by 1 − β.

momentum = 0.9
drop = 4
last_step = 40


def dropped(step):
    """Return the learning rate of a step."""
    return jnp.where(step < drop, 0.1, 0.01)


schedules = dict.fromkeys(("pytorch", "optax", "keras", "sutskever", "polyak"), dropped)
converted = convert_hyperparameters("pytorch", "averaged", learning_rate=dropped, momentum=momentum)
schedules["averaged"] = converted.learning_rate

# %%
# Before the drop they agree; one step later they do not.

paths = {}
for convention, schedule in schedules.items():
    optimizer = momentum_in(convention, schedule, momentum)
    paths[convention] = run(optimizer, lambda x: 0.5 * x**2, jnp.array(1.0), steps=last_step).params
    before, after = paths[convention][drop : drop + 2]
    print(f"{convention}: x = {before:.4f} before the drop and {after:.4f} one step after it")
furthest = {name: jnp.abs(path[drop + 1 :]).max() for name, path in paths.items()}
print(f"largest |x| after the drop: pytorch {furthest['pytorch']:.3f}, keras {furthest['keras']:.3f}")

figure, ax = plt.subplots()
light, dark = shades(2)
ax.plot(paths["pytorch"], "o-", color=light, label="velocity of gradients")
ax.plot(paths["keras"], "s--", color=dark, label="velocity of steps")
ax.axvline(drop, color=COLOURS.muted, linewidth=0.8)
ax.axhline(0, color=COLOURS.muted, linewidth=0.8)
ax.annotate("η drops", (4.4, 0.9))
ax.set(xlabel="step t", ylabel="position x")
ax.legend()
figure.set_label(
    "Position against step for a velocity of gradients and one of steps, with η cut at step 4. Up to there "
    "the two coincide. Then the velocity of gradients slows at once and barely crosses the minimum, while "
    "the velocity of steps coasts on at its old pace, far across the minimum, and returns slowly."
)

# %%
# A velocity of gradients obeys a new learning rate at once, a velocity of steps only as fast as it forgets.
# Neither is wrong, but a schedule that was tuned for one is another schedule for the other.
