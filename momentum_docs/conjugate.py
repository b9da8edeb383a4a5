"""Conjugate gradients, which choose learning rate and momentum anew at each step of a quadratic."""

from collections.abc import Callable

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from momentum_docs._checks import check_count, fail


def conjugate_gradients(
    objective: Callable[[Array], Array], params: Float[Array, " dimensions"], *, steps: int
) -> Float[Array, "moments dimensions"]:
    """Minimise a quadratic over a space that each step enlarges by one gradient.

    d ← −g + (‖g‖²/‖g₋‖²) d,  w ← w + (‖g‖²/dᵀQd) d, with the last gradient but one g₋

    Each point has the lowest loss among all that combine the gradients so far. The product Qd
    is a difference of two gradients, so the objective must be quadratic.

    Args:
        objective: Maps parameters to a scalar loss, quadratic and convex.
        params: Starting point, shape `(dimensions,)`, of a floating-point type.
        steps: Number of steps, at least 1.

    Returns:
        The points, the starting point first, shape `(steps + 1, dimensions)`; where the gradient
        has vanished the point stays.

    Raises:
        ValueError: If `steps` is below 1 or `params` is not a vector.
        TypeError: If `params` is not of a floating-point type.

    Examples:
        >>> import jax.numpy as jnp
        >>> from momentum_docs import conjugate_gradients, valley
        >>> path = conjugate_gradients(valley(), jnp.array([-5.0, -2.0]), steps=2)
        >>> bool(jnp.abs(path[-1]).max() < 1e-5)  # two dimensions, two steps
        True

    References:
        Hestenes, M. R., Stiefel, E. (1952). Methods of conjugate gradients for solving linear
        systems. Journal of Research of the National Bureau of Standards 49(6), 409–436.
    """
    steps = check_count("steps", steps, "Take at least one step.")
    if not jnp.issubdtype(params.dtype, jnp.floating):
        fail("params", "of a floating-point type", params.dtype, "Use `.astype(float)`.", TypeError)
    if params.ndim != 1:
        fail("params", "a vector", f"shape {params.shape}", "Flatten it, and its objective, first.")
    gradient = jax.grad(objective)
    constant = gradient(jnp.zeros_like(params))

    def step(moment: tuple[Array, Array, Array], _: None) -> tuple[tuple[Array, Array, Array], Array]:
        w, descent, direction = moment
        size, bend = descent @ descent, direction @ (gradient(direction) - constant)
        w = w + _quotient(size, bend) * direction
        new = -gradient(w)
        moment = w, new, new + _quotient(new @ new, size) * direction
        return moment, w

    first = -gradient(params)
    points = jax.lax.scan(step, (params, first, first), length=steps)[1]
    return jnp.concatenate([params[None], points])


def _quotient(numerator: Array, denominator: Array) -> Array:
    # At the minimum both are zero, and the step has no length.
    positive = denominator > 0
    return jnp.where(positive, numerator / jnp.where(positive, denominator, 1), 0)
