"""
Nesterov's method gives up a constant of speed, and starts without a detour
===========================================================================

On quadratics the heavy ball has the better rate at its best setting.
What does Nesterov's method get in return?
Both are followed over all curvatures, and from a start at rest.
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
    nesterov,
    nesterov_rate,
    optimal_heavy_ball,
    run,
)

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Curvatures from μ = 1 to L = κ. Nesterov's usual setting is η = 1/L and β = (√κ − 1)/(√κ + 1).

condition_number = 100.0
best = optimal_heavy_ball(1.0, condition_number)
usual_learning_rate = 1 / condition_number
usual_momentum = best.rate
curvatures = np.geomspace(1, condition_number, 400)
rates = {
    "heavy ball, best": convergence_rate(best.learning_rate, best.momentum, curvatures),
    "Nesterov, usual": nesterov_rate(usual_learning_rate, usual_momentum, curvatures),
    "heavy ball, same numbers": convergence_rate(usual_learning_rate, usual_momentum, curvatures),
}

# %%
# The distance from the minimum, along thirty directions that start at one.

spectrum = np.geomspace(1, condition_number, 30)
methods = {
    "heavy ball, best": heavy_ball(best.learning_rate, best.momentum),
    "Nesterov, usual": nesterov(usual_learning_rate, usual_momentum),
    "heavy ball, same numbers": heavy_ball(usual_learning_rate, usual_momentum),
}
styles = {
    "heavy ball, best": method_style("heavy ball"),
    "Nesterov, usual": method_style("Nesterov"),
    "heavy ball, same numbers": method_style("heavy ball") | {"linestyle": ":"},
}


def objective(x):
    """A quadratic with thirty curvatures."""
    return 0.5 * spectrum @ x**2


distances = {}
figure, (above, below) = plt.subplots(2, 1, figsize=(5.2, 6.2))
for name, optimizer in methods.items():
    path = run(optimizer, objective, jnp.ones(30), steps=120).params
    distance = abs(path).max(axis=1)
    distances[name] = distance
    above.semilogx(curvatures, rates[name], **styles[name], label=name)
    below.semilogy(distance, **styles[name])
    worst = rates[name].max()
    arrived = 1 + np.argwhere(distance > 1e-3).max()
    print(f"{name}: worst rate {worst:.4f}, peak {distance.max():.2f}, a thousandth after {arrived} steps")
below.axhline(1, color=COLOURS.muted, linewidth=0.8)
above.set(xlabel="curvature λ", ylabel="rate max|σ|", ylim=(-0.03, 1))
below.set(xlabel="step t", ylabel="largest |xₜ|", ylim=(1e-6, 10))
figure.legend(loc="outside lower center", ncols=2)
figure.set_label(
    "Above: rate against curvature for κ = 100. The heavy ball at its best is level over the whole spectrum; "
    "Nesterov's method is higher at the flat end, where it takes twice the steps in the long run, and falls "
    "to zero at the steep end. Below: largest distance against the step, on a log axis. The heavy ball at "
    "its best first rises, then falls steepest; Nesterov's method and the heavy ball with the same numbers "
    "never rise, and fall more slowly."
)

# %%
# Looking ahead brings the steep end to zero, so it makes no detour; the double eigenvalue that delays the
# arrival is at the flat end. The price is a rate that is worse by a constant factor.
