"""What the finished pages need beyond the theme: code that links to the API, unique ids, valid roles."""

import ast
import re
from pathlib import Path

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

PACKAGE = Path(__file__).parents[2] / "momentum_docs" / "__init__.py"
# The names are read instead of imported, so that a build that runs nothing starts fast.
PUBLIC_NAMES = ast.literal_eval(ast.parse(PACKAGE.read_text("utf-8")).body[-1].value)

CODE_BLOCK = re.compile(r"<pre>.*?</pre>", re.DOTALL)
PUBLIC_NAME = re.compile(
    r'(?<!<span class="o">\.</span>)<span class="n">('
    + "|".join(PUBLIC_NAMES)
    + r")</span>(?!=|</a>)"  # no keyword, and no name that the gallery has linked
)
ROLES = {
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    'role="doc-biblioentry"': 'role="listitem"',
}


def link_code(app, pagename, templatename, context, doctree):
    """Link each public name in a code block to its page."""
    if doctree is None:
        return

    def link(match):
        page = f"reference/generated/momentum_docs.{match[1]}"
        if page == pagename:
            return match[0]
        return f'<a class="code-link" href="{context["pathto"](page)}">{match[0]}</a>'

    context["body"] = CODE_BLOCK.sub(lambda block: PUBLIC_NAME.sub(link, block[0]), context["body"])


def complete_roles(app, pagename, templatename, context, doctree):
    """Give screen readers the roles that Sphinx and docutils write only in part."""
    for part in ("body", "furo_navigation_tree"):
        for role, complete in ROLES.items():
            context[part] = context.get(part, "").replace(role, complete)


class UniqueEquationIds(SphinxPostTransform):
    """Take the copy of an equation's id from the box that the theme puts around it."""

    default_priority = 600
    formats = ("html",)

    def run(self, **kwargs):
        for container in self.document.findall(nodes.container):
            if "math-wrapper" in container["classes"]:
                container["ids"] = []


def setup(app):
    app.connect("html-page-context", link_code)
    app.connect("html-page-context", complete_roles, priority=900)  # after the theme
    app.add_js_file("site.js", loading_method="defer")
    app.add_post_transform(UniqueEquationIds)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
