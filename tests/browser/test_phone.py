"""Pages fit on a phone."""

import pytest

# The theme hides what the page overflows and scrolls its column instead.
SIDEWAYS = """() => [...document.querySelectorAll("html, body, .content")]
    .filter(box => box.scrollWidth > box.clientWidth)
    .map(box => `${box.tagName} holds ${box.scrollWidth} in ${box.clientWidth} pixels`)"""


@pytest.mark.parametrize("width", [390, 320])
def test_page_does_not_scroll_sideways(visit, name, width):
    page = visit(name, viewport={"width": width, "height": 844})
    assert page.evaluate(SIDEWAYS) == []


def test_figure_fits_the_screen(visit, chapter):
    page = visit(chapter, viewport={"width": 390, "height": 844})
    boxes = page.locator(".run-figure :is(img.only-light, svg[data-view])").evaluate_all(
        "figures => figures.map(figure => figure.getBoundingClientRect().right)"
    )
    assert max(boxes) <= 390
