"""Search works from disk."""

import re

from playwright.sync_api import expect


def test_search_finds_velocity(visit):
    page = visit("search", query="?q=velocity")
    expect(page.locator("ul.search a[href*='story/velocity.html']").first).to_be_visible()


def test_search_comes_to_an_end(visit):
    page = visit("search", query="?q=velocity")
    expect(page.locator("#search-results")).to_contain_text(re.compile(r"found \d+ pages?"))


def test_search_says_nothing_to_the_console(visit):
    page = visit("search")
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{page.url}?q=velocity")
    expect(page.locator("#search-results")).to_contain_text("Search finished")
    assert said == []


def test_search_starts_from_the_sidebar(visit):
    page = visit("index")
    page.get_by_role("textbox", name="Search").fill("velocity")
    page.keyboard.press("Enter")
    expect(page.locator("ul.search a").first).to_be_visible()
