"""The built site in Chromium, opened from disk."""

import shutil

import pytest
from built_site import CHAPTERS, SITE, require_site
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
OTHERS = [
    "index",
    "lab",
    "auto_examples/index",
    "auto_examples/why_momentum/20_gradient_descent",
    "reference/api",
    "reference/generated/momentum_docs.heavy_ball",
    "reference/benchmarks",
    "reference/claims",
    "reference/bibliography",
]


def pytest_configure(config):
    require_site()
    if not CHROMIUM:
        raise pytest.UsageError("no `chromium` on the path; install Debian's package of that name")


@pytest.fixture(scope="session")
def chromium():
    """Return the one browser of the session."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site():
    """Return the folder of the built site."""
    return SITE


@pytest.fixture
def visit(chromium):
    """Open a page of the site in a fresh window, with the options of a Playwright context."""
    contexts = []

    def open_page(name, query="", **options):
        contexts.append(chromium.new_context(**options))
        page = contexts[-1].new_page()
        page.goto((SITE / f"{name}.html").as_uri() + query)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(params=CHAPTERS)
def chapter(request):
    """Return the name of each chapter in turn."""
    return request.param


@pytest.fixture(params=OTHERS + CHAPTERS)
def name(request):
    """Return the name of each chapter and of one page of each other kind in turn."""
    return request.param
