"""A theme shows its own figures and hides the other's."""

import pytest

SHOWN = "images => images.filter(image => image.offsetParent).length"


@pytest.mark.parametrize(("scheme", "other"), [("light", "dark"), ("dark", "light")])
def test_figures_of_the_theme_are_shown(visit, chapter, scheme, other):
    page = visit(chapter, color_scheme=scheme)
    images = page.locator(f".run-figure img.only-{scheme}")
    assert images.evaluate_all(SHOWN) == images.count()
    assert images.count() + page.locator("svg[data-view]").count() > 0


@pytest.mark.parametrize(("scheme", "other"), [("light", "dark"), ("dark", "light")])
def test_figures_of_the_other_theme_are_hidden(visit, chapter, scheme, other):
    assert visit(chapter, color_scheme=scheme).locator(f"img.only-{other}").evaluate_all(SHOWN) == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_chosen_theme_overrides_that_of_the_system(visit, theme):
    page = visit("index", color_scheme="dark" if theme == "light" else "light")
    page.evaluate("theme => document.body.dataset.theme = theme", theme)
    assert page.locator(f"#fig-one img.only-{theme}").is_visible()
