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

from momentum_docs import Regime, convergence_rate, damping_regime, heavy_ball, run, update_eigenvalues

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# One curvature, λ = 1, and a pair (η, β) for each motion.

curvature, steps = 1.0, 600
settings = {
    "over-damped": (0.05, 0.5),
    "under-damped": (0.2, 0.8),
    "sign-flipping": (2.2, 0.2),
    "divergent": (3.25, 0.6),
}

# %%
# Each run starts at x = 1 from rest.

figure, axes = plt.subplots(2, 2, figsize=(5.2, 5.2))
for ax, (name, (learning_rate, momentum)) in zip(axes.flat, settings.items(), strict=True):
    optimizer = heavy_ball(learning_rate, momentum)
    trajectory = run(optimizer, lambda x: 0.5 * curvature * x**2, jnp.array(1.0), steps=steps)
    x, v = trajectory.params, trajectory.state.velocity
    ax.plot(v[:25], x[:25], "o-", linewidth=0.9)
    ax.plot(v[0], x[0], "s", color="#1f2933", markersize=6)
    ax.plot(0, 0, "+", color="#1f2933", markersize=10)
    ax.set_title(name)
    ax.margins(0.15)

    regime = Regime(int(damping_regime(learning_rate, momentum, curvature))).name.lower()
    rate = float(convergence_rate(learning_rate, momentum, curvature))
    length = jnp.hypot(x, v)
    measured = (length[-1] / length[steps // 2]) ** (2 / steps)
    largest, other = update_eigenvalues(learning_rate, momentum, curvature).tolist()
    print(f"{name}: η = {learning_rate}, β = {momentum}, the library says {regime}")
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
