"""The arrows between files, the public names, and what must not be committed."""

import ast
import importlib
import inspect
import re
import subprocess
from pathlib import Path

import pytest

import momentum_docs

ROOT = Path(__file__).parents[1]
PACKAGE = "momentum_docs"
MODULES = sorted(path for path in (ROOT / PACKAGE).glob("*.py") if path.stem != "__init__")
LEAVES = ["_checks", "_momentum"]  # each may import those before it
SCRIPTS = sorted((ROOT / "examples").glob("*/*.py"))
API_PAGES = [*ROOT.glob("docs/reference/api.md"), *ROOT.glob("docs/api/*.md")]
FUNCTIONS = [name for name in momentum_docs.__all__ if not inspect.isclass(getattr(momentum_docs, name))]

each_public_name = pytest.mark.parametrize("name", momentum_docs.__all__)
each_function = pytest.mark.parametrize("name", FUNCTIONS)


def imports_from_the_package(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = ["." * node.level + (node.module or "")]
        else:
            continue
        yield from (name for name in names if name.startswith((PACKAGE, ".")))


def public_names_of(path):
    module = importlib.import_module(f"{PACKAGE}.{path.stem}")
    return {
        name
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (inspect.isclass(value) or inspect.isfunction(inspect.unwrap(value)))
        and value.__module__ == module.__name__
    }


def sections(name):
    return re.findall(r"^(\w+):$", inspect.getdoc(getattr(momentum_docs, name)), re.MULTILINE)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_module_imports_only_the_leaves(path):
    leaves = LEAVES[: LEAVES.index(path.stem)] if path.stem in LEAVES else LEAVES
    allowed = {f"{PACKAGE}.{leaf}" for leaf in leaves}
    assert set(imports_from_the_package(path)) <= allowed


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_script_imports_only_the_package_root(path):
    assert set(imports_from_the_package(path)) <= {PACKAGE}


@each_public_name
def test_public_name_exists(name):
    assert hasattr(momentum_docs, name)


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.stem not in LEAVES], ids=lambda path: path.stem
)
def test_public_names_of_the_module_are_in_the_root(path):
    assert public_names_of(path) <= set(momentum_docs.__all__)


def test_public_names_are_sorted_and_unique():
    assert momentum_docs.__all__ == sorted(set(momentum_docs.__all__))


@each_public_name
def test_public_name_is_in_the_api_reference(name):
    reference = "\n".join(page.read_text(encoding="utf-8") for page in API_PAGES)
    assert re.search(rf"\b{PACKAGE}\.{name}\b|^ +{name}$", reference, re.MULTILINE)


@each_public_name
def test_docstring_opens_with_one_sentence(name):
    summary = inspect.getdoc(getattr(momentum_docs, name)).splitlines()[0]
    assert re.fullmatch(r"[A-Z].*\.", summary)


@each_function
def test_docstring_of_a_function_is_imperative(name):
    verb = inspect.getdoc(getattr(momentum_docs, name)).split()[0]
    assert not verb.endswith(("s", "ing", "ed"))


@each_function
@pytest.mark.parametrize("section", ["Returns", "Examples", "References"])
def test_docstring_of_a_function_has_the_section(name, section):
    assert section in sections(name)


@each_function
def test_docstring_names_every_argument(name):
    documented = inspect.getdoc(getattr(momentum_docs, name))
    parameters = inspect.signature(getattr(momentum_docs, name)).parameters
    assert all(re.search(rf"^    {parameter}: ", documented, re.MULTILINE) for parameter in parameters)
    assert ("Args" in sections(name)) == bool(parameters)


@each_function
def test_docstring_of_a_function_that_checks_has_raises(name):
    source = inspect.getsource(inspect.unwrap(getattr(momentum_docs, name)))
    assert "Raises" in sections(name) or not re.search(r"\bcheck_|\bfail\(", source)


@each_function
def test_docstring_of_a_function_shows_a_prompt(name):
    assert ">>> from momentum_docs import" in inspect.getdoc(getattr(momentum_docs, name))


def committed_files():
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).exists()]


# Assembled, so that this file passes its own test.
@pytest.mark.parametrize(
    "forbidden",
    ["/" + "work/", "/" + "home/", "/" + "root/", "pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org"],
)
def test_no_committed_file_names_the_build_machine_or_a_registry(forbidden):
    assert [path.name for path in committed_files() if forbidden.encode() in path.read_bytes()] == []
