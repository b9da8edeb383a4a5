"""The printed lines, to the character, and the clock behind them."""

import jax.numpy as jnp
import numpy as np
import pytest

from momentum_docs import epoch_line, loss_line, seconds_per_epoch


@pytest.mark.parametrize(
    ("params", "line"),
    [
        (jnp.array([-0.5, 0.25]), "epoch 20, x1: -0.500000, x2: 0.250000"),
        (np.array([1.0]), "epoch 20, x1: 1.000000"),
        ([1e-7, -1673.3651094], "epoch 20, x1: 0.000000, x2: -1673.365109"),
        ([999999.5, -1e6, 1.5e300], "epoch 20, x1: 999999.500000, x2: -1.000000e+06, x3: 1.500000e+300"),
        ([float("nan"), float("inf"), float("-inf")], "epoch 20, x1: nan, x2: inf, x3: -inf"),
    ],
)
def test_epoch_line_is_exact(params, line):
    assert epoch_line(20, params) == line


@pytest.mark.parametrize(
    ("loss", "seconds", "line"),
    [
        (0.24321, 0.0008, "loss: 0.243, 0.001 sec/epoch"),
        (jnp.array(0.5), 1.128, "loss: 0.500, 1.128 sec/epoch"),
        (float("nan"), 0.1, "loss: nan, 0.100 sec/epoch"),
        (float("inf"), 0.1, "loss: inf, 0.100 sec/epoch"),
    ],
)
def test_loss_line_is_exact(loss, seconds, line):
    assert loss_line(loss, seconds) == line


@pytest.mark.parametrize("params", [jnp.zeros((21, 2)), jnp.array(1.0), 1.0])
def test_epoch_line_of_anything_but_a_point_is_refused(params, house_error):
    with house_error("params"):
        epoch_line(20, params)


def test_clock_calls_once_to_compile_and_once_to_measure():
    calls = []
    seconds_per_epoch(lambda: calls.append(1), epochs=1)
    assert len(calls) == 2


def test_clock_divides_the_second_call_by_the_epochs(monkeypatch):
    ticks = iter([10.0, 13.0])
    monkeypatch.setattr("time.perf_counter", lambda: next(ticks))
    assert seconds_per_epoch(lambda: None, epochs=2) == 1.5


@pytest.mark.parametrize("epochs", [0, -1])
def test_clock_without_epochs_is_refused(epochs, house_error):
    with house_error("epochs"):
        seconds_per_epoch(lambda: None, epochs)


def test_clock_with_a_fraction_of_an_epoch_is_refused(house_error, without_type_checks):
    with house_error("epochs", TypeError):
        seconds_per_epoch(lambda: None, 1.5)
