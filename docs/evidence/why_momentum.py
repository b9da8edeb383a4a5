"""Evidence of the chapter on why momentum is needed."""

import numpy as np
from evidence import Check, claim

RUN = "why_momentum/20_gradient_descent"
START = np.array([-5.0, -2.0])
CURVATURES = np.array([0.2, 4.0])


@claim(
    "Twenty steps of gradient descent print the two lines of the unpublished text, digit for digit.",
    kind="reproduced",
    rival="the gradient of $x^2$ is taken to be $x$, half of what it is",
    how="Runs in double precision from $(-5, -2)$ at two learning rates, rounded to six decimals; "
    "the four printed coordinates.",
    script=RUN,
)
def first_source_lines(run):
    printed = np.array([[-0.943467, -0.000073], [-0.387814, -1673.365109]])
    ends = np.array([path[20] for path in run.paths.values()])
    halved = [(1 - learning_rate * CURVATURES / 2) ** 20 * START for learning_rate in run.learning_rates]
    return Check(ends, predicted=printed, rival=np.array(halved), tolerance=5e-7)


@claim(
    r"Each step multiplies a coordinate by $1 - \eta\lambda$, {eq}`eq-factors`: "
    r"across the valley it changes sign at both learning rates, shrinks at 0.4 and grows at 0.6.",
    kind="derived",
    rival="the factors are positive, and the path does not zigzag",
    how="The last of twenty steps of each run divided by the one before; double precision.",
    script=RUN,
)
def factors_per_step(run):
    measured = np.array([path[20] / path[19] for path in run.paths.values()])
    predicted = 1 - np.outer(run.learning_rates, CURVATURES)
    return Check(measured, predicted, rival=np.abs(predicted), tolerance=1e-12)


@claim(
    r"No constant learning rate brings gradient descent faster through the valley than $\eta = 2/(L + \mu)$, "
    r"which leaves $(\kappa - 1)/(\kappa + 1)$ per step.",
    kind="derived",
    rival=r"$\eta = 1/L$, which settles across the valley in one step, is the best",
    how="Runs of 400 steps in NumPy at 2001 learning rates from 0.2 to 0.5; the mean factor of the second half. "
    "The tolerance is two steps of the grid and what they change of the rate.",
)
def best_constant_rate():
    learning_rates = np.linspace(0.2, 0.5, 2001)
    x = np.tile(START, (2001, 1))
    distances = []
    for _ in range(400):
        x = x - learning_rates[:, None] * CURVATURES * x
        distances.append(np.linalg.norm(x, axis=1))
    factors = (distances[399] / distances[199]) ** (1 / 200)
    best = factors.argmin()
    step = learning_rates[1] - learning_rates[0]
    return Check(
        measured=np.array([learning_rates[best], factors[best]]),
        predicted=np.array([2 / 4.2, 19 / 21]),
        rival=np.array([1 / 4, 1 - 0.2 / 4]),
        tolerance=np.array([2 * step, 2 * step * 4]),
    )
