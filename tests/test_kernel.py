"""The lab's kernel, run by node, computes what `momentum_docs` computes."""

import golden
import pytest
from node import ask

pytestmark = pytest.mark.usefixtures("x64")


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
