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
import numpy as np

from momentum_docs import COLOURS, method_style, momentum_filter, ridge_filter

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Curvatures over seven decades, and what each method has learnt of a direction after a thousand steps.

curvatures = jnp.geomspace(1e-7, 1, 1401)
learning_rate = 1.0  # 1/L
steps = 1000
learnt = {
    "gradient descent": momentum_filter(learning_rate, 0.0, curvatures, steps)[:, -1],
    "ridge, ρ = 1/(ηt)": ridge_filter(curvatures, 1 / (learning_rate * steps)),
    "momentum, β = 0.9": momentum_filter(learning_rate, 0.9, curvatures, steps)[:, -1],
    "momentum, β = 0.999": momentum_filter(learning_rate, 0.999, curvatures, steps)[:, -1],
}
ridge_of_momentum = ridge_filter(curvatures, (1 - 0.9) / (learning_rate * steps))
smaller_learning_rate = momentum_filter(learning_rate * (1 - 0.9), 0.9, curvatures, steps)[:, -1]
for name, share in learnt.items():
    half = curvatures[jnp.argmax(share >= 0.5)]
    print(f"{name:20} half is learnt at curvature {half:.1e}")

# %%
# The filter of the longest memory rings, too finely for this grid: a finer one at the steep end.

steep = jnp.linspace(0.95, 1, 5001)
ringing = momentum_filter(learning_rate, 0.999, steep, steps)[:, -1]
print(f"β = 0.999 has learnt up to {ringing.max():.2f} of a direction")

# %%
# The filters. The ringing is drawn only as far as its swings can be seen.

styles = {
    "gradient descent": method_style("gradient descent"),
    "ridge, ρ = 1/(ηt)": method_style("ridge"),
    "momentum, β = 0.9": method_style("momentum"),
    "momentum, β = 0.999": method_style("momentum") | {"linestyle": ":"},
}
ends = {"momentum, β = 0.999": 3e-4}
figure, ax = plt.subplots(figsize=(5.2, 4.0))
for name, share in learnt.items():
    drawn = np.array(curvatures) <= ends.get(name, 1)
    ax.semilogx(curvatures[drawn], share[drawn], **styles[name], label=name)
ax.axhline(1, color=COLOURS.muted, linestyle="-", linewidth=0.8)
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
