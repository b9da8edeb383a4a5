"""How much of each eigendirection a method has learnt: optimizers and ridge as filters."""

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from momentum_docs._checks import Numbers, broadcast, check_count
from momentum_docs.theory._compiled import compiled


@compiled("steps")
def momentum_filter(
    learning_rate: Numbers, momentum: Numbers, curvature: Numbers, steps: int
) -> Float[Array, "... moments"]:
    """Return the share of the least-squares solution that the heavy ball has reached in one direction.

    1 − rₜ with r₀ = 1, r₁ = 1 − ηλ, rₜ₊₁ = (1 + β − ηλ) rₜ − β rₜ₋₁; for β = 0 it is 1 − (1 − ηλ)ᵗ

    Args:
        learning_rate: η, any shape.
        momentum: β, broadcast against η.
        curvature: λ, the eigenvalue of the direction, broadcast against η.
        steps: Number of steps from zero at rest, at least 1.

    Returns:
        The share after each step, from 0 at the start to 1 at the solution, shape `(..., steps + 1)`;
        above 1 where the run has overshot.

    Raises:
        ValueError: If `steps` is below 1.

    Examples:
        >>> from momentum_docs import momentum_filter
        >>> momentum_filter(0.5, 0.0, 1.0, steps=3).tolist()
        [0.0, 0.5, 0.75, 0.875]

    References:
        Goh, G. (2017). Why momentum really works. Distill, "Example: Polynomial Regression".
    """
    steps = check_count("steps", steps, "Take at least one step.")
    eta, beta, lam = broadcast(learning_rate, momentum, curvature)
    total = 1 + beta - eta * lam

    def step(remainders: tuple[Array, Array], _: None) -> tuple[tuple[Array, Array], Array]:
        before, now = remainders
        return (now, total * now - beta * before), now

    first = jnp.ones_like(lam), 1 - eta * lam
    remainders = jax.lax.scan(step, first, length=steps)[1]
    return jnp.moveaxis(1 - jnp.concatenate([jnp.ones_like(lam)[None], remainders]), 0, -1)


@compiled()
def ridge_filter(curvature: Numbers, penalty: Numbers) -> Float[Array, "..."]:
    """Return the share of the least-squares solution that ridge regression keeps in one direction.

    λ/(λ + r)

    Args:
        curvature: λ, non-negative, the eigenvalue of the direction, any shape.
        penalty: r, positive, the factor of ½‖w‖² in the loss, broadcast against λ.

    Returns:
        The share, between 0 and 1, of the broadcast shape.

    Examples:
        >>> from momentum_docs import ridge_filter
        >>> ridge_filter([1.0, 3.0], penalty=1.0).tolist()
        [0.5, 0.75]

    References:
        Hastie, T., Tibshirani, R., Friedman, J. (2009). The Elements of Statistical Learning, section 3.4.
    """
    lam, ridge = broadcast(curvature, penalty)
    return lam / (lam + ridge)
