"""Evidence: what a chapter claims, what a run measured, what was predicted, and the rival that is ruled out.

`docs/evidence/<chapter>.py` holds the claims of one chapter; CONTRIBUTING says how to write one.
Nothing here needs Sphinx or JAX, so the tests and `nox -s evidence -- <chapter>` measure the same claims
as the build.
"""

import functools
import hashlib
import importlib.util
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import book
import by_hand
import numpy as np
import values

FOLDER = Path(__file__).parents[1] / "evidence"
BADGE = re.compile(r"\{claim\}`([^`]*)`")
KINDS = {
    "derived": "derived and simulated",
    "measured": "measured",
    "reproduced": "reproduced",
    "inferred": "inferred",
}
SIDES = ("both", "at least", "at most")
APART = 5  # tolerances or standard errors between what was measured and the rival
ERRORS = 3  # standard errors that a statistical claim allows


class EvidenceError(Exception):
    """A claim that cannot be read or measured."""


@dataclass(frozen=True)
class Check:
    """What was measured, and what it is compared with.

    Numbers or arrays of one shape; the rival has to be ruled out in at least one entry.
    Texts and truth values agree exactly or not at all, with a tolerance of zero.

    Attributes:
        measured: Values of a run, or a statistic of them.
        predicted: What the claim says, computed without the run's code; with a side, the bound.
        rival: What the nearest wrong statement says.
        tolerance: Largest difference that rounding or a stated approximation explains.
        error: Standard error of `measured`, instead of a tolerance.
        side: "both", or "at least" or "at most" where the claim is an inequality.
    """

    measured: object
    predicted: object
    rival: object
    tolerance: object = 0.0
    error: object = None
    side: str = "both"

    @property
    def unit(self):
        return self.tolerance if self.error is None else self.error

    @property
    def allowed(self):
        return 1 if self.error is None else ERRORS

    def apart(self, first, second) -> float:
        """Return the largest difference of two values, in tolerances or standard errors."""
        first, second, unit = map(np.asarray, (first, second, self.unit))
        if first.dtype.kind in "UbS" or second.dtype.kind in "UbS":
            return 0.0 if np.array_equal(first, second) else np.inf
        with np.errstate(divide="ignore", invalid="ignore"):
            distance = np.abs(first - second)
            # A hair of slack, for a difference that equals the tolerance but for rounding.
            units = np.where(distance == 0, 0.0, distance / unit / (1 + 1e-9))
        return float(np.max(np.where(np.isnan(units), np.inf, units)))

    def holds(self, measured=None) -> bool:
        """Tell whether the claim is true of what was measured, or of another value."""
        measured = self.measured if measured is None else measured
        if self.side == "both":
            return self.apart(measured, self.predicted) <= self.allowed
        beyond = np.asarray(measured) - np.asarray(self.predicted)
        return bool(np.all(beyond >= 0 if self.side == "at least" else beyond <= 0))

    def rules_out_rival(self) -> bool:
        """Tell whether the rival is false, and far enough from what was measured."""
        return not self.holds(self.rival) and self.apart(self.measured, self.rival) >= APART

    def wrong_values(self) -> dict:
        """Return values that the claim must not accept: the rival, a sign flip, five tolerances off."""
        wrong = {"the rival": self.rival}
        measured = np.asarray(self.measured)
        if measured.dtype.kind in "UbS":
            return wrong
        predicted = np.asarray(self.predicted)
        steps = APART * np.maximum(np.asarray(self.unit), np.finfo(float).tiny)
        if self.side != "at most":
            wrong["five tolerances below"] = predicted - steps
        if self.side != "at least":
            wrong["five tolerances above"] = predicted + steps
        if self.side != "at most" and self.apart(-predicted, predicted) > 2 * self.allowed:
            wrong["the sign flipped"] = -measured
        return wrong


@dataclass(frozen=True)
class Claim:
    """A statement, and how it is measured.

    Attributes:
        name: Identifier, unique over the book.
        number: Of the chapter and in it, as in 13.4.
        chapter: Document, as in `deeper/noise`.
        statement: What is claimed, in MyST.
        kind: One of `KINDS`.
        rival: The nearest wrong statement, in MyST.
        how: What was run, how often, and where the tolerance comes from.
        scripts: Gallery scripts whose values `measure` takes, in this order.
        measure: Returns a `Check`.
    """

    name: str
    number: str
    chapter: str
    statement: str
    kind: str
    rival: str
    how: str
    scripts: tuple[str, ...]
    measure: Callable

    def check(self) -> Check:
        """Measure the claim."""
        try:
            result = self.measure(*map(values.left, self.scripts))
        except Exception as error:
            raise EvidenceError(f"{self.where}: {type(error).__name__}: {error}") from error
        if not isinstance(result, Check) or result.side not in SIDES:
            raise EvidenceError(f"{self.where} must return a Check with a side of {', '.join(SIDES)}")
        return result

    @property
    def where(self):
        return f"docs/evidence/{book.shelf_of(self.chapter)}.py, claim {self.name}"

    def problem(self, check) -> str | None:
        """Say what is wrong with a claim, or nothing."""
        if not check.holds():
            return f"{self.where} is false: measured {check.measured}, predicted {check.predicted}"
        if not check.rules_out_rival():
            return f"{self.where} does not rule out its rival: measured {check.measured}, rival {check.rival}"
        return None


def claim(statement, *, kind, rival, how, script=()):
    """Mark a function of an evidence file as the measurement of a claim."""
    if kind not in KINDS:
        raise EvidenceError(f"`kind` must be one of {', '.join(KINDS)}; got {kind!r}")
    scripts = (script,) if isinstance(script, str) else tuple(script)
    for text in (statement, rival, how):
        if not text.strip():
            raise EvidenceError("`statement`, `rival` and `how` must not be empty; name what is ruled out")

    def mark(measure):
        measure.claim = {"statement": statement, "kind": kind, "rival": rival, "how": how, "scripts": scripts}
        return measure

    return mark


def read(chapter) -> list[Claim]:
    """Return the claims of a chapter in the order of its evidence file; none if it has no such file."""
    file = FOLDER / f"{book.shelf_of(chapter)}.py"
    if not file.exists():
        return []
    spec = importlib.util.spec_from_file_location(f"evidence_of_{file.stem}", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    measures = [part for part in vars(module).values() if hasattr(part, "claim")]
    number = book.number_of(chapter)
    return [
        Claim(
            part.__name__.replace("_", "-"),
            f"{number}.{place}",
            chapter,
            measure=part,
            **part.claim,
        )
        for place, part in enumerate(measures, start=1)
    ]


def read_all() -> list[Claim]:
    """Return all claims, chapter by chapter; the home page comes first."""
    claims = [claim for chapter in book.documents() for claim in read(chapter)]
    names = [claim.name for claim in claims]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise EvidenceError(f"more than one claim has the name {', '.join(twice)}")
    return claims


def gaps(claims, texts) -> list[str]:
    """List badges that name no claim, and claims whose own chapter has no badge; `texts` by document."""
    badges = {document: set(BADGE.findall(text)) for document, text in texts.items()}
    names = {claim.name for claim in claims}
    lost = [
        f"{document}: the badge {name} names no claim"
        for document, found in badges.items()
        for name in sorted(found - names)
    ]
    bare = [
        f"{claim.where} has no badge in docs/{claim.chapter}.md"
        for claim in claims
        if claim.name not in badges.get(claim.chapter, ())
    ]
    return lost + bare


def readable(number) -> str:
    """Write a number for people: three digits, × 10ⁿ where it is very large or small."""
    if isinstance(number, str | bool | np.bool_):
        return str(number)
    if isinstance(number, complex | np.complexfloating):
        sign = "−" if number.imag < 0 else "+"
        return f"{readable(number.real)} {sign} {readable(abs(number.imag))}i"
    if number == 0:
        return "0"
    if not np.isfinite(number):
        text = f"{number}".replace("inf", "∞")
    elif isinstance(number, int | np.integer) and abs(number) < 1e7:
        text = f"{number:,}"
    else:
        mantissa, exponent = f"{number:.2e}".split("e")
        if -4 <= int(exponent) < 6:
            text = f"{float(f'{mantissa}e{exponent}'):,.{max(2 - int(exponent), 0)}f}"
        else:
            power = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
            text = f"{mantissa} × 10{power}"
    return text.replace("-", "−")


def telling(check):
    """Return measured, predicted and rival as one number or text each, and of how many entries.

    Of arrays it is the entry where the rival is furthest off; of truth values, how many differ.
    """
    parts = [np.asarray(part) for part in (check.measured, check.predicted, check.rival)]
    if parts[0].dtype.kind in "US":
        return [", ".join(np.ravel(part).astype(str)) for part in parts], 1
    measured, predicted, rival = np.broadcast_arrays(*parts)
    if measured.dtype.kind == "b":
        return [int((measured != predicted).sum()), 0, int((measured != rival).sum())], measured.size
    furthest = np.abs(measured.astype(complex) - rival).argmax()
    return [part.reshape(-1)[furthest].item() for part in (measured, predicted, rival)], measured.size


@dataclass(frozen=True)
class Result:
    """What became of a claim, in numbers for the page.

    Attributes:
        numbers: Measured, predicted and rival, each a number or a text.
        entries: How many entries were compared.
        unit: Tolerance or standard error in words.
        side: As in `Check`.
        problem: What is wrong, or nothing.
    """

    numbers: list
    entries: int
    unit: str
    side: str
    problem: str | None


def result(claim) -> Result:
    """Measure a claim and put it in words."""
    try:
        check = claim.check()
    except EvidenceError as error:
        return Result(["–"] * 3, 0, "", "both", str(error))
    numbers, entries = telling(check)
    numbers = [str(part) if isinstance(part, complex) else part for part in numbers]
    unit = np.max(np.asarray(check.unit, dtype=float))
    words = "standard error" if check.error is not None else "tolerance"
    return Result(
        numbers,
        entries,
        f"{words} {readable(float(unit))}" if unit else "exactly",
        check.side,
        claim.problem(check),
    )


def digest(file) -> str:
    """Identify what a file holds, or that it is gone."""
    return hashlib.sha256(Path(file).read_bytes()).hexdigest() if Path(file).exists() else "gone"


def results(claims, cache) -> dict[str, Result]:
    """Measure all claims, or read what is known of those whose evidence and values are the same."""
    cache = Path(cache)
    known = json.loads(cache.read_text("utf-8")) if cache.exists() else {}
    machinery = digest(__file__) + digest(by_hand.__file__)
    seal_of = functools.cache(digest)  # a file serves many claims
    found = {}
    for claim in claims:
        scripts = [values.ROOT / "examples" / f"{script}.py" for script in claim.scripts]
        files = FOLDER / f"{book.shelf_of(claim.chapter)}.py", *scripts, *map(values.place, claim.scripts)
        seal = machinery + "".join(map(seal_of, files))
        before = known.get(claim.name, {})
        same = before.get("seal") == seal
        found[claim.name] = {"seal": seal, "result": before["result"] if same else asdict(result(claim))}
    if found != known:  # pages depend on this file and would be read again
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_text(json.dumps(found), "utf-8")
    return {name: Result(**entry["result"]) for name, entry in found.items()}
