"""
On a scalar quadratic, momentum trades monotone decay for a common rate
=======================================================================

On f(x) = ½λx² gradient descent multiplies x by 1 − ηλ at each step.
The source draws this for four curvatures and announces the same for momentum, but does not draw it.
What do the four curves look like when the velocity takes part?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt

from momentum_docs import convergence_rate, heavy_ball, plot_decay, plot_eigenvalues, run, update_eigenvalues

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# The source's curvatures, learning rate and horizon.

curvatures = [0.1, 1.0, 10.0, 19.0]
learning_rate = 0.1
last_step = 19
momenta = {"gradient descent": 0.0, "momentum, β = 0.5": 0.5}

# %%
# Follow each curvature from x₀ = 1.


def decay(momentum, curvature):
    def objective(x):
        return 0.5 * curvature * x**2

    return run(heavy_ball(learning_rate, momentum), objective, jnp.array(1.0), steps=last_step).params


figure, axes = plt.subplots(2, 1, sharex=True, sharey=True, figsize=(5.2, 5.4))
for ax, (name, momentum) in zip(axes, momenta.items(), strict=True):
    plot_decay({f"λ = {curvature:g}": decay(momentum, curvature) for curvature in curvatures}, ax=ax)
    ax.set_title(name)
    ax.label_outer()
    ax.legend(ncols=2, loc="lower right")
figure.set_label(
    "Position relative to the start over 19 steps at η = 0.1, gradient descent above and momentum "
    "with β = 0.5 below. Gradient descent hardly moves for λ = 0.1, decays for λ = 1, jumps to zero "
    "for λ = 10 and flips sign at every step for λ = 19. With momentum λ = 0.1 falls a little faster, "
    "and λ = 1, 10 and 19 have all faded by step 10, the steeper two in swings around zero."
)

# %%
# Two eigenvalues belong to each curvature; where they are complex, their size is √β whatever λ is.

ax = plot_eigenvalues({f"λ = {c:g}": update_eigenvalues(learning_rate, 0.5, c) for c in curvatures})
ax.figure.set_label(
    "Eigenvalues of momentum's update matrix at η = 0.1 and β = 0.5 in the complex plane. "
    "The pair of λ = 0.1 is real, one of the two near 1; the pairs of λ = 1, 10 and 19 lie on one "
    "circle of radius √β, well inside the unit circle."
)

# %%
# Gradient descent is slow at both ends of the spectrum.
# Momentum evens the steep end out and speeds the flat end up.

for curvature in curvatures:
    plain, heavy = (convergence_rate(learning_rate, momentum, curvature) for momentum in momenta.values())
    print(f"λ = {curvature:g}: error per step × {plain:.3f} without momentum, × {heavy:.3f} with it")
