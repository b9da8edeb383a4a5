"""The best settings against their closed forms, and against all their neighbours."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from momentum_docs import (
    convergence_rate,
    heavy_ball,
    nesterov_rate,
    optimal_gradient_descent,
    optimal_heavy_ball,
    optimal_nesterov,
    run,
    valley,
)

pytestmark = pytest.mark.usefixtures("x64")

CURVATURE = st.floats(0.05, 3.0)
OPTIMA = [optimal_gradient_descent, optimal_heavy_ball, optimal_nesterov]


@given(mu=CURVATURE, kappa=st.floats(1.5, 1000))
def test_optimal_heavy_ball_is_the_closed_form(mu, kappa):
    best, root = optimal_heavy_ball(mu, mu * kappa), np.sqrt(kappa)
    expected = (2 / (np.sqrt(mu * kappa) + np.sqrt(mu))) ** 2, ((root - 1) / (root + 1)) ** 2
    np.testing.assert_allclose(best, [*expected, (root - 1) / (root + 1)], rtol=1e-10)


@given(mu=CURVATURE, kappa=st.floats(1.5, 1000))
def test_optimal_gradient_descent_is_the_closed_form(mu, kappa):
    best = optimal_gradient_descent(mu, mu * kappa)
    np.testing.assert_allclose(best, [2 / (mu * kappa + mu), 0, (kappa - 1) / (kappa + 1)], rtol=1e-10)


# The optima with momentum are double eigenvalues, hence the tolerance of 1e-6.
@pytest.mark.parametrize(
    ("optimum", "rate"),
    [
        (optimal_gradient_descent, convergence_rate),
        (optimal_heavy_ball, convergence_rate),
        (optimal_nesterov, nesterov_rate),
    ],
)
@given(mu=CURVATURE, kappa=st.floats(1.5, 1000))
def test_optimal_rate_is_the_worst_over_the_curvatures(optimum, rate, mu, kappa):
    best = optimum(mu, mu * kappa)
    rates = rate(best.learning_rate, best.momentum, np.linspace(mu, mu * kappa, 50))
    np.testing.assert_allclose(rates.max(), best.rate, atol=1e-6)


@pytest.mark.parametrize("optimum", OPTIMA)
@given(mu=st.floats(1e-6, 1e6))
def test_one_curvature_needs_no_momentum(optimum, mu):
    best = optimum(mu, mu)
    np.testing.assert_array_equal([best.momentum, best.rate], 0)
    assert best.learning_rate == pytest.approx(1 / mu)


@given(mu=CURVATURE, kappa=st.floats(1.5, 1000))
def test_no_neighbour_of_the_heavy_ball_optimum_does_better(mu, kappa):
    best = optimal_heavy_ball(mu, mu * kappa)
    etas = best.learning_rate * np.linspace(0.5, 1.5, 21)[:, None, None]
    betas = np.clip(best.momentum + np.linspace(-0.3, 0.3, 21), 0, 0.999)[None, :, None]
    ends = np.array([mu, mu * kappa])[None, None, :]
    assert np.all(convergence_rate(etas, betas, ends).max(-1) >= best.rate - 1e-6)


@given(mu=CURVATURE, kappa=st.floats(1.5, 1000))
def test_no_neighbour_of_the_nesterov_optimum_does_better(mu, kappa):
    best = optimal_nesterov(mu, mu * kappa)
    etas = best.learning_rate * np.linspace(0.5, 1.5, 21)[:, None, None]
    betas = np.clip(best.momentum + np.linspace(-0.3, 0.3, 21), 0, 0.999)[None, :, None]
    ends = np.array([mu, mu * kappa])[None, None, :]
    assert np.all(nesterov_rate(etas, betas, ends).max(-1) >= best.rate - 1e-6)


@given(mu=CURVATURE, kappa=st.floats(1.5, 1000))
def test_no_neighbour_of_the_gradient_descent_optimum_does_better(mu, kappa):
    best = optimal_gradient_descent(mu, mu * kappa)
    etas = best.learning_rate * np.linspace(0.5, 1.5, 101)[:, None]
    ends = np.array([mu, mu * kappa])[None, :]
    assert np.all(convergence_rate(etas, 0.0, ends).max(-1) >= best.rate - 1e-12)


def test_valley_rates_are_those_of_the_table():
    curvatures = valley().curvatures
    descent, ball = optimal_gradient_descent(*curvatures), optimal_heavy_ball(*curvatures)
    numbers = [descent.rate, convergence_rate(0.6, 0.25, curvatures).max(), *ball]
    assert [f"{number:.3f}" for number in numbers] == ["0.905", "0.859", "0.668", "0.403", "0.635"]


@pytest.mark.parametrize(("kappa", "peak"), [(1e2, 3.71), (1e3, 11.64), (1e4, 36.79)])
def test_steep_coordinate_first_grows_at_the_optimum(kappa, peak):
    best = optimal_heavy_ball(1.0, kappa)
    optimizer = heavy_ball(best.learning_rate, best.momentum)
    positions = run(optimizer, lambda x: 0.5 * kappa * x**2, jnp.array(1.0), steps=1000).params
    assert float(jnp.abs(positions).max()) == pytest.approx(peak, abs=0.005)


@pytest.mark.parametrize("function", OPTIMA)
def test_optimum_can_be_traced(function):
    np.testing.assert_allclose(jax.jit(function)(0.2, 4.0), function(0.2, 4.0), rtol=1e-12)


@pytest.mark.parametrize("function", OPTIMA)
def test_optimum_of_traced_nonsense_raises_nothing(function):
    assert jax.jit(function)(4.0, -0.2).rate.shape == ()


@pytest.mark.parametrize("function", OPTIMA)
@pytest.mark.parametrize(
    "curvatures", [(4.0, 0.2), (0.0, 1.0), (-1.0, 1.0), (1.0, float("inf")), (float("nan"), 1.0)]
)
def test_curvatures_out_of_range_are_refused(function, curvatures, house_error):
    with house_error("smallest_curvature"):
        function(*curvatures)
