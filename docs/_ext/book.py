"""The chapters: their order stands in the numbered lists of `index.md`, and everything else reads it here."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[1]
NUMBERED = re.compile(r"^```\{toctree\}\n(?=(?::.*\n)*:numbered:)(?::.*\n)*\n((?:.+\n)+)```$", re.MULTILINE)


def chapters(docs=DOCS) -> list[str]:
    """Return the documents of all chapters in reading order, as in `deeper/noise`."""
    index = Path(docs, "index.md").read_text("utf-8")
    return [line for block in NUMBERED.findall(index) for line in block.splitlines()]


def documents(docs=DOCS) -> list[str]:
    """Return the home page and all chapters: the documents that make claims."""
    return ["index", *chapters(docs)]


def number_of(document, docs=DOCS) -> int:
    """Return the number of a chapter; the home page, which comes before them, has 0."""
    return documents(docs).index(document)


def shelf_of(document) -> str:
    """Return the word that a chapter, its scripts and its evidence share."""
    return document.rpartition("/")[2]
