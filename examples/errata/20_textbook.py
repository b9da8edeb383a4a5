"""
A sign, a missing η and a limit: three slips in a textbook
==========================================================

A widely read chapter on momentum completes a square, decouples gradient descent, and says where it diverges.
How far off are they as printed, and how far when corrected?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import COLOURS, gradient_descent, quadratic, run

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# A quadratic ½xᵀQx + cᵀx + b and a run of gradient descent on it.

Q = np.array([[3.0, 1.0], [1.0, 2.0]])
c = np.array([1.0, -4.0])
b = 0.5
learning_rate = 0.2
steps = 10
path = run(gradient_descent(learning_rate), quadratic(Q, c, b), jnp.array([2.0, -1.0]), steps=steps)
positions = np.array(path.params)
losses = np.array(path.losses)

# %%
# The completed square with x − Q⁻¹c as printed, and with x + Q⁻¹c.

shift = np.linalg.solve(Q, c)


def completed_square(distance):
    """Return ½dᵀQd and the constant, for one or more distances d."""
    return 0.5 * np.sum(distance @ Q * distance, axis=-1) + b - 0.5 * c @ shift


square_as_printed = completed_square(positions - shift)
square_corrected = completed_square(positions + shift)

# %%
# Decoupled gradient descent without η as printed, and with it.

curvatures, basis = np.linalg.eigh(Q)
coordinates = (positions + shift) @ basis
step_as_printed = (1 - curvatures) ** steps * coordinates[0]
step_corrected = (1 - learning_rate * curvatures) ** steps * coordinates[0]

# %%
# The distance of each formula from the run; a marker at 10⁻¹⁷ stands for zero.

names = ["completed square", "decoupled step"]
measured = [losses, coordinates[-1]]
printed = [square_as_printed, step_as_printed]
right = [square_corrected, step_corrected]
as_printed = [np.abs(form - values).max() for form, values in zip(printed, measured, strict=True)]
corrected = [np.abs(form - values).max() for form, values in zip(right, measured, strict=True)]
for name, first, second in zip(names, as_printed, corrected, strict=True):
    print(f"{name:16} off by {first:6.0f} as printed, {second:.0e} corrected")

figure, ax = plt.subplots(figsize=(5.2, 2.2))
ax.plot(as_printed, names, "X", color=COLOURS.orange, markersize=9, label="as printed")
ax.plot(np.maximum(corrected, 1e-17), names, "o", color=COLOURS.ink, markersize=7, label="corrected")
ax.set(xscale="log", xlabel="distance from the run", xlim=(1e-18, 1e6), ylim=(-0.6, 1.6))
figure.legend(loc="outside lower center", ncols=2)
figure.set_label(
    "Distance of two formulas from the run on a log axis. As printed both are off by more than one; "
    "corrected both are off by rounding error only."
)

# %%
# "Beyond ηλ = 1 things diverge": sixty runs from x = 1, with ηλ on both sides of 1 and of 2.


@jax.vmap
def path_at(product):
    """Return a run of gradient descent on ½x², where the learning rate is ηλ."""
    return run(gradient_descent(product), lambda x: 0.5 * x**2, jnp.array(1.0), steps=30).params


products = jnp.arange(0.025, 3, 0.05)
paths = path_at(products)

# %%
# The sign of a shift and a factor of one are easy to lose and easy to find: evaluate both sides once.
# Between ηλ = 1 and 2 gradient descent flips its sign and converges.
