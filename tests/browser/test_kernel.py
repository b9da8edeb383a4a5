"""What the built page computes is what `momentum_docs` computes."""

import json

import golden
import jax
import pytest
from built_site import ROOT

ANSWER = (ROOT / "tests" / "lab_answers.js").read_text("utf-8").strip().removesuffix(";")


@pytest.fixture
def ask(visit):
    """Put questions to the kernel of the Lab's page."""
    page = visit("lab")
    with jax.enable_x64(True):
        yield lambda questions: json.loads(
            page.evaluate(ANSWER, json.dumps(questions, default=lambda value: value.tolist()))
        )


@pytest.mark.parametrize("objective", golden.OBJECTIVES)
@pytest.mark.parametrize("method", golden.METHODS)
def test_page_runs_as_the_library_does(ask, objective, method):
    golden.check_runs(ask, objective, method, "steps" if method == "nesterov" else "gradients")


def test_page_predicts_what_the_library_predicts(ask):
    golden.check_theory(ask)


def test_page_prints_the_line_of_the_library(ask):
    golden.check_lines(ask)
