"""Errors at the door, all in one pattern: name, requirement, value, remedy.

A leaf: it imports nothing of the library, and every module may import it.
Traced values pass every check: only facts known before the work starts can raise.
"""

import operator
from collections.abc import Sequence
from typing import Any, NoReturn, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
from jaxtyping import Array, ArrayLike, PyTree, Real

# Sequences are spelled out to two levels, because a string is a sequence of sequences without end.
Numbers: TypeAlias = (
    Real[ArrayLike, "..."] | Sequence[Real[ArrayLike, "..."]] | Sequence[Sequence[Real[ArrayLike, "..."]]]
)


def is_known(value: PyTree) -> bool:
    """Tell whether every array in `value` has concrete numbers rather than tracers."""
    return not any(isinstance(leaf, jax.core.Tracer) for leaf in jax.tree.leaves(value))


def is_zero(number: Numbers) -> bool:
    """Tell whether `number` is known to be zero everywhere."""
    return is_known(number) and not np.any(np.asarray(number))


def operand(value: Any) -> Any:
    """Return a sequence as an array, and anything else as it is, so that Python's numbers keep their digits.

    Typed as Any, because no type of number supports arithmetic with all the others.
    """
    return np.asarray(value) if isinstance(value, Sequence) else value


def fail(
    name: str, requirement: str, value: object, remedy: str, error: type[Exception] = ValueError
) -> NoReturn:
    """Raise an error in the pattern of the house."""
    raise error(f"`{name}` must be {requirement}; got {value}. {remedy}")


def check_learning_rate(learning_rate: object) -> None:
    """Raise unless the learning rate is positive and finite; schedules and traced values pass."""
    if callable(learning_rate) or not is_known(learning_rate):
        return
    rates = numbers("learning_rate", learning_rate)
    if not np.all(np.isfinite(rates) & (rates > 0)):
        fail(
            "learning_rate",
            "positive and finite",
            learning_rate,
            "Start from 0.1 and halve it until the run is stable.",
        )


def check_momentum(momentum: object) -> None:
    """Raise unless the momentum is in [0, 1); traced values pass."""
    if not is_known(momentum):
        return
    momenta = numbers("momentum", momentum)
    if not np.all((momenta >= 0) & (momenta < 1)):
        fail(
            "momentum",
            "in [0, 1)",
            momentum,
            "0 is plain gradient descent and 0.9 a common choice.",
        )


def check_count(name: str, value: Any, remedy: str, largest: int | None = None) -> int:
    """Return a whole number of at least 1 and at most the largest, or raise."""
    try:
        count = operator.index(value)
    except TypeError:
        fail(name, "a whole number", repr(value), remedy, TypeError)
    if count < 1 or (largest is not None and count > largest):
        limit = "at least 1" if largest is None else f"between 1 and {largest}"
        fail(name, limit, count, remedy)
    return count


def numbers(name: str, value: object) -> npt.NDArray[Any]:
    """Return `value` as a NumPy array of real numbers, or raise."""
    try:
        array = np.asarray(value)
    except ValueError:
        fail(name, "one rectangular array", repr(value), "Give all rows the same length.")
    is_real = jnp.issubdtype(array.dtype, jnp.floating) or np.issubdtype(array.dtype, np.integer)
    if not is_real:
        fail(name, "a real number or an array of them", repr(value), "Convert it first.", TypeError)
    return array


def finite_array(name: str, value: object, dimensions: int) -> npt.NDArray[np.float64]:
    """Return `value` in float64 with the given number of axes and only finite entries, or raise."""
    array = numbers(name, value).astype(np.float64)
    if array.ndim != dimensions or array.size == 0:
        fail(
            name,
            f"a non-empty array with {dimensions} axes",
            f"shape {array.shape}",
            "Reshape it or choose its columns.",
        )
    if not np.all(np.isfinite(array)):
        first = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        fail(name, "finite everywhere", f"{array[first]} at index {first}", "Drop or repair that row.")
    return array


def floating_tree(name: str, tree: PyTree) -> PyTree:
    """Return `tree` with every leaf as a floating-point JAX array, or raise."""
    if not jax.tree.leaves(tree):
        fail(name, "a tree with at least one array", repr(tree), "Pass an array, dict or tuple of arrays.")

    def check(path: tuple[Any, ...], leaf: Any) -> Array:
        array = jnp.asarray(leaf)
        if not jnp.issubdtype(array.dtype, jnp.floating):
            where = name + jax.tree_util.keystr(path)
            fail(
                where,
                "of a floating-point type",
                array.dtype,
                "Write 1.0 instead of 1, or use `.astype(float)`.",
                TypeError,
            )
        return array

    return jax.tree_util.tree_map_with_path(check, tree)


def check_same_shapes(name: str, tree: PyTree, reference_name: str, reference: PyTree) -> None:
    """Raise unless two trees have the same structure and shapes."""

    def shapes(some_tree: PyTree) -> PyTree:
        return jax.tree.map(jnp.shape, some_tree)

    structures: list[Any] = [jax.tree.structure(tree), jax.tree.structure(reference)]
    if structures[0] != structures[1] or shapes(tree) != shapes(reference):
        fail(
            name,
            f"of the same structure and shapes as `{reference_name}`, {shapes(reference)}",
            shapes(tree),
            "Take the gradient at the parameters that were given to `init`.",
        )


def broadcast(*values: Numbers) -> list[Array]:
    """Return real numbers as arrays of one shape and one floating-point type."""
    arrays = [jnp.asarray(value) for value in values if hasattr(value, "dtype")]
    floating = [array for array in arrays if jnp.issubdtype(array.dtype, jnp.floating)]
    dtype = jnp.result_type(float, *floating)
    return jnp.broadcast_arrays(*(jnp.asarray(value, dtype) for value in values))
