"""What the velocity averages: a leaky sum of past gradients."""

import jax.numpy as jnp
from jaxtyping import Array, ArrayLike, Float, Int

from momentum_docs._checks import Numbers, check_count, check_momentum


def leaky_sum_weights(momentum: Numbers, steps: int) -> Float[Array, "... steps"]:
    """Return how much each past gradient counts in the velocity.

    βⁱ for age i = 0, …, steps − 1

    Args:
        momentum: β in [0, 1), any shape.
        steps: Number of gradients summed so far, at least 1.

    Returns:
        Weights by age, the newest gradient first, shape `(..., steps)`.

    Raises:
        ValueError: If the momentum is out of its range or `steps` is below 1.

    Examples:
        >>> from momentum_docs import leaky_sum_weights
        >>> leaky_sum_weights(0.5, steps=4).tolist()
        [1.0, 0.5, 0.25, 0.125]

    References:
        Zhang, A. et al. (2023). Dive into Deep Learning, section 12.6.
    """
    check_momentum(momentum)
    steps = check_count("steps", steps, "Sum at least one gradient.")
    beta = _real(momentum)
    ages = jnp.arange(steps, dtype=beta.dtype).reshape(*[1] * beta.ndim, steps)
    return jnp.expand_dims(beta, -1) ** ages


def leaky_sum_total(momentum: Numbers, steps: Int[ArrayLike, "..."]) -> Float[Array, "..."]:
    """Return what the weights of a leaky sum add up to.

    (1 − βᵗ)/(1 − β), which is not 1: the velocity is a sum, not an average.

    Args:
        momentum: β in [0, 1), any shape.
        steps: t, the number of gradients summed so far, broadcast against β.

    Returns:
        The total weight, of the broadcast shape.

    Raises:
        ValueError: If the momentum is out of its range.

    Examples:
        >>> from momentum_docs import leaky_sum_total
        >>> float(leaky_sum_total(0.5, steps=3))
        1.75

    References:
        Geometric series; see the chapter on the velocity.
    """
    check_momentum(momentum)
    beta = _real(momentum)
    t = jnp.asarray(steps, beta.dtype)
    return (1 - beta**t) / (1 - beta)


def effective_window(momentum: Numbers) -> Float[Array, "..."]:
    """Return how many equal gradients the velocity amounts to in the long run.

    1/(1 − β)

    Args:
        momentum: β in [0, 1), any shape.

    Returns:
        The window in steps, of the same shape.

    Raises:
        ValueError: If the momentum is out of its range.

    Examples:
        >>> from momentum_docs import effective_window
        >>> effective_window([0.0, 0.5, 0.75]).tolist()
        [1.0, 2.0, 4.0]

    References:
        Zhang, A. et al. (2023). Dive into Deep Learning, section 12.6.
    """
    check_momentum(momentum)
    beta = _real(momentum)
    return 1 / (1 - beta)


def _real(momentum):
    beta = jnp.asarray(momentum)
    return beta if jnp.issubdtype(beta.dtype, jnp.floating) else beta.astype(float)
