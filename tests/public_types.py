"""What a type checker knows of the public functions; `mypy` reads this file, and nothing runs it.

An ignored error must be one: mypy in strict mode reports each `ignore` that nothing needs.
"""

from typing import assert_type

import numpy as np
import optax
from jax import Array
from matplotlib.axes import Axes

import momentum_docs as m


def results_are_known() -> None:
    """Hold what each kind of function returns."""
    assert_type(m.convergence_rate(0.1, [0.5, 0.9], np.ones(2)), Array)
    assert_type(m.update_matrix(0.1, 0.9, 1.0), Array)
    assert_type(m.update_eigenvalues(0.1, 0.9, 1.0), Array)
    assert_type(m.is_stable(0.1, 0.9, 1.0), Array)
    assert_type(m.damping_regime(0.1, 0.9, 1.0), Array)
    assert_type(m.nesterov_rate(0.1, 0.9, 1.0), Array)
    assert_type(m.critical_momentum(0.1, 1.0), Array)
    assert_type(m.covariance_after(0.1, 0.9, 1.0, 1.0, steps=2), Array)
    assert_type(m.stationary_variance(0.1, 0.9, 1.0, 1.0), Array)
    assert_type(m.cycle_margin(0.1, 0.9, 1.0, 2.0, 3), Array)
    assert_type(m.momentum_filter(0.1, 0.9, 1.0, steps=2), Array)
    assert_type(m.ridge_filter(1.0, penalty=1.0), Array)
    assert_type(m.leaky_sum_weights(0.9, steps=2), Array)
    assert_type(m.velocity_gain(0.9, 0.5), Array)
    assert_type(m.optimal_heavy_ball(0.2, 4.0), m.Optimum)
    assert_type(m.heavy_ball(0.1, 0.9), optax.GradientTransformation)
    assert_type(m.momentum_in("keras", 0.1, 0.9), optax.GradientTransformation)
    assert_type(
        m.convert_hyperparameters("keras", "optax", learning_rate=0.1, momentum=0.9), m.Hyperparameters
    )
    assert_type(m.run(m.heavy_ball(0.1, 0.9), m.valley(), np.ones(2), steps=2), m.Trajectory)
    assert_type(m.valley()(np.ones(2)), Array)
    assert_type(m.epoch_line(1, [0.0, 1.0]), str)
    assert_type(m.plot_losses([0, 1], {"run": [1.0, 0.5]}), Axes)
    assert_type(m.COLOURS.ink, str)


def mistakes_are_refused() -> None:
    """Hold what a checker must not let pass."""
    m.convergence_rate("a", None)  # type: ignore[call-arg, arg-type]
    m.convergence_rate("a", 0.9, 1.0)  # type: ignore[arg-type]
    m.convergence_rate(0.1, None, 1.0)  # type: ignore[arg-type]
    m.momentum_filter(0.1, 0.9, 1.0)  # type: ignore[call-arg]
    m.heavy_ball("0.1", 0.9)  # type: ignore[arg-type]
    m.effective_window("0.9")  # type: ignore[arg-type]
    m.run(m.heavy_ball, m.valley(), np.ones(2), steps=2)  # type: ignore[arg-type]
    m.epoch_line("1", [0.0])  # type: ignore[arg-type]
