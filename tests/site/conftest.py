"""The built pages, parsed once."""

import pytest
from bs4 import BeautifulSoup
from built_site import CHAPTERS, ROOT, SITE, require_site

EXAMPLES = sorted(f"{path.parent.name}/{path.stem}" for path in (ROOT / "examples").glob("*/*.py"))


def pytest_configure(config):
    require_site()


@pytest.fixture(scope="session")
def site():
    """Return the folder of the built site."""
    return SITE


@pytest.fixture(scope="session")
def pages():
    """Return every page of the site by its path without the suffix."""
    return {
        path.relative_to(SITE).with_suffix("").as_posix(): BeautifulSoup(
            path.read_text("utf-8"), "html.parser"
        )
        for path in sorted(SITE.rglob("*.html"))
    }


@pytest.fixture(params=CHAPTERS)
def chapter(request, pages):
    """Return each chapter in turn."""
    return pages[request.param]


@pytest.fixture(params=EXAMPLES)
def example(request):
    """Return the name of each gallery script in turn."""
    return request.param


@pytest.fixture
def gallery_page(example, pages):
    """Return the page of each gallery script in turn."""
    return pages[f"auto_examples/{example}"]


@pytest.fixture(scope="session")
def chapter_names():
    """Return the chapters in reading order."""
    return CHAPTERS


@pytest.fixture
def script_text(example):
    """Return the source of each gallery script in turn."""
    return (ROOT / "examples" / f"{example}.py").read_text("utf-8")
