"""Update rules from scratch, as Optax gradient transformations.

All three share one convention, that of PyTorch and Optax: the velocity sums gradients,
and the learning rate is applied when the parameters move.
"""

from typing import NamedTuple

import jax.numpy as jnp
import optax
from jaxtyping import Array, Int, PyTree

from momentum_docs._checks import Numbers, check_learning_rate, check_same_shapes, floating_tree
from momentum_docs._momentum import LearningRate, momentum_rule, rate_at, scale, transformation


class GradientDescentState(NamedTuple):
    """Remember how many steps were taken, for learning-rate schedules.

    Attributes:
        step: Number of updates so far, shape `()`.
    """

    step: Int[Array, ""]


def gradient_descent(learning_rate: LearningRate) -> optax.GradientTransformation:
    """Step against the gradient.

    x ← x − ηg

    Args:
        learning_rate: η, positive and finite, or an Optax schedule that maps the step to it.

    Returns:
        An Optax gradient transformation over any tree of floating-point arrays.

    Raises:
        ValueError: If the learning rate is not positive and finite, or if the gradients
            differ from the parameters in structure or shape.
        TypeError: If a parameter is not of a floating-point type.

    Examples:
        >>> import jax.numpy as jnp
        >>> from momentum_docs import gradient_descent
        >>> optimizer = gradient_descent(0.5)
        >>> state = optimizer.init(jnp.array([1.0, 2.0]))
        >>> updates, state = optimizer.update(jnp.array([1.0, -2.0]), state)
        >>> updates.tolist()
        [-0.5, 1.0]

    References:
        Cauchy, A.-L. (1847). Méthode générale pour la résolution des systèmes d'équations
        simultanées. Comptes rendus 25, 536–538.
    """
    check_learning_rate(learning_rate)

    def init(params: PyTree) -> GradientDescentState:
        floating_tree("params", params)
        return GradientDescentState(step=jnp.zeros((), jnp.int32))

    def update(
        gradients: PyTree, state: GradientDescentState, params: PyTree = None
    ) -> tuple[PyTree, GradientDescentState]:
        if params is not None:
            check_same_shapes("gradients", gradients, "params", params)
        updates = scale(-rate_at(learning_rate, state.step), gradients)
        return updates, GradientDescentState(state.step + 1)

    return transformation(init, update)


def heavy_ball(learning_rate: LearningRate, momentum: Numbers) -> optax.GradientTransformation:
    """Step against a velocity that remembers past gradients.

    v ← βv + g,  x ← x − ηv

    Args:
        learning_rate: η, positive and finite, or an Optax schedule that maps the step to it.
        momentum: β in [0, 1); 0 is gradient descent.

    Returns:
        An Optax gradient transformation over any tree of floating-point arrays.

    Raises:
        ValueError: If a hyperparameter is out of its range, or if the gradients differ
            from the parameters in structure or shape.
        TypeError: If a parameter is not of a floating-point type.

    Examples:
        >>> import jax.numpy as jnp
        >>> from momentum_docs import heavy_ball
        >>> optimizer = heavy_ball(learning_rate=0.5, momentum=0.5)
        >>> state = optimizer.init(jnp.array([0.0]))
        >>> for _ in range(3):
        ...     updates, state = optimizer.update(jnp.array([1.0]), state)
        >>> state.velocity.tolist()  # 1 + 1/2 + 1/4
        [1.75]

    References:
        Polyak, B. T. (1964). Some methods of speeding up the convergence of iteration
        methods. USSR Computational Mathematics and Mathematical Physics 4(5), 1–17.
    """
    return momentum_rule(learning_rate, momentum)


def nesterov(learning_rate: LearningRate, momentum: Numbers) -> optax.GradientTransformation:
    """Step against the velocity as it will be if the gradient stays.

    v ← βv + g,  x ← x − η(g + βv)

    Args:
        learning_rate: η, positive and finite, or an Optax schedule that maps the step to it.
        momentum: β in [0, 1); 0 is gradient descent.

    Returns:
        An Optax gradient transformation over any tree of floating-point arrays.

    Raises:
        ValueError: If a hyperparameter is out of its range, or if the gradients differ
            from the parameters in structure or shape.
        TypeError: If a parameter is not of a floating-point type.

    Examples:
        >>> import jax.numpy as jnp
        >>> from momentum_docs import nesterov
        >>> optimizer = nesterov(learning_rate=1.0, momentum=0.5)
        >>> state = optimizer.init(jnp.array([0.0]))
        >>> updates, state = optimizer.update(jnp.array([1.0]), state)
        >>> updates.tolist()
        [-1.5]

    References:
        Sutskever, I., Martens, J., Dahl, G., Hinton, G. (2013). On the importance of
        initialization and momentum in deep learning. ICML, eqs. (3)–(4), written for the
        look-ahead point.
    """
    return momentum_rule(learning_rate, momentum, nesterov=True)
