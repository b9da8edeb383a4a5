"""
More momentum drives two eigenvalues together, and then around a circle
=======================================================================

At a fixed learning rate the momentum is raised from zero to one.
Two real eigenvalues approach each other, meet, and leave the real line as a pair.
Where they meet, the larger one is as small as it will ever be.
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt

from momentum_docs import (
    COLOURS,
    convergence_rate,
    critical_momentum,
    plot_eigenvalues,
    shades,
    update_eigenvalues,
)

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# One curvature, two learning rates: one below 1/λ and one above 2/λ, where gradient descent diverges.

curvature = 1.0
momenta = jnp.linspace(0, 1, 100_001)
learning_rates = {"ηλ = 0.25": 0.25, "ηλ = 2.25": 2.25}

# %%
# Twenty-six momenta are drawn, a hundred thousand are searched for the best.

figure, (plane, below) = plt.subplots(2, 1, figsize=(5.2, 6.4), height_ratios=(1.4, 1))
drawn = momenta[::4000]
eigenvalues = {name: update_eigenvalues(eta, drawn, curvature) for name, eta in learning_rates.items()}
plane.set_prop_cycle(color=shades(2))
plot_eigenvalues(eigenvalues, ax=plane).get_legend().remove()
below.set_prop_cycle(color=shades(2), linestyle=["-", "--"])
for name, learning_rate in learning_rates.items():
    critical = critical_momentum(learning_rate, curvature)
    rates = convergence_rate(learning_rate, momenta, curvature)
    below.plot(momenta, rates, label=name)
    best = momenta[jnp.argmin(rates)]
    print(f"{name}: eigenvalues meet at β = {critical:.4f}; the best of all momenta is {best:.4f}")
    print(f"{name}: the rate falls from {rates[0]:.4f} without momentum to {rates.min():.4f} at the best")
below.plot(momenta, jnp.sqrt(momenta), color=COLOURS.ink, linestyle=":", label="√β")
below.set(xlabel="momentum β", ylabel="rate max|σ|", ylim=(0, 1.3))
below.legend(loc="lower right")
figure.set_label(
    "Above: eigenvalues in the complex plane as β grows, dots for ηλ = 0.25 and squares for 2.25. "
    "The pairs start on the real line, meet, right of zero for the first and left of it for the second, "
    "and go round inside the unit circle. Below: the rate against β falls to a kink where they meet; "
    "from there on both follow √β."
)

# %%
# Below the kink β helps, because it brings the eigenvalues together; above it the rate is √β.
# A learning rate at which gradient descent diverges converges once β exceeds ηλ/2 − 1, if ηλ is below 4.
