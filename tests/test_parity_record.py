"""The recorded table of the conventions page agrees with what the library computes now."""

import csv
import re
import tomllib
from pathlib import Path

import jax.numpy as jnp
import pytest

from momentum_docs import momentum_in

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "records" / "parity.csv"
GROUPS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
RULES = {"PyTorch": "pytorch", "Keras": "keras"}


def measured(framework, setting):
    (row,) = (row for row in ROWS if row["framework"].startswith(framework) and row["setting"] == setting)
    return row["measured"]


@pytest.mark.parametrize("framework", RULES)
@pytest.mark.parametrize("setting", ["momentum", "Nesterov", "weight decay", "learning rate dropped"])
def test_record_has_the_setting(framework, setting):
    assert measured(framework, setting)


def test_record_has_the_dampening_of_pytorch():
    assert measured("PyTorch", "dampening")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['framework']}, {row['setting']}")
def test_record_shows_agreement(row):
    apart = re.fullmatch(r"(\S+) apart|equal", row["measured"])
    assert row["setting"] == "x before and after the drop" or float(apart[1] or 0) < 1e-12


@pytest.mark.parametrize(("group", "framework"), [("torch", "PyTorch"), ("keras", "Keras")])
def test_record_is_of_the_pinned_version(group, framework):
    (pin,) = GROUPS[group]
    versions = {row["framework"].split(" on ")[0] for row in ROWS if row["framework"].startswith(framework)}
    assert versions == {f"{framework} {pin.partition('==')[2]}"}


@pytest.mark.parametrize("framework", RULES)
def test_recorded_drop_is_what_our_rule_does(framework, x64):
    rates = jnp.array([0.1] * 4 + [0.01])
    optimizer = momentum_in(RULES[framework], lambda step: rates[step], 0.9)
    x, path = jnp.array(1.0), []
    state = optimizer.init(x)
    for _ in rates:
        updates, state = optimizer.update(x, state)
        x = x + updates
        path.append(float(x))
    assert measured(framework, "x before and after the drop") == f"{path[-2]:.4f} to {path[-1]:.4f}"
