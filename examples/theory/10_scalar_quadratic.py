"""
Where momentum oscillates, every curvature has one rate
=======================================================

On f(x) = ½λx² gradient descent multiplies x by 1 − ηλ at each step.
The unpublished text draws this for four curvatures and announces the same for momentum, but does not draw it.
What do the four curves look like when the velocity takes part?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt

from momentum_docs import COLOURS, convergence_rate, heavy_ball, run, shades, update_eigenvalues

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Four curvatures, one learning rate, and the steps that are drawn; the runs go on.

curvatures = [0.1, 1.0, 10.0, 19.0]
learning_rate = 0.1
momentum = 0.5
last_step = 19

# %%
# Follow each curvature from x₀ = 1, without momentum and with it.


def positions(momentum, curvature):
    """Return the positions of 200 steps."""

    def objective(x):
        return 0.5 * curvature * x**2

    return run(heavy_ball(learning_rate, momentum), objective, jnp.array(1.0), steps=200).params


plain_paths = [positions(0.0, curvature) for curvature in curvatures]
heavy_paths = [positions(momentum, curvature) for curvature in curvatures]

# %%
# Draw the first steps of both.

lines = ["-", "--", "-.", ":"]
figure, (above, below) = plt.subplots(2, 1, sharex=True, sharey=True, figsize=(5.2, 5.4))
above.set_title("gradient descent")
below.set_title(f"momentum, β = {momentum}")
for ax, paths in ((above, plain_paths), (below, heavy_paths)):
    ax.axhline(0, color=COLOURS.muted, linestyle="-", linewidth=0.8)
    for path, curvature, colour, line in zip(paths, curvatures, shades(4), lines, strict=True):
        ax.plot(path[: last_step + 1], color=colour, linestyle=line, label=f"λ = {curvature:g}")
    ax.set(xlabel="step t", ylabel="xₜ / x₀")
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

figure, ax = plt.subplots()
ax.add_patch(plt.Circle((0, 0), 1, fill=False, edgecolor=COLOURS.muted))
for curvature, colour, marker in zip(curvatures, shades(4), "os^D", strict=True):
    pair = update_eigenvalues(learning_rate, momentum, curvature)
    ax.plot(pair.real, pair.imag, marker, color=colour, markersize=6, label=f"λ = {curvature:g}")
ax.set(xlabel="real part", ylabel="imaginary part", aspect="equal")
ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
figure.set_label(
    "Eigenvalues of momentum's update matrix at η = 0.1 and β = 0.5 in the complex plane. "
    "The pair of λ = 0.1 is real, one of the two near 1; the pairs of λ = 1, 10 and 19 lie on one "
    "circle of radius √β, well inside the unit circle."
)

# %%
# Gradient descent is slow at both ends of the spectrum.
# Momentum evens the steep end out and speeds the flat end up.

for curvature in curvatures:
    plain = convergence_rate(learning_rate, 0.0, curvature)
    heavy = convergence_rate(learning_rate, momentum, curvature)
    print(f"λ = {curvature:g}: error per step × {plain:.3f} without momentum, × {heavy:.3f} with it")
