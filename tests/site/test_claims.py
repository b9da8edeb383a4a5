"""Badges lead to the rows of their claims, the rows lead back, and the page says whether all hold."""

import posixpath
import re

import book
import evidence
import pytest
from built_site import CHAPTERS

CLAIMS = evidence.read_all()

each_claim = pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
each_page = pytest.mark.parametrize("name", book.documents())


@pytest.fixture
def row(pages, claim):
    """Return the row of each claim in turn."""
    return pages["reference/claims"].find(id=f"claim-{claim.name}")


def target(name, link):
    path, _, anchor = link["href"].partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path)), anchor


@each_page
def test_badge_leads_to_the_row_of_a_claim(pages, name):
    rows = {f"claim-{claim.name}" for claim in CLAIMS}
    for badge in pages[name].select(".badge a"):
        page, anchor = target(name, badge)
        assert page == "reference/claims.html"
        assert anchor in rows


@pytest.mark.parametrize("name", [name for name in CHAPTERS if name != "story/recap"])
def test_chapter_has_badges(pages, name):
    assert pages[name].select(".badge a")


@each_claim
@pytest.mark.parametrize("word", ["measured", "predicted", "rival"])
def test_row_has_the_number(row, word):
    assert re.search(rf"{word}\s+\S", row.select_one(".values").get_text(" ", strip=True))


@each_claim
def test_row_says_its_kind(claim, row):
    assert row.select_one(".kind").get_text() == evidence.KINDS[claim.kind]


@each_claim
def test_row_leads_to_its_scripts(claim, row):
    links = {link["href"] for link in row("a", href=True)}
    assert links >= {f"../auto_examples/{script}.html" for script in claim.scripts}


@each_claim
def test_row_leads_back_to_its_badge(pages, claim, row):
    [back] = row.select("a[href*='#use-']")
    page, anchor = target("reference/claims", back)
    assert pages[page.removesuffix(".html")].find(id=anchor)


def test_page_says_that_all_hold(pages):
    summary = pages["reference/claims"].select_one(".claims-summary").get_text()
    assert summary == f"{len(CLAIMS)} of {len(CLAIMS)} hold."
