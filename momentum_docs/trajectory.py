"""The one runner, for toy problems and minibatch regression alike."""

from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax
from jaxtyping import Array, ArrayLike, Float, PyTree

from momentum_docs._checks import Numbers, check_count, fail, floating_tree


class Trajectory(NamedTuple):
    """Everything that happened in a run.

    Attributes:
        params: Parameters before the first step and after each, leading axis `steps + 1`.
        state: Optimizer state at the same moments, leading axis `steps + 1`.
        losses: Objective at step 0 and after every `measure_every` steps, shape
            `(steps / measure_every + 1,)`.
    """

    params: PyTree
    state: PyTree
    losses: Float[Array, " measurements"]


def run(
    optimizer: optax.GradientTransformation,
    objective: Callable[..., Float[Array, ""]],
    params: PyTree,
    *,
    steps: int | None = None,
    batches: Numbers | None = None,
    measure_every: int = 1,
) -> Trajectory:
    """Follow an optimizer on an objective and return the whole trajectory.

    Pure: it can be jitted, vmapped over hyperparameters and keys, and differentiated.
    Under `jax.jit`, what the caller does not use is not stored.
    Divergence is no error: it is returned as inf or NaN.

    Args:
        optimizer: Any Optax gradient transformation.
        objective: Maps parameters to a scalar loss; with `batches`, parameters and the
            indices of a minibatch. The loss is measured without indices.
        params: Starting point, any tree of floating-point arrays.
        steps: Number of steps, at least 1, for an objective without data.
        batches: Row indices for each step, shape `(steps, batch_size)`.
        measure_every: Steps between two measurements of the loss; must divide the steps.

    Returns:
        The trajectory, with the starting point first.

    Raises:
        ValueError: If not exactly one of `steps` and `batches` is given, or if a count is
            below 1 or `measure_every` does not divide the steps.
        TypeError: If a parameter is not of a floating-point type, a count is not a whole
            number, or `batches` are not integers.

    Examples:
        >>> import jax.numpy as jnp
        >>> from momentum_docs import heavy_ball, run, valley
        >>> start = jnp.array([-5.0, -2.0])
        >>> trajectory = run(heavy_ball(0.6, 0.5), valley(), start, steps=20)
        >>> trajectory.params.shape, trajectory.losses.shape
        ((21, 2), (21,))

    References:
        Bradbury, J. et al. (2018). JAX: composable transformations of Python+NumPy programs;
        `jax.lax.scan`.
    """
    if (steps is None) == (batches is None):
        fail(
            "steps",
            "given, or else `batches`",
            "neither" if steps is None else "both",
            "Pass exactly one of the two.",
        )
    rows = None
    if batches is None:
        count = check_count("steps", steps, "Ask for one step or more.")
    else:
        rows = jnp.asarray(batches)
        if not jnp.issubdtype(rows.dtype, jnp.integer):
            fail("batches", "integer row indices", rows.dtype, "Use `minibatch_order`.", TypeError)
        if rows.ndim != 2 or rows.size == 0:
            fail("batches", "of shape (steps, batch_size)", f"shape {rows.shape}", "Use `minibatch_order`.")
        count = len(rows)
    measure_every = check_count(
        "measure_every", measure_every, f"Choose a divisor of {count}.", largest=count
    )
    if count % measure_every:
        fail("measure_every", f"a divisor of the {count} steps", measure_every, "Change one of the two.")
    params = floating_tree("params", params)
    gradient = jax.grad(objective)

    def step(moment: PyTree, rows: Array | None) -> tuple[PyTree, PyTree]:
        params, state = moment
        gradients = gradient(params) if rows is None else gradient(params, rows)
        updates, state = optimizer.update(gradients, state, params)
        moment = optax.apply_updates(params, updates), state
        return moment, moment

    def steps_then_measurement(moment: PyTree, rows: Array | None) -> tuple[PyTree, PyTree]:
        moment, moments = jax.lax.scan(step, moment, rows, length=measure_every)
        return moment, (moments, objective(moment[0]))

    def follow(params: PyTree, batches: Array | None) -> Trajectory:
        measurements = count // measure_every
        start = params, optimizer.init(params)
        if batches is not None:
            batches = batches.reshape(measurements, measure_every, -1)
        _, (moments, losses) = jax.lax.scan(steps_then_measurement, start, batches, length=measurements)
        params_history, state_history = jax.tree.map(with_start, start, moments)
        return Trajectory(params_history, state_history, jnp.append(objective(params), losses))

    def with_start(first: ArrayLike, rest: Array) -> Array:
        rest = rest.reshape(count, *rest.shape[2:])
        return jnp.concatenate([jnp.asarray(first)[None], rest])

    trajectory: Trajectory = jax.jit(follow)(params, rows)  # one program instead of one for each operation
    return trajectory
