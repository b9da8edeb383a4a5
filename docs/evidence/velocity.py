"""Evidence of the chapter on the velocity."""

import numpy as np
from evidence import Check, claim

SUM = "velocity/10_leaky_sum"


@claim(
    r"The weights of forty gradients add up to $(1 - \beta^{40})/(1 - \beta)$, and not to one.",
    kind="derived",
    rival="they add up to one, as those of an average",
    how="The weights of the four curves of the figure, added up; the tolerance is the rounding of forty additions "
    "in single precision.",
    script=SUM,
)
def weights_add_up(run):
    momenta = np.array(run.momenta)
    measured = np.array([np.sum(run.weights[momentum], dtype=float) for momentum in run.momenta])
    predicted = (1 - momenta**40) / (1 - momenta)
    return Check(measured, predicted, rival=np.ones(4), tolerance=40 * 20 * 2.0**-24)


@claim(
    r"A velocity multiplies a gradient that stays by $1/(1 - \beta)$ and divides one that alternates by $1 + \beta$.",
    kind="derived",
    rival=r"it averages: a gradient that stays is multiplied by 1, one that alternates by $(1 - \beta)/(1 + \beta)$",
    how="Two velocities after 2000 gradients for each of three momenta, 0.5, 0.9 and 0.99; what is left of the "
    "start is below $10^{-8}$.",
)
def agreement_adds_up():
    momenta = np.array([0.5, 0.9, 0.99])
    steady, alternating = np.zeros(3), np.zeros(3)
    for step in range(2000):
        steady = momenta * steady + 1.0
        alternating = momenta * alternating + (-1.0) ** step
    measured = np.array([steady, np.abs(alternating)])
    predicted = np.array([1 / (1 - momenta), 1 / (1 + momenta)])
    return Check(measured, predicted, rival=(1 - momenta) * predicted, tolerance=1e-6)
