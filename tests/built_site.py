"""Where the built site lies and which pages tell its story, for `site/` and `browser/`."""

from pathlib import Path

import book
import pytest

ROOT = Path(__file__).parents[1]
SITE = ROOT / "docs" / "_build" / "html"
CHAPTERS = book.chapters()


def require_site():
    """Stop the session where nothing is built."""
    if not (SITE / "index.html").exists():
        raise pytest.UsageError(f"{SITE} holds no site; build it first with `nox -s docs`")
