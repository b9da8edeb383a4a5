"""The printed lines of the source text, and an honest clock behind them."""

import time
from collections.abc import Callable

import jax
from jaxtyping import ArrayLike, PyTree, Real

from momentum_docs._checks import Numbers, check_count, fail, numbers


def epoch_line(epoch: int, params: Numbers) -> str:
    """Return the line that reports where a toy run stands.

    Args:
        epoch: Number of steps taken.
        params: Parameters, shape `(dimensions,)`.

    Returns:
        The epoch and each coordinate to six decimals, or from a million on to seven digits: more
        would be rounding errors.

    Raises:
        ValueError: If the parameters do not have one axis.

    Examples:
        >>> import jax.numpy as jnp
        >>> from momentum_docs import epoch_line
        >>> epoch_line(20, jnp.array([-0.5, 0.25]))
        'epoch 20, x1: -0.500000, x2: 0.250000'

    References:
        Zhang, A. et al. (2023). Dive into Deep Learning, section 12.3, `train_2d`.
    """
    coordinates = numbers("params", params)
    if coordinates.ndim != 1:
        fail("params", "of shape (dimensions,)", f"shape {coordinates.shape}", "Pass one point, not a path.")
    digits = [f"{x:f}" if abs(x) < 1e6 else f"{x:.6e}" for x in coordinates]
    return ", ".join([f"epoch {epoch}"] + [f"x{i}: {x}" for i, x in enumerate(digits, start=1)])


def loss_line(loss: Real[ArrayLike, ""], seconds: float) -> str:
    """Return the line that reports a training.

    Args:
        loss: Last measured loss.
        seconds: Seconds per epoch, as from `seconds_per_epoch`.

    Returns:
        Both to three decimals.

    Examples:
        >>> from momentum_docs import loss_line
        >>> loss_line(0.24321, 0.0008)
        'loss: 0.243, 0.001 sec/epoch'

    References:
        Zhang, A. et al. (2023). Dive into Deep Learning, section 12.5, `train_ch11`.
    """
    return f"loss: {loss:.3f}, {seconds:.3f} sec/epoch"


def seconds_per_epoch(train: Callable[[], PyTree], epochs: int) -> float:
    """Measure a compiled training on finished arrays.

    The first call, which compiles, is not timed; the second is, until its results exist.

    Args:
        train: Takes nothing and returns a tree of arrays.
        epochs: Epochs in one call, at least 1.

    Returns:
        Wall-clock seconds per epoch.

    Raises:
        ValueError: If `epochs` is below 1.

    Examples:
        >>> import jax
        >>> import jax.numpy as jnp
        >>> from momentum_docs import seconds_per_epoch
        >>> seconds_per_epoch(jax.jit(lambda: jnp.arange(3.0).sum()), epochs=1) > 0
        True

    References:
        JAX documentation, "Benchmarking JAX code", on asynchronous dispatch.
    """
    epochs = check_count("epochs", epochs, "Count the epochs of one call.")
    finished: Callable[[PyTree], PyTree] = jax.block_until_ready
    finished(train())
    start = time.perf_counter()
    finished(train())
    return (time.perf_counter() - start) / epochs
