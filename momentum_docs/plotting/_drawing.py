"""What every figure needs before it draws: axes, and a style for each label."""

from collections.abc import Iterable
from typing import Any

from matplotlib.axes import Axes

from momentum_docs.plotting.style import METHODS, method_style


def given_or_new(ax: Axes | None) -> Axes:
    """Return the axes, or new ones where none are given."""
    if ax is not None:
        return ax
    # Imported here because it is half of what importing the package would cost.
    import matplotlib.pyplot as plt

    return plt.subplots()[1]


def styles(labels: Iterable[str]) -> list[dict[str, Any]]:
    """Return a method's style for each label that names one before its first comma, and none for the others.

    Where two labels name the same method, neither has its style, because nothing would tell them apart.
    """
    names = [label.split(",")[0] for label in labels]
    return [method_style(name) if name in METHODS and names.count(name) == 1 else {} for name in names]
