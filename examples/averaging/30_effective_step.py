"""
η/(1 − β) is the right picture where the gradient changes slowly, and only there
================================================================================

A velocity that has filled takes steps as long as gradient descent's at η/(1 − β).
So is momentum nothing but gradient descent with a larger learning rate?
One direction at a time, at the same effective step, the two are compared over all curvatures.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt

from momentum_docs import COLOURS, convergence_rate, is_stable, leaky_sum_weights, method_style, shades

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# The same effective step of one for every momentum, and curvatures over five decades.
# Without momentum this is gradient descent.

momenta = [0.0, 0.5, 0.9]
curvatures = jnp.geomspace(1e-3, 100, 2001)
light, dark = shades(2)
styles = [
    method_style("gradient descent"),
    {"color": light, "linestyle": "-."},
    {"color": dark, "linestyle": "-"},
]

# %%
# Flat directions shrink at one pace; steep ones tell the momenta apart.

figure, ax = plt.subplots()
for momentum, style in zip(momenta, styles, strict=True):
    learning_rate = 1 - momentum
    rates = convergence_rate(learning_rate, momentum, curvatures)
    ax.semilogx(curvatures, rates, **style, label=f"β = {momentum}, η = {learning_rate:.1f}")
    edge = curvatures[jnp.argmin(is_stable(learning_rate, momentum, curvatures))]
    flat = convergence_rate(learning_rate, momentum, 0.01)
    print(f"β = {momentum}: at λ = 0.01 each step leaves {flat:.4f}, stable up to λ = {edge:.1f}")
ax.axhline(1, color=COLOURS.muted, linewidth=0.8)
ax.set(xlabel="curvature λ", ylabel="rate max|σ|", ylim=(-0.05, 1.5))
ax.legend(loc="lower left")
figure.set_label(
    "Rate against curvature on a logarithmic axis for β = 0, 0.5 and 0.9 at the same effective step. For "
    "small curvatures the three curves coincide near one. Gradient descent dips to zero at λ = 1 and "
    "diverges from 2; β = 0.5 levels at 0.71 and lasts to 6; β = 0.9 stays level at 0.95 and lasts to 38."
)

# %%
# Two gradients that disagree with the picture: one that has just begun, and one that turned round.

gradients = jnp.ones(60).at[30:].set(-1.0)
lengths = 0.1 * jnp.convolve(gradients, leaky_sum_weights(0.9, 60))[:60]
print(f"at β = 0.9 the first step is {lengths[0]:.2f} of the effective step and the tenth {lengths[9]:.2f}")
print(f"after the gradient turned round, {jnp.argmax(lengths[30:] < 0)} more steps go the old way")

# %%
# In flat directions all three are one method; in steep ones momentum bears what gradient descent cannot.
# The picture needs a gradient that stays for longer than the memory does.
