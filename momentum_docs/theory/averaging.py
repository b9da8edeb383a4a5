"""What the velocity averages: a leaky sum of past gradients."""

import jax.numpy as jnp
from jaxtyping import Array, ArrayLike, Float, Int

from momentum_docs._checks import Numbers, broadcast, check_count, check_momentum


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
    (beta,) = broadcast(momentum)
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
    beta, t = broadcast(momentum, steps)
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
    (beta,) = broadcast(momentum)
    return 1 / (1 - beta)


def effective_sample_size(momentum: Numbers, steps: Int[ArrayLike, "..."]) -> Float[Array, "..."]:
    """Return how many equally weighted gradients give a mean as precise as the velocity's.

    (Σ βⁱ)² / Σ β²ⁱ = (1 + β)/(1 − β) · (1 − βᵗ)/(1 + βᵗ), which tends to (1 + β)/(1 − β).

    Args:
        momentum: β in [0, 1), any shape.
        steps: t, the number of gradients summed so far, broadcast against β.

    Returns:
        Kish's effective sample size, between 1 and t, of the broadcast shape.

    Raises:
        ValueError: If the momentum is out of its range.

    Examples:
        >>> from momentum_docs import effective_sample_size
        >>> float(effective_sample_size(0.5, steps=100))
        3.0

    References:
        Kish, L. (1965). Survey Sampling. Wiley, section 11.7.
    """
    check_momentum(momentum)
    beta, t = broadcast(momentum, steps)
    return (1 + beta) / (1 - beta) * (1 - beta**t) / (1 + beta**t)


def velocity_gain(momentum: Numbers, frequency: Numbers) -> Float[Array, "..."]:
    """Return how much the velocity amplifies a gradient that swings at one frequency.

    1/√(1 − 2β cos 2πf + β²): 1/(1 − β) on a constant gradient, 1/(1 + β) on one that alternates.

    Args:
        momentum: β in [0, 1), any shape.
        frequency: f in cycles per step, from 0 (constant) to ½ (alternating), broadcast against β.

    Returns:
        Amplitude of the velocity over that of the gradient in the long run, of the broadcast shape.

    Raises:
        ValueError: If the momentum is out of its range.

    Examples:
        >>> from momentum_docs import velocity_gain
        >>> [round(float(gain), 3) for gain in velocity_gain(0.75, [0.0, 0.5])]
        [4.0, 0.571]

    References:
        Oppenheim, A. V., Schafer, R. W. (2010). Discrete-Time Signal Processing. 3rd ed., section 5.1,
        for the first-order recursive filter.
    """
    check_momentum(momentum)
    beta, cycles = broadcast(momentum, frequency)
    angle = 2 * jnp.pi * cycles
    return 1 / jnp.sqrt(1 - 2 * beta * jnp.cos(angle) + beta**2)
