"""Each published slip fails as it is printed, and its correction holds."""

import itertools

import numpy as np
import pytest

from momentum_docs import convergence_rate, quadratic, update_eigenvalues, update_matrix, valley

pytestmark = pytest.mark.usefixtures("x64")

ETA, BETA, LAMBDA, STEPS = 0.3, 0.6, 1.0, 5
R = np.array([[BETA, LAMBDA], [-ETA * BETA, 1 - ETA * LAMBDA]])
POWER = np.linalg.matrix_power(R, STEPS)
START, PUSH = np.array([0.0, 2.0]), np.array([1.0, -ETA])


def test_quarter_is_not_the_bigger_momentum():
    half, quarter = (convergence_rate(0.6, beta, valley().curvatures).max() for beta in (0.5, 0.25))
    assert quarter > half


@pytest.mark.parametrize(("sign", "holds"), [(-1, False), (1, True)])
def test_completed_square(sign, holds):
    Q, c = np.array([[3.0, 1.0], [1.0, 2.0]]), np.array([1.0, -4.0])
    x, shift = np.array([2.0, -1.0]), np.linalg.solve(Q, c)
    square = 0.5 * (x + sign * shift) @ Q @ (x + sign * shift) - 0.5 * c @ shift
    assert np.isclose(square, quadratic(Q, c)(x)) == holds


@pytest.mark.parametrize(("factor", "holds"), [(2, False), (1, True)])
def test_rate_of_a_complex_pair(factor, holds):
    assert np.isclose(factor * np.sqrt(BETA), convergence_rate(ETA, BETA, LAMBDA)) == holds


@pytest.mark.parametrize(("swapped", "holds"), [(True, False), (False, True)])
def test_power_of_the_update_matrix(swapped, holds):
    np.testing.assert_allclose(update_matrix(ETA, BETA, LAMBDA), R)
    first, second = np.asarray(update_eigenvalues(ETA, BETA, LAMBDA))
    residues = [(R - sigma * np.eye(2)) / (first - second) for sigma in (second, first)]
    of_first, of_second = residues[::-1] if swapped else residues
    assert np.allclose(first**STEPS * of_first - second**STEPS * of_second, POWER) == holds


@pytest.mark.parametrize(("half", "holds"), [(1.0, False), (0.5, True)])
def test_loss_split_over_eigenvectors(half, holds):
    spectrum, z = np.array([0.1, 1.0, 3.0]), np.array([1.0, -2.0, 0.5])
    loss = quadratic(np.diag(spectrum))((1 - ETA * spectrum) ** STEPS * z)
    assert np.isclose(half * np.sum((1 - ETA * spectrum) ** (2 * STEPS) * spectrum * z**2), loss) == holds


@pytest.mark.parametrize(("form", "holds"), [("outside", False), ("one late", False), ("inside", True)])
def test_noise_belongs_inside_its_sum(form, holds):
    noise, state = np.random.default_rng(0).normal(size=STEPS + 1), START  # ε⁰ … εᵏ; step i makes εⁱ⁻¹
    for one in noise[:STEPS]:
        state = R @ state + one * PUSH
    weights = {"outside": np.full(STEPS, noise[-1]), "one late": noise[1:], "inside": noise[:STEPS]}[form]
    pushed = sum(weights[i] * np.linalg.matrix_power(R, STEPS - 1 - i) @ PUSH for i in range(STEPS))
    assert np.allclose(POWER @ START + pushed, state) == holds


@pytest.mark.parametrize(
    ("exponents", "holds"), [((1, 1), False), ((2, 1), False), ((1, 2), False), ((2, 2), True)]
)
def test_expected_loss_needs_both_squares(exponents, holds):
    noise = np.array(list(itertools.product([-1.0, 1.0], repeat=STEPS)))
    states = np.tile(START, (len(noise), 1))
    for one in noise.T:
        states = states @ R.T + np.outer(one, PUSH)
    spread = sum((np.linalg.matrix_power(R, t) @ PUSH)[1] ** 2 for t in range(STEPS))
    of_start, of_noise = exponents
    split = (POWER @ START)[1] ** of_start + np.mean(noise**of_noise) * spread
    assert np.isclose(split, np.mean(states[:, 1] ** 2)) == holds


@pytest.mark.parametrize(("transposed", "holds"), [(False, False), (True, True)])
def test_eigenbasis_is_entered_by_the_transpose(transposed, holds):
    A = np.array([[2.0, 0.9, 0.3], [0.9, 1.0, 0.2], [0.3, 0.2, 0.5]])
    curvatures, Q = np.linalg.eigh(A)
    turn = Q.T if transposed else Q
    assert np.allclose(turn @ A @ turn.T, np.diag(curvatures)) == holds


@pytest.mark.parametrize(("hessian", "hides"), [
    (np.array([[2.0, 0.9], [0.9, 1.0]]), True),
    (np.array([[2.0, 0.9, 0.3], [0.9, 1.0, 0.2], [0.3, 0.2, 0.5]]), False),
])  # fmt: skip
def test_eigenvectors_can_form_a_symmetric_matrix_in_two_dimensions_and_mostly_not_in_three(hessian, hides):
    basis = np.linalg.eigh(hessian)[1]
    orders = itertools.permutations(range(len(basis)))
    signs = itertools.product([-1, 1], repeat=len(basis))
    bases = [basis[:, order] * sign for order, sign in itertools.product(map(list, orders), signs)]
    assert any(np.allclose(one, one.T) for one in bases) == hides


@pytest.mark.parametrize(("sign", "holds"), [(1, False), (-1, True)])
def test_unrolled_momentum_goes_down(sign, holds):
    states = np.array([np.linalg.matrix_power(R, t) @ START for t in range(STEPS + 1)])
    weights = (1 - BETA ** np.arange(STEPS, 0, -1)) / (1 - BETA)
    unrolled = START[1] + sign * ETA * weights @ (LAMBDA * states[:-1, 1])
    assert np.isclose(unrolled, states[-1, 1]) == holds


@pytest.mark.parametrize(("factor", "holds"), [(1, False), (2, True)])
def test_coloured_pixels_are_ones(factor, holds):
    laplacian, pulled = np.array([[1.0, -1.0], [-1.0, 1.0]]), np.diag([1.0, 0.0])
    assert np.allclose(np.linalg.solve(laplacian + pulled, factor / 2 * pulled[0]), 1) == holds


def test_looking_ahead_with_the_state_is_a_heavy_ball_of_the_squared_momentum():
    gradients = np.random.default_rng(0).normal(size=STEPS)
    state = velocity = 0.0
    for gradient in gradients:
        state = gradient + BETA * (gradient + BETA * state)
        velocity = gradient + BETA**2 * velocity
    np.testing.assert_allclose(state, (1 + BETA) * velocity, rtol=1e-12)


@pytest.mark.parametrize(("factor", "holds"), [(1, False), (2, True)])
def test_loss_without_the_half_needs_half_the_learning_rate(factor, holds):
    doubled = np.array([[BETA, 2 * LAMBDA], [-ETA / 2 * BETA, 1 - ETA / 2 * 2 * LAMBDA]])
    other = np.asarray(update_matrix(factor * ETA / 2, BETA, LAMBDA))
    ends = [(np.linalg.matrix_power(matrix, STEPS) @ START)[1] for matrix in (doubled, other)]
    assert np.isclose(*ends) == holds


@pytest.mark.parametrize(("previous", "holds"), [(True, False), (False, True)])
def test_nesterov_takes_the_current_gradient(previous, holds):
    step = np.array([[BETA, LAMBDA], [-ETA * BETA**2, 1 - ETA * LAMBDA * (1 + BETA)]])
    x, v, before, states = 2.0, 0.0, 0.0, []
    for _ in range(STEPS):
        gradient = LAMBDA * x
        v = BETA * v + gradient
        x = x - ETA * ((before if previous else gradient) + BETA * v)
        before = gradient
        states.append([v, x])
    expected = [np.linalg.matrix_power(step, t) @ START for t in range(1, STEPS + 1)]
    assert np.allclose(states, expected) == holds
