"""Every claim of the ledger holds in a run of its script, and the ledger notices when one does not."""

import re
from pathlib import Path

import ledger
import pytest
from example_runs import outcome

DOCS = Path(__file__).parents[1] / "docs"
TOPICS = ledger.load(DOCS / "claims")
CLAIMS = [claim for topic in TOPICS.values() for claim in topic.claims]
WRITTEN = {"claim": "a", "script": "b", "measured": r"rate (\S+)", "how": "c"}

each_claim = pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.number}-{claim.name}")


def example(**fields):
    return ledger.claim("topic", "example", "T1", **WRITTEN | fields)


def holds(line, **fields):
    return ledger.measure(example(**fields), ["other", line]).holds


@each_claim
def test_claim_holds(claim):
    measurement = ledger.measure(claim, outcome(claim.script).stdout.splitlines())
    assert measurement.holds, measurement


@each_claim
def test_claim_can_fail(claim):
    """A tolerance as large as what it judges would let anything pass."""
    if claim.form == "predicted":
        scale = max(abs(ledger.value(predicted)) for predicted in claim.predicted)
        assert claim.tolerance < max(scale, 1e-3)


@each_claim
def test_claim_is_a_sentence(claim):
    assert re.search(r"[.:]$", claim.statement.strip())
    assert re.search(r"\.$", claim.how.strip())


def test_ledger_holds_sixty_claims():
    assert len(CLAIMS) >= 60


def test_each_badge_has_a_claim_and_each_claim_a_badge():
    documents = {path.stem: path.read_text("utf-8") for path in DOCS.rglob("*.md")}
    assert ledger.gaps(TOPICS, ledger.places(documents)) == []



@pytest.mark.parametrize(
    ("line", "fields", "expected"),
    [
        ("rate 0.5", {"predicted": 0.5, "tolerance": 0}, True),
        ("rate 0.51", {"predicted": 0.5, "tolerance": 0.01}, True),
        ("rate 0.52", {"predicted": 0.5, "tolerance": 0.01}, False),
        ("rate nan", {"predicted": 0.5, "tolerance": 0.01}, False),
        ("rate −2", {"predicted": "-sqrt(4)", "tolerance": 0}, True),
        ("rate 5.0%", {"predicted": 0.05, "tolerance": 1e-9}, True),
        ("rate 3", {"at_most": 3}, True),
        ("rate 3.1", {"at_most": 3}, False),
        ("rate nan", {"at_most": 3}, False),
        ("rate 3", {"at_least": "log(e) * 3"}, True),
        ("rate 2.9", {"at_least": 3}, False),
        ("rate −1,673.4", {"exactly": "−1,673.4"}, True),
        ("rate 0.50", {"exactly": "0.5"}, False),
    ],
)
def test_ledger_tells_true_from_false(line, fields, expected):
    assert holds(line, **fields) is expected


def test_each_group_meets_its_own_prediction():
    fields = {"measured": r"ends at (\S+) and (\S+)", "predicted": ["1/2", 2], "tolerance": 0.001}
    assert holds("ends at 0.5 and 2.0", **fields)
    assert not holds("ends at 2.0 and 0.5", **fields)


@pytest.mark.parametrize("lines", [[], ["no number"], ["rate 1", "rate 2"]])
def test_claim_needs_exactly_one_line(lines):
    with pytest.raises(ledger.LedgerError, match=r"^claim example: \d lines of b match"):
        ledger.measure(example(at_most=1), lines)


def test_claim_needs_as_many_groups_as_predictions():
    with pytest.raises(ledger.LedgerError, match="1 measured values, 2 predicted"):
        ledger.measure(example(predicted=[1, 2], tolerance=0), ["rate 1"])


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"predicted": 1},
        {"at_most": 1, "tolerance": 1},
        {"at_most": 1, "exactly": "1"},
        {"at_most": 1, "x": 2},
    ],
)
def test_claim_with_other_fields_is_refused(fields):
    with pytest.raises(ledger.LedgerError, match="must have the fields claim, how, measured, script"):
        example(**fields)


@pytest.mark.parametrize("name", ["letter", "title"])
def test_file_without_a_heading_is_refused(tmp_path, name):
    (tmp_path / "t.toml").write_text({"letter": 'title = "T"', "title": 'letter = "T"'}[name])
    with pytest.raises(ledger.LedgerError, match=name):
        ledger.load(tmp_path)


def test_name_that_two_files_share_is_refused(tmp_path):
    entry = '[same]\nclaim = "a"\nscript = "b"\nmeasured = "c"\nhow = "d"\nat_most = 1\n'
    for letter in "AB":
        (tmp_path / f"{letter}.toml").write_text(f'letter = "{letter}"\ntitle = "T"\n{entry}')
    with pytest.raises(ledger.LedgerError, match="more than one claim has the name same"):
        ledger.load(tmp_path)


def test_badge_without_a_claim_is_found():
    assert ledger.gaps({}, ledger.places({"page": "text {claim}`lost`"})) == [
        "page: the badge lost names no claim"
    ]


def test_claim_without_a_badge_is_found():
    topics = {"t": ledger.Topic("T", (example(at_most=1),))}
    assert ledger.gaps(topics, {}) == ["claim example appears nowhere"]
