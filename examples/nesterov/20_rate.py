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

from momentum_docs import convergence_rate, heavy_ball, nesterov, nesterov_rate, optimal_heavy_ball, run

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Curvatures from μ = 1 to L = κ. Nesterov's usual setting is η = 1/L and β = (√κ − 1)/(√κ + 1).

κ = 100.0
best = optimal_heavy_ball(1.0, κ)
usual = 1 / κ, best.rate
curvatures = np.geomspace(1, κ, 400)
rates = {
    "heavy ball, best": convergence_rate(best.learning_rate, best.momentum, curvatures),
    "Nesterov, usual": nesterov_rate(*usual, curvatures),
    "heavy ball, same numbers": convergence_rate(*usual, curvatures),
}

# %%
# The distance from the minimum, along thirty directions that start at one.

spectrum = np.geomspace(1, κ, 30)
methods = {
    "heavy ball, best": heavy_ball(best.learning_rate, best.momentum),
    "Nesterov, usual": nesterov(*usual),
    "heavy ball, same numbers": heavy_ball(*usual),
}

figure, (above, below) = plt.subplots(2, 1, figsize=(5.2, 6.2))
for name, optimizer in methods.items():
    path = run(optimizer, lambda x: 0.5 * spectrum @ x**2, jnp.ones(30), steps=120).params
    distance = np.abs(path).max(axis=1)
    above.semilogx(curvatures, rates[name], label=name)
    below.semilogy(distance)
    worst, steep = rates[name].max(), rates[name][-1]
    print(f"{name}: worst rate {worst:.4f}, at λ = L {steep:.4f}, peak {distance.max():.2f}")
above.set(xlabel="curvature λ", ylabel="rate max|σ|", ylim=(-0.03, 1))
below.set(xlabel="step t", ylabel="largest |xₜ|", ylim=(1e-6, 10))
figure.legend(loc="outside lower center", ncols=2)
figure.set_label(
    "Above: rate against curvature. The heavy ball at its best is level over the whole spectrum; Nesterov's "
    "method is a little slower at the flat end and falls to zero at the steep end. Below: largest distance "
    "against the step, on a log axis. The heavy ball at its best first rises, then falls steepest; "
    "Nesterov's method and the heavy ball with the same numbers never rise, and fall more slowly."
)

# %%
# How large may η be? The edges of stability on a fine grid of learning rates.

grid = np.linspace(0, 4, 400_001)
for momentum in (0.0, 0.5, 0.9):
    ball, ahead = (
        grid[1 + np.argmax(np.asarray(rate(grid[1:], momentum, 1.0)) >= 1)]
        for rate in (convergence_rate, nesterov_rate)
    )
    print(f"β = {momentum}: the heavy ball is stable up to ηλ = {ball:.4f}, Nesterov up to {ahead:.4f}")

# %%
# Looking ahead damps steep directions, so there is no double eigenvalue at the steep end and no detour.
# The price is a smaller range of stable learning rates and a rate that is worse by a constant factor.
