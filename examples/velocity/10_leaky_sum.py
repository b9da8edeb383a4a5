"""
The velocity is a leaky sum whose weights add up to 1/(1 − β)
=============================================================

Momentum adds each gradient to a velocity and lets the velocity leak by β per step.
How much does a gradient of the past still count, and what do all the weights add up to?
If they added up to one, the velocity would be an average; they do not.
"""

import matplotlib.pyplot as plt

from momentum_docs import effective_window, leaky_sum_weights, shades

plt.style.use("momentum_docs.house")

# %%
# The unpublished text's four momenta and its forty steps.

momenta = [0.95, 0.9, 0.6, 0.0]
steps = 40

# %%
# Weights fall by β with each step of age.
#
# >>> from momentum_docs import leaky_sum_weights
# >>> leaky_sum_weights(0.5, steps=3).tolist()
# [1.0, 0.5, 0.25]

weights = {}
for momentum in momenta:
    weights[momentum] = leaky_sum_weights(momentum, steps)

# %%
# Draw them, the largest momentum darkest.

figure, ax = plt.subplots()
for momentum, colour, line in zip(momenta, shades(4)[::-1], ("-", "--", "-.", ":"), strict=True):
    ax.plot(weights[momentum], color=colour, linestyle=line, label=f"β = {momentum}")
ax.set(xlabel="age i of the gradient (steps)", ylabel="weight βⁱ")
ax.legend()
figure.set_label(
    "Weight of a past gradient against its age, from 0 to 39 steps. All four curves start at 1: "
    "for β = 0.95 the weight falls slowly and some is left after 39 steps, for β = 0.9 it is almost "
    "gone by then, for β = 0.6 it is gone after about ten steps, and for β = 0 only the newest counts."
)

# %%
# The total approaches the effective window 1/(1 − β), not one.
# On a steady gradient, momentum therefore takes steps that are larger by that factor.

for momentum in momenta:
    window = effective_window(momentum)
    total = weights[momentum].sum()
    print(f"β = {momentum}: window {window:.1f} steps, the first {steps} weights add up to {total:.2f}")
