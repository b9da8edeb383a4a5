"""The airfoil protocol: what a thousand keys say about the source's numbers."""

import functools

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from momentum_docs import (
    gradient_descent,
    heavy_ball,
    least_squares,
    load_airfoil,
    minibatch_order,
    run,
    standardise,
)

ROWS = standardise(load_airfoil().values)[:1500]
AIRFOIL = least_squares(features=ROWS[:, :5], targets=ROWS[:, 5])
KEYS = jax.random.split(jax.random.key(0), 1000)
SETTINGS = [(0.02, 0.5), (0.01, 0.9), (0.005, 0.9)]


def velocity_lost(learning_rate, momentum):
    return gradient_descent(learning_rate)


def averaged(learning_rate, momentum):
    return optax.chain(optax.scale(1 - momentum), heavy_ball(learning_rate, momentum))


def train(optimizer, key, objective=AIRFOIL, **options):
    weights_key, order_key = jax.random.split(key)
    params = {"weights": 0.01 * jax.random.normal(weights_key, (5,)), "bias": jnp.zeros(())}
    batches = minibatch_order(order_key, examples=1500, batch_size=10, epochs=2)
    return run(optimizer, objective, params, batches=batches, **options).losses


@functools.partial(jax.jit, static_argnums=0)
@functools.partial(jax.vmap, in_axes=(None, None, None, 0))
def final_loss(rule, learning_rate, momentum, key):
    return train(rule(learning_rate, momentum), key, measure_every=300)[-1]


@functools.cache
def final_losses(rule, learning_rate, momentum):
    return np.asarray(final_loss(rule, learning_rate, momentum, KEYS), float)


def test_optimum_is_that_of_the_table():
    assert f"{AIRFOIL.minimum:.6f}" == "0.241688"


def test_curvatures_are_those_of_the_table():
    assert [f"{AIRFOIL.curvatures[i]:.3f}" for i in (0, -1)] == ["0.174", "2.098"]


def test_condition_number_is_twelve():
    assert round(AIRFOIL.curvatures[-1] / AIRFOIL.curvatures[0]) == 12


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("rule", [heavy_ball, velocity_lost, averaged])
def test_no_key_ends_below_the_optimum(rule, setting):
    assert final_losses(rule, *setting).min() > AIRFOIL.minimum


@pytest.mark.parametrize(
    ("rule", "setting", "median"),
    [
        (heavy_ball, (0.02, 0.5), 0.2437),
        (heavy_ball, (0.01, 0.9), 0.2478),
        (heavy_ball, (0.005, 0.9), 0.2443),
        (velocity_lost, (0.02, 0.5), 0.2436),
        (velocity_lost, (0.01, 0.9), 0.2496),
        (velocity_lost, (0.005, 0.9), 0.2796),
        (averaged, (0.02, 0.5), 0.2436),
        (averaged, (0.01, 0.9), 0.2491),
        (averaged, (0.005, 0.9), 0.2796),
    ],
)
def test_median_over_keys_is_that_of_the_table(rule, setting, median):
    assert np.median(final_losses(rule, *setting)) == pytest.approx(median, abs=0.002)


@pytest.mark.parametrize("setting", SETTINGS)
def test_lowest_percent_of_keys_is_that_of_the_table(setting):
    assert np.quantile(final_losses(heavy_ball, *setting), 0.01) == pytest.approx(0.242, abs=0.001)


# Tolerance: four standard errors of the 99 % quantile of 1000 keys, measured over ten sets of
# keys as 0.0006, 0.0012 and 0.0005, and half a unit for the table's rounding.
@pytest.mark.parametrize(
    ("setting", "quantile", "tolerance"),
    [((0.02, 0.5), 0.250, 0.0029), ((0.01, 0.9), 0.268, 0.0053), ((0.005, 0.9), 0.253, 0.0025)],
)
def test_highest_percent_of_keys_is_that_of_the_table(setting, quantile, tolerance):
    assert np.quantile(final_losses(heavy_ball, *setting), 0.99) == pytest.approx(quantile, abs=tolerance)


def test_momentum_as_stated_never_rounds_to_the_third_loss_of_the_source():
    assert not np.any(np.round(final_losses(heavy_ball, 0.005, 0.9), 3) == 0.278)


@pytest.mark.parametrize("rule", [velocity_lost, averaged])
def test_lost_or_averaged_velocity_does_round_to_the_third_loss_of_the_source(rule):
    assert np.mean(np.round(final_losses(rule, 0.005, 0.9), 3) == 0.278) > 0.05


@pytest.mark.parametrize(
    ("setting", "printed"), [((0.02, 0.5), 0.243), ((0.01, 0.9), 0.250), ((0.005, 0.9), 0.278)]
)
def test_all_losses_of_the_source_lie_in_the_spread_of_a_lost_velocity(setting, printed):
    low, high = np.quantile(final_losses(velocity_lost, *setting), [0.001, 0.999])
    assert low - 0.0005 < printed < high + 0.0005


def test_loss_is_measured_every_two_hundred_examples():
    assert train(heavy_ball(0.02, 0.5), KEYS[0], measure_every=20).shape == (300 // 20 + 1,)


def test_loss_without_the_half_doubles_the_learning_rate(x64):
    def mean_squared_error(params, *rows):
        return 2 * AIRFOIL(params, *rows)

    halved = train(heavy_ball(0.01, 0.9), KEYS[0])
    full = train(heavy_ball(0.005, 0.9), KEYS[0], objective=mean_squared_error)
    np.testing.assert_allclose(full / 2, halved, rtol=1e-12)
