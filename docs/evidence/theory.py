"""Evidence of the chapter on theory: runs, and NumPy's eigenvalues of the update matrix."""

import numpy as np
from by_hand import step_matrices, worst_rate
from evidence import Check, claim

SCALAR = "theory/10_scalar_quadratic"


def random_settings(largest_momentum):
    """Return ten thousand learning rates, momenta and curvatures."""
    random = np.random.default_rng(7)
    curvature = 10.0 ** random.uniform(-2, 2, 10_000)
    learning_rate = random.uniform(0, 4.5, 10_000) / curvature
    return learning_rate, random.uniform(0, largest_momentum, 10_000), curvature


@claim(
    r"At $\eta = 0.1$, $\beta = 0.5$ a step leaves $\sqrt\beta$ at the curvatures 1, 10 and 19 in the long run, "
    r"and the larger root of {eq}`eq-eigenvalues` at 0.1.",
    kind="derived",
    rival=r"$|1 - \eta\lambda|$, the rates of gradient descent that the source draws in their place",
    how="The mean factor from step 50 to 200 of four runs; their swings change it by at most 0.01.",
    script=SCALAR,
)
def scalar_rates(run):
    paths = np.array(run.heavy_paths)
    moments = np.hypot(paths[:, :-1], paths[:, 1:])
    measured = (moments[:, 199] / moments[:, 50]) ** (1 / 149)
    trace = 1.5 - 0.1 * np.array(run.curvatures)
    larger_root = (trace + np.sqrt(np.maximum(trace**2 - 2, 0))) / 2
    predicted = np.where(trace**2 < 2, np.sqrt(0.5), larger_root)
    return Check(measured, predicted, rival=np.abs(1 - 0.1 * np.array(run.curvatures)), tolerance=0.01)


@claim(
    r"For $\beta \ge 0$ momentum converges exactly when $0 < \eta\lambda < 2 + 2\beta$ and $\beta < 1$.",
    kind="derived",
    rival=r"the edge $\eta\lambda < 2$ of gradient descent",
    how="Ten thousand random settings with $\\beta$ up to 1.2, each followed for a million steps by squaring "
    "its update matrix twenty times.",
)
def stable_settings():
    learning_rate, momentum, curvature = random_settings(1.2)
    power = step_matrices(learning_rate, momentum, curvature)
    logarithm = np.zeros(len(power))
    for _ in range(20):
        power = power @ power
        size = np.abs(power).max(axis=(1, 2))
        logarithm = 2 * logarithm + np.log(size)
        power /= size[:, None, None]
    inside = (learning_rate * curvature < 2 + 2 * momentum) & (momentum < 1)
    of_gradient_descent = (learning_rate * curvature < 2) & (momentum < 1)
    return Check(logarithm < 0, inside, rival=of_gradient_descent)


@claim(
    r"Where {eq}`eq-complex` holds both eigenvalues have the size $\sqrt\beta$, whatever the curvature is.",
    kind="derived",
    rival=r"their size is $\beta$, what is left of the velocity",
    how="NumPy's eigenvalues at the settings of ten thousand that satisfy it; the tolerance is the root of "
    "double rounding, because near the ends the two nearly coincide.",
)
def one_size_for_all():
    learning_rate, momentum, curvature = random_settings(1.0)
    root = np.sqrt(learning_rate * curvature)
    oscillates = (np.abs(1 - root) < np.sqrt(momentum)) & (np.sqrt(momentum) < 1 + root)
    matrices = step_matrices(learning_rate, momentum, curvature)[oscillates]
    sizes = np.abs(np.linalg.eigvals(matrices))
    momenta = np.stack([momentum[oscillates]] * 2, axis=1)
    return Check(sizes, np.sqrt(momenta), rival=momenta, tolerance=1e-7)


@claim(
    r"Over $[\mu, L]$ no setting has a lower worst-case rate than {eq}`eq-best-heavy-ball`.",
    kind="derived",
    rival=r"$\beta^\star$ without the square, $(\sqrt\kappa - 1)/(\sqrt\kappa + 1)$",
    how="The lowest worst rate of nine curvatures from $1/\\kappa$ to 1, for $\\kappa = 5$ and 100, on a grid of "
    "201 learning rates and 201 momenta, by NumPy's eigenvalues; the tolerance is two steps of the grid.",
)
def best_over_the_interval():
    found, predicted, rival = [], [], []
    for kappa in (5.0, 100.0):
        share = (np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1)
        best = np.array([(2 / (1 + kappa**-0.5)) ** 2, share**2])
        learning_rates = np.linspace(1, 4, 201)
        momenta = np.linspace(0.005, 0.995, 201)
        rates = worst_rate(learning_rates, momenta[:, None], np.linspace(1 / kappa, 1, 9))
        row, column = np.unravel_index(rates.argmin(), rates.shape)
        found.append([learning_rates[column], momenta[row]])
        predicted.append(best)
        rival.append([best[0], share])
    return Check(np.array(found), np.array(predicted), np.array(rival), tolerance=np.array([0.03, 0.01]))


@claim(
    r"At the best setting the error goes like $(1 + ct)\,\sigma^t$, so a run to a thousandth takes longer than "
    r"the rate alone suggests.",
    kind="derived",
    rival=r"$\sigma^t$ alone",
    how=r"Steps of runs from rest at both ends of the spectrum in NumPy, for $\kappa$ = 100, 1000 and 10 000, "
    r"against the last step at which $(1 + (1 + s)t)\,s^t$ with $s = \sqrt{\beta^\star}$ exceeds a thousandth.",
)
def longer_than_the_rate():
    kappas = np.array([100.0, 1000.0, 10_000.0])
    s = (np.sqrt(kappas) - 1) / (np.sqrt(kappas) + 1)
    η = (2 / (np.sqrt(kappas) + 1)) ** 2
    curvatures = np.array([np.ones(3), kappas])
    x, v = np.ones((2, 3)), np.zeros((2, 3))
    measured = np.zeros(3)
    for step in range(1, 1500):
        v = s**2 * v + curvatures * x
        x = x - η * v
        measured = np.where(np.abs(x).max(axis=0) > 1e-3, step, measured)
    t = np.arange(1500)[:, None]
    predicted = ((1 + (1 + s) * t) * s**t > 1e-3).sum(axis=0) - 1
    return Check(measured, predicted, rival=np.log(1e-3) / np.log(s), tolerance=1)


@claim(
    r"At the same $\eta$ a larger $\beta$ makes the cloud wider only while $\eta\lambda < (1 + \beta)^2$: "
    r"its variance is smallest at $\beta = \sqrt{\eta\lambda} - 1$, or at 0 if $\eta\lambda < 1$.",
    kind="derived",
    rival=r"the smallest variance is always at $\beta = 0$",
    how=r"The variance of $x$ on a grid of 501 momenta at $\eta\lambda$ = 0.05, 1.44 and 2.4, as the limit of its "
    r"recurrence; the tolerance is the grid.",
)
def calmest_momentum():
    momenta = np.linspace(0, 0.9, 501)
    found = []
    for step in (0.05, 1.44, 2.4):
        R = step_matrices(1.0, momenta, step)
        noise = np.array([[1.0, -1.0], [-1.0, 1.0]])
        covariance = np.broadcast_to(noise, R.shape)
        with np.errstate(all="ignore"):  # some settings diverge
            for _ in range(13):  # after n squarings the sum has 2ⁿ terms
                covariance = covariance + R @ covariance @ R.swapaxes(1, 2)
                R = R @ R
        variance = np.where(step < 2 + 2 * momenta, covariance[:, 1, 1], np.inf)
        found.append(momenta[variance.argmin()])
    predicted = np.array([0, np.sqrt(1.44) - 1, np.sqrt(2.4) - 1])
    return Check(np.array(found), predicted, rival=np.zeros(3), tolerance=momenta[1])
