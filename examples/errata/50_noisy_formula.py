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

from momentum_docs import COLOURS, update_matrix

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# All 4096 sequences of twelve errors ±1, so that the means over them are exact.
# The error of index k is the one that the gradient makes after k steps.

learning_rate = 0.3
momentum = 0.6
curvature = 1.0
steps = 12
errors = np.array(list(itertools.product([-1.0, 1.0], repeat=steps)))
velocity = np.zeros(len(errors))
position = np.full(len(errors), 2.0)
velocities = [velocity]
positions = [position]
for k in range(steps):
    velocity = momentum * velocity + curvature * position + errors[:, k]
    position = position - learning_rate * velocity
    velocities.append(velocity)
    positions.append(position)
velocities = np.array(velocities)
positions = np.array(positions)
mean_loss = curvature / 2 * np.mean(positions**2, axis=1)

# %%
# The same from powers of the update matrix: where a run without errors is after k steps,
# and how far an error of one has moved it k + 1 steps later.

R = np.array(update_matrix(learning_rate, momentum, curvature))
powers = np.array([np.linalg.matrix_power(R, k) for k in range(steps + 1)])
without_errors = powers @ [0.0, 2.0]
pushes = powers[:steps] @ [1.0, -learning_rate]

# %%
# The expected loss after each step: without the squares as printed, and with them.

squared_pushes = np.append(0, np.cumsum(pushes[:, 1] ** 2))
printed = curvature / 2 * (without_errors[:, 1] + np.mean(errors) * squared_pushes)
corrected = curvature / 2 * (without_errors[:, 1] ** 2 + np.mean(errors**2) * squared_pushes)
print(f"lowest expected loss as printed  {printed.min():6.2f}")
print(f"lowest mean loss of all runs     {mean_loss.min():6.2f}")

figure, ax = plt.subplots()
ax.plot(corrected, color=COLOURS.ink, linestyle="-", label="corrected: both squares")
ax.plot(printed, color=COLOURS.orange, linestyle="--", label="as printed: no squares")
ax.plot(mean_loss, "o", color=COLOURS.blue, markersize=6, label="heavy ball, mean of all runs")
ax.axhline(0, color=COLOURS.muted, linestyle="-", linewidth=1)
ax.set(xlabel="step t", ylabel="expected loss", xticks=range(0, steps + 1, 2))
ax.legend()
figure.set_label(
    "Expected loss against the step. The mean of all runs lies on the corrected curve, which falls "
    "from 2 and stays above zero; the printed one starts at 1, dips below zero and tends to zero."
)

# %%
# The mean of an error is zero, and that of its square is not: without its square the noise disappears.
# A loss that can be negative where the loss is a square is a sign to look at the formula again.
