"""Carry hyperparameters from one library or paper to another, and name them as its optimizer does."""

from typing import Any, NamedTuple, NoReturn

from momentum_docs._checks import Numbers, fail, is_zero, operand
from momentum_docs._momentum import (
    VELOCITIES,
    WITH_NESTEROV,
    LearningRate,
    check_convention,
    check_hyperparameters,
)

# Options of torch.optim.SGD, optax.sgd and keras.optimizers.SGD besides those that all three have.
OPTIONS = {"pytorch": ("dampening", "weight_decay"), "optax": (), "keras": ("weight_decay",)}


class Hyperparameters(NamedTuple):
    """What a momentum method is told, in the meaning of one convention.

    Attributes:
        learning_rate: η, or a schedule that maps the step to it.
        momentum: β.
        dampening: Share of each gradient but the first that is left out; PyTorch only.
        nesterov: Whether to look ahead.
        weight_decay: Factor of the parameters that joins the gradient or, in Keras, the step.
    """

    learning_rate: LearningRate
    momentum: Numbers
    dampening: Numbers = 0.0
    nesterov: bool = False
    weight_decay: Numbers = 0.0

    def arguments(self, library: str) -> dict[str, Any]:
        """Name them as the optimizer of a library does.

        Args:
            library: "pytorch" for torch.optim.SGD, "optax" for optax.sgd, "keras" for keras.optimizers.SGD.

        Returns:
            Keyword arguments of that optimizer.

        Raises:
            ValueError: If the library is unknown, or if its optimizer has no argument for one of them.

        Examples:
            >>> from momentum_docs import Hyperparameters
            >>> Hyperparameters(learning_rate=0.1, momentum=0.9).arguments("optax")
            {'learning_rate': 0.1, 'momentum': 0.9, 'nesterov': False}
        """
        if library not in OPTIONS:
            fail("library", f"one of {', '.join(OPTIONS)}", repr(library), "The others are papers.")
        if callable(self.learning_rate) and library != "optax":
            remedy = "Give its first value, and the rest to a schedule of the library's own."
            fail("learning_rate", f"a number for {library}", "a schedule", remedy)
        remedies = {
            "dampening": "Only pytorch has it.",
            "weight_decay": "Chain optax.add_decayed_weights before optax.sgd.",
        }
        arguments = self._asdict()
        for name in [name for name in remedies if name not in OPTIONS[library]]:
            if not is_zero(arguments.pop(name)):
                fail(name, f"0 for {library}", getattr(self, name), remedies[name])
        if library == "pytorch":
            return {"lr": arguments.pop("learning_rate"), **arguments}
        return arguments


def convert_hyperparameters(
    source: str,
    target: str,
    *,
    learning_rate: LearningRate,
    momentum: Numbers,
    dampening: Numbers = 0.0,
    nesterov: bool = False,
    weight_decay: Numbers = 0.0,
) -> Hyperparameters:
    """Translate hyperparameters so that the target visits the parameters that the source visits.

    η(average) = η(gradients)/(1 − β) always; η(steps) = η(gradients) only while η is constant

    Args:
        source: Convention of what is given: "pytorch", "optax", "keras", "sutskever", "polyak" or "averaged".
        target: Convention of what is wanted.
        learning_rate: η, positive and finite, or an Optax schedule.
        momentum: β in [0, 1).
        dampening: PyTorch's, finite; 0 elsewhere.
        nesterov: Whether the source looks ahead.
        weight_decay: Weight decay in the meaning of the source, at least 0.

    Returns:
        Hyperparameters in the meaning of the target, from the first step on.

    Raises:
        ValueError: If a convention is unknown, if a number is out of its range, or if no arguments of
            the target do the same; the message says why.
        TypeError: If a hyperparameter is no number.

    Examples:
        >>> from momentum_docs import convert_hyperparameters
        >>> converted = convert_hyperparameters("pytorch", "averaged", learning_rate=0.1, momentum=0.5)
        >>> converted.learning_rate
        0.2

    References:
        See the chapter on conventions.
    """
    given = Hyperparameters(learning_rate, momentum, dampening, nesterov, weight_decay)
    check_convention("source", source)
    check_hyperparameters(source, *given)
    check_convention("target", target)
    rate, beta = operand(learning_rate), operand(momentum)
    given = Hyperparameters(rate, beta, operand(dampening), nesterov, operand(weight_decay))
    if is_zero(beta):  # without a velocity all conventions are gradient descent
        return given._replace(dampening=0.0, nesterov=False)
    if source == target:
        return given

    def refuse(name: str, requirement: str, value: object, why: str) -> NoReturn:
        fail(name, f"{requirement} to convert from {source} to {target}", value, why)

    if not is_zero(dampening):
        refuse("dampening", "0", dampening, "It spares the first step, which no other convention does.")
    if nesterov and target not in WITH_NESTEROV:
        refuse(
            "nesterov",
            "False",
            nesterov,
            f"Only {', '.join(WITH_NESTEROV)} have it; Sutskever's form visits other parameters.",
        )
    if not is_zero(weight_decay) and "keras" in (source, target):
        refuse("weight_decay", "0", weight_decay, "Keras keeps it out of the velocity, the others do not.")
    kinds = VELOCITIES[source], VELOCITIES[target]
    if callable(rate) and kinds[0] != kinds[1] and "steps" in kinds:
        refuse(
            "learning_rate",
            "constant",
            "a schedule",
            "A velocity of steps remembers the old learning rate, one of gradients does not.",
        )
    if kinds[0] == kinds[1] or "average" not in kinds:
        return given
    scale = 1 - beta if kinds[0] == "average" else 1 / (1 - beta)
    if callable(rate):
        return given._replace(learning_rate=lambda step: rate(step) * scale)
    return given._replace(learning_rate=rate * scale)
