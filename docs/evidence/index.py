"""Evidence of the home page."""

import numpy as np
from evidence import Check, claim

FIGURE = "why_momentum/10_in_one_figure"
SETTINGS = [(0.3, 0.0), (2 / 4.2, 0.0), (0.3, 0.6)]


def position_after(steps, learning_rate, momentum, taken=1.0):
    """Return where momentum stands, by the power of the recurrence in each coordinate."""
    position = []
    for curvature, start in ((0.2, -5.0), (4.0, -2.0)):
        companion = np.array([[1 + momentum - learning_rate * taken * curvature, -momentum], [1.0, 0.0]])
        position.append((np.linalg.matrix_power(companion, steps) @ [start, start])[0])
    return np.array(position)


@claim(
    "Of three runs of twenty steps, the one with momentum ends closest to the minimum.",
    kind="derived",
    rival=r"the velocity averages, $v \leftarrow \beta v + (1 - \beta) g$",
    how="The distances of all three runs against powers of the recurrence {eq}`eq-position-recurrence`; rounding.",
    script=FIGURE,
)
def momentum_ends_closest(run):
    measured = [np.linalg.norm(path[20]) for path in run.paths.values()]
    predicted = [np.linalg.norm(position_after(20, *setting)) for setting in SETTINGS]
    averaged = [
        np.linalg.norm(position_after(20, rate, momentum, taken=1 - momentum)) for rate, momentum in SETTINGS
    ]
    return Check(np.array(measured), np.array(predicted), np.array(averaged), tolerance=1e-9)


@claim(
    r"In the long run each step leaves $1 - \eta\mu$ with small steps, $(\kappa - 1)/(\kappa + 1)$ at gradient "
    r"descent's best, and $\sqrt\beta$ with momentum.",
    kind="derived",
    rival=r"momentum leaves $\beta$, what is left of its velocity",
    how="The mean factor from step 50 to 200 of three runs; the swings with momentum change it by at most 0.005.",
    script=FIGURE,
)
def momentum_is_fastest(run):
    distances = np.array([np.linalg.norm(path, axis=1) for path in run.paths.values()])
    measured = (distances[:, 200] / distances[:, 50]) ** (1 / 150)
    predicted = np.array([1 - 0.3 * 0.2, 19 / 21, np.sqrt(0.6)])
    return Check(measured, predicted, rival=np.array([0.94, 19 / 21, 0.6]), tolerance=0.005)
