"""The gallery scripts, each run alone as a reader would."""

import ast
import re

import pytest
from density import density
from example_runs import SCRIPTS, outcome
from values import name_of

TOY_LINES = {
    "why_momentum/20_gradient_descent": [
        "epoch 20, x1: -0.943467, x2: -0.000073",
        "epoch 20, x1: -0.387814, x2: -1673.365109",
    ],
    "momentum_in_the_valley/10_momentum": [
        "epoch 20, x1: 0.007188, x2: 0.002553",
        "epoch 20, x1: -0.126340, x2: -0.186632",
    ],
}

COMPREHENSIONS = (ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)


def parsed(script):
    return ast.parse(script.read_text(encoding="utf-8"))


def is_many(assignment):
    return any(isinstance(target, ast.Tuple) for target in assignment.targets)


each_script = pytest.mark.parametrize("script", SCRIPTS, ids=name_of)


def test_gallery_has_scripts():
    assert SCRIPTS


@each_script
def test_script_is_short(script):
    lines = script.read_text(encoding="utf-8").count("\n")
    assert 30 <= lines <= 90


@each_script
def test_script_is_no_denser_than_a_student_can_read(script):
    assert density(script.read_text(encoding="utf-8")) <= 17.5


@each_script
def test_script_binds_one_thing_a_line(script):
    assignments = [node for node in ast.walk(parsed(script)) if isinstance(node, ast.Assign)]
    assert [node.lineno for node in assignments if isinstance(node.value, ast.Tuple) and is_many(node)] == []


@each_script
def test_script_nests_no_generators(script):
    outer = [node for node in ast.walk(parsed(script)) if isinstance(node, COMPREHENSIONS)]
    inner = [part for node in outer for part in ast.walk(node) if part is not node]
    assert [part.lineno for part in inner if isinstance(part, COMPREHENSIONS)] == []


@each_script
def test_script_names_its_colours(script):
    assert not re.search(r'"#[0-9a-fA-F]{6}"|"C\d"', script.read_text(encoding="utf-8"))


@each_script
def test_script_opens_with_an_underlined_title(script):
    title, underline, *_ = ast.get_docstring(ast.parse(script.read_text(encoding="utf-8"))).splitlines()
    assert title
    assert underline == "=" * len(title)


@each_script
def test_script_has_no_helper_machinery(script):
    text = script.read_text(encoding="utf-8")
    assert not any(word in text for word in ("def main", "argparse", "__name__"))


@each_script
def test_script_runs_alone(script):
    assert outcome(name_of(script)).returncode == 0, outcome(name_of(script)).stderr


@each_script
def test_script_warns_of_nothing(script):
    assert "warning" not in outcome(name_of(script)).stderr.lower()


@each_script
def test_script_prints_a_line(script):
    assert outcome(name_of(script)).stdout.strip()


@pytest.mark.parametrize("name", TOY_LINES)
def test_script_prints_exactly_the_toy_lines(name):
    printed = outcome(name).stdout.splitlines()
    assert [line for line in printed if line.startswith("epoch")] == TOY_LINES[name]
