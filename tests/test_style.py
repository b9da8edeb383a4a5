"""One table of colours: legible on both pages, one for each method, and the same wherever it is read."""

import itertools
import re
from pathlib import Path

import matplotlib
import pytest
import runs

import momentum_docs
from momentum_docs import COLOURS, LIGHT_TO_DARK, method_style, shades

METHODS = ["gradient descent", "heavy ball", "Nesterov", "Adam", "conjugate gradients", "ridge"]
STYLE = Path(momentum_docs.__file__).parent / "house.mplstyle"
DRAWN = [colour for name, colour in COLOURS.items() if name not in ("paper", "grid")]
DRAWN += shades(7)

each_count = pytest.mark.parametrize("count", range(1, 8))


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour, other):
    low, high = sorted([luminance(colour), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def cycle():
    return matplotlib.rc_params_from_file(STYLE, use_default_template=False)["axes.prop_cycle"].by_key()


@pytest.mark.parametrize("colour", DRAWN)
def test_colour_stands_out_on_a_light_page(colour):
    assert contrast(colour, COLOURS.paper) >= 3


@pytest.mark.parametrize("colour", DRAWN)
def test_colour_stands_out_on_a_dark_page(colour):
    assert contrast(LIGHT_TO_DARK[colour], LIGHT_TO_DARK[COLOURS.paper]) >= 3


def test_every_colour_has_one_dark_counterpart():
    assert len(LIGHT_TO_DARK) == len(COLOURS) + 7


def test_pages_darken_by_the_same_table():
    assert runs.DARK == LIGHT_TO_DARK


def test_style_sheet_uses_only_colours_of_the_table():
    sheet = set(re.findall(r"\b[0-9a-f]{6}\b", STYLE.read_text("utf-8")))
    assert {f"#{colour}" for colour in sheet} <= set(COLOURS.values())


def test_cycle_has_no_colour_of_a_method():
    colours = {f"#{colour.removeprefix('#')}" for colour in cycle()["color"]}
    assert colours.isdisjoint(method_style(name)["color"] for name in METHODS)


@pytest.mark.parametrize("part", ["color", "linestyle"])
def test_cycle_repeats_nothing(part):
    assert len(set(cycle()[part])) == 4


@pytest.mark.parametrize("part", ["color", "linestyle", "marker"])
def test_no_two_methods_share_a_part_of_their_style(part):
    assert len({method_style(name, marker=True)[part] for name in METHODS}) == len(METHODS)


def test_momentum_is_the_heavy_ball():
    assert method_style("momentum") == method_style("heavy ball")


def test_lines_of_methods_have_no_markers_unless_asked():
    assert "marker" not in method_style("Adam")


def test_unknown_method_is_refused(house_error):
    with house_error("name"):
        method_style("adam")


def test_unknown_colour_is_refused(house_error):
    with house_error("name", AttributeError):
        _ = COLOURS.teal


@each_count
def test_family_has_as_many_shades_as_asked_for(count):
    assert len(shades(count)) == count


@each_count
def test_neighbours_in_a_family_differ(count):
    for shade, following in itertools.pairwise(shades(count)):
        assert contrast(shade, following) >= 1.2


@each_count
@pytest.mark.parametrize("page", [COLOURS, LIGHT_TO_DARK], ids=["light", "dark"])
def test_family_grows_from_faint_to_strong_on_both_pages(count, page):
    twin = LIGHT_TO_DARK if page is LIGHT_TO_DARK else {light: light for light in LIGHT_TO_DARK}
    strengths = [contrast(twin[shade], twin[COLOURS.paper]) for shade in shades(count)]
    assert strengths == sorted(strengths)


@pytest.mark.parametrize("count", [0, 8])
def test_family_of_another_size_is_refused(count, house_error):
    with house_error("count"):
        shades(count)
