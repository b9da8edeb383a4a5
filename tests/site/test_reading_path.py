"""A reader finds the next page, and takes each script home."""

import ast
import json
from urllib.parse import unquote

import pytest


@pytest.fixture
def tour(chapter_names):
    """Return the chapters with the Lab, which stands between the story and what goes deeper."""
    story = chapter_names.index("recap") + 1
    return ["index", *chapter_names[:story], "lab", *chapter_names[story:]]


def related(page, direction):
    return page.select_one(f".related-pages a.{direction}-page")["href"].removesuffix(".html")


def test_chapters_follow_one_another(pages, tour):
    path = ["index"]
    while path[-1] != tour[-1]:
        path.append(related(pages[path[-1]], "next"))
    assert path == tour


def test_chapters_lead_back(pages, tour):
    path = [tour[-1]]
    while path[-1] != "index":
        path.append(related(pages[path[-1]], "prev"))
    assert path == [*reversed(tour)]


def test_chapter_links_to_a_script_that_it_shows(chapter):
    assert chapter.select("figcaption a[href^='auto_examples/']")


@pytest.mark.parametrize("suffix", ["py", "ipynb"])
def test_gallery_page_offers_its_download(site, example, gallery_page, suffix):
    links = gallery_page.select(f".sphx-glr-download a[href$='/{example}.{suffix}']")
    assert [link for link in links if (site / "auto_examples" / unquote(link["href"])).is_file()]


def test_downloaded_script_is_the_script(site, example, script_text):
    (download,) = site.glob(f"_downloads/*/{example}.py")
    assert ast.dump(ast.parse(download.read_text("utf-8"))) == ast.dump(ast.parse(script_text))


def test_downloaded_notebook_has_code(site, example):
    (download,) = site.glob(f"_downloads/*/{example}.ipynb")
    assert any(cell["cell_type"] == "code" for cell in json.loads(download.read_text("utf-8"))["cells"])
