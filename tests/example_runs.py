"""Every gallery script, run once and alone as a reader would; its values are kept for the evidence."""

import functools
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import values

import momentum_docs

SCRIPTS = sorted(Path(__file__).parents[1].glob("examples/*/*.py"))


def run_alone(script):
    package_parent = str(Path(momentum_docs.__file__).parents[1])
    with tempfile.TemporaryDirectory() as elsewhere:
        return subprocess.run(
            [sys.executable, values.__file__, str(script)],
            cwd=elsewhere,
            env={**os.environ, "MPLBACKEND": "Agg", "PYTHONPATH": package_parent},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )


@functools.cache
def all_runs():
    pool = ThreadPoolExecutor(max_workers=os.cpu_count())
    return {values.name_of(script): pool.submit(run_alone, script) for script in SCRIPTS}


def outcome(name):
    """Return the finished process of a script, by its name without the suffix."""
    return all_runs()[name].result()
