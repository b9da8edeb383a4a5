"""Every claim holds, rules out its rival and refuses wrong values, and what does not is noticed."""

import functools
import re
from pathlib import Path

import book
import evidence
import numpy as np
import pytest
import values
from evidence import Check, claim
from example_runs import outcome

DOCS = Path(__file__).parents[1] / "docs"
CLAIMS = evidence.read_all()
WRITTEN = {"kind": "derived", "rival": "another", "how": "So."}

each_claim = pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)


@functools.cache
def measured(claim):
    for script in claim.scripts:
        assert outcome(script).returncode == 0, outcome(script).stderr
    return claim.check()


@pytest.fixture
def check(claim):
    """Measure each claim in turn, on values of its scripts run alone."""
    return measured(claim)


@each_claim
def test_claim_holds(check):
    assert check.holds(), check


@each_claim
def test_claim_rules_out_its_rival(check):
    assert check.rules_out_rival(), check


@each_claim
def test_claim_refuses_wrong_values(check):
    accepted = [name for name, value in check.wrong_values().items() if check.holds(value)]
    assert accepted == []


@each_claim
def test_claim_is_written_in_sentences(claim):
    assert re.search(r"[.:]$", claim.statement.strip())
    assert re.search(r"\.$", claim.how.strip())


def test_badges_and_claims_belong_together():
    names = book.documents()
    assert evidence.gaps(CLAIMS, {name: (DOCS / f"{name}.md").read_text("utf-8") for name in names}) == []


def test_each_evidence_file_belongs_to_a_chapter():
    shelves = {book.shelf_of(name) for name in book.documents()}
    assert {file.stem for file in evidence.FOLDER.glob("*.py")} <= shelves


@pytest.mark.parametrize(
    ("measured", "fields", "expected"),
    [
        (0.5, {"tolerance": 0}, True),
        (0.51, {"tolerance": 0.01}, True),
        (0.52, {"tolerance": 0.01}, False),
        (np.nan, {"tolerance": 0.01}, False),
        (np.inf, {"tolerance": 0.01}, False),
        (0.53, {"error": 0.011}, True),
        (0.54, {"error": 0.011}, False),
        (0.4, {"side": "at most"}, True),
        (0.6, {"side": "at most"}, False),
        (0.6, {"side": "at least"}, True),
        (np.nan, {"side": "at least"}, False),
    ],
)
def test_check_tells_true_from_false(measured, fields, expected):
    assert Check(measured, predicted=0.5, rival=9.0, **fields).holds() is expected


@pytest.mark.parametrize(("rival", "expected"), [(0.505, False), (0.54, False), (0.56, True), (np.inf, True)])
def test_check_keeps_five_tolerances_from_the_rival(rival, expected):
    assert Check(0.5, predicted=0.5, rival=rival, tolerance=0.01).rules_out_rival() is expected


def test_check_compares_arrays_entry_by_entry():
    assert Check(
        np.array([1.0, 2.0]), np.array([1.0, 2.0]), np.array([1.0, 3.0]), tolerance=0.1
    ).rules_out_rival()
    assert not Check(np.array([1.0, 2.0]), np.array([2.0, 1.0]), rival=9.0, tolerance=0.1).holds()


@pytest.mark.parametrize("right", ["heavy ball", np.array([True, False])])
def test_check_compares_texts_and_truth_values_exactly(right):
    wrong = "Adam" if isinstance(right, str) else ~right
    assert Check(right, right, wrong).rules_out_rival()
    assert not Check(right, wrong, right).holds()


@pytest.mark.parametrize(
    "name", ["the rival", "five tolerances below", "five tolerances above", "the sign flipped"]
)
def test_wrong_values_contain(name):
    assert name in Check(0.5, predicted=0.5, rival=1.0, tolerance=0.01).wrong_values()


@pytest.mark.parametrize("field", ["statement", "rival", "how"])
def test_claim_without_the_text_is_refused(field):
    fields = WRITTEN | {"statement": "So it is."} | {field: " "}
    with pytest.raises(evidence.EvidenceError, match="must not be empty"):
        claim(fields.pop("statement"), **fields)


def test_claim_of_an_unknown_kind_is_refused():
    with pytest.raises(evidence.EvidenceError, match=r"`kind` must be one of derived, .*; got 'hoped'"):
        claim("So it is.", **WRITTEN | {"kind": "hoped"})


def example(measure, scripts=()):
    return evidence.Claim(
        "example", "0.1", "index", "So it is.", "derived", "another", "So.", scripts, measure
    )


@pytest.mark.parametrize(
    ("rival", "message"),
    [(1.0, None), (0.501, "does not rule out its rival"), (0.5, "does not rule out its rival")],
)
def test_problem_names_a_weak_rival(rival, message):
    problem = example(None).problem(Check(0.5, 0.5, rival, tolerance=0.01))
    assert problem is None if message is None else message in problem


def test_problem_names_a_false_claim():
    assert "claim example is false" in example(None).problem(Check(0.6, 0.5, 1.0, tolerance=0.01))


@pytest.mark.parametrize("measure", [lambda: 1 / 0, lambda: 3.0, lambda: Check(1, 1, 2, side="left")])
def test_measurement_that_fails_names_its_file(measure):
    with pytest.raises(evidence.EvidenceError, match=r"docs/evidence/index\.py, claim example"):
        example(measure).check()


def test_badge_without_a_claim_is_found():
    assert evidence.gaps([], {"page": "text {claim}`lost`"}) == ["page: the badge lost names no claim"]


def test_claim_without_a_badge_is_found():
    assert "has no badge" in evidence.gaps([example(None)], {"index": ""})[0]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"),
        (0.70710678, "0.707"),
        (-0.00123456, "−0.00123"),
        (1234.5, "1,230"),
        (1.5e-9, "1.50 × 10⁻⁹"),
        (-2.5e17, "−2.50 × 10¹⁷"),
        (0.9999, "1.00"),
        (12, "12"),
        (np.inf, "∞"),
        ("text", "text"),
    ],
)
def test_numbers_are_written_for_people(number, text):
    assert evidence.readable(number) == text


def test_value_that_no_script_left_is_named():
    with pytest.raises(values.MissingValueError, match="leaves no value 'b'; it leaves script, a"):
        _ = values.Left(script="x/10_y", a=1).b


def put_script(folder):
    (folder / "examples" / "x").mkdir(parents=True)
    (folder / "examples" / "x" / "10_y.py").touch()


def test_script_that_has_not_run_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(values, "ROOT", tmp_path)
    put_script(tmp_path)
    with pytest.raises(values.MissingValueError, match="no script 'x/10_y' has run"):
        values.left("x/10_y")


def test_values_of_a_script_that_is_gone_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(values, "ROOT", tmp_path)
    values.keep("x/10_y", {"a": 1.0})
    with pytest.raises(values.MissingValueError, match="no gallery script is called 'x/10_y'"):
        values.left("x/10_y")


def test_claim_of_a_script_that_is_gone_is_measured_again(tmp_path, monkeypatch):
    monkeypatch.setattr(values, "ROOT", tmp_path)
    put_script(tmp_path)
    values.keep("x/10_y", {"a": 1.0})
    claims = [example(lambda run: Check(run.a, predicted=1.0, rival=2.0, tolerance=0.1), scripts=("x/10_y",))]
    assert evidence.results(claims, tmp_path / "cache.json")["example"].problem is None
    values.source("x/10_y").unlink()
    assert "no gallery script" in evidence.results(claims, tmp_path / "cache.json")["example"].problem


def test_values_are_kept_without_jax(tmp_path, monkeypatch):
    import jax.numpy as jnp

    monkeypatch.setattr(values, "ROOT", tmp_path)
    put_script(tmp_path)
    values.keep("x/10_y", {"a": jnp.arange(3), "_hidden": 1, "f": len, "nested": {"b": [1.0, jnp.ones(2)]}})
    left = values.left("x/10_y")
    assert type(left.a) is np.ndarray
    assert vars(left).keys() == {"script", "a", "nested"}


def test_changed_values_are_measured_again(tmp_path, monkeypatch):
    monkeypatch.setattr(values, "ROOT", tmp_path)
    claims = [example(lambda run: Check(run.a, predicted=1.0, rival=2.0, tolerance=0.1), scripts=("x/10_y",))]
    put_script(tmp_path)
    values.keep("x/10_y", {"a": 1.0})
    assert evidence.results(claims, tmp_path / "cache.json")["example"].problem is None
    values.keep("x/10_y", {"a": 3.0})
    assert "is false" in evidence.results(claims, tmp_path / "cache.json")["example"].problem


def test_false_claim_is_reported_again(tmp_path):
    false = example(lambda: Check(3.0, predicted=1.0, rival=9.0, tolerance=0.1))
    problems = [evidence.results([false], tmp_path / "cache.json")["example"].problem for _ in range(2)]
    assert ["is false" in problem for problem in problems] == [True, True]
