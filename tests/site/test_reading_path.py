"""A reader finds the next page, and takes each script home."""

import ast
import json
import posixpath
from urllib.parse import unquote

import pytest


@pytest.fixture
def tour(chapter_names):
    """Return the chapters with the Lab, which stands between the story and what goes deeper."""
    story = chapter_names.index("story/recap") + 1
    return ["index", *chapter_names[:story], "lab", *chapter_names[story:]]


def stem_of(example):
    return example.split("/")[1]


def related(name, page, direction):
    link = page.select_one(f".related-pages a.{direction}-page")["href"]
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), link)).removesuffix(".html")


def test_chapters_follow_one_another(pages, tour):
    path = ["index"]
    while path[-1] != tour[-1]:
        path.append(related(path[-1], pages[path[-1]], "next"))
    assert path == tour


def test_chapters_lead_back(pages, tour):
    path = [tour[-1]]
    while path[-1] != "index":
        path.append(related(path[-1], pages[path[-1]], "prev"))
    assert path == [*reversed(tour)]


def test_chapter_links_to_a_script_that_it_shows(chapter):
    assert chapter.select("figcaption a[href*='auto_examples/']")


@pytest.mark.parametrize("suffix", ["py", "ipynb"])
def test_gallery_page_offers_its_download(site, example, gallery_page, suffix):
    links = gallery_page.select(f".sphx-glr-download a[href$='/{stem_of(example)}.{suffix}']")
    assert [
        link
        for link in links
        if ((site / "auto_examples" / example).parent / unquote(link["href"])).is_file()
    ]


def test_downloaded_script_is_the_script(site, example, script_text):
    (download,) = site.glob(f"_downloads/*/{stem_of(example)}.py")
    assert ast.dump(ast.parse(download.read_text("utf-8"))) == ast.dump(ast.parse(script_text))


def test_downloaded_notebook_has_code(site, example):
    (download,) = site.glob(f"_downloads/*/{stem_of(example)}.ipynb")
    assert any(cell["cell_type"] == "code" for cell in json.loads(download.read_text("utf-8"))["cells"])
