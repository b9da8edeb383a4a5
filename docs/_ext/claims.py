"""Badges in the text, the numbers behind them, and the page of claims; a false claim fails the build.

- `` {claim}`rate-05` `` is a badge that leads to the row of that claim;
- `` {measured}`rate-05` `` and `` {predicted}`rate-05; .2f` `` insert its numbers;
- ``{claims}`` is the page: a folded section for each chapter, in their order.
"""

import html
from pathlib import Path

import book
import evidence
from docutils import nodes
from runs import GALLERY, in_words
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole

PAGE = "reference/claims"
SIDES = {"both": "", "at least": "≥ ", "at most": "≤ "}


class LaterLink(nodes.reference):
    """A link to a place in another document, whose address is known when pages are written."""


class ResolveLinks(SphinxPostTransform):
    """Give links their addresses and, without a text, the title of their document."""

    default_priority = 5

    def run(self, **kwargs):
        for node in list(self.document.findall(LaterLink)):
            page = self.app.builder.get_relative_uri(self.env.docname, node["document"])
            text = node.astext() or self.env.titles[node["document"]].astext()
            attributes = {"reftitle": node["reftitle"]} if "reftitle" in node else {}
            node.replace_self(
                nodes.reference("", text, internal=True, refuri=page + node["anchor"], **attributes)
            )


class ClaimRole(SphinxRole):
    """A role whose text begins with the name of a claim."""

    def run(self):
        name, _, spec = (part.strip() for part in self.text.partition(";"))
        if name not in self.env.app.claims:
            message = self.inliner.reporter.error(f"the badge {name} names no claim", line=self.lineno)
            return [], [message]
        claim = self.env.app.claims[name]
        self.env.note_dependency(str(evidence.FOLDER / f"{book.shelf_of(claim.chapter)}.py"))
        self.env.note_dependency(str(self.env.app.evidence))
        return [self.node(claim, spec)], []


class Badge(ClaimRole):
    """Mark a sentence as a verified claim."""

    def node(self, claim, spec):
        result = self.env.app.results[claim.name]
        numbers = f"measured {shown(result.numbers[0])}, predicted {shown(result.numbers[1])}"
        title = f"Claim {claim.number}: {numbers}"
        to_row = LaterLink("", "✓", document=PAGE, anchor=f"#claim-{claim.name}", reftitle=title)
        first = claim.name not in self.env.current_document.setdefault("badges", set())
        self.env.current_document["badges"].add(claim.name)
        ids = [f"use-{claim.name}"] if first else []
        return nodes.inline("", "", to_row, ids=ids, classes=["badge"])


class Number(ClaimRole):
    """Insert a number of a claim."""

    def __init__(self, place):
        self.place = place

    def node(self, claim, spec):
        return nodes.inline(
            "", in_words(self.env.app.results[claim.name].numbers[self.place], spec), classes=["printed"]
        )


class Claims(SphinxDirective):
    """Show every claim with what was measured."""

    def run(self):
        claims, results = self.env.app.claims, self.env.app.results
        self.env.note_dependency(str(self.env.app.evidence))
        held = sum(result.problem is None for result in results.values())
        chapters = list(dict.fromkeys(claim.chapter for claim in claims.values()))
        headings = {book.shelf_of(chapter): self.heading(chapter) for chapter in chapters}
        summary = f'<p class="claims-summary"><strong>{held} of {len(claims)} hold.</strong></p>'
        parts = [raw(summary + filter_form(headings))]
        for chapter in chapters:
            rows = [claim for claim in claims.values() if claim.chapter == chapter]
            parts += self.section(chapter, rows)
        return [nodes.container("", *parts, classes=["claims"])]

    def section(self, chapter, rows):
        summary = f"{html.escape(self.heading(chapter))} <span>{len(rows)}</span>"
        opening = (
            f'<details class="chapter" data-chapter="{book.shelf_of(chapter)}"><summary>{summary}</summary>'
        )
        return [raw(opening), *map(self.row, rows), raw("</details>")]

    def heading(self, chapter):
        text = Path(self.env.srcdir, f"{chapter}.md").read_text("utf-8")
        title = next(line for line in text.splitlines() if line.startswith("# "))[2:]
        number = book.number_of(chapter)
        return f"{number}. {title}" if number else title

    def row(self, claim):
        result = self.env.app.results[claim.name]
        back = LaterLink(
            "", claim.number, document=claim.chapter, anchor=f"#use-{claim.name}", reftitle="in the text"
        )
        statement = nodes.paragraph("", "", back, nodes.Text(" "), *self.inline(claim.statement))
        measured, predicted, rival = map(shown, result.numbers)
        entries = f"(most telling of {evidence.readable(result.entries)}) " if result.entries > 1 else ""
        values = nodes.inline(
            "",
            "",
            *named("measured", measured),
            nodes.Text(entries),
            *named("predicted", SIDES[result.side] + predicted),
            *named("rival", rival),
            nodes.inline("", evidence.KINDS[claim.kind], classes=["kind"]),
            raw(bar(*result.numbers)),
            classes=["values"],
        )
        scripts = [
            part
            for script in claim.scripts
            for part in (
                nodes.Text(" "),
                LaterLink("", f"{script}.py", document=f"{GALLERY}/{script}", anchor=""),
            )
        ]
        how = nodes.paragraph(
            "", "", *self.inline(claim.how), nodes.Text(f" Compared {result.unit}."), *scripts
        )
        ruled_out = nodes.paragraph(
            "", "", nodes.Text("Ruled out: "), *self.inline(claim.rival), nodes.Text(".")
        )
        folded = [raw("<details><summary>"), values, raw("</summary>"), ruled_out, how, raw("</details>")]
        row = nodes.container("", statement, *folded, classes=["claim", f"kind-{claim.kind}"])
        row["ids"] = [f"claim-{claim.name}"]
        return row

    def inline(self, text):
        return self.parse_inline(" ".join(text.split()))[0]


def options(words):
    """Write the choices of a list; the first one chooses nothing."""
    return '<option value="">all</option>' + "".join(
        f'<option value="{value}">{html.escape(text)}</option>' for value, text in words.items()
    )


def filter_form(headings):
    """Write the form that the page's script brings to life."""
    return (
        '<form class="claims-filter" hidden><label>Words <input type="search" name="words"></label>'
        f'<label>Chapter <select name="chapter">{options(headings)}</select></label>'
        f'<label>Kind <select name="kind">{options(evidence.KINDS)}</select></label>'
        '<label><input type="checkbox" name="open"> unfold all</label><output></output></form>'
    )


def raw(text):
    return nodes.raw("", text, format="html")


def named(name, text):
    return [
        nodes.inline("", name, classes=["name"]),
        nodes.Text(" "),
        nodes.strong("", text),
        nodes.Text(" "),
    ]


def shown(number):
    return number if isinstance(number, str) else evidence.readable(number)


def bar(measured, predicted, rival):
    """Draw where the three numbers lie: a ring for what is predicted, a dot for what is measured, a cross."""
    numbers = [measured, predicted, rival]
    if any(isinstance(number, str) or not abs(number) < float("inf") for number in numbers):
        return ""
    low, high = min(numbers), max(numbers)
    dot, ring, cross = (f"{8 + 104 * (number - low) / ((high - low) or 1):.1f}" for number in numbers)
    return (
        '<svg class="bar" width="120" height="16" viewBox="0 0 120 16" aria-hidden="true">'
        f'<path d="M4 8h112"/><circle class="predicted" cx="{ring}" cy="8" r="5"/>'
        f'<circle class="measured" cx="{dot}" cy="8" r="2.5"/>'
        f'<path class="rival" d="M{cross} 8m-4-4l8 8m0-8l-8 8"/></svg>'
    )


def measure(app):
    """Measure all claims once the gallery has run, and stop where one is false or proves nothing."""
    app.evidence = book.DOCS / "_build" / "evidence.json"
    claims = evidence.read_all()
    app.claims = {claim.name: claim for claim in claims}
    app.results = evidence.results(claims, app.evidence)
    texts = {name: Path(app.srcdir, f"{name}.md").read_text("utf-8") for name in book.documents()}
    problems = [result.problem for result in app.results.values() if result.problem]
    if problems := problems + evidence.gaps(claims, texts):
        raise ExtensionError("the evidence does not hold:\n" + "\n".join(problems))


def load_filter(app, pagename, templatename, context, doctree):
    if pagename == PAGE:
        app.add_css_file("claims.css")
        app.add_js_file("claims.js", loading_method="defer")


def setup(app):
    app.connect("builder-inited", measure, priority=900)  # after the gallery
    app.connect("html-page-context", load_filter)
    app.add_role("claim", Badge())
    app.add_role("measured", Number(0))
    app.add_role("predicted", Number(1))
    app.add_directive("claims", Claims)
    app.add_post_transform(ResolveLinks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
