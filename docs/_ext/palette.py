"""The colours, dashes and dots of the figures that move, from the table that matplotlib reads, too."""

import tomllib
from pathlib import Path

TABLE = Path(__file__).parents[2] / "momentum_docs" / "colours.toml"

NEUTRAL = ["ink", "muted", "grid", "paper"]
METHODS = ["gradient descent", "heavy ball", "Nesterov"]  # those that move
SHADES = 4  # of the family, from end to end
# What matplotlib draws with its lines of two pixels.
DASHES = {"-": "none", "--": "7.4 3.2", "-.": "12.8 3.2 2 3.2", ":": "2 3.3"}


def read():
    """Read the table."""
    return tomllib.loads(TABLE.read_text("utf-8"))


def hyphenated(method):
    """Return the name of a method as scripts and styles spell it."""
    return method.lower().replace(" ", "-")


def variables(table):
    """Return each variable with its light and its dark value."""
    colours, family = table["colours"], table["ramps"]["family"]
    pairs = {name: colours[name] for name in NEUTRAL}
    pairs |= {hyphenated(method): colours[table["methods"][method]["colour"]] for method in METHODS}
    shades = [family[i * (len(family) - 1) // (SHADES - 1)] for i in range(SHADES)]
    return pairs | {f"shade-{i}": pair for i, pair in enumerate(shades, start=1)}


def stylesheet():
    """Write the variables of both themes, and how a mark of each method looks."""
    table = read()
    pairs = variables(table)
    light, dark = ("".join(f"--{name}:{pair[theme]};" for name, pair in pairs.items()) for theme in (0, 1))
    rules = [
        f":root{{{light}--rates:{','.join(table['ramps']['rate'])}}}",
        # Paper is white, whatever the theme.
        f'@media not print{{body[data-theme="dark"]{{{dark}}}',
        f'@media (prefers-color-scheme:dark){{body[data-theme="auto"]{{{dark}}}}}}}',
    ]
    for method in METHODS:
        style, name = table["methods"][method], hyphenated(method)
        cap = "square" if style["marker"] == "s" else "round"
        look = f"--hue:var(--{name});--dash:{DASHES[style['line']]};--cap:{cap}"
        rules.append(f'.{name},[data-method="{name}"] .run{{{look}}}')
    return "\n".join(rules)
