"""Formulae against simulated runs, in double precision."""

import functools

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from momentum_docs import (
    Regime,
    convergence_rate,
    critical_momentum,
    damping_regime,
    gradient_descent,
    heavy_ball,
    is_stable,
    nesterov,
    nesterov_rate,
    quadratic,
    run,
    update_eigenvalues,
    update_matrix,
    valley,
)

pytestmark = pytest.mark.usefixtures("x64")

RATE = st.floats(0.01, 1.0)
MOMENTUM = st.floats(0, 0.95)
CURVATURE = st.floats(0.05, 3.0)
ELEMENTWISE = [
    update_matrix,
    update_eigenvalues,
    convergence_rate,
    nesterov_rate,
    is_stable,
    damping_regime,
]


@functools.partial(jax.jit, static_argnames="steps")
def simulate(eta, beta, lam, steps):
    """Return (velocity, position) at every step on ½λx² from x = 1 at rest."""
    trajectory = run(heavy_ball(eta, beta), lambda x: 0.5 * lam * x**2, jnp.array(1.0), steps=steps)
    return jnp.stack([trajectory.state.velocity, trajectory.params], -1)


def sign_changes(positions):
    return np.count_nonzero(np.diff(np.sign(positions)))


@given(eta=RATE, beta=MOMENTUM, lam=CURVATURE)
def test_update_matrix_is_one_step(eta, beta, lam):
    moments = simulate(eta, beta, lam, steps=3)
    stepped = moments[:-1] @ update_matrix(eta, beta, lam).T
    np.testing.assert_allclose(stepped, moments[1:], rtol=1e-10, atol=1e-12)


def test_update_matrix_is_one_step_on_the_quadratic_of_the_library():
    trajectory = run(heavy_ball(0.6, 0.25), quadratic([[4.0]]), jnp.array([1.0]), steps=3)
    moments = jnp.concatenate([trajectory.state.velocity, trajectory.params], axis=1)
    np.testing.assert_allclose(moments[:-1] @ update_matrix(0.6, 0.25, 4.0).T, moments[1:], rtol=1e-12)


@given(eta=RATE, beta=MOMENTUM, lam=CURVATURE)
def test_determinant_is_momentum(eta, beta, lam):
    np.testing.assert_allclose(np.linalg.det(update_matrix(eta, beta, lam)), beta, atol=1e-12)


@given(eta=RATE, beta=MOMENTUM, lam=CURVATURE)
def test_trace_is_one_plus_momentum_minus_scaled_curvature(eta, beta, lam):
    np.testing.assert_allclose(np.trace(update_matrix(eta, beta, lam)), 1 + beta - eta * lam, atol=1e-12)


# The square root at a double eigenvalue turns a rounding error of 1e-16 into 1e-8.
@given(eta=RATE, beta=MOMENTUM, lam=CURVATURE)
def test_eigenvalues_equal_those_of_numpy(eta, beta, lam):
    numeric = np.linalg.eigvals(update_matrix(eta, beta, lam))
    closed = np.asarray(update_eigenvalues(eta, beta, lam))
    np.testing.assert_allclose(np.sort_complex(closed), np.sort_complex(numeric), atol=1e-7)


@given(eta=RATE, beta=MOMENTUM, lam=CURVATURE)
def test_eigenvalues_solve_the_characteristic_polynomial(eta, beta, lam):
    sigma = update_eigenvalues(eta, beta, lam)
    np.testing.assert_allclose(sigma**2 - (1 + beta - eta * lam) * sigma + beta, 0, atol=1e-12)


@given(eta=RATE, beta=MOMENTUM, lam=CURVATURE)
def test_rate_is_the_largest_modulus(eta, beta, lam):
    moduli = jnp.abs(update_eigenvalues(eta, beta, lam))
    np.testing.assert_allclose(convergence_rate(eta, beta, lam), moduli.max(), rtol=1e-12)


@given(eta=RATE, beta=MOMENTUM, lam=CURVATURE)
def test_eigenvalues_are_complex_between_the_two_critical_momenta(eta, beta, lam):
    low, high = (1 - np.sqrt(eta * lam)) ** 2, (1 + np.sqrt(eta * lam)) ** 2
    assume(min(abs(beta - low), abs(beta - high)) > 1e-9)
    assert jnp.any(update_eigenvalues(eta, beta, lam).imag != 0) == (low < beta < high)


@given(eta=RATE, beta=MOMENTUM, lam=CURVATURE)
def test_rate_is_the_root_of_momentum_where_eigenvalues_are_complex(eta, beta, lam):
    assume((1 - np.sqrt(eta * lam)) ** 2 + 1e-9 < beta)
    np.testing.assert_allclose(convergence_rate(eta, beta, lam), np.sqrt(beta), rtol=1e-12)


# Away from critical damping the state's size leaves the slope by a bounded factor: the logarithm
# of it stayed below 2.5 over 20 000 random settings, and 3 over 300 steps is 0.01.
@given(eta=RATE, beta=st.floats(0.1, 0.95), lam=CURVATURE)
def test_rate_is_the_slope_of_a_long_simulation(eta, beta, lam):
    assume(abs((1 + beta - eta * lam) ** 2 - 4 * beta) > 0.05)
    sizes = jnp.abs(simulate(eta, beta, lam, steps=400)).sum(axis=1)
    slope = (jnp.log(sizes[400]) - jnp.log(sizes[100])) / 300
    np.testing.assert_allclose(slope, jnp.log(convergence_rate(eta, beta, lam)), atol=0.01)


@given(beta=st.floats(0, 0.9), lam=CURVATURE)
def test_run_just_inside_the_boundary_converges(beta, lam):
    eta = 0.99 * (2 + 2 * beta) / lam
    assert is_stable(eta, beta, lam)
    assert abs(simulate(eta, beta, lam, steps=1000)[-1, 1]) < 1e-6


@given(beta=st.floats(0, 0.9), lam=CURVATURE)
def test_run_just_outside_the_boundary_diverges(beta, lam):
    eta = 1.01 * (2 + 2 * beta) / lam
    assert not is_stable(eta, beta, lam)
    assert abs(simulate(eta, beta, lam, steps=1000)[-1, 1]) > 1e6


@given(eta=RATE, beta=st.floats(-0.5, 1.5, allow_subnormal=False), lam=st.floats(-1, 8))
def test_stable_means_rate_below_one_in_the_range_of_momentum(eta, beta, lam):
    rate = float(convergence_rate(eta, beta, lam))
    assume(abs(rate - 1) > 1e-9)
    assert is_stable(eta, beta, lam) == (rate < 1 and beta >= 0)


@pytest.mark.parametrize(("eta", "stable"), [(1.99, True), (2.0, False), (2.01, False), (0.0, False)])
def test_gradient_descent_is_stable_below_two(eta, stable):
    assert is_stable(eta, 0.0, 1.0) == stable


@given(root=st.floats(0.1, 0.9), fraction=st.floats(0.05, 0.95))
def test_over_damped_run_never_changes_sign(root, fraction):
    eta, beta = root**2, fraction * (1 - root) ** 2
    assert damping_regime(eta, beta, 1.0) == Regime.OVER_DAMPED
    assert sign_changes(simulate(eta, beta, 1.0, steps=100)[:, 1]) == 0


@pytest.mark.parametrize("root", [0.125, 0.25, 0.5, 0.75])
def test_critically_damped_run_never_changes_sign(root):
    eta, beta = root**2, (1 - root) ** 2
    assert damping_regime(eta, beta, 1.0) == Regime.CRITICALLY_DAMPED
    assert sign_changes(simulate(eta, beta, 1.0, steps=100)[:, 1]) == 0


@given(beta=st.floats(0.1, 0.95), angle=st.floats(0.2, 2.9))
def test_under_damped_run_turns_by_the_angle_of_its_eigenvalues(beta, angle):
    eta = 1 + beta - 2 * np.sqrt(beta) * np.cos(angle)
    assert damping_regime(eta, beta, 1.0) == Regime.UNDER_DAMPED
    changes = sign_changes(simulate(eta, beta, 1.0, steps=200)[:, 1])
    assert changes == pytest.approx(200 * angle / np.pi, abs=1.5)


@given(beta=st.floats(0, 0.5), fraction=st.floats(0.05, 0.95))
def test_sign_flipping_run_changes_sign_at_every_step(beta, fraction):
    low, high = (1 + np.sqrt(beta)) ** 2, 2 + 2 * beta
    eta = low + fraction * (high - low)
    assert damping_regime(eta, beta, 1.0) == Regime.SIGN_FLIPPING
    assert sign_changes(simulate(eta, beta, 1.0, steps=50)[:, 1]) == 50


@pytest.mark.parametrize(
    ("eta", "beta", "lam"),
    [(2.1, 0.0, 1.0), (0.5, 1.0, 1.0), (0.5, 0.5, -1.0), (0.5, 0.5, 0.0), (0.6, 0.0, 4.0)],
)
def test_unstable_setting_is_divergent(eta, beta, lam):
    assert damping_regime(eta, beta, lam) == Regime.DIVERGENT


@given(eta=RATE, lam=CURVATURE)
def test_critical_momentum_makes_the_eigenvalues_meet(eta, lam):
    beta = critical_momentum(eta, lam)
    np.testing.assert_allclose((1 + beta - eta * lam) ** 2, 4 * beta, atol=1e-12)


@given(eta=RATE, beta=MOMENTUM, lam=CURVATURE)
def test_nesterov_rate_is_that_of_its_update_matrix(eta, beta, lam):
    step = [[beta, lam], [-eta * beta**2, 1 - eta * lam * (1 + beta)]]
    rate = np.abs(np.linalg.eigvals(step)).max()
    np.testing.assert_allclose(nesterov_rate(eta, beta, lam), rate, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize(("eta", "beta", "lam"), [(0.1, 0.9, 1.0), (1.2, 0.9, 1.0), (0.3, 0.2, 1.0)])
def test_nesterov_rate_is_that_of_a_run(eta, beta, lam):
    x = run(nesterov(eta, beta), lambda x: 0.5 * lam * x**2, jnp.array(1.0), steps=400).params
    measured = (jnp.abs(x[380:400]).max() / jnp.abs(x[180:200]).max()) ** (1 / 200)
    np.testing.assert_allclose(nesterov_rate(eta, beta, lam), measured, rtol=2e-3)


@given(beta=MOMENTUM, lam=CURVATURE)
def test_nesterov_reaches_rate_one_at_its_edge(beta, lam):
    edge = (2 + 2 * beta) / (1 + 2 * beta) / lam
    np.testing.assert_allclose(nesterov_rate(edge, beta, lam), 1, rtol=1e-9)


@given(eta=RATE, lam=CURVATURE)
def test_critical_momentum_gives_the_best_rate(eta, lam):
    assume(eta * lam < 1)
    beta = critical_momentum(eta, lam)
    others = np.linspace(0, 0.999, 200)
    assert np.all(convergence_rate(eta, others, lam) >= convergence_rate(eta, beta, lam) - 1e-7)


@pytest.mark.parametrize("lam", [0.1, 1, 10, 19])
def test_gradient_descent_decays_geometrically(lam):
    positions = run(gradient_descent(0.1), quadratic([[lam]]), jnp.array([1.0]), steps=20).params[:, 0]
    np.testing.assert_allclose(positions, (1 - 0.1 * lam) ** np.arange(21), atol=1e-14)


def test_general_quadratic_decouples_in_its_eigenbasis():
    Q, c = np.array([[3.0, 1.0], [1.0, 2.0]]), np.array([1.0, -4.0])
    bowl, (curvatures, basis) = quadratic(Q, c), np.linalg.eigh(Q)
    start = np.array([2.0, -1.0])
    in_x = run(heavy_ball(0.2, 0.7), bowl, jnp.asarray(start), steps=30).params
    z_start = jnp.asarray(basis.T @ (start - bowl.minimiser))
    in_z = run(heavy_ball(0.2, 0.7), quadratic(np.diag(curvatures)), z_start, steps=30).params
    np.testing.assert_allclose((in_x - bowl.minimiser[None]) @ basis, in_z, atol=1e-12)


def test_tuned_momentum_can_cycle_on_a_strongly_convex_function():
    def loss(x):
        middle, right = x**2 / 2 + 24 * x - 12, 25 * x**2 / 2 - 24 * x + 36
        return jnp.where(x < 1, 25 * x**2 / 2, jnp.where(x < 2, middle, right))

    positions = run(heavy_ball(1 / 9, 4 / 9), loss, jnp.array(3.3), steps=300).params
    np.testing.assert_allclose(sorted(positions[-3:]), np.array([-2208, 792, 2592]) / 1225, rtol=1e-9)


@pytest.mark.parametrize("function", ELEMENTWISE)
def test_formula_broadcasts(function):
    etas, betas = np.full((2, 1), 0.1), np.array([[0.1, 0.5, 0.9]])
    one_by_one = [[function(0.1, beta, 1.0) for beta in betas[0]]] * 2
    np.testing.assert_allclose(function(etas, betas, 1.0), one_by_one, rtol=1e-12)


@pytest.mark.parametrize("function", ELEMENTWISE)
def test_formula_can_be_traced(function):
    np.testing.assert_allclose(jax.jit(function)(0.1, 0.5, 1.0), function(0.1, 0.5, 1.0), rtol=1e-12)


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_formula_keeps_the_precision_of_its_arrays(precision):
    assert convergence_rate(np.asarray(0.1, precision), 0.5, 1.0).dtype == precision


def test_formula_takes_double_precision_without_a_warning_in_single():
    with jax.enable_x64(False):
        assert convergence_rate(0.1, 0.5, valley().curvatures).dtype == "float32"
