"""Update rules against Optax, against arithmetic by hand, and at their doors."""

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest
from hypothesis import given
from hypothesis import strategies as st

from momentum_docs import gradient_descent, heavy_ball, least_squares, nesterov, quadratic, run, valley

RULES = {
    "gradient_descent": (lambda eta, beta: gradient_descent(eta), lambda eta, beta: optax.sgd(eta)),
    "heavy_ball": (heavy_ball, lambda eta, beta: optax.sgd(eta, beta)),
    "nesterov": (nesterov, lambda eta, beta: optax.sgd(eta, beta, nesterov=True)),
}
MOMENTUM_RULES = [heavy_ball, nesterov]
START = jnp.array([-5.0, -2.0])
HYPERPARAMETERS = {"eta": st.floats(1e-3, 1.0), "beta": st.floats(0, 0.99)}

each_rule = pytest.mark.parametrize(("ours", "reference"), RULES.values(), ids=RULES)


def trees(dtypes):
    leaves = st.builds(
        lambda seed, shape, dtype: jnp.asarray(np.random.default_rng(seed).normal(size=shape), dtype),
        st.integers(0, 2**32 - 1),
        st.sampled_from([(), (2, 3)]),
        st.sampled_from(dtypes),
    )
    return st.recursive(
        leaves,
        lambda children: (
            st.lists(children, min_size=1, max_size=3)
            | st.tuples(children, children)
            | st.dictionaries(st.sampled_from("abc"), children, min_size=1)
        ),
        max_leaves=4,
    )


def curved_loss(params):
    return sum(jnp.sum(jnp.cos(leaf) + 0.5 * leaf**2).astype(float) for leaf in jax.tree.leaves(params))


def params_after(optimizer, params, steps=4):
    state = optimizer.init(params)
    for _ in range(steps):
        updates, state = optimizer.update(jax.grad(curved_loss)(params), state, params)
        params = optax.apply_updates(params, updates)
    return params


def assert_trees_equal(actual, expected):
    def assert_equal(actual, expected):
        assert actual.dtype == expected.dtype
        np.testing.assert_array_equal(actual, expected)

    jax.tree.map(assert_equal, actual, expected)


@each_rule
@given(params=trees(["float32", "bfloat16"]), **HYPERPARAMETERS)
def test_update_equals_optax_on_any_tree(ours, reference, params, eta, beta):
    assert_trees_equal(params_after(ours(eta, beta), params), params_after(reference(eta, beta), params))


@each_rule
@given(data=st.data(), **HYPERPARAMETERS)
def test_update_equals_optax_in_double_precision(ours, reference, data, eta, beta, x64):
    params = data.draw(trees(["float64", "float32"]))
    assert_trees_equal(params_after(ours(eta, beta), params), params_after(reference(eta, beta), params))


@each_rule
@pytest.mark.parametrize(
    "schedule",
    [optax.exponential_decay(0.3, 2, 0.5), optax.linear_schedule(0.3, 0, 4)],
    ids=["exponential", "linear"],
)
def test_update_follows_a_schedule(ours, reference, schedule):
    assert_trees_equal(
        params_after(ours(schedule, 0.9), START), params_after(reference(schedule, 0.9), START)
    )


@each_rule
def test_update_works_inside_a_chain(ours, reference):
    chained = [optax.chain(optax.clip(0.5), rule(0.1, 0.9)) for rule in (ours, reference)]
    assert_trees_equal(*(params_after(optimizer, START) for optimizer in chained))


@each_rule
def test_update_is_the_same_under_jit(ours, reference):
    jitted = jax.jit(lambda params: params_after(ours(0.1, 0.9), params))(START)
    np.testing.assert_allclose(jitted, params_after(reference(0.1, 0.9), START), rtol=1e-6)


@pytest.mark.parametrize("rule", MOMENTUM_RULES)
def test_update_maps_over_hyperparameters(rule):
    etas, betas = jnp.array([0.1, 0.2]), jnp.array([0.5, 0.9])
    mapped = jax.vmap(lambda eta, beta: params_after(rule(eta, beta), START))(etas, betas)
    one_by_one = [
        params_after(rule(float(eta), float(beta)), START) for eta, beta in zip(etas, betas, strict=True)
    ]
    np.testing.assert_allclose(mapped, jnp.stack(one_by_one), rtol=1e-6)


@pytest.mark.parametrize("rule", MOMENTUM_RULES)
@pytest.mark.parametrize("argument", [0, 1], ids=["learning_rate", "momentum"])
def test_gradient_through_a_run_equals_finite_difference(rule, argument, x64):
    def final_loss(*hyperparameters):
        return run(rule(*hyperparameters), valley(), jnp.array([-5.0, -2.0]), steps=10).losses[-1]

    point, step = np.array([0.3, 0.5]), 1e-6 * np.eye(2)[argument]
    difference = (final_loss(*(point + step)) - final_loss(*(point - step))) / 2e-6
    np.testing.assert_allclose(jax.grad(final_loss, argument)(*point), difference, rtol=1e-6)


def test_heavy_ball_equals_the_loop_by_hand(x64):
    x1, x2, v1, v2 = -5.0, -2.0, 0.0, 0.0
    for _ in range(20):
        v1, v2 = 0.5 * v1 + 0.2 * x1, 0.5 * v2 + 4 * x2
        x1, x2 = x1 - 0.6 * v1, x2 - 0.6 * v2
    start = jnp.array([-5.0, -2.0])
    np.testing.assert_allclose(
        run(heavy_ball(0.6, 0.5), valley(), start, steps=20).params[-1], [x1, x2], rtol=1e-12
    )


@pytest.mark.parametrize("rule", MOMENTUM_RULES)
@given(params=trees(["float32"]), eta=HYPERPARAMETERS["eta"])
def test_zero_momentum_is_gradient_descent(rule, params, eta):
    assert_trees_equal(params_after(rule(eta, 0.0), params), params_after(gradient_descent(eta), params))


def test_nesterov_evaluates_the_gradient_at_the_look_ahead_point(x64):
    eta, beta = 0.1, 0.9
    gradient = jax.grad(quadratic([[0.2, 0.0], [0.0, 4.0]]))
    position, velocity = jnp.array([-5.0, -2.0]), jnp.zeros(2)
    for _ in range(5):
        velocity = beta * velocity + gradient(position - eta * beta * velocity)
        position = position - eta * velocity
    final = run(nesterov(eta, beta), valley(), jnp.array([-5.0, -2.0]), steps=5)
    look_ahead = position - eta * beta * velocity
    np.testing.assert_allclose(final.params[-1], look_ahead, rtol=1e-12)


@each_rule
@pytest.mark.parametrize(
    "eta", [0, 0.0, -0.1, float("nan"), float("inf"), np.array([0.1, -0.1]), jnp.array(0.0)]
)
def test_learning_rate_out_of_range_is_refused(ours, reference, eta, house_error):
    with house_error("learning_rate"):
        ours(eta, 0.9)


@pytest.mark.parametrize("rule", MOMENTUM_RULES)
@pytest.mark.parametrize(
    "beta", [1, 1.0, -0.1, float("nan"), float("inf"), np.array([0.5, 1.0]), jnp.array(1.0)]
)
def test_momentum_out_of_range_is_refused(rule, beta, house_error):
    with house_error("momentum"):
        rule(0.1, beta)


@each_rule
@pytest.mark.parametrize("eta", ["0.1", None, 1j, True])
def test_learning_rate_that_is_no_number_is_refused(ours, reference, eta, house_error, without_type_checks):
    with house_error("learning_rate", TypeError):
        ours(eta, 0.9)


@pytest.mark.parametrize("rule", MOMENTUM_RULES)
@pytest.mark.parametrize("beta", ["0.9", None, 1j, True])
def test_momentum_that_is_no_number_is_refused(rule, beta, house_error, without_type_checks):
    with house_error("momentum", TypeError):
        rule(0.1, beta)


@each_rule
@pytest.mark.parametrize(
    "gradients",
    [{"w": jnp.ones(3), "b": jnp.ones(())}, {"w": jnp.ones(2)}, (jnp.ones(2), jnp.ones(())), jnp.ones(2)],
    ids=["shape", "missing", "tuple", "array"],
)
def test_gradients_unlike_the_parameters_are_refused(ours, reference, gradients, house_error):
    params = {"w": jnp.ones(2), "b": jnp.ones(())}
    optimizer = ours(0.1, 0.9)
    with house_error("gradients"):
        optimizer.update(gradients, optimizer.init(params), params)


@each_rule
def test_integer_parameters_are_refused(ours, reference, house_error):
    with house_error("params['w']", TypeError):
        ours(0.1, 0.9).init({"w": jnp.arange(2)})


@each_rule
@pytest.mark.parametrize(("eta", "beta"), [(-1.0, 0.5), (0.0, 2.0), (float("nan"), -3.0)])
def test_traced_hyperparameters_raise_nothing(ours, reference, eta, beta):
    traced = jax.jit(lambda eta, beta: params_after(ours(eta, beta), START))
    assert traced(eta, beta).shape == (2,)


@each_rule
def test_update_serves_minibatch_parameters(ours, reference):
    line = least_squares([[0.0], [1.0], [2.0]], [1.0, 3.0, 5.0])
    start = {"weights": jnp.zeros(1), "bias": jnp.zeros(())}
    runs = [run(rule(0.1, 0.5), line, start, steps=5).losses for rule in (ours, reference)]
    np.testing.assert_allclose(*runs, rtol=1e-6)
