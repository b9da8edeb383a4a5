"""Values over the plane of learning rate and momentum: arrays in, Axes or a Figure out."""

from collections.abc import Mapping

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from momentum_docs._checks import Numbers, fail

BEYOND = "#d5dbe3"


def plot_rate_map(
    learning_rates: Numbers,
    momenta: Numbers,
    rates: Numbers,
    *,
    label: str = "convergence rate per step",
    limits: tuple[float, float] = (0.0, 1.0),
    boundaries: Mapping[str, Numbers] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a value over the plane of learning rate and momentum.

    Args:
        learning_rates: Abscissae, shape `(columns,)`.
        momenta: Ordinates, shape `(rows,)`.
        rates: Values, shape `(rows, columns)`; what is above the upper limit, infinite or
            NaN is drawn as divergent.
        label: What the values are.
        limits: Values at the ends of the colour scale.
        boundaries: Label and learning rate at each momentum of curves to draw on top.
        ax: Where to draw; new axes by default.

    Returns:
        The axes.

    Raises:
        ValueError: If the shapes do not fit.

    Examples:
        >>> from momentum_docs import plot_rate_map
        >>> plot_rate_map([0.1, 0.2], [0.0, 0.5], [[0.9, 0.8], [0.7, 1.2]]).get_ylabel()
        'momentum β'

    References:
        Goh, G. (2017). Why momentum really works. Distill, "The Dynamics of Momentum".
    """
    rates = np.asarray(rates, dtype=float)
    shape = (len(momenta), len(learning_rates))
    if rates.shape != shape:
        fail("rates", f"of shape {shape}, rows for momenta", f"shape {rates.shape}", "Transpose it.")
    if ax is None:
        import matplotlib.pyplot as plt  # half of what importing the package would cost

        ax = plt.subplots()[1]
    mesh = _mesh(learning_rates, momenta, rates, limits, ax)
    bar = ax.figure.colorbar(mesh, ax=ax, label=f"{label} (grey: beyond)", extend="max")
    bar.solids.set_rasterized(True)
    for style, (name, boundary) in zip(("-", "--", ":"), (boundaries or {}).items(), strict=False):
        ax.plot(boundary, momenta, color="#c4500a", linestyle=style, label=name)
    if boundaries:
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, 1.16), ncols=2)
    ax.set(xlim=(min(learning_rates), max(learning_rates)), ylim=(min(momenta), max(momenta)))
    ax.set(xlabel="learning rate η", ylabel="momentum β")
    return ax


def plot_race(
    learning_rates: Numbers,
    momenta: Numbers,
    losses: Mapping[str, Numbers],
    *,
    label: str = "loss left",
    limits: tuple[float, float] = (1e-8, 1.0),
) -> Figure:
    """Draw the losses of all settings of four methods: sorted, and over the plane where there is one.

    Args:
        learning_rates: Abscissae of the maps, shape `(columns,)`, on a log axis.
        momenta: Ordinates of the maps, shape `(rows,)`.
        losses: Label and loss of each setting. The first method has no momentum and any number of
            settings; the other three have a map each, shape `(rows, columns)`.
        label: What the losses are.
        limits: Losses at the ends of the colour scale; what is above, infinite or NaN is grey.

    Returns:
        A figure with four panels: the sorted losses, best first, and the three maps.

    Raises:
        ValueError: If there are not four methods, or a map has another shape.

    Examples:
        >>> from momentum_docs import plot_race
        >>> square = [[0.1, 0.2], [0.3, 2.0]]
        >>> figure = plot_race([0.1, 1], [0, 0.5], {"a": [0.5, 0.1], "b": square, "c": square, "d": square})
        >>> [ax.get_title() for ax in figure.axes[1:4]]
        ['b', 'c', 'd']

    References:
        Dolan, E. D., Moré, J. J. (2002). Benchmarking optimization software with performance profiles.
        Mathematical Programming 91, 201–213, for curves over all runs.
    """
    if len(losses) != 4:
        fail("losses", "of four methods", f"{len(losses)}", "The first one needs no map.")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(2, 2, figsize=(5.2, 5.6))
    profile, shape = axes[0, 0], (len(momenta), len(learning_rates))
    for ax, (name, values) in zip(axes.flat, losses.items(), strict=True):
        values = np.asarray(values, dtype=float)
        ranked = np.clip(np.sort(values, axis=None), limits[0] / 10, 10 * limits[1])
        profile.semilogy(np.linspace(0, 100, values.size), ranked, label=name)
        if ax is not profile:
            if values.shape != shape:
                fail("losses", f"of shape {shape}, rows for momenta", f"shape {values.shape}", "Reshape it.")
            with np.errstate(divide="ignore"):
                mesh = _mesh(learning_rates, momenta, np.log10(values), np.log10(limits), ax)
            ax.set(title=name, xscale="log", xlabel="learning rate η", ylabel="momentum β")
    profile.set(title="all settings", xlabel="best first (%)", ylabel="loss left", ylim=limits, xlim=(0, 100))
    profile.legend(fontsize=8)
    bar = figure.colorbar(mesh, ax=axes, location="bottom", extend="max", label=f"log₁₀ of the {label}")
    bar.solids.set_rasterized(True)
    return figure


def _mesh(learning_rates, momenta, values, limits, ax):
    # What is beyond the limit is left out, and a ground shows through, whose colour a dark page can change.
    low, high = limits
    values = np.ma.masked_where(~(values <= high), values)
    colours = matplotlib.colormaps["cividis_r"].with_extremes(over=BEYOND, bad=(0, 0, 0, 0))
    ax.grid(False)
    ax.add_patch(Rectangle((0, 0), 1, 1, transform=ax.transAxes, color=BEYOND, zorder=0))
    return ax.pcolormesh(learning_rates, momenta, values, cmap=colours, vmin=low, vmax=high, rasterized=True)
