"""The figures that move begin as their script does, follow their sliders, and vanish without JavaScript."""

import pytest
from playwright.sync_api import expect

FIGURES = [
    ("index", "valley", "momentum_in_the_valley/10_momentum"),
    ("story/momentum_in_the_valley", "valley", "momentum_in_the_valley/10_momentum"),
    ("story/velocity", "weights", "velocity/10_leaky_sum"),
    ("story/theory", "decay", "theory/10_scalar_quadratic"),
    ("deeper/quadratics", "regimes", "quadratics/10_regimes"),
    ("deeper/quadratics", "spectrum", "quadratics/40_whole_spectrum"),
    ("deeper/noise", "noise", "noise/10_longer_memory"),
    ("deeper/conventions", "drop", "conventions/10_learning_rate_drop"),
    ("deeper/failure", "cycle", "failure/10_cycle"),
]


def figure(page, name):
    return page.locator(f"[data-live={name}]")


def printed_by(visit, script):
    return visit(f"auto_examples/{script}").locator(".sphx-glr-script-out").all_text_contents()


@pytest.fixture
def said(visit):
    """Return what a figure prints at first, and all that its script prints."""

    def read(chapter, name, script):
        text = figure(visit(chapter), name).locator("output.line").text_content()
        return text.split("\n"), " ".join(printed_by(visit, script))

    return read


def test_valley_begins_with_a_line_of_its_script(said):
    lines, script = said("index", "valley", "momentum_in_the_valley/10_momentum")
    assert lines[0] in script


def test_weights_begin_with_a_line_of_their_script(said):
    lines, script = said("story/velocity", "weights", "velocity/10_leaky_sum")
    assert f"β = 0.9: {lines[0]}" in script


def test_decay_begins_with_the_rates_of_its_script(said):
    lines, script = said("story/theory", "decay", "theory/10_scalar_quadratic")
    assert len(lines) == 4
    for line in lines:
        curvature, rate = line.split(": error per step × ")
        assert f"{curvature}: error per step × " in script
        assert f"× {rate} with it" in script[script.index(f"{curvature}: ") :].split("\n")[0]


def test_regimes_begin_with_the_eigenvalues_of_their_script(said):
    [line], script = said("deeper/quadratics", "regimes", "quadratics/10_regimes")
    assert line.replace(":", "") + "," in script.replace("\n", " ")


def test_spectrum_begins_with_the_optimum_of_its_script(said):
    [line], script = said("deeper/quadratics", "spectrum", "quadratics/40_whole_spectrum")
    assert line.split(";")[0] in script


def test_noise_begins_with_the_spreads_of_the_formula(said):
    [line], _ = said("deeper/noise", "noise", "noise/10_longer_memory")
    same, lowered = ((eta * 1.9 / (0.1 * (2 * 1.9 - eta))) ** 0.5 for eta in (0.05, 0.05 * (1 - 0.9)))
    assert line == f"spread in the long run: {same:.3f} at the same η, {lowered:.3f} at the same η/(1 − β)"


def test_drop_begins_with_the_distances_of_its_script(said):
    [line], script = said("deeper/conventions", "drop", "conventions/10_learning_rate_drop")
    gradients, steps = line.removeprefix("largest |x| after the drop: velocity of gradients ").split(
        ", of steps "
    )
    assert f"largest |x| after the drop: pytorch {gradients}, keras {steps}" in script


def test_cycle_begins_with_the_distances_of_its_script(said):
    lines, script = said("deeper/failure", "cycle", "failure/10_cycle")
    assert len(lines) == 3
    assert all(line in script for line in lines)


@pytest.mark.parametrize(("chapter", "name", "script"), FIGURES)
def test_figure_follows_its_sliders(visit, chapter, name, script):
    page = visit(chapter)
    live = figure(page, name)
    for slider in live.locator("input").all():
        before = (
            live.evaluate("root => root.querySelector('[data-view]').innerHTML"),
            live.locator("output.line").text_content(),
        )
        slider.focus()
        page.keyboard.press(
            "PageUp" if float(slider.input_value()) < float(slider.get_attribute("max")) / 2 else "PageDown"
        )
        after = (
            live.evaluate("root => root.querySelector('[data-view]').innerHTML"),
            live.locator("output.line").text_content(),
        )
        assert after != before


@pytest.mark.parametrize(("chapter", "name", "script"), FIGURES)
def test_figure_replaces_that_of_its_script_or_stands_beside_it(visit, chapter, name, script):
    page = visit(chapter)
    beside = name in ("spectrum", "noise")
    shown = page.locator(f"figure:has([data-live={name}]) img:visible").count()
    assert (shown, figure(page, name).is_visible()) == (int(beside), True)


@pytest.mark.parametrize(("chapter", "name", "script"), FIGURES)
def test_script_has_its_figure_without_javascript(visit, chapter, name, script):
    page = visit(chapter, java_script_enabled=False)
    expect(page.locator(f"figure:has([data-live={name}]) img.only-light")).to_be_visible()
    expect(figure(page, name)).to_be_hidden()


def test_lab_has_a_figure_without_javascript(visit):
    page = visit("lab", java_script_enabled=False)
    expect(page.locator(".run-figure img.only-light")).to_be_visible()
    expect(page.locator("form.lab")).to_be_hidden()


def test_figures_follow_the_width(visit):
    page = visit("index", viewport={"width": 1280, "height": 900})
    svg = figure(page, "valley").locator("svg[data-view]")
    wide = svg.get_attribute("viewBox")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(
        "wide => document.querySelector('svg[data-view]').getAttribute('viewBox') !== wide", arg=wide
    )
