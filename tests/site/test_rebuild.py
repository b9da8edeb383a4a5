"""Pages stay in step with the library: a small copy of the site is built, edited and built again."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]
SHELF = "momentum_in_the_valley"
SCRIPT, CHAPTER, API, CLAIMS = f"{SHELF}/10_momentum", f"story/{SHELF}", "reference/api", "reference/claims"
CHAPTERS = f"```{{toctree}}\n:numbered: 1\n\n{CHAPTER}\n```\n"
INDEX = f"# A part of the site\n\n{CHAPTERS}\n```{{toctree}}\nauto_examples/index\n{API}\n{CLAIMS}\n```\n"
TEXT = f"""---
file_format: mystnb
kernelspec:
  name: python3
---

# A chapter

```{{run-output}} {SCRIPT}
```

It ends at {{value}}`{SCRIPT}; paths["β = 0.5"][20][0]; .6f`.

```{{code-cell}} python3
from momentum_docs import convergence_rate

print(convergence_rate(0.6, 0.25, 4.0))
```
"""
HALVED = """

_whole = {name}


def {name}(learning_rate, *others, **options):
    return _whole(learning_rate / 2, *others, **options)
"""

FALSE = f"""
from evidence import Check, claim


@claim("Half a step is left.", kind="derived", rival="a third", how="A run.", script="{SCRIPT}")
def half_a_step(run):
    return Check(run.paths["β = 0.5"][1, 0], predicted=-2.5, rival=-1.7, tolerance=0.01)
"""

each_engine = pytest.mark.parametrize("words", ["executed 1 out of 1", "chapters that were executed beside"])
each_output = pytest.mark.parametrize("output", ["gallery", "included", "number", "cell"])


@dataclass
class Build:
    """What one build said, and the outputs on its pages."""

    code: int
    log: str
    gallery: str
    included: str
    number: str
    cell: str


def build(copy):
    command = [sys.executable, "-m", "sphinx", "-j", "1", "docs", "site"]
    environment = os.environ | {"PYTHONPATH": str(copy), "NO_COLOR": "1"}
    done = subprocess.run(
        command, cwd=copy, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    chapter = BeautifulSoup((copy / "site" / f"{CHAPTER}.html").read_text("utf-8"), "html.parser")
    gallery = BeautifulSoup((copy / f"site/auto_examples/{SCRIPT}.html").read_text("utf-8"), "html.parser")
    return Build(
        done.returncode,
        done.stdout,
        str(gallery.select(".sphx-glr-script-out pre")),
        str(chapter.select(".run-output pre")),
        str(chapter.select(".printed")),
        str(chapter.select(".cell_output pre")),
    )


def append(file, text):
    file.write_text(file.read_text("utf-8") + text, "utf-8")


@pytest.fixture(scope="module")
def builds(tmp_path_factory):
    """Build part of the site: new, unchanged, with another library, other words, and a broken script."""
    copy = tmp_path_factory.mktemp("site") / "a path with spaces"
    generated = shutil.ignore_patterns("_build", "auto_examples", "api", "__pycache__")
    for folder in ("momentum_docs", "examples", "docs"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=generated)
    for file in [*copy.glob("examples/*/*.*"), *copy.glob("docs/**/*.md"), *copy.glob("docs/evidence/*.py")]:
        if SHELF not in file.parts and file.stem not in (SHELF, "api", "claims"):
            file.unlink()
    for shelf in copy.glob("examples/*/"):
        if shelf.name != SHELF:
            shelf.rmdir()
    (copy / "docs" / "index.md").write_text(INDEX, "utf-8")
    (copy / "docs" / f"{CHAPTER}.md").write_text(TEXT, "utf-8")
    proof = copy / "docs" / "evidence" / f"{SHELF}.py"
    proof.unlink()

    new, unchanged = build(copy), build(copy)
    append(copy / "momentum_docs" / "optimizers.py", HALVED.format(name="heavy_ball"))
    append(copy / "momentum_docs" / "theory" / "quadratic.py", HALVED.format(name="convergence_rate"))
    edited = build(copy)
    script = copy / "examples" / f"{SCRIPT}.py"
    script.write_text(
        script.read_text("utf-8")
        .replace("paths[", "routes[")
        .replace("paths = ", "routes = ")
        .replace("paths.", "routes."),
        "utf-8",
    )
    reworded = build(copy)
    script.write_text(script.read_text("utf-8").replace("routes", "paths"), "utf-8")
    other = script.rename(script.with_name("20_renamed.py"))
    renamed = build(copy)
    other.rename(script)
    proof.write_text(FALSE, "utf-8")
    claimed, again = build(copy), build(copy)
    append(copy / "examples" / f"{SCRIPT}.py", '\nraise RuntimeError("broken on purpose")\n')
    broken = build(copy)
    kept = {"new": new, "unchanged": unchanged, "edited": edited, "reworded": reworded, "renamed": renamed}
    return kept | {"claimed": claimed, "again": again, "broken": broken}


@pytest.mark.parametrize("name", ["new", "unchanged", "edited"])
def test_build_succeeds(builds, name):
    assert builds[name].code == 0, builds[name].log


@each_engine
def test_first_build_runs_scripts_and_cells(builds, words):
    assert words in builds["new"].log


@each_engine
def test_edited_library_runs_them_again(builds, words):
    assert words in builds["edited"].log


@pytest.mark.parametrize("words", ["executed 1 out of 1", "executed beside", "Executing notebook"])
def test_unchanged_rebuild_runs_nothing(builds, words):
    assert words not in builds["unchanged"].log


@each_output
def test_unchanged_rebuild_keeps_the_output(builds, output):
    assert getattr(builds["unchanged"], output) == getattr(builds["new"], output)


@each_output
def test_edited_library_changes_the_output(builds, output):
    assert getattr(builds["edited"], output) != getattr(builds["new"], output)


def test_number_that_no_script_leaves_stops_the_build(builds):
    assert "name 'paths' is not defined" in builds["reworded"].log


def test_script_that_is_gone_stops_the_build(builds):
    assert builds["renamed"].code != 0
    assert f"no gallery script is called '{SCRIPT}'" in builds["renamed"].log


@pytest.mark.parametrize("name", ["claimed", "again"])
@pytest.mark.parametrize("words", ["claim half-a-step is false", "claim half-a-step has no badge"])
def test_false_claim_stops_the_build(builds, name, words):
    assert builds[name].code != 0
    assert words in builds[name].log


def test_broken_script_stops_the_build(builds):
    assert builds["broken"].code != 0


@pytest.mark.parametrize("words", [f"{SCRIPT}.py", "Traceback", "RuntimeError: broken on purpose"])
def test_broken_script_is_named_with_its_traceback(builds, words):
    assert words in builds["broken"].log
