"""Momentum, said once: the rule on which `heavy_ball`, `nesterov` and `momentum_in` stand.

A leaf beside `_checks`. Three velocities are in use. One sums gradients, one sums steps, one averages
gradients; they agree up to a factor in the learning rate, as long as the learning rate stays the same.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
import optax
from jaxtyping import Array, Int, PyTree

from momentum_docs._checks import (
    Numbers,
    check_learning_rate,
    check_momentum,
    check_same_shapes,
    fail,
    floating_tree,
    is_known,
    is_zero,
    numbers,
    operand,
)

LearningRate: TypeAlias = Numbers | Callable[[Int[Array, ""]], Numbers]

VELOCITIES = {
    "pytorch": "gradients",
    "optax": "gradients",
    "keras": "steps",
    "sutskever": "steps",
    "polyak": "steps",
    "averaged": "average",
}
WITH_NESTEROV = ("pytorch", "optax", "keras")


class MomentumState(NamedTuple):
    """Remember the velocity, which must be returned from step to step.

    Attributes:
        step: Number of updates so far, shape `()`.
        velocity: A leaky sum of past gradients, or of past steps, or an average of gradients; in the
            structure and shapes of the parameters.
    """

    step: Int[Array, ""]
    velocity: PyTree


def momentum_rule(
    learning_rate: LearningRate,
    momentum: Numbers,
    *,
    velocity_of: str = "gradients",
    nesterov: bool = False,
) -> optax.GradientTransformation:
    """Return momentum with one of the three velocities, and with or without a look ahead."""
    check_learning_rate(learning_rate)
    check_momentum(momentum)
    beta = operand(momentum)

    def init(params: PyTree) -> MomentumState:
        params = floating_tree("params", params)
        return MomentumState(jnp.zeros((), jnp.int32), jax.tree.map(jnp.zeros_like, params))

    def update(
        gradients: PyTree, state: MomentumState, params: PyTree = None
    ) -> tuple[PyTree, MomentumState]:
        check_same_shapes("gradients", gradients, "params", state.velocity)
        rate = rate_at(learning_rate, state.step)
        # How much of a gradient joins the velocity, and how much of the velocity is the step.
        joins, moves = {
            "gradients": (1, -rate),  # v ← βv + g, x ← x − ηv
            "steps": (-rate, 1),  # u ← βu − ηg, x ← x + u
            "average": (1 - beta, -rate),  # m ← βm + (1 − β)g, x ← x − ηm
        }[velocity_of]
        joining = scale(joins, gradients)

        def remember(velocity: PyTree) -> PyTree:
            return add(scale(beta, velocity), joining)

        velocity = remember(state.velocity)
        direction = remember(velocity) if nesterov else velocity
        return scale(moves, direction), MomentumState(state.step + 1, velocity)

    return transformation(init, update)


def transformation(
    init: Callable[..., Any], update: Callable[..., tuple[PyTree, Any]]
) -> optax.GradientTransformation:
    """Join both, whatever their arguments are called: Optax passes them by position."""
    return optax.GradientTransformation(init, update)


def rate_at(learning_rate: LearningRate, step: Int[Array, ""]) -> Any:
    """Return the learning rate of a step, from a schedule or as it is."""
    return operand(learning_rate(step) if callable(learning_rate) else learning_rate)


def scale(factor: Any, tree: PyTree) -> PyTree:
    """Multiply every leaf; the cast keeps the state's type fixed, which `lax.scan` requires."""
    return jax.tree.map(lambda leaf: jnp.asarray(factor, leaf.dtype) * leaf, tree)


def add(tree: PyTree, other: PyTree) -> PyTree:
    """Add two trees leaf by leaf."""
    return jax.tree.map(jnp.add, tree, other)


def check_convention(argument: str, convention: str) -> None:
    """Raise unless the convention is known."""
    if convention not in VELOCITIES:
        known = ", ".join(VELOCITIES)
        fail(argument, f"one of {known}", repr(convention), "Choose a convention that is known.")


def check_hyperparameters(
    convention: str,
    learning_rate: LearningRate,
    momentum: Numbers,
    dampening: Numbers,
    nesterov: bool,
    weight_decay: Numbers,
) -> None:
    """Raise unless the numbers are in range and the convention has the options that are used."""
    check_learning_rate(learning_rate)
    check_momentum(momentum)
    _check_option("dampening", dampening, "finite", -np.inf)
    _check_option("weight_decay", weight_decay, "finite and at least 0", 0)
    if not is_zero(dampening) and convention != "pytorch":
        fail("dampening", f"0 in {convention}", dampening, "Only pytorch has it.")
    if nesterov and convention not in WITH_NESTEROV:
        fail("nesterov", f"False in {convention}", True, f"Choose one of {', '.join(WITH_NESTEROV)}.")
    if nesterov and not is_zero(dampening):
        fail("dampening", "0 with Nesterov", dampening, "PyTorch refuses the two together.")


def _check_option(name: str, value: Numbers, requirement: str, smallest: float) -> None:
    if is_known(value):
        array = numbers(name, value)
        if not np.all(np.isfinite(array) & (array >= smallest)):
            fail(name, requirement, value, "0 leaves it out.")
