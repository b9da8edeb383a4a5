"""Momentum by the rules of other libraries and papers."""

import jax.numpy as jnp
import optax
from jaxtyping import PyTree

from momentum_docs._checks import Numbers, check_same_shapes, fail, is_zero, operand
from momentum_docs._momentum import (
    VELOCITIES,
    LearningRate,
    MomentumState,
    add,
    check_convention,
    check_hyperparameters,
    momentum_rule,
    rate_at,
    scale,
    transformation,
)


def momentum_in(
    convention: str,
    learning_rate: LearningRate,
    momentum: Numbers,
    dampening: Numbers = 0.0,
    nesterov: bool = False,
    weight_decay: Numbers = 0.0,
) -> optax.GradientTransformation:
    """Step by the rule of one library or paper.

    gradients: v ← βv + g, x ← x − ηv; steps: u ← βu − ηg, x ← x + u; average: m ← βm + (1 − β)g, x ← x − ηm

    Args:
        convention: "pytorch", "optax", "keras", "sutskever", "polyak" or "averaged".
        learning_rate: η, positive and finite, or an Optax schedule.
        momentum: β in [0, 1).
        dampening: τ in PyTorch's v ← βv + (1 − τ)g, which its first step leaves out; finite.
        nesterov: Take the step that follows from the next velocity; in PyTorch, Optax and Keras.
        weight_decay: w, at least 0; wx is added to the gradient, in Keras −ηwx to the step instead.

    Returns:
        An Optax gradient transformation whose update needs the parameters if they decay.

    Raises:
        ValueError: If the convention is unknown or lacks an option, if a number is out of its range,
            or if the gradients differ from the parameters in structure or shape.
        TypeError: If a hyperparameter is no number, or a parameter not of a floating-point type.

    Examples:
        >>> import jax.numpy as jnp
        >>> from momentum_docs import momentum_in
        >>> keras = momentum_in("keras", learning_rate=0.5, momentum=0.5)
        >>> updates, state = keras.update(jnp.array([1.0]), keras.init(jnp.array([0.0])))
        >>> state.velocity.tolist()  # a sum of steps
        [-0.5]

    References:
        The sources of torch.optim.SGD, optax.sgd and keras.optimizers.SGD; Sutskever et al. (2013),
        eqs. (1)–(2); Polyak, B. T. (1964).
    """
    check_convention("convention", convention)
    check_hyperparameters(convention, learning_rate, momentum, dampening, nesterov, weight_decay)
    beta, tau, decay = operand(momentum), operand(dampening), operand(weight_decay)
    rule = momentum_rule(learning_rate, momentum, velocity_of=VELOCITIES[convention], nesterov=nesterov)
    dampens, decays = not is_zero(dampening), not is_zero(weight_decay)

    def update(gradients: PyTree, state: MomentumState, params: PyTree = None) -> tuple[PyTree, PyTree]:
        check_same_shapes("gradients", gradients, "params", state.velocity)
        if decays and params is None:
            fail("params", "given where they decay", None, "Call `update(gradients, state, params)`.")
        if decays and convention != "keras":
            gradients = add(gradients, scale(decay, params))
        if dampens:
            # Without momentum PyTorch keeps no velocity that could be dampened.
            whole = (state.step == 0) | (jnp.asarray(beta) == 0)
            gradients = scale(jnp.where(whole, 1.0, 1.0 - tau), gradients)
        updates: PyTree
        updates, after = rule.update(gradients, state)
        if decays and convention == "keras":
            updates = add(updates, scale(-rate_at(learning_rate, state.step) * decay, params))
        return updates, after

    return transformation(rule.init, update)
