"""Every public name has a page, and code and pages lead to each other."""

import ast
from pathlib import Path

import pytest

import momentum_docs

SCRIPTS = sorted((Path(__file__).parents[2] / "examples").glob("*/*.py"))
API_LINK = "pre a[href*='reference/generated/momentum_docs.']"


def names_used(script):
    for node in ast.walk(ast.parse(script.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "momentum_docs":
            yield from (alias.name for alias in node.names)


USES = [
    (f"{script.parent.name}/{script.stem}", name) for script in SCRIPTS for name in sorted(names_used(script))
]


def page_of(name):
    return f"reference/generated/momentum_docs.{name}"


def links(page):
    return {link["href"].split("#")[0].removesuffix(".html") for link in page("a", href=True)}


@pytest.mark.parametrize("name", momentum_docs.__all__)
def test_public_name_has_a_page_in_the_reference(pages, name):
    assert pages[page_of(name)].find("dt", id=f"momentum_docs.{name}")


@pytest.mark.parametrize("name", momentum_docs.__all__)
def test_reference_links_to_the_public_name(pages, name):
    assert f"generated/momentum_docs.{name}" in links(pages["reference/api"])


@pytest.mark.parametrize(("script", "name"), USES)
def test_page_of_a_name_links_to_the_example_that_uses_it(pages, script, name):
    assert f"../../auto_examples/{script}" in links(pages[page_of(name)])


@pytest.mark.parametrize(("script", "name"), USES)
def test_gallery_code_links_to_the_name_it_uses(pages, script, name):
    assert f"../../{page_of(name)}" in links(pages[f"auto_examples/{script}"])


def test_chapter_code_links_to_the_reference(chapter):
    uses = "momentum_docs" in "".join(block.get_text() for block in chapter.select(".highlight"))
    assert bool(chapter.select(API_LINK)) or not uses
