"""The page of claims is an instrument: folded, filtered, and short."""

import pytest
from playwright.sync_api import expect

PAGE = "reference/claims"


@pytest.mark.parametrize("width", [390, 1280])
def test_folded_page_is_short(visit, width):
    page = visit(PAGE, viewport={"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollHeight") <= 8000


@pytest.mark.parametrize(
    ("field", "value"), [("words", "conjugate"), ("chapter", "noise"), ("kind", "reproduced")]
)
def test_filter_leaves_some_claims(visit, field, value):
    page = visit(PAGE)
    every = page.locator(".claim").count()
    control = page.locator(f".claims-filter [name={field}]")
    control.fill(value) if field == "words" else control.select_option(value)
    shown = page.locator(".claim:visible").count()
    assert 0 < shown < every
    expect(page.locator(".claims-filter output")).to_have_text(f"{shown} of {every} claims")


def test_badge_unfolds_its_row(visit):
    page = visit(PAGE, query="#claim-rate-05")
    expect(page.locator("#claim-rate-05")).to_be_in_viewport()


def test_filter_is_hidden_without_javascript(visit):
    page = visit(PAGE, java_script_enabled=False)
    expect(page.locator(".claims-filter")).to_be_hidden()
