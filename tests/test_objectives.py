"""Every objective at its minimum, and at its doors."""

import jax
import jax.flatten_util
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from momentum_docs import (
    Objective,
    chain,
    heavy_ball,
    least_squares,
    lessard_counterexample,
    quadratic,
    rosenbrock,
    run,
    valley,
)

pytestmark = pytest.mark.usefixtures("x64")

GENERATOR = np.random.default_rng(0)
FEATURES, TARGETS = GENERATOR.normal(size=(20, 3)), GENERATOR.normal(size=20)
OBJECTIVES = {
    "valley": valley(),
    "quadratic": quadratic([[3.0, 1.0], [1.0, 2.0]], c=[1.0, -4.0], b=0.5),
    "rosenbrock": rosenbrock(),
    "steep_rosenbrock": rosenbrock(a=-2.0, b=7.0),
    "least_squares": least_squares(FEATURES, TARGETS),
    "lessard_counterexample": lessard_counterexample(),
}
QUADRATICS = [name for name in OBJECTIVES if OBJECTIVES[name].curvatures is not None]
MODEL = {"weights": jnp.arange(3.0), "bias": jnp.array(0.5)}

each_objective = pytest.mark.parametrize("name", OBJECTIVES)


def flat(objective):
    """Return the objective over one vector, and its minimiser as that vector."""
    point, unravel = jax.flatten_util.ravel_pytree(jax.tree.map(jnp.asarray, objective.minimiser))
    return (lambda x: objective(unravel(x))), point


@each_objective
def test_minimum_is_the_value_at_the_minimiser(name):
    loss, point = flat(OBJECTIVES[name])
    assert loss(point) == pytest.approx(OBJECTIVES[name].minimum, abs=1e-12)


@each_objective
def test_gradient_vanishes_at_the_minimiser(name):
    loss, point = flat(OBJECTIVES[name])
    np.testing.assert_allclose(jax.grad(loss)(point), 0, atol=1e-12)


@each_objective
@given(seed=st.integers(0, 2**32 - 1), distance=st.floats(1e-3, 100))
def test_no_point_is_lower_than_the_minimum(name, seed, distance):
    loss, point = flat(OBJECTIVES[name])
    direction = np.random.default_rng(seed).normal(size=point.shape)
    assert loss(point + distance * direction) > OBJECTIVES[name].minimum


@pytest.mark.parametrize("name", QUADRATICS)
def test_curvatures_are_the_eigenvalues_of_the_hessian(name):
    loss, point = flat(OBJECTIVES[name])
    eigenvalues = np.linalg.eigvalsh(jax.hessian(loss)(point + 1.0))
    np.testing.assert_allclose(OBJECTIVES[name].curvatures, eigenvalues, rtol=1e-12)


def test_valley_is_twenty_times_steeper_in_the_second_coordinate():
    assert valley().curvatures[1] / valley().curvatures[0] == pytest.approx(20)


def test_valley_gradients_at_the_start_differ_by_eight():
    np.testing.assert_allclose(jax.grad(valley())(jnp.array([-5.0, -2.0])), [-1.0, -8.0])


def test_quadratic_is_its_completed_square():
    bowl, Q = OBJECTIVES["quadratic"], np.array([[3.0, 1.0], [1.0, 2.0]])
    x = np.array([0.3, -0.7])
    away = x - bowl.minimiser
    assert bowl(jnp.asarray(x)) == pytest.approx(0.5 * away @ Q @ away + bowl.minimum)


def test_quadratic_minimiser_is_minus_the_solution():
    expected = -np.linalg.inv([[3.0, 1.0], [1.0, 2.0]]) @ [1.0, -4.0]
    np.testing.assert_allclose(OBJECTIVES["quadratic"].minimiser, expected)


def test_least_squares_is_half_the_mean_squared_error():
    residuals = FEATURES @ np.arange(3.0) + 0.5 - TARGETS
    assert OBJECTIVES["least_squares"](MODEL) == pytest.approx(0.5 * np.mean(residuals**2))


def test_least_squares_of_rows_averages_over_them():
    rows = [4, 4, 7]
    residuals = FEATURES[rows] @ np.arange(3.0) + 0.5 - TARGETS[rows]
    minibatch_loss = OBJECTIVES["least_squares"](MODEL, jnp.array(rows))
    assert minibatch_loss == pytest.approx(0.5 * np.mean(residuals**2))


def test_least_squares_of_all_minibatches_averages_to_the_whole():
    losses = [OBJECTIVES["least_squares"](MODEL, rows) for rows in jnp.arange(20).reshape(4, 5)]
    assert np.mean(losses) == pytest.approx(float(OBJECTIVES["least_squares"](MODEL)))


@pytest.mark.parametrize("row", [20, 1000])
def test_least_squares_beyond_the_data_is_nan(row):
    assert jnp.isnan(OBJECTIVES["least_squares"](MODEL, jnp.array([0, row])))


@given(x=st.floats(-10, 10, allow_subnormal=False))
def test_counterexample_has_the_published_derivative(x):
    published = 25 * x if x < 1 else x + 24 if x < 2 else 25 * x - 24
    assert jax.grad(lessard_counterexample())(jnp.array(x)) == pytest.approx(published, rel=1e-12)


@pytest.mark.parametrize("knot", [1.0, 2.0])
@pytest.mark.parametrize("derivative", [lambda f: f, jax.grad], ids=["value", "slope"])
def test_counterexample_is_continuous(knot, derivative):
    function = derivative(lessard_counterexample())
    below = function(jnp.nextafter(jnp.array(knot), jnp.array(0.0)))
    assert below == pytest.approx(float(function(jnp.array(knot))), rel=1e-12)


@given(x=st.floats(-10, 10))
def test_counterexample_has_curvature_one_or_twenty_five(x):
    assert jax.grad(jax.grad(lessard_counterexample()))(jnp.array(x)) in (1.0, 25.0)


@given(x=st.floats(-10, 10), distance=st.floats(1e-3, 20))
def test_counterexample_is_smooth_and_strongly_convex(x, distance):
    slope = jax.grad(lessard_counterexample())
    quotient = (slope(jnp.array(x + distance)) - slope(jnp.array(x))) / distance
    assert 1 - 1e-9 <= quotient <= 25 + 1e-9


@given(x=st.floats(-10, 10), y=st.floats(-10, 10))
def test_counterexample_lies_above_its_tangent_parabolas(x, y):
    loss = lessard_counterexample()
    value, slope = jax.value_and_grad(loss)(jnp.array(x))
    assert loss(jnp.array(y)) >= value + slope * (y - x) + 0.5 * (y - x) ** 2 - 1e-9


@pytest.mark.parametrize(("start", "cycles"), [(3.3, True), (3.0, False)])
def test_momentum_on_the_counterexample_depends_on_the_start(start, cycles):
    x = run(heavy_ball(1 / 9, 4 / 9), lessard_counterexample(), jnp.array(start), steps=300).params
    end = np.array([-2208, 792, 2592]) / 1225 if cycles else np.zeros(3)
    np.testing.assert_allclose(sorted(x[-3:]), end, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", ["valley", "quadratic", "rosenbrock"])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_loss_keeps_the_precision_of_the_parameters(name, dtype):
    assert OBJECTIVES[name](jnp.ones(2, dtype)).dtype == dtype


def test_objective_wraps_any_function():
    assert Objective(lambda x: (x - 3) ** 2)(jnp.array(1.0)) == 4


@pytest.mark.parametrize(
    "Q",
    [
        [[1.0, 2.0], [0.0, 1.0]],
        [[1.0, 2.0], [2.0, 1.0]],
        [[1.0, 1.0], [1.0, 1.0]],
        [[-1.0]],
        [[0.0]],
        [[float("nan")]],
        [[float("inf")]],
        [[1.0, 0.0]],
        [[1.0], [1.0, 2.0]],
        [1.0, 2.0],
        1.0,
        [],
    ],
)
def test_matrix_that_is_not_symmetric_positive_definite_is_refused(Q, house_error):
    with house_error("Q"):
        quadratic(Q)


@pytest.mark.parametrize("c", [[1.0], [1.0, 2.0, 3.0], [[1.0, 2.0]], [1.0, float("nan")], 1.0, []])
def test_linear_term_that_does_not_fit_is_refused(c, house_error):
    with house_error("c"):
        quadratic([[1.0, 0.0], [0.0, 1.0]], c)


@pytest.mark.parametrize("b", [0.0, -1.0, float("nan")])
def test_rosenbrock_without_walls_is_refused(b, house_error):
    with house_error("b"):
        rosenbrock(b=b)


@pytest.mark.parametrize(
    "features",
    [[[1.0], [float("nan")]], [[1.0], [float("inf")]], [1.0, 2.0], [[1.0], [1.0, 2.0]], [], [[], []]],
)
def test_features_unfit_for_least_squares_are_refused(features, house_error):
    with house_error("features"):
        least_squares(features, [1.0, 2.0])


@pytest.mark.parametrize("targets", [[1.0], [1.0, 2.0, 3.0], [[1.0], [2.0]], [1.0, float("nan")], []])
def test_targets_unfit_for_least_squares_are_refused(targets, house_error):
    with house_error("targets"):
        least_squares([[1.0], [2.0]], targets)


def test_words_for_numbers_are_refused(house_error, without_type_checks):
    with house_error("features", TypeError):
        least_squares([["a"], ["b"]], [1.0, 2.0])


@pytest.mark.parametrize(
    ("build", "name"),
    [
        (lambda value: rosenbrock(a=value), "a"),
        (lambda value: rosenbrock(b=value), "b"),
        (lambda value: quadratic([[1.0]], b=value), "b"),
    ],
)
@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_constant_that_is_not_finite_is_refused(build, name, value, house_error):
    with house_error(name):
        build(value)


@pytest.mark.parametrize("kappa", [4.0, 25.0, 100.0])
def test_chain_has_the_geometric_minimiser(kappa):
    q = (np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1)
    np.testing.assert_allclose(chain(kappa, 250).minimiser, q ** np.arange(1, 251), atol=1e-12)


@pytest.mark.parametrize("kappa", [4.0, 25.0, 100.0])
def test_chain_is_the_published_sum(kappa, x64):
    w = np.random.default_rng(0).normal(size=30)
    published = 0.5 * (w[0] - 1) ** 2 + 0.5 * np.sum(np.diff(w) ** 2) + 2 / (kappa - 1) * w @ w
    np.testing.assert_allclose(chain(kappa, 30)(jnp.asarray(w)), published, rtol=1e-12)


@pytest.mark.parametrize("kappa", [4.0, 25.0, 100.0])
def test_chain_has_curvatures_within_its_condition_number(kappa):
    smallest, largest = chain(kappa, 200).curvatures[[0, -1]]
    assert 4 / (kappa - 1) <= smallest
    assert largest <= 4 * kappa / (kappa - 1)
    assert largest / smallest > 0.95 * kappa


@pytest.mark.parametrize(("name", "numbers"), [("condition_number", (1.0, 9)), ("dimensions", (4.0, 1))])
def test_chain_out_of_range_is_refused(name, numbers, house_error):
    with house_error(name):
        chain(*numbers)
