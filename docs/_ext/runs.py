r"""What a gallery run computed, wherever a page needs it.

A script runs once per build. Its figures are saved for the light and the dark theme,
and chapters take figures, printed lines and single numbers from it:

- ``{run-figure} momentum_in_the_valley/10_momentum`` shows a figure, with the body as caption;
- ``{run-output} momentum_in_the_valley/10_momentum`` repeats the printed lines, ``:match:`` only some of them;
- ``{printed}`momentum_in_the_valley/10_momentum; rate (\\S+)` `` is the one group of the one line that matches.

A figure without a description, or a number that no line prints, fails the build.
JAX and matplotlib are imported where a script has loaded them anyway: a build that runs nothing starts fast.
"""

import html
import re
import textwrap
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole

GALLERY = "auto_examples"

# Every colour of the figure family, and what it becomes on a dark page.
DARK = {
    "#1f2933": "#e6eaf0",
    "#66717f": "#97a3b3",
    "#d5dbe3": "#3d4653",
    "#ffffff": "#131416",
    "#0072b2": "#5cb8f2",
    "#c4500a": "#ff9a56",
    "#008062": "#3ecfa6",
    "#a3478f": "#e695d4",
    "#000000": "#e6eaf0",
}


def save_figures(block, block_vars, gallery_conf):
    """Save open figures as light and dark SVG; sphinx-gallery calls this after each code block."""
    import matplotlib.pyplot as plt

    rst = ""
    for number in plt.get_fignums():
        figure = plt.figure(number)
        light = Path(next(block_vars["image_path_iterator"])).with_suffix(".svg")
        if not figure.get_label():
            raise ExtensionError(f"{block_vars['src_file']}: describe figure {number} with `set_label`")
        figure.savefig(light, metadata={"Title": figure.get_label(), "Date": None})
        light.write_text(lightened(light.read_text("utf-8")), "utf-8")
        light.with_name(light.stem + "_dark.svg").write_text(darken(light.read_text("utf-8")), "utf-8")
        index = len(block_vars["image_path_iterator"])
        rst += f"\n.. run-figure:: {name_of(block_vars['src_file'])}\n   :index: {index}\n"
    plt.close("all")
    return rst


def name_of(file):
    """Return the name of a script with its shelf, as in `velocity/10_leaky_sum`."""
    return "/".join(Path(file).with_suffix("").parts[-2:])


def lightened(svg):
    """Take out what nobody sees but every phone loads: metadata, and digits below a hundredth of a point."""
    svg = re.sub(r" *<metadata>.*?</metadata>\n", "", svg, flags=re.DOTALL)
    coordinates = re.compile(r'(?<= d=")[^"]*|(?<= [xy]=")[^"]*')
    return coordinates.sub(lambda part: re.sub(r"(\.\d\d)\d+", r"\1", part[0]), svg)


def darken(svg):
    """Map the palette of a figure to the dark theme."""
    unknown = set(re.findall(r"#[0-9a-f]{6}\b(?=[;\"])", svg)) - DARK.keys()
    if unknown:
        raise ExtensionError(f"colours without a dark counterpart in docs/_ext/runs.py: {sorted(unknown)}")
    return re.sub(r"#[0-9a-f]{6}\b(?=[;\"])", lambda match: DARK[match.group()], svg)


def described(svg):
    """Return the description with which a figure was saved."""
    return html.unescape(re.search(r"<title>(.*?)</title>", svg, re.DOTALL).group(1))


def reset_jax(gallery_conf, fname):
    """Keep one script's precision out of the next."""
    import jax

    jax.config.update("jax_enable_x64", False)


def printed_lines(env, script):
    """Return what a script printed, line by line."""
    page = Path(env.srcdir, GALLERY, f"{script}.rst")
    if not page.exists():
        raise ExtensionError(f"no gallery script is called {script!r}")
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
        shelf, name = script.split("/")
        stem = f"{GALLERY}/{shelf}/images/sphx_glr_{name}_{self.options.get('index', 1):03}"
        svg = Path(self.env.srcdir, f"{stem}.svg").read_text("utf-8")
        width, height = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups()
        images = [
            nodes.image(
                uri=f"/{stem}{suffix}.svg",
                alt=described(svg),
                classes=[theme],
                loading="lazy",
                width=f"{float(width) * 4 / 3:.0f}",
                height=f"{float(height) * 4 / 3:.0f}",
            )
            for suffix, theme in (("", "only-light"), ("_dark", "only-dark"))
        ]
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
        for image in list(self.document.findall(nodes.image)):
            if thumbnail := re.search(r"^(.+/images)/thumb/(\w+)_thumb\.svg$", image["uri"]):
                stem = "/".join(thumbnail.groups())
                alt = described(Path(self.env.srcdir, f"{stem}_001.svg".lstrip("/")).read_text("utf-8"))
                twins = [
                    nodes.image(uri=f"{stem}_001{suffix}.svg", alt=alt, classes=[theme], loading="lazy")
                    for suffix, theme in (("", "only-light"), ("_dark", "only-dark"))
                ]
                image.replace_self(twins)


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


class Printed(SphinxRole):
    """Insert one printed number: ``script; pattern with (one group)``."""

    def run(self):
        script, pattern = (part.strip() for part in self.text.split(";", maxsplit=1))
        matches = [re.search(pattern, line) for line in printed_lines(self.env, script)]
        found = {match.group(1) for match in matches if match}
        if len(found) != 1:
            message = self.inliner.reporter.error(
                f"{len(found)} different values match {pattern!r} in the output of {script}", line=self.lineno
            )
            return [], [message]
        return [nodes.inline("", found.pop().replace("-", "−"), classes=["printed"])], []


def setup(app):
    app.add_directive("run-figure", RunFigure)
    app.add_directive("run-output", RunOutput)
    app.add_role("printed", Printed())
    app.add_transform(Thumbnails)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
