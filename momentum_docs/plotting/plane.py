"""Two coordinates: paths over a loss, a value over the hyperparameters, eigenvalues among complex numbers."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import cycle
from typing import Any, TypeAlias

import matplotlib
import numpy as np
import numpy.typing as npt
from jaxtyping import ArrayLike, Complex
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh
from matplotlib.patches import Circle, Rectangle
from matplotlib.patheffects import withStroke

from momentum_docs._checks import Numbers, fail
from momentum_docs.plotting._drawing import given_or_new, styles
from momentum_docs.plotting.style import COLOURS

MARKERS = "os^Dv"
LINES = ("-", "--", "-.", ":")

Grid: TypeAlias = npt.NDArray[Any]


def plot_paths(
    x1: Numbers,
    x2: Numbers,
    values: Numbers,
    paths: Mapping[str, Numbers],
    *,
    levels: int = 12,
    ax: Axes | None = None,
) -> Axes:
    """Draw contours of a loss with the paths that optimizers took over it.

    Args:
        x1: Abscissae of the grid, shape `(columns,)`.
        x2: Ordinates of the grid, shape `(rows,)`.
        values: Loss on the grid, shape `(rows, columns)`.
        paths: Label and visited points, shape `(steps + 1, 2)`, of each run. Points beyond
            the grid are cut off; a method, named before the first comma, has its own style.
        levels: Number of contour lines, spaced evenly in √loss so that a bowl looks even.
        ax: Where to draw; new axes by default.

    Returns:
        The axes.

    Raises:
        ValueError: If the shapes do not fit.

    Examples:
        >>> from momentum_docs import plot_paths
        >>> ax = plot_paths([0, 1], [0, 1], [[0, 1], [1, 2]], {"run": [[1, 1], [0, 0]]})
        >>> ax.get_xlabel()
        'x₁'
    """
    columns, rows, heights = np.asarray(x1), np.asarray(x2), np.asarray(values)
    shape = (len(rows), len(columns))
    if heights.shape != shape:
        fail("values", f"of shape {shape}, rows for x2", f"shape {heights.shape}", "Transpose it.")
    ax = given_or_new(ax)
    drawn = np.linspace(np.sqrt(heights.min()), np.sqrt(heights.max()), levels + 1)[1:] ** 2
    ax.contour(columns, rows, heights, levels=drawn, colors=COLOURS.muted, linewidths=0.7, alpha=0.6)
    for marker, style, (label, path) in zip(cycle(MARKERS), styles(paths), paths.items(), strict=False):
        points = np.asarray(path)
        if points.ndim != 2 or points.shape[1] != 2:
            fail("paths", "of points with two coordinates", f"shape {points.shape}", "Pass (steps + 1, 2).")
        ax.plot(*points.T, marker=marker, linewidth=1.3, label=label, **style)
    ax.plot(0, 0, "+", color=COLOURS.ink, markersize=10)
    ax.set(xlim=(columns.min(), columns.max()), ylim=(rows.min(), rows.max()), xlabel="x₁", ylabel="x₂")
    ax.grid(False)
    if paths:
        ax.legend(loc="upper right")
    return ax


def plot_rate_map(
    learning_rates: Numbers,
    momenta: Numbers,
    rates: Numbers,
    *,
    label: str | None = "convergence rate per step",
    limits: tuple[float, float] = (0.0, 1.0),
    boundaries: Mapping[str, Numbers] | None = None,
    xscale: str = "linear",
    shared: Iterable[Axes] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a value over the plane of learning rate and momentum: bright is good, grey diverges.

    Args:
        learning_rates: Abscissae, shape `(columns,)`.
        momenta: Ordinates, shape `(rows,)`.
        rates: Values, shape `(rows, columns)`; what is above the upper limit, infinite or
            NaN is drawn as divergent.
        label: What the values are, written at the colour bar; None leaves the bar out.
        limits: Values at the ends of the colour scale, the best first.
        boundaries: Label and learning rate at each momentum of curves to draw on top.
        xscale: Scale of the learning rates, "linear" or "log".
        shared: Axes below which the colour bar is drawn, which it serves; by default it stands beside
            the map.
        ax: Where to draw; new axes by default.

    Returns:
        The axes.

    Raises:
        ValueError: If the shapes do not fit.

    Examples:
        >>> from momentum_docs import plot_rate_map
        >>> plot_rate_map([0.1, 0.2], [0.0, 0.5], [[0.9, 0.8], [0.7, 1.2]]).get_ylabel()
        'momentum β'
    """
    x, y, values = np.asarray(learning_rates), np.asarray(momenta), np.asarray(rates, dtype=float)
    if values.shape != (len(y), len(x)):
        fail(
            "rates",
            f"of shape {(len(y), len(x))}, rows for momenta",
            f"shape {values.shape}",
            "Transpose it.",
        )
    ax = given_or_new(ax)
    mesh = _mesh(x, y, values, limits, ax)
    if label is not None:
        around, where = (ax, "right") if shared is None else (list(shared), "bottom")
        bar = ax.figure.colorbar(
            mesh, ax=around, location=where, label=f"{label} (grey: beyond)", extend="max"
        )
        if bar.solids is not None:
            bar.solids.set_rasterized(True)
    halo = [withStroke(linewidth=4, foreground=COLOURS.paper)]
    for line, (name, boundary) in zip(cycle(LINES), (boundaries or {}).items(), strict=False):
        edge = np.asarray(boundary)
        ax.plot(edge, y, color=COLOURS.ink, linestyle=line, label=name, path_effects=halo)
    if boundaries:
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, 1.16), ncols=2)
    ax.set(xscale=xscale, xlim=(x.min(), x.max()), ylim=(y.min(), y.max()))
    ax.set(xlabel="learning rate η", ylabel="momentum β")
    return ax


def plot_eigenvalues(
    eigenvalues: Mapping[str, Complex[ArrayLike, "..."] | Sequence[complex]], *, ax: Axes | None = None
) -> Axes:
    """Draw eigenvalues of the update matrix in the complex plane, with the unit circle.

    Args:
        eigenvalues: Label and eigenvalues, of any shape, of each setting; a method, named before the
            first comma, has its own colour.
        ax: Where to draw; new axes by default.

    Returns:
        The axes.

    Examples:
        >>> from momentum_docs import plot_eigenvalues
        >>> plot_eigenvalues({"β = 0.5": [0.5 + 0.5j, 0.5 - 0.5j]}).get_xlabel()
        'real part'
    """
    ax = given_or_new(ax)
    ax.add_patch(Circle((0, 0), 1, fill=False, edgecolor=COLOURS.muted, linewidth=1))
    for marker, style, (label, values) in zip(
        cycle(MARKERS), styles(eigenvalues), eigenvalues.items(), strict=False
    ):
        points = np.ravel(np.asarray(values))
        marked = style | {"marker": marker, "linestyle": "none", "markersize": 6}
        ax.plot(points.real, points.imag, label=label, **marked)
    ax.set(xlabel="real part", ylabel="imaginary part", aspect="equal")
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def _mesh(x: Grid, y: Grid, values: Grid, limits: tuple[float, float], ax: Axes) -> QuadMesh:
    # What is beyond the limit is left out, and a ground shows through, whose colour a dark page can change.
    low, high = limits
    inside = np.ma.masked_where(~(values <= high), values)
    colours = matplotlib.colormaps["cividis_r"].with_extremes(over=COLOURS.grid, bad=(0, 0, 0, 0))
    ax.grid(False)
    ax.add_patch(Rectangle((0, 0), 1, 1, transform=ax.transAxes, color=COLOURS.grid, zorder=0))
    return ax.pcolormesh(x, y, inside, cmap=colours, vmin=low, vmax=high, rasterized=True)
