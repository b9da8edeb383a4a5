"""What the Lab says of a setting: its script, its words, its colours."""

import contextlib
import io
import itertools

import jax
import matplotlib
import numpy as np
import palette
import pytest
from node import ask

import momentum_docs

OBJECTIVES = ["valley", "quadratic", "rosenbrock", "lessardCounterexample"]
METHODS = ["gradient-descent", "heavy-ball", "nesterov"]
BASE = {
    "objective": "valley",
    "method": "heavy-ball",
    "velocity": "gradients",
    "learningRate": 0.6,
    "momentum": 0.5,
    "steps": 20,
    "shown": 20,
    "start": [-5, -2],
    "curvatures": [0.3, 3],
    "angle": 30,
    "drop": 1000,
    "divisor": 10,
    "noise": 0,
    "seed": 0,
}
RATES = {"valley": 0.3, "quadratic": 0.35, "rosenbrock": 0.0004, "lessardCounterexample": 0.03}


def settings():
    """Try every method on every objective: plain, with noise, with a drop, with both and other numbers."""
    extras = [
        {},
        {"noise": 0.25, "seed": 7},
        {"drop": 8, "velocity": "steps", "shown": 13},
        {"noise": 1, "seed": 123456, "drop": 3, "divisor": 2.5, "velocity": "steps", "angle": -72.5},
    ]
    for objective, method, extra in itertools.product(OBJECTIVES, METHODS, extras):
        yield (
            BASE
            | {"objective": objective, "method": method, "learningRate": RATES[objective], "start": [-1.2, 1]}
            | extra
        )


ANSWERS = ask([["script", setting] for setting in settings()])


@pytest.fixture
def defaults_of_a_reader():
    """Undo the strictness of this suite, and afterwards what a script configures."""
    with jax.numpy_dtype_promotion("standard"), jax.numpy_rank_promotion("allow"), jax.enable_x64(True):
        yield


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer["line"])
@pytest.mark.usefixtures("defaults_of_a_reader")
def test_script_prints_the_line_of_the_lab(answer):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(answer["script"], "lab", "exec"), {"__name__": "__main__"})
    assert printed.getvalue() == answer["line"] + "\n"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"learningRate": 1.05}, "It diverges: ηλ = 4.2 exceeds 2 + 2β = 3."),
        ({"learningRate": 0.75}, "It stays on the boundary: ηλ = 3 equals 2 + 2β = 3."),
        ({"learningRate": 0.6, "method": "gradient-descent"}, "It diverges: ηλ = 2.4 exceeds 2."),
        (
            {"learningRate": 0.4, "method": "nesterov"},
            "It diverges: ηλ = 1.6 exceeds (2 + 2β)/(1 + 2β) = 1.5.",
        ),
        (
            {"objective": "rosenbrock", "learningRate": 0.004},
            "By the curvatures at the minimum it diverges: ηλ = 4.006 exceeds 2 + 2β = 3.",
        ),
    ],
)
def test_summary_says_why_a_run_diverges(changes, sentence):
    assert ask([["script", BASE | changes]])[0]["summary"] == sentence


def test_summary_names_rate_and_motions():
    [answer] = ask([["script", BASE | {"momentum": 0.2, "learningRate": 0.5}]])
    rate = max(momentum_docs.convergence_rate(0.5, 0.2, [0.2, 4.0]).tolist())
    assert answer["summary"] == (
        f"It converges: in the long run a step leaves {rate:.4g} of the error; "
        "over-damped for λ = 0.2, under-damped for λ = 4."
    )


def test_summary_names_the_spread_of_the_noise():
    [answer] = ask([["script", BASE | {"noise": 0.5, "learningRate": 0.25}]])
    spreads = momentum_docs.stationary_variance(0.25, 0.5, [0.2, 4.0], 0.25) ** 0.5
    flat, steep = (f"{spread:.4g}" for spread in spreads.tolist())
    ending = f". Noise keeps a standard deviation of {flat} for λ = 0.2, {steep} for λ = 4."
    assert answer["summary"].endswith(ending)


@pytest.mark.parametrize(
    "changes",
    [{"objective": "rosenbrock"}, {"objective": "lessardCounterexample"}, {"method": "nesterov"}],
    ids=str,
)
def test_summary_promises_no_spread_without_a_formula(changes):
    [answer] = ask([["script", BASE | {"noise": 0.5, "learningRate": 0.0005} | changes]])
    assert "converges" in answer["summary"]
    assert "Noise" not in answer["summary"]


def test_summary_looks_beyond_the_drop():
    [answer] = ask([["script", BASE | {"learningRate": 1.0, "drop": 5, "divisor": 4}]])
    assert ". After the drop it converges: " in answer["summary"]


def test_map_has_the_colours_of_cividis():
    drawn = np.array(ask([["blend", palette.read()["ramps"]["rate"]]])[0])
    figures = 255 * matplotlib.colormaps["cividis_r"](np.linspace(0, 1, 256))[:, :3]
    assert np.abs(drawn - figures).mean() < 2
    assert np.abs(drawn - figures).max() < 20
