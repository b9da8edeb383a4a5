"""Evidence of the chapter on early stopping."""

import functools

import numpy as np
from evidence import Check, claim

FILTERS = "early_stopping/10_filters"
COMPONENTS = "early_stopping/20_components"
TEST_ERROR = "early_stopping/30_test_error"
METHODS = ("gradient descent", "momentum, β = 0.9", "momentum, β = 0.99")


def remainders(momentum, products, steps):
    """Return what is left of the error after each step, by the recurrence of the chapter; products are ηλ."""
    left = [np.ones_like(products), 1 - products]
    for _ in range(steps - 1):
        left.append((1 + momentum - products) * left[-1] - momentum * left[-2])
    return np.array(left)


class Fit:
    """The polynomial problem of the scripts, by NumPy: expected test errors, and draws of its own."""

    def __init__(self):
        x, grid = np.linspace(-1, 1, 30), np.linspace(-1, 1, 60)
        self.features, self.truth = x[:, None] ** np.arange(10), np.sin(3 * grid)
        self.curvatures, self.basis = np.linalg.eigh(self.features.T @ self.features / 30)
        self.grid_features = grid[:, None] ** np.arange(10) @ self.basis
        self.products = self.curvatures / self.curvatures[-1]  # ηλ at η = 1/L
        self.signal = self.coefficients(np.sin(3 * x))
        self.variances = 0.3**2 / (30 * self.curvatures)

    def coefficients(self, targets):
        return targets @ self.features @ self.basis / 30 / self.curvatures

    def expected(self, shares):
        """Return bias² + variance, the expected test error of a filter, without any draw."""
        bias = (shares * self.signal) @ self.grid_features.T - self.truth
        return (bias**2).mean(axis=-1) + shares**2 @ (self.variances * (self.grid_features**2).mean(axis=0))

    def drawn(self, shares, draws, seed):
        """Return the test errors of a filter at each moment, for fresh draws."""
        noise = 0.3 * np.random.default_rng(seed).normal(size=(draws, 30))
        coefficients = self.signal + self.coefficients(noise)
        fits = [(share * coefficients) @ self.grid_features.T for share in shares]
        return np.array([((fit - self.truth) ** 2).mean(axis=1) for fit in fits])


@functools.cache
def problem():
    return Fit()


@functools.cache
def shares_of(name):
    """Return the filter after each of twenty thousand steps; of ridge, with the penalty of that step."""
    products = problem().products
    if name == "ridge":
        return products / (products + 1 / np.arange(1, 20_001)[:, None])
    momentum = dict(zip(METHODS, (0.0, 0.9, 0.99), strict=True))[name]
    return 1 - remainders(momentum, products, 20_000)[1:]


def resampled(statistic, draws):
    """Return the standard error of a statistic of paired draws, by two hundred resamplings."""
    random = np.random.default_rng(1)
    picks = random.integers(draws, size=(200, draws))
    return np.std([statistic(pick) for pick in picks], axis=0)


@claim(
    "A run of momentum, and one of gradient descent, on least squares is the filter {eq}`eq-filter` with {eq}`eq-residual`.",
    kind="derived",
    rival=r"momentum is gradient descent with $\eta/(1 - \beta)$",
    how="Shares of ten coefficients at 2000 moments of two runs of twenty thousand steps; rounding, times the condition number of a million.",
    script=COMPONENTS,
)
def filter_is_exact(run):
    products = problem().products
    every = slice(0, None, 10)
    measured = np.stack([run.shares["gradient descent"][every], run.shares["momentum"][every]])
    predicted = np.stack([1 - remainders(momentum, products, 20_000)[every] for momentum in (0.0, 0.9)])
    steps = np.arange(20_001)[every, None]
    rival = np.stack([predicted[0], 1 - np.exp(-10 * products * steps)])
    return Check(measured, predicted, rival, tolerance=1e-8)


@claim(
    r"Gradient descent has learnt half of a flat direction when $\eta\lambda t = \ln 2$, and ridge when $\lambda = \rho$.",
    kind="derived",
    rival=r"gradient descent, too, when $\eta\lambda t = 1$",
    how="The first of 1401 curvatures, 1.2 per cent apart, with half of its solution after a thousand steps.",
    script=FILTERS,
)
def half_learnt(run):
    first = [
        run.curvatures[np.argmax(run.learnt[name] >= 0.5)]
        for name in ("gradient descent", "ridge, ρ = 1/(ηt)")
    ]
    tolerance = 0.012 * np.array([np.log(2), 1])
    return Check(1000 * np.array(first), np.array([np.log(2), 1]), rival=np.ones(2), tolerance=tolerance)


@claim(
    r"The largest difference from ridge is that of $1 - e^{-s}$ and $s/(1 + s)$: of gradient descent with the penalty $1/(\eta t)$, of momentum with $(1 - \beta)/(\eta t)$.",
    kind="derived",
    rival="both filters are ridge's",
    how=r"Over 1401 curvatures after a thousand steps, which is a hundred windows of $\beta = 0.9$; the tolerance is $e^{-1}/((1 - \beta)t)$, the order of what the limit of many windows leaves out.",
    script=FILTERS,
)
def ridge_is_early_stopping(run):
    descent = np.abs(run.learnt["gradient descent"] - run.learnt["ridge, ρ = 1/(ηt)"]).max()
    momentum = np.abs(run.learnt["momentum, β = 0.9"] - run.ridge_of_momentum).max()
    s = np.linspace(0.01, 20, 100_000)
    limit = np.abs(1 - np.exp(-s) - s / (1 + s)).max()
    return Check(np.array([descent, momentum]), np.full(2, limit), rival=np.zeros(2), tolerance=0.0037)


@claim(
    r"Momentum at the same $\eta$ has the filter of gradient descent after $1/(1 - \beta)$ times as many steps, and with $\eta(1 - \beta)$ after as many.",
    kind="derived",
    rival=r"at the same $\eta$ it has the filter after as many steps",
    how=r"Both filters at 1401 curvatures, $\beta = 0.9$, a thousand steps, against $1 - (1 - \eta\lambda)^t$; the tolerance is $e^{-1}/((1 - \beta)t)$, the order of the first correction.",
    script=FILTERS,
)
def momentum_is_time(run):
    measured = np.array([run.learnt["momentum, β = 0.9"], run.smaller_learning_rate])
    predicted, rival = (
        np.array([1 - (1 - run.curvatures) ** steps for steps in both])
        for both in ((10_000, 1000), (1000, 1000))
    )
    return Check(measured, predicted, rival, tolerance=0.0037)


@claim(
    r"After a thousand steps with $\beta = 0.999$ a direction has overshot by up to $2\beta^{t/2}/\sqrt{4 - \beta}$.",
    kind="derived",
    rival=r"by at most the envelope $\beta^{t/2}$",
    how=r"The largest share on 5001 curvatures from $0.95 L$ to $L$, against the amplitude of the oscillation at $\eta\lambda = 1$; it changes by less than 0.001 over a swing.",
    script=FILTERS,
)
def filter_rings(run):
    predicted = 1 + 0.999**500 * 2 / np.sqrt(4 - 0.999)
    return Check(run.ringing.max(), predicted, rival=1 + 0.999**500, tolerance=0.001)


@claim(
    "Gradient descent learns the directions in the order of their curvatures, and none too much.",
    kind="derived",
    rival="it overshoots as momentum does",
    how="The order in which half is learnt of the six directions that need more than one step and arrive within twenty thousand, and the largest share of any coefficient, which is one but for rounding.",
    script=COMPONENTS,
)
def one_after_another(run):
    order = np.argsort(run.arrived["gradient descent"][:6])
    measured = np.append(order, run.shares["gradient descent"].max())
    predicted = np.append([5, 4, 3, 2, 1, 0], 1.0)
    return Check(measured, predicted, rival=np.append(predicted[:-1], 1.9), tolerance=1e-8)


@claim(
    r"A flat direction is half learnt after $\ln 2/(\eta\lambda)$ steps of gradient descent.",
    kind="derived",
    rival=r"after $1/(\eta\lambda)$ steps",
    how=r"The three flattest directions that arrive within twenty thousand steps; $\ln 2/(\eta\lambda)$ leaves out a third of a step, and steps are whole numbers.",
    script=COMPONENTS,
)
def arrival_times(run):
    products = problem().products[2:5]
    measured = run.arrived["gradient descent"][:3]
    return Check(measured, np.log(2) / products, rival=1 / products, tolerance=1.5)


@claim(
    r"With $\beta = 0.9$ the flattest of them is half learnt after $1 - \beta$ times as many steps.",
    kind="derived",
    rival="after as many steps",
    how=r"The steps of a run, against $(1 - \beta)\ln 2/(\eta\lambda)$; the velocity needs $\beta/(1 - \beta) = 9$ steps to grow, which is the tolerance.",
    script=COMPONENTS,
)
def momentum_arrives_sooner(run):
    alone = np.log(2) / problem().products[2]
    return Check(run.arrived["momentum"][0], 0.1 * alone, rival=alone, tolerance=9)


@claim(
    r"The share of the steepest direction is right after one step of momentum, and $1 + \beta$ after two, which is the most of any.",
    kind="derived",
    rival="it stays right after one step, as with gradient descent",
    how="A run from zero at $\\eta = 1/L$, and the largest share of its ten coefficients at any time; the tolerance is rounding.",
    script=COMPONENTS,
)
def momentum_overshoots(run):
    share = run.shares["momentum"]
    measured = np.array([share[1, 9], share[2, 9], share.max()])
    return Check(measured, np.array([1, 1.9, 1.9]), rival=np.ones(3), tolerance=1e-8)


@claim(
    r"The least-squares coefficient of a direction has noise of variance $s^2/(n\lambda)$.",
    kind="derived",
    rival="the noise is the same in every direction, $s^2/n$",
    how="The variances of ten coefficients over a thousand draws, relative to what is predicted; the standard error of a variance is $\\sqrt{2/999}$ of it.",
    script=TEST_ERROR,
)
def noise_of_a_coefficient(run):
    measured = run.least_squares.var(axis=0, ddof=1) / problem().variances
    return Check(measured, np.ones(10), rival=problem().curvatures, error=np.sqrt(2 / 999))


@claim(
    "After twenty thousand steps of gradient descent the mean test error is a fifth above its smallest.",
    kind="derived",
    rival="it is smallest at the end",
    how="Means over a thousand draws, against bias² and variance without draws; the error is from resampling the draws.",
    script=TEST_ERROR,
)
def late_fit_is_worse(run):
    def rise(mean):
        return mean[-1] / mean.min()

    errors = run.errors["gradient descent"]
    exact = problem().expected(shares_of("gradient descent"))
    error = resampled(lambda pick: rise(errors[:, pick].mean(axis=1)), 1000)
    return Check(rise(errors.mean(axis=1)), rise(exact), rival=1.0, error=error)


@claim(
    r"With hindsight $\beta = 0.9$ beats ridge on nine of ten draws, and $\beta = 0.99$ on more than half.",
    kind="measured",
    rival="each beats ridge on half of the draws",
    how="Five hundred draws, each at its best of 120 moments and penalties, against two thousand others in NumPy; the error of the difference is binomial.",
    script=TEST_ERROR,
)
def hindsight_favours_momentum(run):
    judged = run.hindsight
    measured = np.array([(judged[name] < judged["ridge"]).mean() for name in METHODS[1:]])
    ridge = problem().drawn(shares_of("ridge")[run.moments - 1], 2000, seed=11).min(axis=0)
    best = [
        problem().drawn(shares_of(name)[run.moments - 1], 2000, seed=11).min(axis=0) for name in METHODS[1:]
    ]
    again = np.array([(one < ridge).mean() for one in best])
    error = np.sqrt(again * (1 - again) * (1 / 500 + 1 / 2000))
    return Check(measured, again, rival=np.full(2, 0.5), error=error)


@claim(
    r"With one moment for all, gradient descent is a little below ridge's mean test error, $\beta = 0.9$ four per cent below, and $\beta = 0.99$ a quarter above.",
    kind="derived",
    rival="each has ridge's mean test error",
    how="The moment with the smallest mean over five hundred draws, judged on five hundred others, against bias² and variance at the same moment, without draws; the error is from resampling pairs.",
    script=TEST_ERROR,
)
def one_moment_for_all(run):
    chosen = {name: run.moments[error[:, :500].mean(axis=1).argmin()] for name, error in run.errors.items()}
    exact = {name: problem().expected(shares_of(name)[moment - 1]) for name, moment in chosen.items()}

    def quotients(pick):
        return np.array(
            [run.one_moment[name][pick].mean() / run.one_moment["ridge"][pick].mean() for name in METHODS]
        )

    predicted = np.array([exact[name] / exact["ridge"] for name in METHODS])
    return Check(quotients(slice(None)), predicted, rival=np.ones(3), error=resampled(quotients, 500))


@claim(
    r"Of what $\beta = 0.9$ gains with hindsight, about a third is left with one moment for all.",
    kind="measured",
    rival="all of it is left",
    how="Gains in the mean test error relative to ridge's on five hundred draws that did not choose the moment, against two thousand others in NumPy; the error is from resampling pairs.",
    script=TEST_ERROR,
)
def most_is_selection(run):
    chosen = {name: run.errors[name][:, :500].mean(axis=1).argmin() for name in ("ridge", METHODS[1])}

    def share_left(errors):
        best = {name: error.min(axis=0).mean() for name, error in errors.items()}
        fixed = {name: error[chosen[name]].mean() for name, error in errors.items()}
        return (1 - fixed[METHODS[1]] / fixed["ridge"]) / (1 - best[METHODS[1]] / best["ridge"])

    judged = {name: run.errors[name][:, 500:] for name in chosen}
    fresh = {name: problem().drawn(shares_of(name)[run.moments - 1], 2000, seed=12) for name in chosen}
    error = resampled(lambda pick: share_left({name: part[:, pick] for name, part in judged.items()}), 500)
    return Check(share_left(judged), share_left(fresh), rival=1.0, error=np.sqrt(1.25) * error)


@claim(
    r"With $\beta = 0.9$ the mean test error is within a tenth of its smallest nine times sooner.",
    kind="derived",
    rival="as soon as with gradient descent",
    how="The first such of 120 moments of means over a thousand draws, against bias² and variance after every step; the moments are nine per cent apart, which is the tolerance.",
    script=TEST_ERROR,
)
def momentum_stops_sooner(run):
    def arrival(mean, moments):
        return moments[np.argmax(mean < 1.1 * mean.min())]

    measured = [arrival(run.errors[name].mean(axis=1), run.moments) for name in METHODS[:2]]
    exact = [arrival(problem().expected(shares_of(name)), np.arange(1, 20_001)) for name in METHODS[:2]]
    return Check(
        measured[0] / measured[1], exact[0] / exact[1], rival=1.0, tolerance=0.09 * exact[0] / exact[1]
    )


@claim(
    r"After twenty thousand steps $\beta = 0.9$ has the larger mean test error, by a tenth.",
    kind="derived",
    rival="it has that of gradient descent",
    how="Means over a thousand draws, against bias² and variance without draws; the error is from resampling pairs.",
    script=TEST_ERROR,
)
def momentum_overfits_sooner(run):
    plain, heavy = (run.errors[name][-1] for name in METHODS[:2])
    exact = [problem().expected(shares_of(name)[-1]) for name in METHODS[:2]]
    error = resampled(lambda pick: heavy[pick].mean() / plain[pick].mean(), 1000)
    return Check(heavy.mean() / plain.mean(), exact[1] / exact[0], rival=1.0, error=error)
