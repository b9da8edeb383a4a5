"""
A sign, a missing η and a limit: three slips in a textbook
==========================================================

A widely read chapter on momentum completes a square, decouples gradient descent, and says where it diverges.
Each formula can be checked in a line.
How far off are they as printed, and how far when corrected?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import gradient_descent, quadratic, run

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# A quadratic ½xᵀQx + cᵀx + b and a run of gradient descent on it.

Q, c, b = np.array([[3.0, 1.0], [1.0, 2.0]]), np.array([1.0, -4.0]), 0.5
bowl, shift = quadratic(Q, c, b), np.linalg.solve(Q, c)
x, learning_rate, steps = jnp.array([2.0, -1.0]), 0.2, 10
path = run(gradient_descent(learning_rate), bowl, x, steps=steps).params

# %%
# The completed square with x − Q⁻¹c as printed, and with x + Q⁻¹c.

errors = {}


def square(distance):
    return 0.5 * distance @ Q @ distance + b - 0.5 * c @ shift


errors["completed square"] = [abs(square(x + sign * shift) - bowl(x)) for sign in (-1, 1)]

# %%
# Decoupled gradient descent without η as printed, and with it.

curvatures, basis = np.linalg.eigh(Q)
z0, z = basis.T @ (x - bowl.minimiser), basis.T @ (path[-1] - bowl.minimiser)
errors["decoupled step"] = [abs((1 - η * curvatures) ** steps * z0 - z).max() for η in (1, learning_rate)]
for name, (printed, corrected) in errors.items():
    print(f"{name}: off by {printed:.2g} as printed, by {corrected:.0e} when corrected")

# %%
# "Beyond ηλ = 1 things diverge": a run at ηλ = 1.5.

last = run(gradient_descent(1.5), lambda x: 0.5 * x**2, jnp.array(1.0), steps=30).params[-1]
print(f"at ηλ = 1.5 gradient descent from 1 ends at {last:.0e} after 30 steps")

figure, ax = plt.subplots(figsize=(5.2, 2.2))
ax.plot([e[0] for e in errors.values()], list(errors), "X", color="#c4500a", markersize=9, label="as printed")
right = [max(e[1], 1e-17) for e in errors.values()]
ax.plot(right, list(errors), "o", color="#0072b2", markersize=8, label="corrected")
ax.set(xscale="log", xlabel="distance from the run", xlim=(1e-18, 1e6), ylim=(-0.6, 1.6))
figure.legend(loc="outside lower center", ncols=2)
figure.set_label(
    "Distance of two formulas from the run on a log axis. As printed both are off by more than one; "
    "corrected both are off by rounding error only."
)

# %%
# The sign of a shift and a factor of one are easy to lose and easy to find: evaluate both sides once.
# Between ηλ = 1 and 2 gradient descent flips its sign and converges.
