import json
import re
from pathlib import Path

import jax.numpy as jnp
import numpy as np

from momentum_docs import heavy_ball, optimal_gradient_descent, run, valley

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_readme_figure_shows_the_runs(x64):
    objective = valley()
    best = optimal_gradient_descent(*objective.curvatures)
    settings = [(best.learning_rate, 0.0), (0.3, 0.6)]
    lines = [json.loads(values) for values in re.findall(r"^ +line (\[.*\])$", README, re.MULTILINE)]
    assert len(lines) == len(settings)
    assert f"(upper line, η = {best.learning_rate:.3f})" in README
    for (learning_rate, momentum), drawn in zip(settings, lines, strict=True):
        optimizer = heavy_ball(learning_rate, momentum)
        path = run(optimizer, objective, jnp.array([-5.0, -2.0]), steps=20).params
        np.testing.assert_allclose(drawn, jnp.linalg.norm(path, axis=1), atol=0.0051)


def test_readme_carries_both_commands():
    for session in ("docs", "tests"):
        assert f'    python -m pip install "nox[uv]" && python -m nox -s {session}\n' in README


def test_gate_calls_the_test_line_of_the_readme():
    gate = (ROOT / ".ci" / "run").read_text("utf-8")
    assert 'python -m pip install "nox[uv]" && python -m nox -s tests\n' in gate


def test_readme_links_exist():
    for target in re.findall(r"\]\((?!http)([^)]+)\)", README):
        assert (ROOT / target).exists(), target
