"""Numbers along one axis: losses over epochs, and their spread over many runs."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from momentum_docs._checks import Numbers, fail
from momentum_docs.plotting._drawing import given_or_new, styles
from momentum_docs.plotting.style import COLOURS


def plot_losses(
    epochs: Numbers,
    losses: Mapping[str, Numbers],
    *,
    minimum: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw how a training loss falls.

    Args:
        epochs: When each loss was measured, in passes over the data, shape `(measurements,)`.
        losses: Label and losses, shape `(measurements,)`, of each run; a method, named
            before the first comma, has its own style.
        minimum: Lowest possible loss, drawn as a line.
        ax: Where to draw; new axes by default.

    Returns:
        The axes.

    Raises:
        ValueError: If the shapes do not fit.

    Examples:
        >>> from momentum_docs import plot_losses
        >>> plot_losses([0, 1, 2], {"run": [0.5, 0.3, 0.25]}, minimum=0.24).get_xlabel()
        'epoch'
    """
    ax, x = given_or_new(ax), np.asarray(epochs)
    for (label, values), style in zip(losses.items(), styles(losses), strict=True):
        y = np.asarray(values)
        if y.shape != x.shape:
            fail(
                "losses",
                f"of shape {x.shape}, that of `epochs`",
                f"shape {y.shape} for {label}",
                "Match them.",
            )
        ax.plot(x, y, label=label, **style)
    if minimum is not None:
        ax.axhline(minimum, color=COLOURS.ink, linewidth=0.8, label="least-squares minimum")
    ax.set(xlabel="epoch", ylabel="loss")
    ax.legend()
    return ax


def plot_spread(
    quantiles: Mapping[str, Numbers],
    marks: Mapping[str, float],
    *,
    mark_label: str,
    ax: Axes | None = None,
) -> Axes:
    """Draw the spread of a number over many runs, one row a setting, with a single value marked.

    Args:
        quantiles: Label and the 1 %, 25 %, 50 %, 75 % and 99 % quantiles of each setting.
        marks: Value to mark in the row of that label.
        mark_label: What the marks are.
        ax: Where to draw; new axes by default.

    Returns:
        The axes.

    Examples:
        >>> from momentum_docs import plot_spread
        >>> ax = plot_spread({"a": [1, 2, 3, 4, 5]}, {"a": 2.5}, mark_label="published")
        >>> [label.get_text() for label in ax.get_yticklabels()]
        ['a']
    """
    ax = given_or_new(ax)
    bar: dict[str, Any] = {"color": COLOURS.indigo, "linestyle": "-"}
    middle_mark: dict[str, Any] = {"color": COLOURS.paper, "markeredgecolor": COLOURS.indigo, "markersize": 8}
    for row, (label, values) in enumerate(quantiles.items()):
        low, first, middle, third, high = np.asarray(values)
        first_row = {"range": "1–99 %", "box": "middle half", "median": "median", "mark": mark_label}
        names = first_row if row == 0 else dict.fromkeys(first_row)
        ax.plot([low, high], [row, row], linewidth=1.5, label=names["range"], **bar)
        ax.plot([first, third], [row, row], linewidth=7, label=names["box"], **bar)
        ax.plot(middle, row, "o", label=names["median"], **middle_mark)
        if label in marks:
            ax.plot(marks[label], row, "D", color=COLOURS.crimson, markersize=7, label=names["mark"])
    ax.set_yticks(range(len(quantiles)), list(quantiles))
    ax.set_ylim(len(quantiles) - 0.4, -0.6)
    ax.grid(False, axis="y")
    ax.set_xlabel("final loss")
    ax.figure.legend(loc="outside lower center", ncols=2)
    return ax
