"""Filters against runs, closed forms and solved systems."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from momentum_docs import heavy_ball, is_stable, momentum_filter, ridge_filter, run

pytestmark = pytest.mark.usefixtures("x64")

RATE, MOMENTUM, CURVATURE = st.floats(0.01, 1.0), st.floats(0, 0.95), st.floats(0.05, 1.5)


@jax.jit
def path_toward_one(rate, momentum, curvature):
    optimizer = heavy_ball(rate, momentum)
    return run(optimizer, lambda w: 0.5 * curvature * (w - 1) ** 2, jnp.array(0.0), steps=20).params


@given(rate=RATE, momentum=MOMENTUM, curvature=CURVATURE)
def test_filter_is_what_a_run_has_reached(rate, momentum, curvature):
    reached = path_toward_one(rate, momentum, curvature)
    np.testing.assert_allclose(momentum_filter(rate, momentum, curvature, 20), reached, atol=1e-12)


@given(rate=RATE, curvature=CURVATURE)
def test_filter_without_momentum_is_the_closed_form(rate, curvature):
    expected = 1 - (1 - rate * curvature) ** np.arange(31)
    np.testing.assert_allclose(momentum_filter(rate, 0.0, curvature, 30), expected, atol=1e-12)


@given(rate=RATE, momentum=MOMENTUM, curvature=CURVATURE)
def test_filter_begins_at_zero_and_tends_to_one_where_stable(rate, momentum, curvature):
    share = momentum_filter(rate, momentum, curvature, 20_000)
    assert share[0] == 0
    assert is_stable(rate, momentum, curvature)
    np.testing.assert_allclose(share[-1], 1, atol=1e-4)


@given(rate=RATE, momentum=MOMENTUM)
def test_flat_direction_is_never_learnt(rate, momentum):
    np.testing.assert_allclose(momentum_filter(rate, momentum, 0.0, 10), np.zeros(11), atol=1e-12)


def test_filter_broadcasts():
    assert momentum_filter(np.full((2, 1), 0.1), 0.5, np.ones(3), 7).shape == (2, 3, 8)


@pytest.mark.parametrize("steps", [0, -1])
def test_steps_out_of_range_are_refused(steps, house_error):
    with house_error("steps"):
        momentum_filter(0.1, 0.5, 1.0, steps)


@given(penalty=st.floats(0.01, 10), seed=st.integers(0, 2**32 - 1))
def test_ridge_filter_is_ridge_regression(penalty, seed):
    features = np.random.default_rng(seed).normal(size=(20, 3))
    targets = features @ np.array([1.0, -2.0, 0.5])
    covariance = features.T @ features / 20
    curvatures, basis = np.linalg.eigh(covariance)
    solved = np.linalg.solve(covariance + penalty * np.eye(3), features.T @ targets / 20)
    filtered = basis @ (
        np.asarray(ridge_filter(curvatures, penalty)) * (basis.T @ np.array([1.0, -2.0, 0.5]))
    )
    np.testing.assert_allclose(filtered, solved, rtol=1e-8, atol=1e-10)


@given(curvature=CURVATURE, penalty=st.floats(0.001, 100))
def test_ridge_keeps_a_share(curvature, penalty):
    assert 0 < ridge_filter(curvature, penalty) < 1
