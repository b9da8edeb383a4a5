"""What noisy gradients do to momentum on a quadratic.

Elementwise like the theory, and nothing branches on a value: hyperparameters, curvatures and
noise variances broadcast against each other, so a sweep is one call.
"""

from typing import TypeAlias

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from momentum_docs._checks import Numbers, broadcast, check_count
from momentum_docs.theory._compiled import compiled

Moments: TypeAlias = tuple[Array, Array, Array]  # of velocity, of both, of position


@compiled("steps")
def covariance_after(
    learning_rate: Numbers, momentum: Numbers, curvature: Numbers, noise_variance: Numbers, steps: int
) -> Float[Array, "... moments 2 2"]:
    """Return how gradient noise spreads (velocity, position) on ½λx², step by step.

    Σ ← RΣRᵀ + s²bbᵀ from Σ = 0, with R the update matrix and b = (1, −η).

    Args:
        learning_rate: η, any shape.
        momentum: β, broadcast against η.
        curvature: λ, broadcast against η.
        noise_variance: s², variance of the independent noise on each gradient.
        steps: Number of steps, at least 1.

    Returns:
        Covariance matrices before the first step and after each, shape `(..., steps + 1, 2, 2)`.
        They do not depend on where a run starts, as long as the start is not random.

    Raises:
        ValueError: If `steps` is below 1.
        TypeError: If `steps` is not a whole number.

    Examples:
        >>> from momentum_docs import covariance_after
        >>> covariance_after(0.5, 0.0, 1.0, 4.0, steps=2)[:, 1, 1].tolist()  # ¼ of 1 is left
        [0.0, 1.0, 1.25]

    References:
        Anderson, B. D. O., Moore, J. B. (1979). Optimal Filtering. Prentice-Hall, section 4.1,
        for the covariance of a linear system driven by white noise.
    """
    steps = check_count("steps", steps, "Ask for one step or more.")
    eta, beta, lam, noise = broadcast(learning_rate, momentum, curvature, noise_variance)

    def step(moments: Moments, _: None) -> tuple[Moments, Moments]:
        velocity, mixed, position = moments
        # Of v ← βv + λx + ε, then of x ← x − ηv with that v.
        moved = beta * mixed + lam * position
        velocity = beta**2 * velocity + lam * (beta * mixed + moved) + noise
        position = position - 2 * eta * moved + eta**2 * velocity
        moments = velocity, moved - eta * velocity, position
        return moments, moments

    none = jnp.zeros_like(eta)
    start = none, none, none
    _, later = jax.lax.scan(step, start, length=steps)
    velocity, mixed, position = (
        jnp.moveaxis(jnp.concatenate([first[None], rest]), 0, -1)
        for first, rest in zip(start, later, strict=True)
    )
    return jnp.stack([jnp.stack([velocity, mixed], -1), jnp.stack([mixed, position], -1)], -2)


@compiled()
def stationary_variance(
    learning_rate: Numbers, momentum: Numbers, curvature: Numbers, noise_variance: Numbers
) -> Float[Array, "..."]:
    """Return the variance that gradient noise sustains around the minimum of ½λx².

    Var x = ηs²(1 + β) / (λ(1 − β)(2(1 + β) − ηλ))

    Args:
        learning_rate: η, any shape.
        momentum: β, broadcast against η.
        curvature: λ, broadcast against η.
        noise_variance: s², variance of the independent noise on each gradient.

    Returns:
        The variance of the position, of the broadcast shape; meaningful where `is_stable`.

    Examples:
        >>> from momentum_docs import stationary_variance
        >>> float(stationary_variance(1.0, 0.0, 1.0, noise_variance=4.0))  # x forgets all but the noise
        4.0

    References:
        Mandt, S., Hoffman, M. D., Blei, D. M. (2017). Stochastic gradient descent as approximate
        Bayesian inference. JMLR 18(134), for small η; for every η in the chapter on noise.
    """
    eta, beta, lam, noise = broadcast(learning_rate, momentum, curvature, noise_variance)
    return eta * noise * (1 + beta) / (lam * (1 - beta) * (2 * (1 + beta) - eta * lam))
