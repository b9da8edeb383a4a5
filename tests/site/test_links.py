"""Links arrive, nothing is loaded from elsewhere, and no page tells where it was built."""

import re
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).parents[2]
LOADED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "object": "data", "embed": "src"}
IN_CSS = re.compile(r"(?:url\(|@import)\s*[\"']?\s*((?:https?:)?//[^\"')\s]+)")


def internal_links(pages):
    for name, page in pages.items():
        for link in page("a", href=True):
            url = urlsplit(link["href"])
            if not url.scheme and not url.netloc:
                yield name, url


def target(site, name, url):
    return (site / name).parent / unquote(url.path) if url.path else site / f"{name}.html"


def test_internal_links_lead_to_a_file(site, pages):
    broken = [
        (name, url.geturl()) for name, url in internal_links(pages) if not target(site, name, url).is_file()
    ]
    assert broken == []


def test_internal_links_lead_to_an_anchor(site, pages):
    anchors = {name: {tag["id"] for tag in page(id=True)} for name, page in pages.items()}

    def is_anchor(name, url):
        page = target(site, name, url).resolve().relative_to(site.resolve()).with_suffix("").as_posix()
        return unquote(url.fragment) in anchors.get(page, ())

    # With an equals sign it is a setting of the Lab, which test_lab.py checks.
    links = [(name, url) for name, url in internal_links(pages) if url.fragment and "=" not in url.fragment]
    assert [(name, url.geturl()) for name, url in links if not is_anchor(name, url)] == []


def test_links_are_not_nested(pages):
    assert [name for name, page in pages.items() if page.select("a a")] == []


def test_ids_are_unique_on_a_page(pages):
    ids = {name: Counter(tag["id"] for tag in page(id=True)) for name, page in pages.items()}
    assert [(name, i) for name, counts in ids.items() for i, count in counts.items() if count > 1] == []


def test_pages_load_nothing_from_elsewhere(pages):
    loaded = [
        (name, url)
        for name, page in pages.items()
        for tag, attribute in [*LOADED.items(), ("link", "href"), ("img", "srcset"), ("source", "srcset")]
        for url in [element.get(attribute, "") for element in page(tag)]
        if urlsplit(url).netloc
    ]
    assert loaded == []


def test_styles_load_nothing_from_elsewhere(site, pages):
    styles = {path.name: path.read_text("utf-8") for path in site.rglob("*.css")}
    styles |= {name: str(page.select("style, [style]")) for name, page in pages.items()}
    assert [(name, url) for name, style in styles.items() for url in IN_CSS.findall(style)] == []


def texts(site):
    for path in sorted(site.rglob("*")):
        if not path.is_file() or ".doctrees" in path.parts:
            continue
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                yield from ((f"{path.name}: {name}", archive.read(name)) for name in archive.namelist())
        else:
            yield path.relative_to(site).as_posix(), path.read_bytes()


@pytest.mark.parametrize("place", [str(ROOT), f"{Path.home()}/", f"{tempfile.gettempdir()}/"])
def test_no_file_tells_where_it_was_built(site, place):
    assert [name for name, content in texts(site) if place.encode() in content] == []
