"""Momentum by hand, in NumPy: what evidence predicts with, apart from the library and its runs."""

import numpy as np


def step_matrices(learning_rate, momentum, curvature):
    """Return what a step makes of (velocity, position), by sending the two unit vectors through it."""
    learning_rate, momentum, curvature = np.broadcast_arrays(learning_rate, momentum, curvature)
    matrices = np.zeros((*learning_rate.shape, 2, 2))
    for column, (velocity, position) in enumerate(np.eye(2)):
        new_velocity = momentum * velocity + curvature * position
        matrices[..., 0, column] = new_velocity
        matrices[..., 1, column] = position - learning_rate * new_velocity
    return matrices


def worst_rate(learning_rate, momentum, curvatures):
    """Return the size of the largest eigenvalue of a step over all curvatures, found by NumPy."""
    sizes = [
        np.abs(np.linalg.eigvals(step_matrices(learning_rate, momentum, curvature))).max(axis=-1)
        for curvature in curvatures
    ]
    return np.max(sizes, axis=0)


def factor_per_step(path, first, last):
    """Return what a step leaves of the distance, in the mean over a stretch of a run."""
    distance = np.linalg.norm(path, axis=1)
    return (distance[last] / distance[first]) ** (1 / (last - first))


def design_of(rows):
    """Return the features of the airfoil data with a column of ones, and the targets."""
    return np.column_stack([rows[:, :5], np.ones(len(rows))]), rows[:, 5]


def draw_orders(random, runs, epochs=2):
    """Return the rows of each minibatch of ten, shape (runs, steps, 10)."""
    passes = np.tile(np.arange(1500), (runs * epochs, 1))
    return random.permuted(passes, axis=1).reshape(runs, epochs * 150, 10)


def final_losses(rows, settings, orders, random):
    """Train from small random weights and return the last loss, shape (settings, runs).

    A setting is η, β and the share of a gradient that joins the velocity, which is one where it is left out.
    """
    X, y = design_of(rows)
    columns = np.array([(*setting, 1.0)[:3] for setting in settings]).T
    learning_rates, momenta, taken = columns[:, :, None, None]
    w = np.zeros((len(settings), len(orders), 6))
    w[..., :5] = 0.01 * random.normal(size=(len(orders), 5))
    v = np.zeros_like(w)
    for batch in orders.swapaxes(0, 1):
        residuals = np.einsum("rbf,srf->srb", X[batch], w) - y[batch]
        v = momenta * v + taken * np.einsum("rbf,srb->srf", X[batch], residuals) / 10
        w = w - learning_rates * v
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    away = w - best
    hessian = X.T @ X / len(X)
    return 0.5 * np.mean((X @ best - y) ** 2) + 0.5 * np.einsum("srf,fg,srg->sr", away, hessian, away)
