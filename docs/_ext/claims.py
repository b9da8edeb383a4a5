"""Badges in the text and the page of claims behind them; a false claim fails the build.

- `` {claim}`name` `` is a badge that leads to the row of that claim;
- ``{claims}`` is the page: a table for each chapter, in their order.
"""

import functools
from pathlib import Path

import book
import ledger
from docutils import nodes
from runs import GALLERY, printed_lines
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole

LEDGER, PAGE = "claims", "reference/claims"  # folder of the ledger and document of its page
COLUMNS = {"claim": 36, "predicted": 13, "measured": 13, "tolerance": 9, "how, and by which code": 29}
SIGNS = {"at_most": "≤ ", "at_least": "≥ ", "predicted": "", "exactly": ""}


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


class Badge(SphinxRole):
    """Mark a sentence as a verified claim."""

    def run(self):
        claims = self.env.app.claims
        if self.text not in claims:
            message = self.inliner.reporter.error(f"the badge {self.text} names no claim", line=self.lineno)
            return [], [message]
        claim = claims[self.text]
        self.env.note_dependency(str(Path(self.env.srcdir, LEDGER, f"{claim.topic}.toml")))
        text, title = f"✓ {claim.number}", f"Verified claim {claim.number}"
        to_row = LaterLink("", text, document=PAGE, anchor=f"#claim-{claim.name}", reftitle=title)
        first = claim.name not in self.env.current_document.setdefault("badges", set())
        self.env.current_document["badges"].add(claim.name)
        ids = [f"use-{claim.name}"] if first else []
        return [nodes.inline("", "", to_row, ids=ids, classes=["badge"])], []


class Claims(SphinxDirective):
    """Show every claim with what was measured, and stop the build where one is false."""

    def run(self):
        topics = self.env.app.topics
        documents = ["index", *book.chapters(self.env.srcdir)]
        chapters = [Path(self.env.srcdir, f"{name}.md") for name in documents]
        texts = [file.read_text("utf-8") for file in chapters]
        self.places = ledger.places(dict(zip(documents, texts, strict=True)))
        self.problems = ledger.gaps(topics, self.places)
        self.lines = functools.cache(functools.partial(printed_lines, self.env))
        for file in [*chapters, *(Path(self.env.srcdir, LEDGER, f"{topic}.toml") for topic in topics)]:
            self.env.note_dependency(str(file))
        names = [book.shelf_of(name) for name in documents]
        sections = [self.section(topics[name]) for name in names if name in topics]
        if self.problems:
            raise ExtensionError("the ledger of claims does not hold:\n" + "\n".join(self.problems))
        return sections

    def section(self, topic):
        section = nodes.section("", nodes.title("", topic.title), ids=[nodes.make_id(topic.title)])
        columns = [nodes.colspec("", colwidth=width) for width in COLUMNS.values()]
        head = nodes.row("", *(nodes.entry("", nodes.paragraph("", name)) for name in COLUMNS))
        body = nodes.tbody("", *(self.row(claim) for claim in topic.claims))
        table = nodes.tgroup("", *columns, nodes.thead("", head), body, cols=len(columns))
        section += nodes.table("", table, classes=["claims"])
        return section

    def row(self, claim):
        values, line = self.measure(claim)
        places = [
            LaterLink("", document=place, anchor=f"#use-{claim.name}")
            for place in self.places.get(claim.name, [])
        ]
        between = [node for place in places for node in (nodes.Text(", "), place)][1:]
        statement = [nodes.strong("", claim.number), nodes.Text(" "), *self.inline(claim.statement)]
        code = LaterLink("", f"{claim.script}.py", document=f"{GALLERY}/{claim.script}", anchor="")
        tolerance = {"predicted": f"± {claim.tolerance:g}", "exactly": "to the character"}.get(
            claim.form, "a bound"
        )
        cells = [
            [nodes.paragraph("", "", *statement), nodes.paragraph("", "in ", *between)],
            [nodes.paragraph("", SIGNS[claim.form] + shown(claim))],
            [nodes.paragraph("", ", ".join(values))],
            [nodes.paragraph("", tolerance)],
            [
                nodes.paragraph("", "", *self.inline(claim.how), nodes.Text(" "), code),
                nodes.literal_block("", line, language="none"),
            ],
        ]
        named = zip(COLUMNS, cells, strict=True)
        entries = [nodes.entry("", *cell, classes=[name.split(",")[0]]) for name, cell in named]
        return nodes.row("", *entries, ids=[f"claim-{claim.name}"])

    def measure(self, claim):
        try:
            measurement = ledger.measure(claim, self.lines(claim.script))
        except ledger.LedgerError as error:
            self.problems.append(str(error))
            return (), ""
        if not measurement.holds:
            self.problems.append(
                f"claim {claim.name} is false: {SIGNS[claim.form]}{shown(claim)} was predicted, "
                f"and {claim.script} printed {measurement.line!r}"
            )
        return measurement.values, measurement.line

    def inline(self, text):
        return self.parse_inline(" ".join(text.split()))[0]


def shown(claim):
    """Write what is predicted as numbers, and as the expressions they come from."""
    if claim.form == "exactly":
        return ", ".join(claim.predicted)
    texts = []
    for predicted in claim.predicted:
        number = f"{ledger.value(predicted):.6g}"
        texts.append(f"{predicted} = {number}" if isinstance(predicted, str) else number)
    return ", ".join(texts).replace("**", "^").replace("*", "·").replace("-", "−").replace("sqrt", "√")


def load(app):
    app.topics = ledger.load(Path(app.srcdir, LEDGER))
    app.claims = {claim.name: claim for topic in app.topics.values() for claim in topic.claims}


def setup(app):
    app.connect("builder-inited", load)
    app.add_role("claim", Badge())
    app.add_directive("claims", Claims)
    app.add_post_transform(ResolveLinks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
