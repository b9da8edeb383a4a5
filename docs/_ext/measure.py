"""Measure the claims of some chapters without building the site: `python docs/_ext/measure.py noise failure`.

Scripts whose values are missing or older than the script or the library run first.
"""

import os
import subprocess
import sys

import book
import evidence
import values


def refresh(shelf):
    """Run the scripts of a shelf whose values are out of date."""
    library = max(file.stat().st_mtime for file in (values.ROOT / "momentum_docs").rglob("*.py"))
    for file in sorted((values.ROOT / "examples" / shelf).glob("*.py")):
        kept = values.place(values.name_of(file))
        if not kept.exists() or kept.stat().st_mtime < max(library, file.stat().st_mtime):
            print(f"running {values.name_of(file)} …", flush=True)
            environment = {**os.environ, "MPLBACKEND": "Agg", "JAX_PLATFORMS": "cpu"}
            subprocess.run([sys.executable, values.__file__, file], check=True, env=environment)


def report(claim):
    """Print a claim with what was measured, and return whether it holds."""
    try:
        check = claim.check()
    except evidence.EvidenceError as error:
        print(f"✗ {error}")
        return False
    (measured, predicted, rival), entries = evidence.telling(check)
    numbers = ", ".join(
        f"{name} {evidence.readable(number)}"
        for name, number in (("measured", measured), ("predicted", predicted), ("rival", rival))
    )
    problem = claim.problem(check)
    distance = check.apart(check.measured, check.predicted)
    print(f"{'✗' if problem else '✓'} {claim.number} {claim.name} ({claim.kind}): {numbers}")
    print(
        f"    {entries} entries, {distance:.2g} units off, "
        f"rival {check.apart(check.measured, check.rival):.2g} units off"
    )
    accepted = [name for name, value in check.wrong_values().items() if check.holds(value)]
    for fault in [problem, accepted and f"accepts {', '.join(accepted)}"]:
        if fault:
            print(f"    {fault}")
    return not problem and not accepted


def main(*shelves):
    shelves = shelves or [book.shelf_of(chapter) for chapter in book.documents()]
    for shelf in shelves:
        refresh(shelf)
    chapters = [chapter for chapter in book.documents() if book.shelf_of(chapter) in shelves]
    claims = [claim for chapter in chapters for claim in evidence.read(chapter)]
    held = [report(claim) for claim in claims]
    texts = {chapter: (values.ROOT / "docs" / f"{chapter}.md").read_text("utf-8") for chapter in chapters}
    problems = evidence.gaps(claims, texts)
    print(*problems, f"{sum(held)} of {len(held)} hold", sep="\n")
    return 0 if all(held) and not problems else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
