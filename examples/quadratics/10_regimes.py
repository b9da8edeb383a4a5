"""
One step of momentum is a 2 × 2 matrix, and it moves in one of four ways
========================================================================

On a quadratic with curvature λ, position and velocity follow a matrix.
Depending on η, β and λ the run creeps, swings, flips its sign at every step, or leaves.
What do the four motions look like when velocity is drawn against position?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt

from momentum_docs import (
    COLOURS,
    convergence_rate,
    heavy_ball,
    method_style,
    run,
    update_eigenvalues,
)

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# One curvature, λ = 1, and a pair (η, β) for each motion.

curvature = 1.0
steps = 600
settings = {
    "over-damped": (0.05, 0.5),
    "under-damped": (0.2, 0.8),
    "sign-flipping": (2.2, 0.2),
    "divergent": (3.25, 0.6),
}


def objective(x):
    """A quadratic in one dimension."""
    return 0.5 * curvature * x**2


# %%
# Each run starts at x = 1 from rest.
# Its second half tells how much of (v, x) a step leaves in the long run.

measured_rates = {}
figure, axes = plt.subplots(2, 2, figsize=(5.2, 5.2))
for ax, (name, setting) in zip(axes.flat, settings.items(), strict=True):
    trajectory = run(heavy_ball(*setting), objective, jnp.array(1.0), steps=steps)
    x = trajectory.params
    v = trajectory.state.velocity
    ax.plot(v[:25], x[:25], **method_style("heavy ball", marker=True), linewidth=0.9)
    ax.plot(v[0], x[0], "s", color=COLOURS.ink, markersize=6)
    ax.plot(0, 0, "+", color=COLOURS.ink, markersize=10)
    ax.set_title(name)
    ax.margins(0.15)

    length = jnp.hypot(x, v)
    measured = (length[-1] / length[steps // 2]) ** (2 / steps)
    measured_rates[name] = float(measured)
    rate = convergence_rate(*setting, curvature)
    largest, other = update_eigenvalues(*setting, curvature).tolist()
    print(f"{name}: η = {setting[0]}, β = {setting[1]}")
    print(f"    {name} eigenvalues {largest:.3f} and {other:.3f}, rate {rate:.3f}, measured {measured:.3f}")
figure.supxlabel("velocity v", fontsize=11)
figure.supylabel("position x", fontsize=11)
figure.set_label(
    "Four phase portraits, position against velocity, each starting at the square above a cross at rest. "
    "Over-damped: the points bend once and creep to the cross. Under-damped: they spiral into it. "
    "Sign-flipping: they jump to the other side at every step and come nearer. Divergent: the jumps grow."
)

# %%
# Only a complex pair of eigenvalues turns the motion into a spiral; its size is √β whatever the curvature.
# A negative eigenvalue flips the sign at each step, and one beyond −1 drives the run away.
