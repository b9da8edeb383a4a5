"""The order of the chapters stands once, and a chapter, its scripts and its evidence share one word."""

from pathlib import Path

import book
import pytest

ROOT = Path(__file__).parents[1]
CHAPTERS = book.chapters()
SHELVES = sorted(folder.name for folder in (ROOT / "examples").iterdir() if folder.is_dir())

each_shelf = pytest.mark.parametrize("shelf", SHELVES)


def test_order_lists_every_chapter_once():
    files = [*(ROOT / "docs" / "story").glob("*.md"), *(ROOT / "docs" / "deeper").glob("*.md")]
    assert sorted(CHAPTERS) == sorted(f"{file.parent.name}/{file.stem}" for file in files)


def test_chapters_are_counted_through():
    assert [book.number_of(chapter) for chapter in book.documents()] == list(range(len(CHAPTERS) + 1))


def test_words_of_the_shelves_are_unique():
    words = [book.shelf_of(chapter) for chapter in CHAPTERS]
    assert len(set(words)) == len(words)


@each_shelf
def test_shelf_belongs_to_a_chapter(shelf):
    assert shelf in map(book.shelf_of, CHAPTERS)


@each_shelf
def test_shelf_has_a_header_of_two_sentences(shelf):
    title, underline, blank, *sentences = (
        (ROOT / "examples" / shelf / "GALLERY_HEADER.rst").read_text("utf-8").splitlines()
    )
    assert underline == "-" * len(title)
    assert blank == ""
    assert len(sentences) == 2


@each_shelf
def test_scripts_of_a_shelf_are_numbered_in_tens(shelf):
    numbers = [int(file.name[:2]) for file in sorted((ROOT / "examples" / shelf).glob("*.py"))]
    assert numbers == list(range(10, 10 * len(numbers) + 1, 10))


def test_order_is_written_nowhere_else():
    """Three chapters in a row, in their order, would be a second list."""
    words = [book.shelf_of(chapter) for chapter in CHAPTERS[:3]]
    files = [
        *ROOT.glob("docs/_ext/*.py"),
        *ROOT.glob("docs/reference/*.md"),
        *ROOT.glob("tests/**/*.py"),
        ROOT / "docs/conf.py",
    ]
    assert [
        file.name for file in files if all(f'"{word}"' in file.read_text("utf-8") for word in words)
    ] == []
