"""Evidence of the chapter on Nesterov's method."""

import numpy as np
from evidence import Check, claim

NOTATIONS = "nesterov/10_three_notations"


def heavy_ball(learning_rate, momentum, curvature, velocity, position):
    """Take one step of the heavy ball on one curvature."""
    velocity = momentum * velocity + curvature * position
    return velocity, position - learning_rate * velocity


def nesterov(learning_rate, momentum, curvature, velocity, position):
    """Take one step of the changed last line on one curvature."""
    gradient = curvature * position
    velocity = momentum * velocity + gradient
    return velocity, position - learning_rate * (gradient + momentum * velocity)


def largest_eigenvalue(method, learning_rate, momentum, curvature):
    """Return the size of the largest eigenvalue of a step, whose matrix is made of two steps."""
    columns = [method(learning_rate, momentum, curvature, *unit) for unit in np.eye(2)]
    return abs(np.linalg.eigvals(np.array(columns).T)).max()


def limit(method, momentum):
    """Return the largest stable product of learning rate and curvature, by bisection."""
    stable, unstable = 0.01, 5.0
    for _ in range(50):
        middle = (stable + unstable) / 2
        grows = largest_eigenvalue(method, middle, momentum, 1.0) > 1
        stable, unstable = (stable, middle) if grows else (middle, unstable)
    return stable


def usual(condition_number):
    """Return Nesterov's usual learning rate and momentum on curvatures in [1, κ]."""
    return 1 / condition_number, (np.sqrt(condition_number) - 1) / (np.sqrt(condition_number) + 1)


@claim(
    "The look-ahead of a velocity visits the $x$ of {eq}`eq-nesterov-two-sequences`; the changed last "
    "line, {eq}`eq-nesterov-update`, and Optax visit its $y$.",
    kind="derived",
    rival="Optax and the changed last line hand back the $x$ of the papers",
    how="Twenty steps in the valley from rest, against the two sequences in NumPy. The tolerance is "
    "rounding.",
    script=NOTATIONS,
)
def nesterov_forms(run):
    curvatures, x, y = np.array([0.2, 4.0]), [run.start], [run.start]
    for _ in range(run.steps):
        x.append(y[-1] - run.learning_rate * curvatures * y[-1])
        y.append(x[-1] + run.momentum * (x[-1] - x[-2]))
    return Check(
        measured=np.array([run.looking_ahead, run.changed_line, run.by_optax]),
        predicted=np.array([x, y, y]),
        rival=np.array([x, x, x]),
        tolerance=1e-12,
    )


@claim(
    r"A complex pair of Nesterov's method has the size $\sqrt{\beta(1 - \eta\lambda)}$, so a step damps "
    r"steep directions more than flat ones; the heavy ball's has $\sqrt\beta$ in all of them.",
    kind="derived",
    rival=r"looking ahead changes nothing in the long run: both leave $\sqrt\beta$",
    how=r"The mean factor per step of the length of (v, x), from step 50 to 600 of runs with $\eta = "
    r"0.2$, $\beta = 0.8$ at the curvatures 0.5, 2 and 4; swings change it by at most 0.005.",
)
def nesterov_brakes():
    curvatures = np.array([0.5, 2.0, 4.0])
    measured = []
    for method in (nesterov, heavy_ball):
        velocity, position, lengths = np.zeros(3), np.ones(3), []
        for _ in range(600):
            velocity, position = method(0.2, 0.8, curvatures, velocity, position)
            lengths.append(np.hypot(velocity, position))
        measured.append((lengths[599] / lengths[49]) ** (1 / 550))
    same = np.full(3, np.sqrt(0.8))
    predicted = [np.sqrt(0.8 * (1 - 0.2 * curvatures)), same]
    return Check(np.array(measured), np.array(predicted), np.array([same, same]), tolerance=0.005)


@claim(
    r"Nesterov's method is stable up to $\eta\lambda = (2 + 2\beta)/(1 + 2\beta)$, the heavy ball up to "
    r"$2 + 2\beta$.",
    kind="derived",
    rival="both have the heavy ball's limit",
    how="The size of NumPy's largest eigenvalue of a step, followed by bisection until it exceeds one, "
    r"for $\beta$ = 0, 0.5, 0.9 and 0.99. The tolerance is rounding.",
)
def nesterov_stability():
    momenta = np.array([0, 0.5, 0.9, 0.99])
    measured = [[limit(method, momentum) for momentum in momenta] for method in (nesterov, heavy_ball)]
    wide = 2 + 2 * momenta
    return Check(
        np.array(measured), np.array([wide / (1 + 2 * momenta), wide]), np.array([wide, wide]), tolerance=1e-9
    )


@claim(
    r"At its usual setting Nesterov's method has the worst rate $1 - 1/\sqrt\kappa$, which is worse than "
    "the heavy ball's best.",
    kind="derived",
    rival=r"the heavy ball's best, $(\sqrt\kappa - 1)/(\sqrt\kappa + 1)$",
    how=r"The largest of NumPy's eigenvalues of a step at a hundred curvatures, for $\kappa$ = 10, 100 "
    "and $10^4$. Where two eigenvalues meet, rounding grows to its square root.",
)
def nesterov_usual_rate():
    measured, predicted, rival = [], [], []
    for condition_number in (10, 100, 10_000):
        setting = usual(condition_number)
        spectrum = np.geomspace(1, condition_number, 100)
        measured.append(max(largest_eigenvalue(nesterov, *setting, curvature) for curvature in spectrum))
        predicted.append(1 - 1 / np.sqrt(condition_number))
        rival.append(setting[1])
    return Check(np.array(measured), np.array(predicted), np.array(rival), tolerance=1e-6)


@claim(
    "At its usual setting no direction of Nesterov's method ever exceeds its start from rest.",
    kind="derived",
    rival=r"the steep end first grows $\sqrt\kappa/e$-fold, as the heavy ball's at its best",
    how=r"The largest distance after the start in runs along two hundred directions, for $\kappa$ = 10, "
    "100, 1000 and $10^4$, until the rate has brought the error below $10^{-8}$.",
)
def nesterov_no_detour():
    condition_numbers = np.array([10, 100, 1000, 10_000])
    peaks = []
    for condition_number in condition_numbers:
        setting = usual(condition_number)
        spectrum = np.geomspace(1, condition_number, 200)
        velocity, position, peak = np.zeros(200), np.ones(200), 0
        for _ in range(int(20 * np.sqrt(condition_number))):
            velocity, position = nesterov(*setting, spectrum, velocity, position)
            peak = max(peak, abs(position).max())
        peaks.append(peak)
    rival = np.sqrt(condition_numbers) / np.e
    return Check(np.array(peaks), np.ones(4), rival, tolerance=1e-9, side="at most")
