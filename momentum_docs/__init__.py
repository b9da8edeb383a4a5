"""Momentum, executed: the optimizer from scratch, its theory, and what it takes to check both."""

from momentum_docs._momentum import MomentumState
from momentum_docs.conjugate import conjugate_gradients
from momentum_docs.conventions import momentum_in
from momentum_docs.conversion import Hyperparameters, convert_hyperparameters
from momentum_docs.datasets import Table, load_airfoil, minibatch_order, standardise
from momentum_docs.objectives import (
    Objective,
    chain,
    least_squares,
    lessard_counterexample,
    quadratic,
    rosenbrock,
    valley,
)
from momentum_docs.optimizers import GradientDescentState, gradient_descent, heavy_ball, nesterov
from momentum_docs.plotting.curves import plot_losses, plot_spread
from momentum_docs.plotting.plane import plot_eigenvalues, plot_paths, plot_rate_map
from momentum_docs.plotting.style import COLOURS, LIGHT_TO_DARK, method_style, shades
from momentum_docs.reporting import epoch_line, loss_line, seconds_per_epoch
from momentum_docs.theory.averaging import (
    effective_sample_size,
    effective_window,
    leaky_sum_total,
    leaky_sum_weights,
    velocity_gain,
)
from momentum_docs.theory.cycles import cycle_margin, cycle_polygon
from momentum_docs.theory.filters import momentum_filter, ridge_filter
from momentum_docs.theory.noise import covariance_after, stationary_variance
from momentum_docs.theory.quadratic import (
    Regime,
    convergence_rate,
    critical_momentum,
    damping_regime,
    is_stable,
    nesterov_rate,
    update_eigenvalues,
    update_matrix,
)
from momentum_docs.theory.tuning import (
    Optimum,
    optimal_gradient_descent,
    optimal_heavy_ball,
    optimal_nesterov,
)
from momentum_docs.trajectory import Trajectory, run

__all__ = [
    "COLOURS",
    "LIGHT_TO_DARK",
    "GradientDescentState",
    "Hyperparameters",
    "MomentumState",
    "Objective",
    "Optimum",
    "Regime",
    "Table",
    "Trajectory",
    "chain",
    "conjugate_gradients",
    "convergence_rate",
    "convert_hyperparameters",
    "covariance_after",
    "critical_momentum",
    "cycle_margin",
    "cycle_polygon",
    "damping_regime",
    "effective_sample_size",
    "effective_window",
    "epoch_line",
    "gradient_descent",
    "heavy_ball",
    "is_stable",
    "leaky_sum_total",
    "leaky_sum_weights",
    "least_squares",
    "lessard_counterexample",
    "load_airfoil",
    "loss_line",
    "method_style",
    "minibatch_order",
    "momentum_filter",
    "momentum_in",
    "nesterov",
    "nesterov_rate",
    "optimal_gradient_descent",
    "optimal_heavy_ball",
    "optimal_nesterov",
    "plot_eigenvalues",
    "plot_losses",
    "plot_paths",
    "plot_rate_map",
    "plot_spread",
    "quadratic",
    "ridge_filter",
    "rosenbrock",
    "run",
    "seconds_per_epoch",
    "shades",
    "standardise",
    "stationary_variance",
    "update_eigenvalues",
    "update_matrix",
    "valley",
    "velocity_gain",
]
