"""Which settings of momentum can go round a regular polygon forever, and on what function."""

from collections.abc import Callable

import jax.numpy as jnp
from jaxtyping import Array, Float

from momentum_docs._checks import Numbers, broadcast, check_count, operand
from momentum_docs.theory._compiled import compiled


@compiled()
def cycle_margin(
    learning_rate: Numbers,
    momentum: Numbers,
    smallest_curvature: Numbers,
    largest_curvature: Numbers,
    corners: Numbers,
) -> Float[Array, "..."]:
    """Return a number that is negative where momentum can cycle on a regular polygon.

    μLη² − 2η(L(β − c) + μ(1 − βc)) + 2(1 − c)(1 + β² − 2βc) with c = cos(2π/K)

    Where it is at most zero, some function with curvatures in [μ, L] keeps momentum on the K corners,
    and `cycle_polygon` is one; elsewhere no such function does.

    Args:
        learning_rate: η, positive, any shape.
        momentum: β in [0, 1), broadcast against η.
        smallest_curvature: μ, positive, broadcast against η.
        largest_curvature: L, above μ, broadcast against η.
        corners: K, a whole number of at least 3, broadcast against η.

    Returns:
        The margin, of the broadcast shape.

    Examples:
        >>> from momentum_docs import cycle_margin
        >>> margins = cycle_margin(4 / 1.1**2, (0.9 / 1.1) ** 2, 0.01, 1.0, [3, 12])
        >>> (margins <= 0).tolist()  # the best setting for κ = 100: triangles, but no twelve-gons
        [True, False]

    References:
        Goujaud, B., Taylor, A., Dieuleveut, A. (2025). Provable non-accelerations of the heavy-ball
        method. Mathematical Programming.
    """
    eta, beta, mu, L, count = broadcast(
        learning_rate, momentum, smallest_curvature, largest_curvature, corners
    )
    c = jnp.cos(2 * jnp.pi / count)
    gradient_part = 2 * eta * (L * (beta - c) + mu * (1 - beta * c))
    return mu * L * eta**2 - gradient_part + 2 * (1 - c) * (1 + beta**2 - 2 * beta * c)


def cycle_polygon(
    learning_rate: Numbers,
    momentum: Numbers,
    smallest_curvature: Numbers,
    largest_curvature: Numbers,
    corners: int,
) -> Callable[[Float[Array, " 2"]], Float[Array, ""]]:
    """Return a smooth, strongly convex loss on which momentum can go round a regular polygon.

    f(x) = ½L‖x‖² − ½(L − μ) dist(x, P)²

    P is a regular polygon around the minimum 0, turned and scaled so that its corners are what the gradients
    of the cycle need. The loss has curvatures in [μ, L] whatever the setting; the cycle
    (cos 2πt/K, sin 2πt/K) exists where `cycle_margin` is at most zero.

    Args:
        learning_rate: η, positive, shape `()`.
        momentum: β in [0, 1), shape `()`.
        smallest_curvature: μ, positive, shape `()`.
        largest_curvature: L, above μ, shape `()`.
        corners: K, at least 1; at least 3 for a polygon.

    Returns:
        A loss over parameters of shape `(2,)`.

    Raises:
        ValueError: If there is no corner.
        TypeError: If the number of corners is not whole.

    Examples:
        >>> import jax.numpy as jnp
        >>> from momentum_docs import cycle_polygon
        >>> loss = cycle_polygon(4 / 1.1**2, (0.9 / 1.1) ** 2, 0.01, 1.0, corners=3)
        >>> float(loss(jnp.zeros(2)))
        0.0

    References:
        Goujaud, B., Taylor, A., Dieuleveut, A. (2025). Provable non-accelerations of the heavy-ball
        method. Mathematical Programming.
    """
    check_count("corners", corners, "A triangle has 3.")
    beta, mu, L = operand(momentum), operand(smallest_curvature), operand(largest_curvature)
    angle = 2 * jnp.pi / corners
    # The gradient that the cycle needs at (1, 0).
    needed = jnp.stack([(1 + beta) * (1 - jnp.cos(angle)), -(1 - beta) * jnp.sin(angle)])
    first = (needed / jnp.asarray(learning_rate) - mu * jnp.array([1.0, 0.0])) / (L - mu)
    turns = angle * jnp.arange(corners, dtype=float)
    cosines, sines = jnp.cos(turns), jnp.sin(turns)
    polygon = jnp.stack([cosines * first[0] - sines * first[1], sines * first[0] + cosines * first[1]], -1)
    edges = jnp.roll(polygon, -1, axis=0) - polygon

    def loss(x: Float[Array, " 2"]) -> Float[Array, ""]:
        away = x[None, :] - polygon
        along = jnp.clip((away * edges).sum(-1) / (edges**2).sum(-1), 0, 1)
        to_edges = ((away - along[:, None] * edges) ** 2).sum(-1)
        inside = jnp.all(edges[:, 0] * away[:, 1] > edges[:, 1] * away[:, 0])
        distance = jnp.where(inside, 0.0, to_edges.min())
        return jnp.asarray(0.5 * L * (x @ x) - 0.5 * (L - mu) * distance)

    return loss
