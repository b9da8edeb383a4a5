"""The home page needs no JavaScript."""

import pytest


@pytest.fixture
def home(visit):
    """Open the home page with JavaScript switched off."""
    return visit("index", java_script_enabled=False)


def test_home_shows_its_figure_without_javascript(home):
    figure = home.locator("#fig-one img.only-light")
    assert figure.is_visible()
    assert figure.evaluate("image => image.naturalWidth") > 0


def test_home_shows_its_text_without_javascript(home):
    assert home.get_by_role("heading", level=1).is_visible()


def test_home_shows_its_mathematics_without_javascript(home):
    assert home.locator(".katex-html").first.is_visible()
