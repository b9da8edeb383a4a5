"""
Underestimating the largest curvature is the only guess that diverges
=====================================================================

The best learning rate and momentum follow from the smallest and the largest curvature, μ and L.
What happens when they are computed from a wrong μ or from a wrong L?
Heavy ball and gradient descent, both tuned for the guess, run on the true curvatures.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import (
    COLOURS,
    convergence_rate,
    heavy_ball,
    method_style,
    optimal_gradient_descent,
    optimal_heavy_ball,
    run,
)

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# The truth, and guesses from a thousandth of it to a hundred times it.

smallest = 1.0
largest = 100.0
condition_number = largest / smallest
factors = np.geomspace(0.001, 100, 20001)
methods = {"heavy ball": optimal_heavy_ball, "gradient descent": optimal_gradient_descent}


def steps_per_digit(setting):
    """Return the steps for one more digit on the true curvatures; infinity where a run diverges."""
    at_smallest = convergence_rate(setting.learning_rate, setting.momentum, smallest)
    at_largest = convergence_rate(setting.learning_rate, setting.momentum, largest)
    rate = np.maximum(at_smallest, at_largest)
    return np.where(rate < 1, np.log(10) / -np.log(np.minimum(rate, 1 - 1e-12)), np.inf)


# %%
# One panel for each guess, the other one being right.

figure, (of_largest, of_smallest) = plt.subplots(2, 1, figsize=(5.2, 5.6), sharey=True)
right = {}
largest_guessed = {}
smallest_guessed = {}
for name, tuned in methods.items():
    right[name] = steps_per_digit(tuned(smallest, largest))
    with_wrong_largest = tuned(smallest * np.ones_like(factors), np.maximum(largest * factors, smallest))
    largest_guessed[name] = steps_per_digit(with_wrong_largest)
    with_wrong_smallest = tuned(np.minimum(smallest * factors, largest), largest * np.ones_like(factors))
    smallest_guessed[name] = steps_per_digit(with_wrong_smallest)
    print(f"{name}: with the right guess {right[name]:.1f} steps per digit")
    of_largest.plot(factors, largest_guessed[name], **method_style(name), label=name)
    of_smallest.plot(factors, smallest_guessed[name], **method_style(name))
of_largest.axvspan(0.3, 1 - 1 / condition_number, color=COLOURS.grid)
of_largest.text(0.55, 400, "both\ndiverge", ha="center")
of_largest.set(xscale="log", yscale="log", xlim=(0.3, 110), ylim=(5, 2e4), xlabel="guess of L / truth")
of_smallest.set(xscale="log", xlim=(0.01, 100), xlabel="guess of μ / truth")
of_largest.legend(loc="upper left", bbox_to_anchor=(0.2, 1))
figure.supylabel("steps per digit")
figure.set_label(
    "Steps per digit against guess over truth. For L, both diverge left of one and rise to the right, heavy "
    "ball half as steeply. For μ, heavy ball is best at one; gradient descent is level to the right of it."
)

# %%
# A run beyond the edge.

guessed = optimal_heavy_ball(smallest, 0.98 * largest)
optimizer = heavy_ball(guessed.learning_rate, guessed.momentum)
curvatures = jnp.array([smallest, largest])
path = run(optimizer, lambda x: 0.5 * jnp.sum(curvatures * x**2), jnp.ones(2), steps=400).params
farthest = np.abs(path[-1]).max()
print(f"with L guessed two per cent too small, |x| after 400 steps is {farthest:.1e}")

# %%
# A wrong μ, or an L that is too large, costs time; an L that is too small costs the run.
# When in doubt, guess L high and μ low: heavy ball pays the square root of the factor.
