r"""What a gallery run computed, wherever a page needs it.

A script runs once per build. Its figures are saved for the light and the dark theme, its values are
kept, and chapters take figures, printed lines and numbers from it:

- ``{run-figure} velocity/10_leaky_sum`` shows a figure, with the body as caption;
- ``{run-output} velocity/10_leaky_sum`` repeats the printed lines, ``:match:`` only some of them;
- ``{value}`velocity/10_leaky_sum; total[-1]; .2f` `` inserts a number that it left, in three digits
  or as the last part says.

A figure without a description, a curve of a method in a foreign colour, or a value that no script
leaves fails the build.
JAX and matplotlib are imported where a script has loaded them anyway: a build that runs nothing starts fast.
"""

import html
import re
import textwrap
from pathlib import Path

import evidence
import numpy as np
import palette
import values
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole

GALLERY = "auto_examples"

TABLE = palette.read()
METHODS = [*TABLE["methods"], "momentum"]
# Every colour of the figures, and what it becomes on a dark page.
DARK = dict([*TABLE["colours"].values(), *TABLE["ramps"]["family"]])
# Furo's, which the figures that move inherit; what is drawn for print and phones has the same letters.
TYPEFACE = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Helvetica, Arial, sans-serif"


def save_figures(block, block_vars, gallery_conf):
    """Save open figures as light and dark SVG, and values; sphinx-gallery calls this after each block."""
    import matplotlib.pyplot as plt

    values.keep(values.name_of(block_vars["src_file"]), block_vars["example_globals"])
    rst = ""
    for number in plt.get_fignums():
        figure = plt.figure(number)
        light = Path(next(block_vars["image_path_iterator"])).with_suffix(".svg")
        if not figure.get_label():
            raise ExtensionError(f"{block_vars['src_file']}: describe figure {number} with `set_label`")
        if foreign := list(foreign_colours(figure)):
            raise ExtensionError(f"{block_vars['src_file']}: {', '.join(foreign)}; use `method_style`")
        figure.savefig(light, metadata={"Title": figure.get_label(), "Date": None})
        light.write_text(lightened(light.read_text("utf-8")), "utf-8")
        light.with_name(light.stem + "_dark.svg").write_text(darken(light.read_text("utf-8")), "utf-8")
        index = len(block_vars["image_path_iterator"])
        rst += f"\n.. run-figure:: {values.name_of(block_vars['src_file'])}\n   :index: {index}\n"
    plt.close("all")
    return rst


def foreign_colours(figure):
    """List the curves whose label begins with a method and whose colour is not the method's."""
    from matplotlib.colors import to_hex

    from momentum_docs import method_style

    for ax in figure.axes:
        for line, label in zip(*ax.get_legend_handles_labels(), strict=True):
            method = next(
                (name for name in METHODS if re.match(rf"{name}(\W|$)", label, re.IGNORECASE)), None
            )
            colour = getattr(line, "get_color", lambda: None)()
            if method and isinstance(colour, str) and to_hex(colour) != method_style(method)["color"]:
                yield f"{label!r} is not drawn in the colour of {method}"


def lightened(svg):
    """Take out what nobody sees but every phone loads: metadata, and digits below a hundredth of a point."""
    svg = re.sub(r" *<metadata>.*?</metadata>\n", "", svg, flags=re.DOTALL)
    svg = re.sub(r"(font: [^;\"]*?px) '[^;\"]*", rf"\1 {TYPEFACE}", svg)
    coordinates = re.compile(r'(?<= d=")[^"]*|(?<= [xy]=")[^"]*')
    return coordinates.sub(lambda part: re.sub(r"(\.\d\d)\d+", r"\1", part[0]), svg)


def darken(svg):
    """Map the palette of a figure to the dark theme."""
    unknown = set(re.findall(r"#[0-9a-f]{6}\b(?=[;\"])", svg)) - DARK.keys()
    if unknown:
        raise ExtensionError(f"no dark counterpart in momentum_docs/colours.toml: {sorted(unknown)}")
    return re.sub(r"#[0-9a-f]{6}\b(?=[;\"])", lambda match: DARK[match.group()], svg)


def described(svg):
    """Return the description with which a figure was saved."""
    return html.unescape(re.search(r"<title>(.*?)</title>", svg, re.DOTALL).group(1))


def twins(stem, svg, **size):
    """Return the images of a figure for both themes, of which a page shows one."""
    return [
        nodes.image(uri=f"{stem}{suffix}.svg", alt=described(svg), classes=[theme], loading="lazy", **size)
        for suffix, theme in (("", "only-light"), ("_dark", "only-dark"))
    ]


def reset_jax(gallery_conf, fname):
    """Keep one script's precision out of the next."""
    import jax

    jax.config.update("jax_enable_x64", False)


def require(env, script):
    """Make a page depend on a script, and stop where it is gone, whatever it has left."""
    try:
        env.note_dependency(str(values.source(script)))
    except values.MissingValueError as error:
        raise ExtensionError(str(error)) from error


def printed_lines(env, script):
    """Return what a script printed, line by line."""
    require(env, script)
    page = Path(env.srcdir, GALLERY, f"{script}.rst")
    env.note_dependency(str(page))
    output = r"\.\. rst-class:: sphx-glr-script-out\n\n \.\. code-block:: none\n\n((?:    .*\n|\n)+)"
    blocks = re.findall(output, page.read_text("utf-8"))
    return [line[4:].rstrip() for block in blocks for line in block.splitlines() if line.strip()]


class RunFigure(SphinxDirective):
    """Show a figure of a gallery script in both themes."""

    required_arguments = 1
    has_content = True
    option_spec = {"index": directives.positive_int, "name": directives.unchanged}

    def run(self):
        script = self.arguments[0]
        require(self.env, script)
        shelf, name = script.split("/")
        stem = f"{GALLERY}/{shelf}/images/sphx_glr_{name}_{self.options.get('index', 1):03}"
        svg = Path(self.env.srcdir, f"{stem}.svg").read_text("utf-8")
        width, height = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups()
        size = {"width": f"{float(width) * 4 / 3:.0f}", "height": f"{float(height) * 4 / 3:.0f}"}
        images = twins(f"/{stem}", svg, **size)
        if not self.content:
            return [nodes.container("", *images, classes=["run-figure"])]
        caption = nodes.caption("", "")
        caption += self.parse_inline(" ".join(self.content))[0]
        caption += [nodes.Text(" Computed by "), self.link(script), *self.credit(), nodes.Text(".")]
        figure = nodes.figure("", *images, caption, classes=["run-figure"])
        self.add_name(figure)
        return [figure]

    def credit(self):
        return []

    def link(self, script):
        target = f"/{GALLERY}/{script}"
        name = nodes.literal("", f"{script}.py")
        return addnodes.pending_xref(
            "",
            name,
            reftype="doc",
            refdomain="std",
            reftarget=target,
            refexplicit=True,
            refwarn=True,
            refdoc=self.env.docname,
        )


class Thumbnails(SphinxTransform):
    """Show the first figure itself, in both themes and described, where the gallery puts a copy of it."""

    default_priority = 200

    def apply(self, **kwargs):
        for part in list(self.document.findall(nodes.raw)):
            if "sg-tag-list" in part.astext():  # one id for each section, and no tags
                part.parent.remove(part)
        for image in list(self.document.findall(nodes.image)):
            if thumbnail := re.search(r"^(.+/images)/thumb/(\w+)_thumb\.svg$", image["uri"]):
                stem = "/".join(thumbnail.groups()) + "_001"
                svg = Path(self.env.srcdir, f"{stem}.svg".lstrip("/")).read_text("utf-8")
                image.replace_self(twins(stem, svg))


class RunOutput(SphinxDirective):
    """Repeat the lines that a gallery script printed."""

    required_arguments = 1
    option_spec = {"match": directives.unchanged_required}

    def run(self):
        pattern = self.options.get("match", "")
        lines = [line for line in printed_lines(self.env, self.arguments[0]) if re.search(pattern, line)]
        if not lines:
            raise self.error(f"no line printed by {self.arguments[0]} matches {pattern!r}")
        text = textwrap.dedent("\n".join(lines))
        return [nodes.literal_block(text, text, language="none", classes=["run-output"])]


class Value(SphinxRole):
    """Insert a number that a script left: ``script; expression`` or ``script; expression; format``."""

    def run(self):
        script, expression, *spec = (part.strip() for part in self.text.split(";"))
        require(self.env, script)
        try:
            left = values.left(script)
            number = eval(expression, {"np": np, **vars(left)})
            text = in_words(number, *spec)
        except Exception as error:
            message = f"{expression!r} of the values of {script}: {type(error).__name__}: {error}"
            return [], [self.inliner.reporter.error(message, line=self.lineno)]
        self.env.note_dependency(str(values.place(script)))
        return [nodes.inline("", text, classes=["printed"])], []


def in_words(number, spec=""):
    """Write a number as a format says, or else for people."""
    number = number.item() if hasattr(number, "item") else number
    if not spec:
        return evidence.readable(number)
    return format(number, spec).replace("-", "−").replace("%", "\u202f%")


class FigureFirst(SphinxTransform):
    """Show the first figure of a gallery page under its question, before any code, and no download note."""

    default_priority = 210

    def apply(self, **kwargs):
        if not re.match(rf"{GALLERY}/\w+/\d\d_", self.env.docname):
            return
        for note in list(self.document.findall(nodes.note)):
            if "sphx-glr-download-link-note" in note["classes"]:
                note.parent.remove(note)
        figures = (part for part in self.document.findall(nodes.container) if "run-figure" in part["classes"])
        figure, code = next(figures, None), next(self.document.findall(nodes.literal_block), None)
        section = next(self.document.findall(nodes.section))
        if figure is None or code is None:
            return
        figure.parent.remove(figure)
        place = next(i for i, part in enumerate(section) if code in list(part.findall()))
        section.insert(place, figure)


def setup(app):
    app.add_directive("run-figure", RunFigure)
    app.add_directive("run-output", RunOutput)
    app.add_role("value", Value())
    app.add_transform(Thumbnails)
    app.add_transform(FigureFirst)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
