"""The built pages, parsed once."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]
SITE = ROOT / "docs" / "_build" / "html"
CHAPTERS = [
    "why_momentum",
    "velocity",
    "momentum_in_the_valley",
    "from_scratch",
    "airfoil",
    "one_line_of_optax",
    "theory",
    "recap",
]
EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.py"))


def pytest_configure(config):
    if not (SITE / "index.html").exists():
        raise pytest.UsageError(f"{SITE} holds no site; build it first with `nox -s docs`")


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
