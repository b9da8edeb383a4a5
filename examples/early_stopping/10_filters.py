"""
Stopping early is a filter; momentum moves it, and too much makes it ring
=========================================================================

After t steps each eigendirection of a least-squares problem has been learnt to some degree.
Gradient descent learns steep directions first; ridge regression shrinks flat ones.
How alike are the two, and what does momentum do to the filter?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt

from momentum_docs import momentum_filter, ridge_filter

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Curvatures over seven decades and the same η = 1/L for all.

curvatures = jnp.geomspace(1e-7, 1, 1401)
learning_rate, steps = 1.0, 1000
learnt = {
    "gradient descent": momentum_filter(learning_rate, 0.0, curvatures, steps)[:, -1],
    "ridge, r = 1/(ηt)": ridge_filter(curvatures, 1 / (learning_rate * steps)),
    "momentum, β = 0.9": momentum_filter(learning_rate, 0.9, curvatures, steps)[:, -1],
    "momentum, β = 0.999": momentum_filter(learning_rate, 0.999, curvatures, steps)[:, -1],
}

# %%
# What each has learnt of a direction after a thousand steps.

figure, ax = plt.subplots(figsize=(5.2, 4.0))
for name, share in learnt.items():
    drawn = curvatures < (3e-4 if "0.999" in name else 1.1)  # beyond, the ringing is too fine to see
    ax.semilogx(curvatures[drawn], share[drawn], label=name)
    half, low, high = (curvatures[jnp.argmax(share >= level)] for level in (0.5, 0.1, 0.9))
    print(
        f"{name}: half is learnt at curvature {half:.2e}, a tenth to nine tenths within {high / low:.0f}-fold"
    )
    print(f"    {name}: at most {share.max():.2f} is learnt anywhere")
plain, ridge = learnt["gradient descent"], learnt["ridge, r = 1/(ηt)"]
print(f"gradient descent and ridge differ by at most {jnp.abs(plain - ridge).max():.3f}")
matched = ridge_filter(curvatures, (1 - 0.9) / (learning_rate * steps))
gap = jnp.abs(learnt["momentum, β = 0.9"] - matched).max()
print(f"momentum, β = 0.9, and ridge with (1 − β)/(ηt) differ by at most {gap:.3f}")
same = momentum_filter(learning_rate * (1 - 0.9), 0.9, curvatures, steps)[:, -1]
print(f"momentum with η(1 − β) differs from gradient descent by at most {jnp.abs(same - plain).max():.3f}")
ax.axhline(1, color="#66717f", linewidth=0.8)
ax.set(xlabel="curvature λ relative to the largest", ylabel="share learnt after t steps")
figure.legend(loc="outside lower center", ncols=2)
figure.set_label(
    "Share of a direction learnt after a thousand steps, against its curvature on a log axis. Gradient "
    "descent rises from zero to one like a switch near 0.0007 and ridge near 0.001, more gently. Momentum "
    "with β = 0.9 has the curve of gradient descent, ten times further left. With β = 0.999 it rises far "
    "to the left and then rings, well above one and below a half."
)

# %%
# Ridge and early stopping favour the same directions, which is why both prevent over-fitting.
# At the same η momentum is gradient descent after 1/(1 − β) times as many steps, if it has time to settle.
