"""Figures that move: the Lab, and small ones that chapters show instead of a script's figure.

- ``{lab}`` is the form of the Lab page, with the presets of ``docs/_lab/live.toml``;
- ``{live-figure} velocity/10_leaky_sum`` takes ``:live: weights``, an entry of the same file, and
  stands where ``{run-figure}`` would. Without JavaScript it is that figure; with ``:beside:`` it shows both.

The scripts of ``docs/_lab`` are served as one file without comments and blanks, to pages that need it.
"""

import tomllib
from pathlib import Path

import jinja2
import minify
import palette
from docutils import nodes
from docutils.parsers.rst import directives
from lab_sources import FOLDER, SCRIPTS
from runs import RunFigure
from sphinx.util.docutils import SphinxDirective

DOCS = Path(__file__).parents[1]
TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(DOCS / "_templates"), autoescape=True, undefined=jinja2.StrictUndefined
)


def settings(env):
    """Read what moves, and how it begins."""
    env.note_dependency(str(FOLDER / "live.toml"))
    return tomllib.loads((FOLDER / "live.toml").read_text("utf-8"))


def page_part(env, template, **values):
    """Render a template, and mark it as in need of the scripts."""
    for file in (DOCS / "_templates" / "lab").iterdir():
        env.note_dependency(str(file))
    text = TEMPLATES.get_template(f"lab/{template}.html").render(values)
    return nodes.raw("", text, format="html", moves=True)


class Lab(SphinxDirective):
    """Show the form of the Lab."""

    def run(self):
        return [page_part(self.env, "lab", **settings(self.env)["lab"])]


class LiveFigure(RunFigure):
    """Show a figure that moves, with a script's figure for pages without JavaScript."""

    option_spec = RunFigure.option_spec | {"live": directives.unchanged_required, "beside": directives.flag}

    def run(self):
        name = self.options["live"]
        [figure] = super().run()
        if "beside" not in self.options:
            figure.insert(0, nodes.raw("", "<noscript>", format="html"))
            figure.insert(3, nodes.raw("", "</noscript>", format="html"))
        figure.insert(-1, page_part(self.env, "live", name=name, **settings(self.env)[name]))
        return [figure]

    def credit(self):
        return [nodes.inline("", ", from whose setting the sliders start", classes=["sliders-note"])]


def write(app, config):
    """Write what pages load; the sources keep their comments."""
    target = DOCS / "_build" / "static" / "lab"
    target.mkdir(parents=True, exist_ok=True)
    scripts = "\n".join(script.read_text("utf-8") for script in SCRIPTS)
    (target / "lab.js").write_text(minify.string("text/javascript", scripts), "utf-8")
    styles = palette.stylesheet() + (FOLDER / "lab.css").read_text("utf-8")
    (target / "lab.css").write_text(minify.string("text/css", styles), "utf-8")


def load(app, pagename, templatename, context, doctree):
    """Load the scripts on pages that have a figure that moves."""
    if doctree and any("moves" in node for node in doctree.findall(nodes.raw)):
        app.add_css_file("lab/lab.css")
        app.add_js_file("lab/lab.js", loading_method="defer")


def setup(app):
    app.add_directive("lab", Lab)
    app.add_directive("live-figure", LiveFigure)
    app.connect("config-inited", write, priority=1)  # before Sphinx looks for static files
    app.connect("html-page-context", load)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
