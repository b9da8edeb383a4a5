"""One colour, line and marker for each method, and shades for families of curves."""

import tomllib
from pathlib import Path
from types import SimpleNamespace

TABLE = tomllib.loads((Path(__file__).parent / "colours.toml").read_text("utf-8"))
COLOURS = SimpleNamespace(**{name: light for name, (light, _) in TABLE["colours"].items()})


def method_style(name: str, *, marker: bool = False) -> dict:
    style = TABLE["methods"]["heavy ball" if name == "momentum" else name]
    drawn = {"color": getattr(COLOURS, style["colour"]), "linestyle": style["line"]}
    return drawn | ({"marker": style["marker"]} if marker else {})


def shades(count: int) -> list[str]:
    ramp = [light for light, _ in TABLE["ramps"]["family"]]
    return [ramp[round(i * (len(ramp) - 1) / max(count - 1, 1))] for i in range(count)]
