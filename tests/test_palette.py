"""One family of figures: what moves wears the colours of the table, and its styles name no other."""

import re

import matplotlib
import palette
import pytest
from lab_sources import FOLDER, SCRIPTS

TABLE = palette.read()
GENERATED = palette.stylesheet()
STYLES = (FOLDER / "lab.css").read_text("utf-8")
HEX = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b(?=[; ,)])")
THEMES = {
    "light": r":root\{(.*?)\}",
    "dark": r'body\[data-theme="dark"\]\{(.*?)\}',
    "dark by the system": r'prefers-color-scheme:dark\)\{body\[data-theme="auto"\]\{(.*?)\}',
}


def declared(theme):
    [block] = re.findall(THEMES[theme], GENERATED)
    return dict(pair.removeprefix("--").split(":") for pair in block.strip(";").split(";"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("method", palette.METHODS)
def test_method_has_its_colour(theme, method):
    colour = TABLE["colours"][TABLE["methods"][method]["colour"]]
    assert declared(theme)[palette.hyphenated(method)] == colour[theme != "light"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", palette.NEUTRAL)
def test_theory_and_frame_have_their_colours(theme, name):
    assert declared(theme)[name] == TABLE["colours"][name][theme != "light"]


@pytest.mark.parametrize("theme", THEMES)
def test_shades_run_from_end_to_end_of_the_family(theme):
    ramp = [pair[theme != "light"] for pair in TABLE["ramps"]["family"]]
    shades = [declared(theme)[f"shade-{i}"] for i in range(1, palette.SHADES + 1)]
    assert (shades[0], shades[-1]) == (ramp[0], ramp[-1])
    assert [ramp.index(shade) for shade in shades] == sorted({ramp.index(shade) for shade in shades})


def test_map_has_the_ramp_of_rates():
    assert declared("light")["rates"].split(",") == TABLE["ramps"]["rate"]


@pytest.mark.parametrize("method", palette.METHODS)
def test_method_keeps_its_look_when_the_reader_chooses_it(method):
    name, style = palette.hyphenated(method), TABLE["methods"][method]
    selector, look = re.search(rf"(\.{name},\S+ \.run)\{{(.*?)\}}", GENERATED).groups()
    assert selector == f'.{name},[data-method="{name}"] .run'
    assert look.startswith(f"--hue:var(--{name});--dash:{palette.DASHES[style['line']]};")


@pytest.mark.parametrize(("line", "name"), [("--", "dashed"), ("-.", "dashdot"), (":", "dotted")])
def test_dash_is_that_of_matplotlib(line, name):
    pattern = matplotlib.rcParamsDefault[f"lines.{name}_pattern"]
    assert [float(part) for part in palette.DASHES[line].split()] == pytest.approx(
        [2 * part for part in pattern]
    )


def test_styles_and_scripts_name_no_colour():
    assert HEX.findall(STYLES) == []
    assert [script.name for script in SCRIPTS if HEX.search(script.read_text("utf-8"))] == []


def test_every_variable_is_set():
    used = set(re.findall(r"var\(--([\w-]+)", STYLES + GENERATED))
    by_the_theme = {name for name in used if name.startswith(("color-", "font-"))}
    by_the_page = {"narrow", "wide"}
    own = set(re.findall(r"--([\w-]+):", STYLES + GENERATED))
    assert used - by_the_theme - by_the_page <= own


def test_every_variable_of_the_table_is_used():
    scripts = "".join(script.read_text("utf-8") for script in SCRIPTS)
    used = set(re.findall(r"--([\w-]+)", STYLES + scripts))
    assert declared("light").keys() - {palette.hyphenated(method) for method in palette.METHODS} <= used


def test_every_class_with_a_style_is_on_a_page():
    templates = FOLDER.parent / "_templates" / "lab"
    sources = [*SCRIPTS, *templates.iterdir(), FOLDER / "live.toml", FOLDER.parent / "_ext" / "lab.py"]
    text = "".join(source.read_text("utf-8") for source in sources)
    of_the_theme = {"content"}
    named = set(
        re.findall(r"(?<=\.)[a-z][\w-]*(?=[^{}]*\{)", re.sub(r"/\*.*?\*/", "", STYLES, flags=re.DOTALL))
    )
    assert {
        name for name in named - of_the_theme if not re.search(rf"(?<![\w-]){name}(?![\w-])", text)
    } == set()


def test_map_lies_within_the_margins_of_the_plot():
    plot = (FOLDER / "plot.js").read_text("utf-8")
    left, right, top, bottom = map(int, re.search(r"\[LEFT.*?\] = \[(.*?)\]", plot)[1].split(","))
    canvas = re.search(r"\.stack canvas \{(.*?)\}", STYLES, re.DOTALL)[1]
    assert f"margin: {top}px {right}px {bottom}px {left}px;" in canvas
    assert f"width: calc(100% - {left + right}px);" in canvas
    assert f"height: calc(100% - {top + bottom}px);" in canvas


@pytest.mark.parametrize("path", [*SCRIPTS, FOLDER / "lab.css"], ids=lambda path: path.name)
def test_no_line_is_longer_than_python_may_be(path):
    assert [line for line in path.read_text("utf-8").splitlines() if len(line) > 110] == []
