"""What a colour means, from the one table that the figures, the pages and the Lab share: colours.toml."""

import tomllib
from importlib import resources
from typing import Any

import numpy as np

from momentum_docs._checks import check_count, fail

TABLE = tomllib.loads((resources.files("momentum_docs") / "colours.toml").read_text("utf-8"))
METHODS = TABLE["methods"] | {"momentum": TABLE["methods"]["heavy ball"]}
SHADES = [light for light, _ in TABLE["ramps"]["family"]]


class _Colours(dict[str, str]):
    """Look up a colour by its name, as in `COLOURS.ink`.

    The values are those of a light page; `LIGHT_TO_DARK` has their counterparts.
    """

    def __getattr__(self, name: str) -> str:
        if name not in self:
            fail("name", f"one of {', '.join(self)}", repr(name), "Check the spelling.", AttributeError)
        return self[name]


class _Twins(dict[str, str]):
    """Look up what a colour of a light page becomes on a dark one, both as hexadecimal numbers."""


COLOURS = _Colours({name: light for name, (light, _) in TABLE["colours"].items()})
LIGHT_TO_DARK = _Twins([*TABLE["colours"].values(), *TABLE["ramps"]["family"]])


def method_style(name: str, *, marker: bool = False) -> dict[str, Any]:
    """Return the colour and line of a method, the same wherever it is drawn.

    Args:
        name: "gradient descent", "heavy ball" or "momentum", "Nesterov", "Adam", "conjugate gradients"
            or "ridge".
        marker: Whether its points are marked, too.

    Returns:
        What matplotlib calls color and linestyle, and marker if there is one, by name.

    Raises:
        ValueError: If no method has the name.

    Examples:
        >>> from momentum_docs import method_style
        >>> method_style("heavy ball", marker=True)
        {'color': '#0072b2', 'linestyle': '-', 'marker': 'o'}
    """
    if name not in METHODS:
        fail("name", f"one of {', '.join(METHODS)}", repr(name), "Leave the style to the cycle.")
    method = METHODS[name]
    line = method["line"]
    style = {
        "color": COLOURS[method["colour"]],
        "linestyle": line if isinstance(line, str) else (0, tuple(line)),
    }
    return style | {"marker": method["marker"]} if marker else style


def shades(count: int) -> list[str]:
    """Return the colours of a family over one number, from faint to strong.

    Args:
        count: Members of the family, from 1 to 7.

    Returns:
        A colour for each, all of one hue.

    Raises:
        ValueError: If the family has no members or more than 7.
        TypeError: If the count is not a whole number.

    Examples:
        >>> from momentum_docs import shades
        >>> shades(2)
        ['#8b88ef', '#140740']
    """
    count = check_count("count", count, "Draw every other member.", largest=len(SHADES))
    places = np.linspace(0, len(SHADES) - 1, count).round().astype(int) if count > 1 else [3]
    return [SHADES[place] for place in places]
