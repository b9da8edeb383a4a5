"""Equations are rendered, numbered and styled."""

import re

from sphinxcontrib import katex


def test_equations_have_no_errors(pages):
    assert [name for name, page in pages.items() if page.select(".katex-error")] == []


def test_chapter_has_rendered_mathematics(chapter):
    assert chapter.select(".katex .katex-html")


def test_chapter_has_mathematics_for_screen_readers(chapter):
    assert len(chapter.select(".katex math")) == len(chapter.select(".katex"))


def test_chapter_has_a_labelled_equation(chapter):
    assert chapter.select("div.math[id^=equation-] .eqno")


def test_no_mathematics_is_left_unrendered(pages):
    raw = re.compile(r"\\\(|\\\[|\$\$|\{(eq|math|numref|doc|glue\S*|value|measured|predicted|claim)\}`")
    prose = {name: page.select("article :is(p, li, td, figcaption)") for name, page in pages.items()}
    assert [name for name, tags in prose.items() if any(raw.search(tag.get_text()) for tag in tags)] == []


def test_style_sheet_has_the_version_of_the_renderer(site):
    style = (site / "_static" / "katex" / "katex.min.css").read_text("utf-8")
    assert re.search(r'katex-version:+after\{content:"([\d.]+)"', style)[1] == katex.katex_version
