"""The chapters: their order stands in the numbered lists of `index.md`, and everything else reads it here."""

import re
from pathlib import Path

from sphinx import addnodes
from sphinx.environment.collectors.toctree import TocTreeCollector

DOCS = Path(__file__).parents[1]
NUMBERED = re.compile(r"^```\{toctree\}\n(?=(?::.*\n)*:numbered:)(?::.*\n)*\n((?:.+\n)+)```$", re.MULTILINE)

assign_section_numbers = TocTreeCollector.assign_section_numbers


def chapters(docs=DOCS) -> list[str]:
    """Return the documents of all chapters in reading order, as in `deeper/noise`."""
    index = Path(docs, "index.md").read_text("utf-8")
    return [line for block in NUMBERED.findall(index) for line in block.splitlines()]


def number_of(document, docs=DOCS) -> int:
    """Return the number of a chapter; the home page, which comes before them, has 0."""
    return ["index", *chapters(docs)].index(document)


def shelf_of(document) -> str:
    """Return the word that a chapter, its scripts and its evidence share."""
    return document.rpartition("/")[2]


def count_through(collector, env):
    """Number the chapters of all lists in one count; Sphinx would begin anew with each."""
    read = env.get_doctree

    def joined(name):
        doctree = read(name)
        lists = [part for part in doctree.findall(addnodes.toctree) if part.get("numbered")]
        for part in lists[1:]:
            lists[0]["entries"] = lists[0]["entries"] + part["entries"]
            part["numbered"] = 0
        return doctree

    env.get_doctree = joined
    try:
        return assign_section_numbers(collector, env)
    finally:
        del env.get_doctree


def setup(app):
    TocTreeCollector.assign_section_numbers = count_through
    return {"parallel_read_safe": True, "parallel_write_safe": True}
