"""What `momentum_docs` makes of hundreds of settings in double precision, to hold the lab's kernel against.

A question is the name of a kernel function with its arguments; `lab_answers.js` puts it to the kernel.
Chaotic runs are left out: where rounding grows a thousandfold, no two programs agree to the last digits.
"""

import functools

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import momentum_docs as m
from momentum_docs import Regime

COUNT, STEPS = 300, 40
METHODS = ["gradient-descent", "heavy-ball", "nesterov"]
VELOCITIES = ["gradients", "steps"]
# The largest learning rate at which runs are not chaotic, and the size of a start.
OBJECTIVES = {
    "valley": (0.3, 5.0),
    "quadratic": (0.3, 5.0),
    "rosenbrock": (0.0004, 1.2),
    "lessardCounterexample": (0.03, 4.0),
}
# Momentum and learning rate: no momentum, the boundary of stability in the valley, divergence to infinity.
EDGES = [(0.0, 0.25), (0.0, 0.5), (0.5, 0.75), (0.25, 0.625), (0.5, 3e9), (0.0, 4e9)]


def random_settings(objective):
    """Draw settings from a fixed seed, and begin with the edges."""
    rng = np.random.default_rng(len(objective))
    rate, size = OBJECTIVES[objective]
    dimensions = 1 if objective == "lessardCounterexample" else 2
    settings = {
        "learningRate": rate * rng.uniform(0.02, 1.0, COUNT),
        "momentum": rng.uniform(0, 0.99, COUNT),
        "start": rng.uniform(-size, size, (COUNT, dimensions)),
        "curvatures": np.sort(rng.uniform(0.1, 4.0, (COUNT, 2))),
        "angle": rng.uniform(-np.pi, np.pi, COUNT) * (rng.random(COUNT) < 0.8),
        "drop": np.where(rng.random(COUNT) < 0.5, STEPS, rng.integers(1, STEPS, COUNT)).astype(np.int32),
        "divisor": rng.uniform(1.0, 20.0, COUNT),
        "noise": 0.1 * rng.normal(size=(COUNT, STEPS * dimensions)) * (rng.random((COUNT, 1)) < 0.5),
    }
    settings["momentum"][: len(EDGES)], settings["learningRate"][: len(EDGES)] = np.transpose(EDGES)
    return settings


def optimizer(method, velocity, learning_rate, momentum):
    """Return the library's optimizer for a method and a convention of the lab."""
    if method == "gradient-descent":
        return m.gradient_descent(learning_rate)
    if velocity == "steps":
        return m.momentum_in("keras", learning_rate, momentum, nesterov=method == "nesterov")
    return {"heavy-ball": m.heavy_ball, "nesterov": m.nesterov}[method](learning_rate, momentum)


@functools.partial(jax.jit, static_argnames=("objective", "method", "velocity"))
def trajectories(settings, objective, method, velocity):
    """Follow all settings; the library's quadratic is written out where its matrix is traced."""

    def follow(setting):
        cosine, sine = jnp.cos(setting["angle"]), jnp.sin(setting["angle"])
        axes = jnp.array([[cosine, sine], [-sine, cosine]])
        Q = axes.T @ jnp.diag(setting["curvatures"]) @ axes
        loss = {
            "valley": m.valley(),
            "quadratic": lambda x: 0.5 * x @ Q @ x,
            "rosenbrock": m.rosenbrock(),
            "lessardCounterexample": lambda x: m.lessard_counterexample()(x[0]),
        }[objective]
        noise = setting["noise"].reshape(STEPS, -1)
        early, late = setting["learningRate"], setting["learningRate"] / setting["divisor"]

        def noisy(x, row=None):
            return loss(x) + (0.0 if row is None else noise[row[0]] @ x)

        def learning_rate(step):
            return jnp.where(step < setting["drop"], early, late)

        method_here = optimizer(method, velocity, learning_rate, setting["momentum"])
        return m.run(method_here, noisy, setting["start"], batches=jnp.arange(STEPS)[:, None])

    return jax.vmap(follow)(settings)


def runs(objective, method, velocity):
    """Return questions about runs, and the library's parameters, velocities (or None) and losses."""
    settings = random_settings(objective)
    trajectory = trajectories(settings, objective, method, velocity)
    fixed = {"objective": objective, "method": method, "velocity": velocity, "steps": STEPS}
    questions = [
        ["run", fixed | {name: values[i].tolist() for name, values in settings.items()}] for i in range(COUNT)
    ]
    velocities = None if method == "gradient-descent" else np.asarray(trajectory.state.velocity)
    return questions, np.asarray(trajectory.params), velocities, np.asarray(trajectory.losses)


def check_runs(ask, objective, method, velocity):
    """Hold the kernel's runs relative to the last two moments, and their lines to the character."""
    questions, params, velocities, losses = runs(objective, method, velocity)
    answers = ask(questions)
    close(numbers([answer["params"] for answer in answers]), params)
    # Next to Rosenbrock's minimum (1, 1) losses and gradients are differences of rounded numbers.
    floor = 1.0 if objective == "rosenbrock" else 0.0
    close(numbers([answer["losses"] for answer in answers])[..., None], losses[..., None], floor)
    if velocities is not None:
        close(numbers([answer["velocities"] for answer in answers]), velocities, floor)
    assert [answer["line"] for answer in answers] == [m.epoch_line(STEPS, last[-1]) for last in params]


def close(kernel, library, floor=0.0):
    """Compare along the second axis, relative to the largest entry of this moment and the one before."""
    finite = np.isfinite(library)
    np.testing.assert_array_equal(np.isfinite(kernel), finite)
    size = np.abs(np.where(finite, library, 0.0)).max(-1, keepdims=True)
    size[:, 1:] = np.maximum(size[:, 1:], size[:, :-1])
    with np.errstate(invalid="ignore"):
        wrong = finite & ~(np.abs(kernel - library) <= 1e-12 * (size + floor))
    assert not wrong.any(), f"{wrong.sum()} entries differ, in settings {np.unique(np.nonzero(wrong)[0])}"


def theory():
    """Return questions about single numbers, and the library's answers, each an array."""
    rng = np.random.default_rng(1)
    eta, beta, lam = rng.uniform(0.01, 4.5, COUNT), rng.uniform(0, 0.99, COUNT), rng.uniform(0.05, 1.0, COUNT)
    beta[:20] = 0.0
    eta[20:40] = (2 + 2 * beta[20:40]) / lam[20:40]  # the boundary
    eta[40:43], beta[40:43], lam[40:43] = 0.25, 0.25, 1.0  # critical damping, exactly
    smallest, largest = lam * 0.1, lam * rng.uniform(0.1, 20, COUNT)
    known = {"heavy-ball": (beta, m.convergence_rate), "nesterov": (beta, m.nesterov_rate)}
    known["gradient-descent"] = (np.zeros(COUNT), m.convergence_rate)
    tuned = {
        "gradient-descent": m.optimal_gradient_descent,
        "heavy-ball": m.optimal_heavy_ball,
        "nesterov": m.optimal_nesterov,
    }
    yield from (
        (["convergenceRate", method, e, b, [λ]], rate)
        for method, (momenta, function) in known.items()
        for e, b, λ, rate in zip(eta, momenta, lam, function(eta, momenta, lam), strict=True)
    )
    yield from (
        (["optimal", method, low, high], best)
        for method, function in tuned.items()
        for low, high, *best in zip(smallest, largest, *function(smallest, largest), strict=True)
    )
    pairs = np.asarray(m.update_eigenvalues(eta, beta, lam))
    parts = np.stack([pairs.real, pairs.imag], -1)
    variances = m.stationary_variance(eta / 4.5, beta, lam, 2.0)
    for i in range(COUNT):
        yield ["updateEigenvalues", "heavy-ball", eta[i], beta[i], lam[i]], parts[i]
        yield ["stationaryVariance", eta[i] / 4.5, beta[i], lam[i], 2.0], variances[i]
    critical = (1 - np.sqrt(beta)) ** 2 / lam
    np.testing.assert_allclose(m.critical_momentum(critical, lam), beta, atol=1e-12)
    nesterov = ((1 - beta) / (1 + beta)) ** 2 / lam  # where (1 + β)²(1 − ηλ) = 4β
    np.testing.assert_allclose(m.nesterov_rate(nesterov, beta, lam), 2 * beta / (1 + beta), atol=1e-7)
    yield from ((["criticalRate", "heavy-ball", beta[i], lam[i]], critical[i]) for i in range(COUNT))
    yield from ((["criticalRate", "nesterov", beta[i], lam[i]], nesterov[i]) for i in range(COUNT))
    for b in beta[::10]:
        yield ["leakySumWeights", b, STEPS], m.leaky_sum_weights(b, STEPS)
        yield ["leakySumTotal", b, STEPS], m.leaky_sum_total(b, STEPS)
    for seed in (0, 1, 999_999):
        yield ["normal", seed, 2 * COUNT], jax.random.normal(jax.random.key(seed), (COUNT, 2)).ravel()


def check_theory(ask):
    """Hold every other function of the kernel against the library."""
    questions, expected = zip(*theory(), strict=True)
    for question, answer, number in zip(questions, ask(questions), expected, strict=True):
        np.testing.assert_allclose(numbers(answer), number, rtol=1e-12, atol=1e-13, err_msg=str(question))


def check_minima(ask):
    """Hold the kernel's minima, axes and curvatures against the library's Hessians."""
    losses = {
        "valley": m.valley(),
        "rosenbrock": m.rosenbrock(),
        "quadratic": m.quadratic([[3.0, 1.0], [1.0, 2.0]]),
    }
    curvatures = losses["quadratic"].curvatures
    angle = np.arctan2(1.0, curvatures[0] - 2.0)  # of the eigenvector that belongs to the smaller
    answers = ask([["minimum", name, curvatures, angle] for name in losses])
    for loss, answer in zip(losses.values(), answers, strict=True):
        axes, hessian = numbers(answer["axes"]), jax.hessian(loss)(jnp.asarray(loss.minimiser))
        np.testing.assert_allclose(answer["minimiser"], loss.minimiser)
        np.testing.assert_allclose(
            axes.T @ np.diag(answer["curvatures"]) @ axes, hessian, rtol=1e-12, atol=1e-10
        )
        np.testing.assert_allclose(axes @ axes.T, np.eye(2), atol=1e-15)
        assert answer["curvatures"] == sorted(answer["curvatures"])
    assert answers[-1]["parts"] == pytest.approx(
        losses["quadratic"](jnp.array([3.0, -2.0])).item(), rel=1e-12
    )


def check_regimes(ask):
    """Hold the kernel's names of regimes against the library's codes."""
    rng = np.random.default_rng(2)
    eta, beta = (
        rng.uniform(0.01, 4.5, COUNT),
        np.where(rng.random(COUNT) < 0.2, 0, rng.uniform(0, 1.1, COUNT)),
    )
    eta[:4], beta[:4] = [0.25, 2.0, 3.0, 0.25], [0.25, 0.0, 0.5, 1.0]  # critical, then on the boundary
    names = {
        Regime.OVER_DAMPED: "over-damped",
        Regime.CRITICALLY_DAMPED: "critically damped",
        Regime.UNDER_DAMPED: "under-damped",
        Regime.SIGN_FLIPPING: "sign-flipping",
        Regime.DIVERGENT: "divergent",
    }
    answers = ask([["dampingRegime", "heavy-ball", e, b, 1.0] for e, b in zip(eta, beta, strict=True)])
    library = [names[Regime(code)] for code in m.damping_regime(eta, beta, 1.0).tolist()]
    assert answers == library
    assert set(library) == set(names.values())


def check_lines(ask):
    """Hold the printed line against the library's: ties, signs, sizes, and what is not finite."""
    rng = np.random.default_rng(3)
    special = [0.0, -0.0, 1e-7, -1e-7, 1 / 128, 3 / 128, -5 / 128, 999999.5, 1e6, -12345675.0, 1.5e300]
    special += [10000005.0, 10000015.0, float("inf"), float("-inf"), float("nan"), 5e-7, 999999.9999999]
    values = special + (rng.choice([-1, 1], COUNT) * 10 ** rng.uniform(-9, 30, COUNT)).tolist()
    answers = ask([["epochLine", 20, [str(value), str(-value)]] for value in values])
    assert answers == [m.epoch_line(20, [value, -value]) for value in values]


def numbers(answer):
    """Read what JSON cannot hold: infinities and NaN come as strings."""
    return np.array(answer, dtype=float)
