"""The one runner: the source's printed lines, its shapes, its transformations, its doors."""

import subprocess
import sys

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from momentum_docs import (
    epoch_line,
    gradient_descent,
    heavy_ball,
    least_squares,
    minibatch_order,
    nesterov,
    run,
    valley,
)

TOY_LINES = [
    (gradient_descent(0.4), "epoch 20, x1: -0.943467, x2: -0.000073"),
    (gradient_descent(0.6), "epoch 20, x1: -0.387814, x2: -1673.365109"),
    (heavy_ball(0.6, 0.5), "epoch 20, x1: 0.007188, x2: 0.002553"),
    (heavy_ball(0.6, 0.25), "epoch 20, x1: -0.126340, x2: -0.186632"),
]
START = np.array([-5.0, -2.0])
FEATURES = np.random.default_rng(0).normal(size=(12, 2))
DATA = least_squares(FEATURES, FEATURES @ [1.0, -2.0] + 0.5)
MODEL = {"weights": jnp.zeros(2), "bias": jnp.zeros(())}


def toy(optimizer=None, start=START, **options):
    return run(optimizer or heavy_ball(0.1, 0.5), valley(), jnp.asarray(start, float), **options)


def orders(key=0, epochs=2):
    return minibatch_order(jax.random.key(key), examples=12, batch_size=3, epochs=epochs)


@pytest.mark.parametrize(("optimizer", "line"), TOY_LINES)
def test_toy_line_is_exact(optimizer, line, x64):
    assert epoch_line(20, toy(optimizer, steps=20).params[-1]) == line


def test_params_and_state_have_one_moment_more_than_steps():
    trajectory = run(heavy_ball(0.1, 0.5), DATA, MODEL, batches=orders())
    shapes = {"weights": (9, 2), "bias": (9,)}
    assert jax.tree.map(jnp.shape, trajectory.params) == shapes
    assert jax.tree.map(jnp.shape, trajectory.state.velocity) == shapes
    assert trajectory.state.step.tolist() == list(range(9))


def test_start_comes_first():
    trajectory = toy(steps=3)
    np.testing.assert_array_equal(trajectory.params[0], START)
    np.testing.assert_array_equal(trajectory.state.velocity[0], 0)
    assert trajectory.losses[0] == pytest.approx(10.5)


def test_losses_belong_to_the_params_beside_them():
    trajectory = toy(steps=6)
    np.testing.assert_allclose(trajectory.losses, jax.vmap(valley())(trajectory.params), rtol=1e-6)


@pytest.mark.parametrize("every", [1, 2, 4, 8])
def test_sparse_losses_are_a_subsample_of_all_losses(every):
    optimizer = heavy_ball(0.1, 0.5)
    all_losses = run(optimizer, DATA, MODEL, batches=orders()).losses
    sparse = run(optimizer, DATA, MODEL, batches=orders(), measure_every=every)
    np.testing.assert_allclose(sparse.losses, all_losses[::every], rtol=1e-6)


def test_sparse_measurement_leaves_the_path_alone():
    np.testing.assert_allclose(toy(steps=8, measure_every=4).params, toy(steps=8).params, rtol=1e-6)


def test_minibatch_run_equals_a_loop_by_hand(x64):
    start = {"weights": jnp.zeros(2), "bias": jnp.zeros(())}
    trajectory = run(heavy_ball(0.1, 0.9), DATA, start, batches=orders())
    weights, bias, velocity = np.zeros(2), 0.0, np.zeros(3)
    for rows in np.asarray(orders()):
        inputs, outputs = FEATURES[rows], FEATURES[rows] @ [1.0, -2.0] + 0.5
        residuals = inputs @ weights + bias - outputs
        gradient = np.append(residuals @ inputs, residuals.sum()) / len(rows)
        velocity = 0.9 * velocity + gradient
        weights, bias = weights - 0.1 * velocity[:2], bias - 0.1 * velocity[2]
    np.testing.assert_allclose(trajectory.params["weights"][-1], weights, rtol=1e-12)
    np.testing.assert_allclose(trajectory.params["bias"][-1], bias, rtol=1e-12)


@pytest.mark.parametrize("rule", [heavy_ball, nesterov])
def test_run_maps_over_hyperparameters(rule):
    etas, betas = jnp.array([0.1, 0.2, 0.4]), jnp.array([0.0, 0.5, 0.9])
    mapped = jax.vmap(lambda eta, beta: toy(rule(eta, beta), steps=5).params)(etas, betas)
    single = [
        toy(rule(float(eta), float(beta)), steps=5).params for eta, beta in zip(etas, betas, strict=True)
    ]
    np.testing.assert_allclose(mapped, jnp.stack(single), rtol=1e-5)


def test_run_maps_over_keys():
    def losses(key):
        batches = minibatch_order(key, examples=12, batch_size=3, epochs=1)
        return run(heavy_ball(0.1, 0.5), DATA, MODEL, batches=batches).losses

    keys = jax.random.split(jax.random.key(1), 3)
    np.testing.assert_allclose(jax.vmap(losses)(keys), jnp.stack([losses(key) for key in keys]), rtol=1e-5)


def test_run_is_the_same_under_jit():
    jitted = jax.jit(lambda start: toy(start=start, steps=5))(START)
    jax.tree.map(lambda a, b: np.testing.assert_allclose(a, b, rtol=1e-6), jitted, toy(steps=5))


def test_run_differentiates_with_respect_to_the_start(x64):
    gradient = jax.grad(lambda start: toy(gradient_descent(0.1), start, steps=3).losses[-1])(START)
    curvatures = np.array([0.2, 4.0])
    np.testing.assert_allclose(gradient, curvatures * (1 - 0.1 * curvatures) ** 6 * START, rtol=1e-12)


def test_divergence_is_returned():
    losses = toy(gradient_descent(10.0), steps=100).losses
    assert jnp.isfinite(losses[0])
    assert not jnp.isfinite(losses[-1])


def test_row_beyond_the_data_is_returned_as_nan():
    assert jnp.isnan(run(heavy_ball(0.1, 0.5), DATA, MODEL, batches=jnp.array([[0, 12]])).losses[-1])


@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_params_keep_their_type(dtype):
    assert run(heavy_ball(0.1, 0.5), valley(), jnp.asarray(START, dtype), steps=2).params.dtype == dtype


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("steps", {}),
        ("steps", {"steps": 8, "batches": jnp.zeros((8, 1), int)}),
        ("steps", {"steps": 0}),
        ("steps", {"steps": -3}),
        ("batches", {"batches": jnp.arange(4)}),
        ("batches", {"batches": jnp.zeros((0, 3), int)}),
        ("batches", {"batches": jnp.zeros((3, 0), int)}),
        ("measure_every", {"steps": 8, "measure_every": 0}),
        ("measure_every", {"steps": 8, "measure_every": -2}),
        ("measure_every", {"steps": 8, "measure_every": 9}),
        ("measure_every", {"steps": 8, "measure_every": 3}),
    ],
)
def test_wrong_count_is_refused(name, options, house_error):
    with house_error(name):
        toy(**options)


def test_both_of_steps_and_batches_is_called_both():
    with pytest.raises(ValueError, match="got both"):
        toy(steps=0, batches=jnp.zeros((8, 1), int))


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("steps", {"steps": 2.5}),
        ("steps", {"steps": "8"}),
        ("batches", {"batches": jnp.zeros((8, 1))}),
        ("measure_every", {"steps": 8, "measure_every": 2.0}),
    ],
)
def test_count_of_the_wrong_type_is_refused(name, options, house_error, without_type_checks):
    with house_error(name, TypeError):
        toy(**options)


def test_integer_params_are_refused(house_error):
    with house_error("params", TypeError):
        run(heavy_ball(0.1, 0.5), valley(), jnp.array([-5, -2]), steps=1)


def test_empty_params_are_refused(house_error):
    with house_error("params"):
        run(heavy_ball(0.1, 0.5), valley(), {}, steps=1)


def test_import_and_run_leave_the_configuration_of_jax_alone():
    program = """
import jax
before = dict(jax.config.values)
import momentum_docs
momentum_docs.run(momentum_docs.heavy_ball(0.1, 0.5), momentum_docs.valley(), jax.numpy.ones(2), steps=1)
assert jax.config.values == before
"""
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True)
