"""Pages serve keyboards and screen readers in both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

SERIOUS = {"serious", "critical"}
FOCUS = """() => {
    const {x, y, width, height} = document.activeElement.getBoundingClientRect();
    return width > 0 && height > 0 && x + width > 0 && y + height > 0 && y < innerHeight;
}"""


def serious(page):
    violations = Axe().run(page).response["violations"]
    return {
        violation["id"]: [node["html"] for node in violation["nodes"]]
        for violation in violations
        if violation["impact"] in SERIOUS
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit, name, scheme):
    assert serious(visit(name, color_scheme=scheme)) == {}


def test_axe_finds_nothing_serious_on_a_phone(visit, chapter):
    assert serious(visit(chapter, viewport={"width": 390, "height": 844})) == {}


def test_first_key_offers_to_skip_the_navigation(visit, name):
    page = visit(name)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#furo-main-content"


def test_skip_link_is_seen_when_focused(visit):
    page = visit("index")
    page.keyboard.press("Tab")
    page.wait_for_function(FOCUS)


def test_theme_is_changed_by_keyboard(visit):
    page = visit("index")
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.theme-toggle')"):
            break
    page.keyboard.press("Enter")
    assert page.evaluate("document.body.dataset.theme") != "auto"
