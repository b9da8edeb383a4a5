"""Evidence of the chapter on momentum in the valley."""

import numpy as np
from by_hand import factor_per_step, worst_rate
from evidence import Check, claim

RUN = "momentum_in_the_valley/10_momentum"


@claim(
    r"Twenty steps of momentum at $\eta = 0.6$ print the lines of the unpublished text, digit for digit.",
    kind="reproduced",
    rival=r"the velocity starts with the averaged gradient $(1 - \beta)g$",
    how="Runs in double precision from $(-5, -2)$ at two momenta, rounded to six decimals; the four printed coordinates.",
    script=RUN,
)
def source_lines(run):
    printed = np.array([[0.007188, 0.002553], [-0.126340, -0.186632]])
    ends = np.array([run.paths[f"β = {momentum}"][20] for momentum in run.momenta])
    averaged = []
    for momentum in run.momenta:
        x, v = np.array([-5.0, -2.0]), 0.0
        for _ in range(20):
            v = momentum * v + (1 - momentum) * np.array([0.2, 4.0]) * x
            x = x - 0.6 * v
        averaged.append(x)
    return Check(measured=ends, predicted=printed, rival=np.array(averaged), tolerance=5e-7)


@claim(
    r"In the long run a step at $\eta = 0.6$, $\beta = 0.5$ leaves $\sqrt\beta$ of the distance.",
    kind="derived",
    rival=r"a step leaves $\beta$ of the distance, as the velocity alone would",
    how=r"The mean factor from step 50 to 200 of a run; its swings change the mean by at most 0.005.",
    script=RUN,
)
def rate_05(run):
    measured = factor_per_step(run.paths["β = 0.5"], 50, 200)
    return Check(measured, predicted=np.sqrt(0.5), rival=0.5, tolerance=0.005)


@claim(
    r"The smaller $\beta = 0.25$ leaves more of the distance: the larger root of {eq}`eq-characteristic` across the floor.",
    kind="derived",
    rival=r"$\sqrt\beta$, which holds where the roots are complex",
    how="The mean factor from step 50 to 200 of a run against NumPy's eigenvalues of the recurrence.",
    script=RUN,
)
def rate_025(run):
    measured = factor_per_step(run.paths["β = 0.25"], 50, 200)
    predicted = worst_rate(0.6, 0.25, [0.2, 4.0])
    return Check(measured, predicted, rival=np.sqrt(0.25), tolerance=0.005)


@claim(
    r"If both numbers may change, the best setting in the valley is {eq}`eq-best-heavy-ball` with $\mu = 0.2$ and $L = 4$.",
    kind="derived",
    rival=r"the best $\beta$ at $\eta = 0.6$ is the best of all",
    how="The lowest worst rate on a grid of 301 learning rates and 301 momenta, by NumPy's eigenvalues; the tolerance is two steps of the grid.",
    script=RUN,
)
def best_in_the_valley(run):
    learning_rates, momenta = np.linspace(0.55, 0.85, 301), np.linspace(0.3, 0.6, 301)
    rates = worst_rate(learning_rates, momenta[:, None], [0.2, 4.0])
    row, column = np.unravel_index(rates.argmin(), rates.shape)
    at_06 = momenta[worst_rate(0.6, momenta, [0.2, 4.0]).argmin()]
    return Check(
        measured=np.array([learning_rates[column], momenta[row]]),
        predicted=np.array([run.best.learning_rate, run.best.momentum]),
        rival=np.array([0.6, at_06]),
        tolerance=0.002,
    )
