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

from momentum_docs import convergence_rate, heavy_ball, optimal_gradient_descent, optimal_heavy_ball, run

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# The truth, and guesses from a hundredth of it to a hundred times it.

smallest, largest = 1.0, 100.0
ends, kappa = np.array([smallest, largest]), largest / smallest
factors = np.geomspace(0.01, 100, 801)
methods = {"heavy ball": optimal_heavy_ball, "gradient descent": optimal_gradient_descent}


def steps_per_digit(optimum):
    setting = optimum.learning_rate[..., None], optimum.momentum[..., None]
    rates = np.asarray(convergence_rate(*setting, ends)).max(-1)
    return np.where(rates < 1, np.log(10) / -np.log(np.minimum(rates, 1 - 1e-12)), np.inf)


# %%
# One panel for each guess, the other one being right.

figure, axes = plt.subplots(2, 1, figsize=(5.2, 5.6), sharey=True)
for name, tuned in methods.items():
    right = steps_per_digit(tuned(*ends))
    print(f"{name}: with the right guess {right:.1f} steps per digit")
    for ax, letter in zip(axes, "Lμ", strict=True):
        which = np.array([[letter == "μ"], [letter == "L"]])
        ax.plot(factors, steps_per_digit(tuned(*(ends[:, None] * factors**which))), label=name)
        ax.set(xscale="log", yscale="log", xlabel=f"guess of {letter} / truth", ylabel="steps per digit")
        for factor in (0.1, 10.0):
            cost = steps_per_digit(tuned(*(ends * factor ** which[:, 0]))) / right
            print(f"{name}: {letter} guessed at {factor:g} times the truth costs a factor of {cost:.2f}")
axes[0].axvspan(0.3, 1 - 1 / kappa, color="#d5dbe3")
axes[0].text(0.55, 400, "both\ndiverge", ha="center")
axes[0].set(xlim=(0.3, 110), ylim=(5, 2e4))
axes[0].legend(loc="upper left", bbox_to_anchor=(0.2, 1))
figure.set_label(
    "Steps per digit against guess over truth. For L, both diverge left of one and rise to the right, heavy "
    "ball half as steeply. For μ, heavy ball is best at one; gradient descent is level to the right of it."
)

# %%
# Where is the edge? Both methods, tuned for guesses, diverge as soon as the true L exceeds the guesses' sum.

guesses = np.random.default_rng(0).uniform(0.01, 1, (2, 1000)).cumsum(0)
truths = guesses.sum(0) * [[1 - 1e-6], [1 + 1e-6]]
for name, tuned in methods.items():
    rates = convergence_rate(*tuned(*guesses)[:2], truths)
    wrong = int(np.sum(rates[0] >= 1) + np.sum(rates[1] <= 1))
    print(f"{name}: {wrong} of {guesses.shape[1]} random guesses disagree with the edge at L = μ̂ + L̂")

# %%
# Guesses of μ that make heavy ball no better than gradient descent at its best, and a run beyond the edge.

plain, fine = steps_per_digit(optimal_gradient_descent(*ends)), np.geomspace(1e-3, 100, 20001)
faster = fine[steps_per_digit(optimal_heavy_ball(smallest * fine, largest * fine**0)) < plain]
print(f"guesses of μ from {faster[0]:.4f} to {faster[-1]:.1f} times the truth beat gradient descent's best")
optimizer = heavy_ball(*optimal_heavy_ball(smallest, 0.98 * largest)[:2])
x = run(optimizer, lambda x: 0.5 * jnp.sum(ends * x**2), jnp.ones(2), steps=400).params
print(f"with L guessed two per cent too small, |x| after 400 steps is {np.abs(x[-1]).max():.1e}")

# %%
# A wrong μ, or an L that is too large, costs time; an L that is too small costs the run.
# When in doubt, guess L high and μ low: heavy ball pays the square root of the factor.
