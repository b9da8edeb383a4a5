"""Compilation that keeps the types, which `jax.jit` forgets."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import jax

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def compiled(*static: str) -> Callable[[Callable[Parameters, Result]], Callable[Parameters, Result]]:
    """Compile a function with `jax.jit`, anew for each value of the arguments named here."""

    def decorate(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
        return cast(Callable[Parameters, Result], jax.jit(function, static_argnames=static))

    return decorate
