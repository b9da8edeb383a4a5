"""The best hyperparameters over a range of curvatures, and the rate they reach."""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from momentum_docs._checks import Numbers, broadcast, fail, is_known, numbers


class Optimum(NamedTuple):
    """The hyperparameters with the best worst-case rate over a range of curvatures.

    Attributes:
        learning_rate: η.
        momentum: β.
        rate: Factor by which the error shrinks per step in the long run.
    """

    learning_rate: Float[Array, "..."]
    momentum: Float[Array, "..."]
    rate: Float[Array, "..."]


def optimal_gradient_descent(smallest_curvature: Numbers, largest_curvature: Numbers) -> Optimum:
    """Return the best learning rate for gradient descent on curvatures in [μ, L].

    η = 2/(L + μ), with rate (κ − 1)/(κ + 1) where κ = L/μ.

    Args:
        smallest_curvature: μ, positive.
        largest_curvature: L, at least μ.

    Returns:
        Learning rate, momentum 0, and the rate.

    Raises:
        ValueError: If not 0 < μ ≤ L.

    Examples:
        >>> from momentum_docs import optimal_gradient_descent
        >>> print(f"{optimal_gradient_descent(0.2, 4.0).rate:.3f}")
        0.905

    References:
        Polyak, B. T. (1987). Introduction to Optimization. Optimization Software, New York.
    """
    smallest, largest = _curvature_range(smallest_curvature, largest_curvature)
    return Optimum(
        2 / (largest + smallest), jnp.zeros_like(largest), (largest - smallest) / (largest + smallest)
    )


def optimal_heavy_ball(smallest_curvature: Numbers, largest_curvature: Numbers) -> Optimum:
    """Return the best learning rate and momentum on curvatures in [μ, L].

    η = (2/(√L + √μ))², β = ((√κ − 1)/(√κ + 1))², with rate √β where κ = L/μ.

    Args:
        smallest_curvature: μ, positive.
        largest_curvature: L, at least μ.

    Returns:
        Learning rate, momentum, and the rate.

    Raises:
        ValueError: If not 0 < μ ≤ L.

    Examples:
        >>> from momentum_docs import optimal_heavy_ball
        >>> best = optimal_heavy_ball(0.2, 4.0)
        >>> print(f"{best.learning_rate:.3f} {best.momentum:.3f} {best.rate:.3f}")
        0.668 0.403 0.635

    References:
        Polyak, B. T. (1964). Some methods of speeding up the convergence of iteration
        methods. USSR Computational Mathematics and Mathematical Physics 4(5), 1–17.
    """
    smallest, largest = _curvature_range(smallest_curvature, largest_curvature)
    low, high = jnp.sqrt(smallest), jnp.sqrt(largest)
    rate = (high - low) / (high + low)
    return Optimum((2 / (high + low)) ** 2, rate**2, rate)


def optimal_nesterov(smallest_curvature: Numbers, largest_curvature: Numbers) -> Optimum:
    """Return the best learning rate and momentum for Nesterov's method on curvatures in [μ, L].

    η = 4/(3L + μ), β = (√(3κ + 1) − 2)/(√(3κ + 1) + 2), with rate 1 − 2/√(3κ + 1) where κ = L/μ.

    Args:
        smallest_curvature: μ, positive.
        largest_curvature: L, at least μ.

    Returns:
        Learning rate, momentum, and the rate.

    Raises:
        ValueError: If not 0 < μ ≤ L.

    Examples:
        >>> from momentum_docs import optimal_nesterov
        >>> print(f"{optimal_nesterov(0.2, 4.0).rate:.3f}")
        0.744

    References:
        Lessard, L., Recht, B., Packard, A. (2016). SIAM J. Optim. 26(1), 57–95, section 2.
    """
    smallest, largest = _curvature_range(smallest_curvature, largest_curvature)
    root = jnp.sqrt(3 * (largest / smallest) + 1)
    return Optimum(4 / (3 * largest + smallest), (root - 2) / (root + 2), 1 - 2 / root)


def _curvature_range(smallest: Numbers, largest: Numbers) -> list[Float[Array, "..."]]:
    if is_known((smallest, largest)):
        low, high = numbers("smallest_curvature", smallest), numbers("largest_curvature", largest)
        if not ((low > 0) & (low <= high) & np.isfinite(high)).all():
            fail(
                "smallest_curvature",
                "positive and at most `largest_curvature`",
                f"{smallest} and {largest}",
                "Pass the smallest and largest eigenvalue of the Hessian in this order.",
            )
    return broadcast(smallest, largest)
