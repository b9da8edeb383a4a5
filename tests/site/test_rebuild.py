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
SCRIPT, CHAPTER = "momentum_in_the_valley/10_momentum", "momentum_in_the_valley"
LEDGER = f"# Claims\n\n```{{claims}}\n{CHAPTER}\n```\n"
INDEX = f"# A part of the site\n\n```{{toctree}}\n{CHAPTER}\nauto_examples/index\napi\n```\n"
HALVED = """

_whole = {name}


def {name}(learning_rate, *others, **options):
    return _whole(learning_rate / 2, *others, **options)
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
    for file in [*copy.glob("examples/*.py"), *copy.glob("docs/*.md")]:
        if file.stem not in (SCRIPT, CHAPTER, "api"):
            file.unlink()
    for file in copy.glob("docs/claims/*.toml"):
        if file.stem != CHAPTER:
            file.unlink()
    (copy / "docs" / "index.md").write_text(INDEX)

    new, unchanged = build(copy), build(copy)
    append(copy / "momentum_docs" / "optimizers.py", HALVED.format(name="heavy_ball"))
    append(copy / "momentum_docs" / "theory.py", HALVED.format(name="convergence_rate"))
    edited = build(copy)
    script = copy / "examples" / f"{SCRIPT}.py"
    script.write_text(script.read_text("utf-8").replace("× {rate:.3f} in the", "{rate:.3f} in the"), "utf-8")
    reworded = build(copy)
    (copy / "docs" / "index.md").write_text(INDEX.replace("\napi", "\nclaims\napi"))
    (copy / "docs" / "claims.md").write_text(LEDGER)
    ledger = copy / "docs" / "claims" / f"{CHAPTER}.toml"
    ledger.write_text(ledger.read_text("utf-8").replace("(2/(2 + sqrt(0.2)))**2", "0.7"), "utf-8")
    claimed = build(copy)
    append(copy / "examples" / f"{SCRIPT}.py", '\nraise RuntimeError("broken on purpose")\n')
    broken = build(copy)
    kept = {"new": new, "unchanged": unchanged, "edited": edited, "reworded": reworded}
    return kept | {"claimed": claimed, "broken": broken}


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


def test_number_that_no_line_prints_is_an_error(builds):
    assert "ERROR: 0 different values match" in builds["reworded"].log


@pytest.mark.parametrize(
    "words", ["claim best-in-the-valley is false", "claim rate-05: 0 lines of momentum_in_the_valley/10_momentum match"]
)
def test_false_claim_stops_the_build(builds, words):
    assert builds["claimed"].code != 0
    assert words in builds["claimed"].log


def test_edited_script_changes_its_gallery_page(builds):
    assert builds["reworded"].gallery != builds["edited"].gallery


def test_broken_script_stops_the_build(builds):
    assert builds["broken"].code != 0


@pytest.mark.parametrize("words", [f"{SCRIPT}.py", "Traceback", "RuntimeError: broken on purpose"])
def test_broken_script_is_named_with_its_traceback(builds, words):
    assert words in builds["broken"].log
