"""Every page loads quietly, from disk alone, and light."""

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

BUDGET = 200_000  # bytes of a chapter with everything it loads
COMPRESSED = {".woff2", ".png"}

SHOW_LAZY_IMAGES = """async () => {
    const shown = [...document.images].filter(image => image.offsetParent);
    shown.forEach(image => image.loading = "eager");
    await Promise.allSettled(shown.map(image => image.decode()));
    await document.fonts.ready;
}"""


@pytest.fixture(scope="module")
def loads(chromium, site):
    """Visit every page once, and note what it says and requests."""
    notes = {}
    for path in sorted(site.rglob("*.html")):
        said, requested = [], []
        page = chromium.new_page()
        page.on("console", lambda message, said=said: said.append((message.type, message.text)))
        page.on("pageerror", lambda error, said=said: said.append(("exception", str(error))))
        page.on("request", lambda request, requested=requested: requested.append(request.url))
        page.goto(path.as_uri())
        page.evaluate(SHOW_LAZY_IMAGES)
        page.close()
        notes[path.relative_to(site).with_suffix("").as_posix()] = said, requested
    return notes


def size(url):
    path = Path(unquote(urlsplit(url).path))
    content = path.read_bytes()
    return len(content if path.suffix in COMPRESSED else gzip.compress(content, 6))


@pytest.mark.parametrize("kind", ["error", "warning", "exception"])
def test_pages_say_nothing_to_the_console(loads, kind):
    said = [
        (name, text) for name, (messages, _) in loads.items() for type_, text in messages if type_ == kind
    ]
    assert said == []


def test_pages_request_nothing_off_the_site(loads, site):
    requests = [(name, url) for name, (_, urls) in loads.items() for url in urls]
    assert [(name, url) for name, url in requests if not url.startswith((site.as_uri(), "data:"))] == []


def test_chapter_fits_its_budget(loads, chapter):
    urls = {url for url in loads[chapter][1] if not url.startswith("data:")}
    assert sum(map(size, urls)) <= BUDGET
