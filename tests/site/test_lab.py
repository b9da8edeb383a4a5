"""The Lab and the figures that move: light, only where needed, and never without a script behind them."""

import gzip
import tomllib
from urllib.parse import parse_qsl, urlsplit

import pytest
from built_site import ROOT

BUDGET = 15_000  # bytes of all scripts and styles, gzipped
FIGURES = tomllib.loads((ROOT / "docs" / "_lab" / "live.toml").read_text("utf-8")).keys() - {"lab"}


@pytest.fixture
def fields(pages):
    """Return the fields of the Lab's form by name."""
    return {field["name"]: field for field in pages["lab"].select("form.lab :is(input, select)[name]")}


def live_figures(pages):
    return [(name, root) for name, page in pages.items() for root in page.select("[data-live]")]


def test_scripts_and_styles_fit_their_budget(site):
    files = [*(site / "_static" / "lab").iterdir()]
    assert {file.name for file in files} == {"lab.js", "lab.css"}
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) <= BUDGET


@pytest.mark.parametrize(("tag", "attribute"), [("script", "src"), ("link", "href")])
def test_pages_load_the_lab_only_where_something_moves(pages, tag, attribute):
    loading = {
        name for name, page in pages.items() for part in page(tag) if "/lab/lab." in part.get(attribute, "")
    }
    assert loading == {name for name, page in pages.items() if page.select(".lab")}


def test_figures_that_move_are_all_shown(pages):
    assert {root["data-live"] for _, root in live_figures(pages)} == FIGURES


def test_figure_that_moves_names_its_script_and_has_its_figure(pages):
    for name, root in live_figures(pages):
        figure = root.find_parent("figure")
        [link] = figure.select("figcaption a[href*='auto_examples/']")
        script = link["href"].split("auto_examples/")[1].removesuffix(".html")
        assert link.text == f"{script}.py", name
        assert all(f"sphx_glr_{script.split('/')[1]}_" in image["src"] for image in figure("img")), name
        assert len(figure("img")) == 2, name


def test_home_opens_with_the_valley(pages):
    first = pages["index"].select_one("figure")
    assert first.select_one("[data-live]")["data-live"] == "valley"


def test_lab_without_javascript_shows_a_figure(pages):
    assert pages["lab"].select("noscript figure img")


def test_inputs_have_labels(pages):
    for name in {name for name, _ in live_figures(pages)} | {"lab"}:
        page = pages[name]
        labelled = {label["for"] for label in page("label") if label.get("for")}
        for field in page.select(".lab :is(input, select)"):
            assert field.get("id") in labelled or field.get("aria-label") or field.find_parent("label")


def test_sliders_begin_on_their_scale(pages):
    for _, root in live_figures(pages):
        for slider in root.select("input[type=range]"):
            low, high, step, value = (float(slider[key]) for key in ("min", "max", "step", "value"))
            assert low <= value <= high
            assert (value - low) / step == pytest.approx(round((value - low) / step))


def states(pages):
    links = [urlsplit(link["href"]).fragment for link in pages["lab"].select(".presets a")]
    return links + [option["data-state"] for option in pages["lab"].select("option[data-state]")]


def test_presets_name_fields_of_the_form(pages, fields):
    for state in states(pages):
        assert {name for name, _ in parse_qsl(state)} <= fields.keys()


def test_presets_hold_values_that_the_form_allows(pages, fields):
    for state in states(pages):
        for name, value in parse_qsl(state):
            field = fields[name]
            if field.name == "select":
                assert value in {option["value"] for option in field("option")}
            elif name not in ("drop", "shown"):
                assert float(field["min"]) <= float(value) <= float(field["max"])
