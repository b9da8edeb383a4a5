"""Sphinx configuration: run the gallery, then the chapters, and link everything to everything."""

import hashlib
import inspect
import os
import sys
from importlib import metadata
from pathlib import Path

from sphinx.ext.autosummary.generate import generate_autosummary_docs

DOCS = Path(__file__).parent
os.environ.setdefault("JAX_PLATFORMS", "cpu")  # spare the log the search for accelerators
# Most of a build is compilation; what was compiled before is kept for the scripts that run again.
os.environ.setdefault("JAX_COMPILATION_CACHE_DIR", str(DOCS / "_build" / "compiled"))
os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0.2")
sys.path.insert(0, str(DOCS / "_ext"))

import book  # noqa: E402  (after the path to them)
import values  # noqa: E402

project = "Momentum, executed"
author = "The Momentum, executed founders"
copyright = "2026, the founders of Momentum, executed; text CC BY 4.0, code MIT"
release = metadata.version("momentum-docs")

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.doctest",
    "sphinx.ext.intersphinx",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "sphinx_gallery.gen_gallery",
    "sphinxcontrib.bibtex",
    "sphinxcontrib.katex",
    "chapters",
    "claims",
    "lab",
    "mathematics",
    "numbering",
    "pages",
    "runs",
]
exclude_patterns = [
    "_build",
    "_lab",
    "evidence",
    "auto_examples/**/*.ipynb",
    "sg_execution_times.rst",
    "**/sg_execution_times.rst",
]
nitpicky = True
default_role = "code"
numfig = True
numfig_secnum_depth = 1
math_numfig = True
suppress_warnings = ["sphinx_gallery.space_in_filename"]  # the path may have spaces, the names have none


def library_hash():
    """Identify the library and every installed version, so that no output outlives what computed it."""
    digest = hashlib.sha256()
    for file in sorted((DOCS.parent / "momentum_docs").rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(file.name.encode() + file.read_bytes())
    for name in sorted({f"{package.name}=={package.version}" for package in metadata.distributions()}):
        digest.update(name.encode())
    return digest.hexdigest()[:16]


LIBRARY = library_hash()
STAMP = DOCS / "_build" / "library"  # the library of the last finished build
STALE = not STAMP.exists() or STAMP.read_text() != LIBRARY
for checksum in (DOCS / "auto_examples").rglob("*.py.md5"):
    if STALE or not values.place(values.name_of(checksum.with_suffix(""))).exists():
        checksum.unlink()  # an example without a checksum runs again

SHELVES = [
    shelf for shelf in map(book.shelf_of, book.chapters()) if (DOCS.parent / "examples" / shelf).is_dir()
]

# Gallery: scripts run first, shelf by shelf in the order of the chapters.
sphinx_gallery_conf = {
    "examples_dirs": "../examples",
    "gallery_dirs": "auto_examples",
    "filename_pattern": r"/\d\d_",
    "subsection_order": [f"../examples/{shelf}" for shelf in SHELVES],
    "within_subsection_order": "FileNameSortKey",
    "abort_on_example_error": True,
    "parallel": 2,
    "image_scrapers": ("runs.save_figures",),
    "reset_modules": ("matplotlib", "runs.reset_jax"),
    "backreferences_dir": "auto_examples/backreferences",
    "doc_module": ("momentum_docs",),
    "min_reported_time": 10_000,
    "show_signature": False,
}

# Chapters: notebooks in MyST, cached by their code and by the library.
nb_merge_streams = True
nb_execution_mode = "cache"
nb_execution_cache_path = str(DOCS / "_build" / "notebooks" / LIBRARY)
nb_execution_raise_on_error = True
nb_execution_show_tb = True
nb_execution_timeout = 120
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3

# Reference.
autosummary_generate = False  # `write_api_stubs` does it
autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_google_docstring = True
napoleon_attr_annotations = False
napoleon_use_ivar = True
napoleon_use_rtype = False
bibtex_bibfiles = ["references.bib"]
bibtex_reference_style = "author_year"
# Small plain-text inventories stand in for the network, which a build must not need.
intersphinx_mapping = {
    "jax": ("https://docs.jax.dev/en/latest/", "inventories/jax.inv"),
    "matplotlib": ("https://matplotlib.org/stable/", "inventories/matplotlib.inv"),
    "optax": ("https://optax.readthedocs.io/en/stable/", "inventories/optax.inv"),
}

# Mathematics is rendered while building; the fonts come from this site.
html_math_renderer = "katex"
katex_prerender = True
katex_css_path = "katex/katex.min.css"

html_theme = "furo"
html_title = project
html_static_path = ["_static", "_build/static"]  # `lab` writes into the second
html_css_files = ["site.css"]
templates_path = ["_templates"]
html_copy_source = False
html_scaled_image_link = False
html_show_sourcelink = False
html_show_sphinx = False
copybutton_exclude = ".linenos, .gp, .go"
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#00639c", "color-brand-content": "#00639c"},
    "dark_css_variables": {"color-brand-primary": "#5cb8f2", "color-brand-content": "#5cb8f2"},
}

linkcheck_timeout = 20


def stamp_library(app, exception):
    if exception is None:
        STAMP.parent.mkdir(parents=True, exist_ok=True)
        STAMP.write_text(LIBRARY)


def write_api_stubs(app):
    """Write the API pages unless nothing has changed; this imports the library, which takes seconds."""
    if STALE or (DOCS / "reference" / "api.md").stat().st_mtime > STAMP.stat().st_mtime:
        generate_autosummary_docs(["reference/api.md"], suffix=".rst", base_path=app.srcdir, app=app)


def plain_signature(app, what, name, obj, options, signature, return_annotation):
    """Show the fields of a class by name; their shapes stand in its docstring."""
    if what == "class":
        return f"({', '.join(inspect.signature(obj).parameters)})", None
    return None


def setup(app):
    app.stale = STALE
    app.add_config_value("library", LIBRARY, "env")  # a changed library re-reads every page
    app.connect("autodoc-process-signature", plain_signature)
    app.connect("builder-inited", write_api_stubs)
    app.connect("build-finished", stamp_library)
