"""
Six slips of a short text, each against a run
=============================================

Some sentences of the short, unpublished text from which this site started do not survive being executed.
Which are they, and by how much are they off?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import heavy_ball, method_style, quadratic, run, valley

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Slips 1 and 2: a "bigger" momentum that is smaller, and a ratio of gradients that depends on the place.

start = jnp.array([-5.0, -2.0])
half = run(heavy_ball(0.6, 0.5), valley(), start, steps=200).params
quarter = run(heavy_ball(0.6, 0.25), valley(), start, steps=200).params

gradients = jax.vmap(jax.grad(valley()))(jnp.array([[-5.0, -2.0], [-5.0, -0.1]]))
gradient_ratios = gradients[:, 1] / gradients[:, 0]
print(f"ratio of the gradients: {gradient_ratios[0]:.1f} at the start, {gradient_ratios[1]:.1f} elsewhere")

# %%
# Slips 3 and 4: the velocity of a gradient that is always one, and that of seven random gradients.


def velocity_after(gradients):
    """Return the heavy ball's velocity after some gradients."""
    optimizer = heavy_ball(0.1, 0.9)
    state = optimizer.init(jnp.array(0.0))
    for gradient in gradients:
        _, state = optimizer.update(jnp.array(gradient), state)
    return state.velocity


velocity_of_ones = velocity_after([1.0] * 200)
gradients_seen = np.random.default_rng(0).normal(size=7)
velocity_seen = velocity_after(gradients_seen)
print(f"velocity after two hundred gradients of one: {velocity_of_ones:.1f}")

# %%
# Slip 6: momentum is announced, and gradient descent is drawn.

steps = np.arange(21)
momentum_paths = {}
figure, axes = plt.subplots(1, 2, figsize=(5.2, 3.2), sharey=True)
for curvature, ax in zip((1.0, 19.0), axes, strict=True):
    bowl = quadratic(np.array([[curvature]]))
    path = run(heavy_ball(0.1, 0.5), bowl, jnp.ones(1), steps=20).params[:, 0]
    momentum_paths[curvature] = path
    drawn = (1 - 0.1 * curvature) ** steps
    ax.plot(steps, drawn, **method_style("gradient descent"), label="gradient descent, as drawn")
    ax.plot(steps, path, **method_style("momentum"), label="momentum, as announced")
    ax.set(title=f"λ = {curvature:.0f}", xlabel="step t")
axes[0].set_ylabel("xₜ / x₀")
figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center")
figure.set_label(
    "Position against step in two panels. For curvature 1 the curve drawn falls slowly, and "
    "momentum's faster. For curvature 19 the drawn one flips its sign at every step and "
    "shrinks slowly; momentum's swings, too, but is near zero from the ninth step on."
)

# %%
# Slip 9: a velocity in a list that a compiled function changes.

velocities = [jnp.array(0.0)]


@jax.jit
def step_with_list(x):
    """Take a step with the velocity in a list, which JAX reads only when it compiles the function."""
    velocities[0] = 0.9 * velocities[0] + x
    return x - 0.1 * velocities[0]


positions_with_list = [1.0]
for _ in range(4):
    positions_with_list.append(float(step_with_list(positions_with_list[-1])))
print(f"four steps with the velocity in a list end at {positions_with_list[-1]:.4f}")

# %%
# Each of the six is a matter of one run: a name, a number or a program that was not tried out.
# The other three, a missing run, the condition number and the advice on noise, belong to other chapters.
