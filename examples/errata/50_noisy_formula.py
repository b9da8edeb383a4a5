"""
What noise does to a formula that forgets its squares
=====================================================

The same article splits the expected loss of noisy momentum into a deterministic and a stochastic part.
Its formula keeps neither square, and its noisy path has the noise outside the sum.
What does it predict, and what happens in runs with every possible sequence of errors?
"""

import itertools

import jax
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import update_matrix

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# All 4096 sequences of twelve errors ±1, so that the means over them are exact.

η, β, λ, steps = 0.3, 0.6, 1.0, 12
noise = np.array(list(itertools.product([-1.0, 1.0], repeat=steps)))
y, x = np.zeros(len(noise)), np.full(len(noise), 2.0)
paths = [np.stack([y, x], axis=1)]
for ε in noise.T:
    y = β * y + λ * x + ε
    x = x - η * y
    paths.append(np.stack([y, x], axis=1))
measured = [λ / 2 * np.mean(path[:, 1] ** 2) for path in paths]

# %%
# The path from powers of the update matrix: the last error outside the sum, or each error inside it.

powers = [np.linalg.matrix_power(np.asarray(update_matrix(η, β, λ)), t) for t in range(steps + 1)]
pushes = np.array([power @ [1, -η] for power in powers[:steps]])  # of an error 0, 1, 2, … steps ago
deterministic = np.array([power @ [0, 2.0] for power in powers])
forms = noise[:, -1:] * pushes.sum(axis=0), noise[:, ::-1] @ pushes
errors = {"noisy iterates": [abs(deterministic[-1] + form - paths[-1]).max() for form in forms]}

# %%
# The expected loss after each step: without the squares as printed, and with them.

spread = np.append(0, np.cumsum(pushes[:, 1] ** 2))
printed = λ / 2 * (deterministic[:, 1] + noise.mean() * spread)
corrected = λ / 2 * (deterministic[:, 1] ** 2 + np.mean(noise**2) * spread)
errors["expected loss"] = [abs(form - measured).max() for form in (printed, corrected)]
for name, (wrong, right) in errors.items():
    print(f"{name}: off by {wrong:.2g} as printed, by {right:.0e} when corrected")
print(f"lowest expected loss as printed {printed.min():.2f}, in the runs {min(measured):.2f}")

figure, ax = plt.subplots()
ax.plot(corrected, color="#0072b2", label="corrected: both squares")
ax.plot(printed, "--", color="#c4500a", label="as printed: no squares")
ax.plot(measured, "o", color="#1f2933", label="mean of all runs")
ax.axhline(0, color="#66717f", linewidth=1)
ax.set(xlabel="step t", ylabel="expected loss", xticks=range(0, steps + 1, 2))
ax.legend()
figure.set_label(
    "Expected loss against the step. The mean of all runs lies on the corrected curve, which falls "
    "from 2 and stays above zero; the printed one starts at 1, dips below zero and tends to zero."
)

# %%
# The mean of an error is zero, and that of its square is not: without its square the noise disappears.
# A loss that can be negative where the loss is a square is a sign to look at the formula again.
