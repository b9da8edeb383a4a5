"""Every `>>>` block outside the library's docstrings runs here; none anywhere is left out."""

import contextlib
import doctest
import importlib
import pkgutil
import re
import subprocess
from pathlib import Path

import jax
import matplotlib.pyplot as plt
import pytest
from sphinx_gallery.py_source_parser import split_code_and_text_blocks
from sybil import Document
from sybil.parsers.abstract import DocTestStringParser
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer

import momentum_docs

ROOT = Path(__file__).parents[1]
PROMPT = re.compile(r"^[ \t#]*>>> ", re.MULTILINE)
FENCES = FencedCodeBlockLexer(r"python|pycon|\{doctest\}[^\n]*")


def files_of_the_repository(*patterns):
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in sorted(set(names.split("\0"))) if name and (ROOT / name).exists()]


CHAPTERS = files_of_the_repository("README.md", "docs/**/*.md")
SCRIPTS = files_of_the_repository("examples/**/*.py")


def fenced_prompts(document):
    for fence in FENCES(document):
        source = fence.lexemes["source"]
        for region in DocTestStringParser()(source, document.path):
            region.adjust(fence, source)
            yield region


def all_prompts(document):
    return DocTestStringParser()(document.text, document.path)


def examples_in(path):
    if path.suffix == ".md":
        return list(Document.parse(str(path), fenced_prompts))
    text_blocks = [block.content for block in split_code_and_text_blocks(path)[1] if block.type == "text"]
    document = Document("\n\n".join(text_blocks), str(path))
    for region in all_prompts(document):
        document.add(region)
    return list(document)


@pytest.fixture
def defaults_of_a_reader():
    """Undo the strictness of this suite, and afterwards whatever a document configures."""
    double_precision = jax.config.jax_enable_x64
    with (
        jax.numpy_dtype_promotion("standard"),
        jax.numpy_rank_promotion("allow"),
        plt.rc_context(),
        contextlib.chdir(ROOT),
    ):
        yield
    jax.config.update("jax_enable_x64", double_precision)
    plt.close("all")


def test_repository_has_documents():
    assert CHAPTERS
    assert SCRIPTS


@pytest.mark.parametrize("path", CHAPTERS + SCRIPTS, ids=lambda path: path.name)
def test_prompts_of_the_document_print_what_they_show(path, defaults_of_a_reader):
    for example in examples_in(path):
        example.evaluate()


@pytest.mark.parametrize(
    "path", files_of_the_repository("*.md", "*.rst", "examples/**/*.py"), ids=lambda path: path.name
)
def test_no_prompt_of_the_document_is_left_out(path):
    collected = examples_in(path) if path in CHAPTERS + SCRIPTS else []
    assert len(collected) == len(PROMPT.findall(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "name", [module.name for module in pkgutil.walk_packages(momentum_docs.__path__, "momentum_docs.")]
)
def test_no_prompt_of_the_library_is_left_out(name):
    module = importlib.import_module(name)
    tests = doctest.DocTestFinder().find(module)
    text = Path(module.__file__).read_text(encoding="utf-8")
    assert sum(len(test.examples) for test in tests) == len(PROMPT.findall(text))
