"""
No fixed setting of heavy ball is both fast on quadratics and safe beyond them
==============================================================================

On quadratics with curvatures in [μ, L] heavy ball needs about √κ steps, where gradient descent needs κ.
Which settings can go round a regular polygon forever on some function with those same curvature bounds?
We draw them, run one of them on its function, and look for the best of the settings that remain.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import (
    COLOURS,
    convergence_rate,
    cycle_margin,
    cycle_polygon,
    heavy_ball,
    method_style,
    optimal_heavy_ball,
    plot_rate_map,
    run,
)

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Heavy ball at its best setting for κ = 100, on the function that belongs to its triangle, from rest.

best = optimal_heavy_ball(0.01, 1.0)
triangle = cycle_polygon(best.learning_rate, best.momentum, 0.01, 1.0, corners=3)
path = run(heavy_ball(best.learning_rate, best.momentum), triangle, jnp.array([3.8, 5.0]), steps=600).params
off_the_circle = abs(np.linalg.norm(path[-1]) - 1)
print(f"from rest, heavy ball ends off the unit circle by {off_the_circle:.1e}")


def rates_without_cycle(learning_rates, momenta, smallest):
    """Return worst rates on curvatures up to 1, infinite where a polygon of 3 to 79 corners cycles."""
    setting = learning_rates, momenta[:, None]
    rates = np.maximum(convergence_rate(*setting, smallest), convergence_rate(*setting, 1.0))
    for corners in range(3, 80):
        rates = np.where(cycle_margin(*setting, smallest, 1.0, corners) <= 0, np.inf, rates)
    return rates


# %%
# The fastest settings without any such cycle, for growing κ; each κ has a grid of its own.

figure, (ax, below) = plt.subplots(2, 1, figsize=(5.2, 6.8))
condition_numbers = np.array([10, 30, 100, 300, 1000, 3000, 10000])
plain_steps = (condition_numbers + 1) / 2
tuned_steps = 1 / (1 - np.asarray(optimal_heavy_ball(1 / condition_numbers, np.ones(7)).rate))
safe_steps = []
for condition_number in condition_numbers:
    learning_rates = np.geomspace(1 / condition_number, 4, 300)
    momenta = 1 - np.geomspace(1, 0.1 / condition_number, 300)
    rates = rates_without_cycle(learning_rates, momenta, 1 / condition_number)
    safe_steps.append(1 / (1 - rates.min()))
    if condition_number == 100:
        row, column = np.unravel_index(rates.argmin(), rates.shape)
        edge = {"edge of stability": 2 + 2 * momenta}
        plot_rate_map(learning_rates, momenta, rates, label="rate", limits=(0.875, 1), boundaries=edge, ax=ax)
        ax.plot(best.learning_rate, best.momentum, "o", color=COLOURS.ink, label="best on quadratics")
        ax.plot(learning_rates[column], momenta[row], "s", color=COLOURS.ink, label="best without a cycle")
        ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2, fontsize=8)
print(f"at κ = 10000 the best setting without a cycle needs {safe_steps[-1]:.0f} steps")
below.plot(condition_numbers, plain_steps, **method_style("gradient descent"), label="gradient descent")
without = method_style("heavy ball") | {"linestyle": ":"}
below.plot(condition_numbers, safe_steps, **without, label="heavy ball without a cycle")
below.plot(condition_numbers, tuned_steps, **method_style("heavy ball"), label="heavy ball at its best")
below.set(xscale="log", yscale="log", xlabel="condition number κ", ylabel="steps, 1/(1 − rate)")
below.legend()
figure.set_label(
    "Above, rates at condition number 100: settings with a cycle are grey, a wedge along the stability edge "
    "that contains the best setting for quadratics; the best without a cycle is on its border. Below, steps "
    "against condition number: without a cycle they rise as gradient descent's do, only lower."
)

# %%
# Outside the grey settings heavy ball keeps a constant factor over gradient descent, not the root.
# The fast settings rely on the curvature staying what it is along the way, which only a quadratic promises.
