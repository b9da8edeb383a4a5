"""The one rule of momentum against its lines written out, closed forms and Optax."""

import jax.numpy as jnp
import numpy as np
import optax
import pytest
from hypothesis import given
from hypothesis import strategies as st

from momentum_docs import MomentumState, gradient_descent, heavy_ball, momentum_in, nesterov, run
from momentum_docs._momentum import momentum_rule

CURVATURES = np.array([0.1, 1.0, 4.0])
STEPS = 8

pytestmark = pytest.mark.usefixtures("x64")

each_velocity = pytest.mark.parametrize("velocity_of", ["gradients", "steps", "average"])
each_look = pytest.mark.parametrize("looks_ahead", [False, True])


def rate_at(step):
    return jnp.where(step < 4, 0.1, 0.02)


def next_velocity(velocity_of, velocity, gradient, rate, momentum):
    if velocity_of == "gradients":
        return momentum * velocity + gradient
    if velocity_of == "steps":
        return momentum * velocity - rate * gradient
    return momentum * velocity + (1 - momentum) * gradient


@each_velocity
@each_look
@given(momentum=st.floats(0, 0.99))
def test_rule_is_its_two_lines_written_out(velocity_of, looks_ahead, momentum):
    x, velocity, path = np.ones(3), np.zeros(3), [np.ones(3)]
    for step in range(STEPS):
        known = CURVATURES * x, rate_at(step), momentum
        velocity = next_velocity(velocity_of, velocity, *known)
        direction = next_velocity(velocity_of, velocity, *known) if looks_ahead else velocity
        x = x + (1 if velocity_of == "steps" else -rate_at(step)) * direction
        path.append(x)
    rule = momentum_rule(rate_at, momentum, velocity_of=velocity_of, nesterov=looks_ahead)
    ours = run(rule, lambda x: 0.5 * jnp.asarray(CURVATURES) @ x**2, jnp.ones(3), steps=STEPS)
    np.testing.assert_allclose(ours.params, path, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    ("velocity_of", "factor"), [("gradients", 1.0), ("steps", -0.25), ("average", 1 - 0.75)]
)
def test_velocity_on_a_steady_gradient_is_a_geometric_sum(velocity_of, factor):
    rule = momentum_rule(0.25, 0.75, velocity_of=velocity_of)
    velocity = run(rule, lambda x: x, jnp.array(0.0), steps=STEPS).state.velocity
    sums = (1 - 0.75 ** np.arange(STEPS + 1)) / (1 - 0.75)
    np.testing.assert_allclose(velocity, factor * sums, rtol=1e-12)


@given(momentum=st.floats(0, 0.99))
def test_average_is_the_one_of_optax(momentum):
    theirs = optax.chain(optax.ema(momentum, debias=False), optax.scale(-0.1))
    ours = momentum_rule(0.1, momentum, velocity_of="average")
    last = [run(rule, lambda x: 2 * x @ x, jnp.ones(2), steps=STEPS).params[-1] for rule in (ours, theirs)]
    np.testing.assert_allclose(*last, rtol=1e-12)


@pytest.mark.parametrize(
    "rule",
    [
        heavy_ball(0.1, 0.5),
        nesterov(0.1, 0.5),
        momentum_in("keras", 0.1, 0.5, weight_decay=0.1),
        momentum_in("pytorch", 0.1, 0.5, dampening=0.5),
    ],
    ids=["heavy ball", "Nesterov", "with decay", "with dampening"],
)
def test_every_rule_of_momentum_keeps_one_kind_of_state(rule):
    assert isinstance(rule.init(jnp.ones(2)), MomentumState)


def test_gradient_descent_has_no_velocity():
    assert not hasattr(gradient_descent(0.1).init(jnp.ones(2)), "velocity")
