"""Everything this repository can do; `nox --list` shows it."""

from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["lint", "tests", "docs"]

GROUPS = nox.project.load_toml("pyproject.toml")
HTML = Path("docs", "_build", "html")


def install(session, *groups):
    """Install the package and dependency groups at the pinned versions."""
    dependencies = [item for group in groups for item in nox.project.dependency_groups(GROUPS, group)]
    # Compiled once here instead of at every start, which halves the time to import JAX.
    session.env["UV_COMPILE_BYTECODE"] = "1"
    session.install("--constraint", "constraints.txt", "--editable", ".", *dependencies)


@nox.session
def lint(session):
    """Check style, formatting and types."""
    install(session, "lint")
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", "--check")
    session.run("mypy")
    lint_scripts(session)


def lint_scripts(session):
    """Check the scripts and the styles of the pages; both tools come as wheels, so no Node is needed."""
    session.run("oxlint", "--deny-warnings", "docs", "tests")
    session.run("oxfmt", "--check", "docs/**/*.{css,js}", "tests/**/*.js")


@nox.session
def tests(session):
    """Run unit tests, property-based tests and doctests."""
    install(session, "tests")
    session.run("pytest", "--doctest-modules", "momentum_docs", "tests", *session.posargs)


@nox.session
def doctest(session):
    """Run only the `>>>` blocks of the library, the chapters, the gallery and the README."""
    install(session, "tests")
    session.run("pytest", "--doctest-modules", "momentum_docs", "tests/test_documents.py", *session.posargs)


@nox.session
def docs(session):
    """Build the site, run every example, and treat each warning as an error."""
    install(session, "docs")
    session.run("sphinx-build", "-j", "1", "-n", "-W", "--keep-going", "docs", str(HTML), *session.posargs)
    session.log(f"Open {(HTML / 'index.html').resolve()}")


@nox.session(name="docs-live")
def docs_live(session):
    """Rebuild and reload the site while you write."""
    install(session, "live")
    watched = ["--watch", "momentum_docs", "--watch", "examples"]
    generated = ["auto_examples", "api", "_build", "sg_execution_times.*"]
    ignored = [f"--ignore=docs/{name}" for name in generated]
    session.run("sphinx-autobuild", "-j", "1", *watched, *ignored, "docs", str(HTML), *session.posargs)


@nox.session
def site(session):
    """Check the built pages; run `docs` first."""
    install(session, "site")
    session.run("pytest", "--confcutdir", "tests/site", "tests/site", *session.posargs)


@nox.session
def browser(session):
    """Drive the built site in Chromium; run `docs` first."""
    install(session, "browser")
    session.run("pytest", "--confcutdir", "tests/browser", "tests/browser", *session.posargs)


@nox.session(venv_backend="virtualenv")  # pip can be pointed at PyTorch's builds without CUDA
def bench(session):
    """Time the library, with `-- torch` PyTorch too, with `-- lab` the Lab; `-- record` keeps the run."""
    if "lab" in session.posargs:
        install(session, "browser")
        session.run(
            "python", "tests/bench/lab.py", *(["docs/records/lab.json"] * ("record" in session.posargs))
        )
        return
    install(session, "bench", *[word for word in session.posargs if word == "torch"])
    options = [word for word in session.posargs if word not in ("torch", "record")]
    report = str(Path(session.create_tmp(), "report.json"))
    files = ["--confcutdir", "tests/bench", "tests/bench/bench_training.py", f"--benchmark-json={report}"]
    session.run("pytest", "--benchmark-quiet", *files, *options)
    kept = ["docs/records/benchmark.json"] if "record" in session.posargs else []
    session.run("python", "tests/bench/record.py", report, *kept)


@nox.session(venv_backend="virtualenv")  # as for `bench`
def parity(session):
    """Hold the conventions against real PyTorch and Keras; `-- record` keeps the table for the page."""
    install(session, "tests", "torch", "keras")
    session.run("pytest", "--confcutdir", "tests/parity", "tests/parity")
    if "record" in session.posargs:
        session.run("python", "tests/parity/record.py", "docs/records/parity.csv")


@nox.session
def linkcheck(session):
    """Follow the links that leave the site; needs a network."""
    install(session, "docs")
    target = HTML.with_name("linkcheck")
    session.run("sphinx-build", "-j", "1", "-b", "linkcheck", "docs", str(target), *session.posargs)


@nox.session
def evidence(session):
    """Measure the claims of chapters without building the site, as in `-- noise failure`; all by default."""
    install(session, "tests")
    session.run("python", "docs/_ext/measure.py", *session.posargs)
