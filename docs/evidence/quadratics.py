"""Evidence of the chapter on quadratics."""

import numpy as np
from by_hand import step_matrices, worst_rate
from evidence import Check, claim

REGIMES, TRIANGLE = "quadratics/10_regimes", "quadratics/20_stability_triangle"
TRANSIENT, SQUARE_ROOT = "quadratics/50_transient", "quadratics/60_square_root"


def eigenvalues(learning_rate, momentum, curvature):
    """Return the eigenvalues of a step, found by NumPy."""
    return np.linalg.eigvals(step_matrices(learning_rate, momentum, curvature))


def roots(learning_rate, momentum, curvature):
    """Solve the characteristic equation of a step by its formula, the larger root in size first."""
    half = (1 + momentum - learning_rate * curvature) / 2
    apart = np.sqrt(complex(half**2 - momentum))
    return sorted((half + apart, half - apart), key=abs, reverse=True)


def best_setting(condition_number):
    """Return the learning rate, the momentum and the rate that the chapter proves best on [1, κ]."""
    rate = (np.sqrt(condition_number) - 1) / (np.sqrt(condition_number) + 1)
    return (2 / (np.sqrt(condition_number) + 1)) ** 2, rate**2, rate


def steps_to(target, rate, slope=0.0):
    """Return the first step at which (1 + slope·t) rateᵗ has come below a target for good."""
    steps = np.arange(80_000)
    return 1 + np.argwhere(np.log1p(slope * steps) + steps * np.log(rate) > np.log(target)).max()


@claim(
    "In the eigenbasis of the Hessian each coordinate of a run follows its own curvature, "
    "{eq}`eq-decoupled`, and the loss above its minimum is the sum of theirs, {eq}`eq-completed-square`.",
    kind="derived",
    rival=r"the run is turned by the transposed basis, $O^\top$ for $O$",
    how="A random tilted quadratic in six dimensions, a hundred steps, against six scalar runs in NumPy; "
    "the losses of the first six points. The tolerance is rounding.",
    script=SQUARE_ROOT,
)
def decoupling(run):
    def scalar_runs(basis):
        velocity, z = np.zeros(6), basis.T @ (run.start + tilted_inverse @ run.linear)
        path = [z]
        for _ in range(100):
            velocity = run.momentum * velocity + run.spectrum * z
            z = z - run.learning_rate * velocity
            path.append(z)
        path = np.array(path)
        losses = 0.5 * path[:6] ** 2 @ run.spectrum
        return np.concatenate([path.ravel(), losses])

    tilted_inverse = run.basis @ np.diag(1 / run.spectrum) @ run.basis.T
    measured = np.concatenate([run.turned_after.ravel(), run.tilted_losses])
    return Check(measured, scalar_runs(run.basis), scalar_runs(run.basis.T), tolerance=1e-9)


@claim(
    "The power of the update matrix is {eq}`eq-power`, and where the two eigenvalues coincide it is $R^t "
    r"= \sigma^{t-1}\bigl(t R - (t - 1)\,\sigma I\bigr)$.",
    kind="derived",
    rival=r"each eigenvalue beside its own shift, $\sigma_1^t (R - \sigma_1 I) - \sigma_2^t (R - \sigma_2 "
    "I)$, and no factor $t$",
    how="Thirty steps from both unit vectors at five settings with two eigenvalues and at two with one; "
    "the tolerance is rounding.",
)
def power():
    steps, identity = 30, np.eye(2)
    measured, predicted, rival = [], [], []
    for setting in ((0.05, 0.5, 1), (0.2, 0.8, 1), (2.2, 0.2, 1), (0.1, 0.9, 19), (0.4, 0.3, 2.5)):
        R = step_matrices(*setting)
        measured.append(np.linalg.matrix_power(R, steps))
        first, second = roots(*setting)
        forms = [R - first * identity, R - second * identity]
        predicted.append((first**steps * forms[1] - second**steps * forms[0]) / (first - second))
        rival.append((first**steps * forms[0] - second**steps * forms[1]) / (first - second))
    for learning_rate, sigma in ((0.25, 0.5), (2.25, -0.5)):
        R = step_matrices(learning_rate, sigma**2, 1)
        measured.append(np.linalg.matrix_power(R, steps))
        predicted.append(sigma ** (steps - 1) * (steps * R - (steps - 1) * sigma * identity))
        rival.append(sigma ** (steps - 1) * R)
    return Check(np.array(measured), np.array(predicted).real, np.array(rival).real, tolerance=1e-12)


@claim(
    r"A run converges exactly inside the triangle $|T| < 1 + D$, $D < 1$, which for $\beta \ge 0$ is the "
    r"rule $0 < \eta\lambda < 2 + 2\beta$, $\beta < 1$.",
    kind="derived",
    rival=r"gradient descent's limit, $0 < \eta\lambda < 2$ and $\beta < 1$",
    how="Ten thousand random settings, each followed for a million steps; both forms of the rule must "
    "agree with every one of them.",
    script=TRIANGLE,
)
def triangle(run):
    product = run.learning_rates * run.curvatures
    trace, determinant = 1 + run.momenta - product, run.momenta
    inside = (abs(trace) < 1 + determinant) & (determinant < 1)
    rule = (product > 0) & (product < 2 + 2 * run.momenta) & (run.momenta < 1)
    without = (product > 0) & (product < 2) & (run.momenta < 1)
    return Check(
        measured=np.array([run.converges, run.converges]),
        predicted=np.array([inside, rule]),
        rival=np.array([without, without]),
    )


@claim(
    "The eigenvalues are a complex pair exactly under {eq}`eq-complex`, and then both have the size "
    r"$\sqrt\beta$, whatever the learning rate and the curvature are.",
    kind="derived",
    rival=r"a pair has the size $\beta$, as the velocity's own decay would have it",
    how="NumPy's eigenvalues of ten thousand random settings: the sizes of those that are complex, zero "
    "for the others. Where a pair is about to meet, rounding grows to its square root.",
    script=TRIANGLE,
)
def complex_pairs(run):
    found = eigenvalues(run.learning_rates, run.momenta, run.curvatures)
    root = np.sqrt(run.learning_rates * run.curvatures)
    pair = ((1 - root) ** 2 < run.momenta) & (run.momenta < (1 + root) ** 2)
    return Check(
        measured=np.where(abs(found.imag) > 0, abs(found), 0),
        predicted=np.where(pair, np.sqrt(run.momenta), 0)[:, None] * np.ones(2),
        rival=np.where(pair, run.momenta, 0)[:, None] * np.ones(2),
        tolerance=1e-7,
    )


@claim(
    "In each of the four motions the run shrinks or grows in the long run by the size of the larger "
    "eigenvalue.",
    kind="derived",
    rival=r"by $\sqrt\beta$ in all of them, which holds for the complex pair only",
    how="The length of (v, x) after 600 steps over that after 300, to the power of 1/300, against the "
    "roots of {eq}`eq-characteristic`; the swings of a spiral change it by at most 0.005.",
    script=REGIMES,
)
def regime_rates(run):
    settings = list(run.settings.values())
    return Check(
        measured=np.array([run.measured_rates[name] for name in run.settings]),
        predicted=np.array([abs(roots(*setting, 1.0)[0]) for setting in settings]),
        rival=np.sqrt([momentum for _, momentum in settings]),
        tolerance=0.005,
    )


@claim(
    r"The best momentum for one curvature is $\beta = (1 - \sqrt{\eta\lambda})^2$, where the eigenvalues "
    "meet.",
    kind="derived",
    rival=r"$\beta = (1 - \eta\lambda)^2$, without the root",
    how=r"The lowest of NumPy's rates on a grid of 2001 momenta at seven $\eta\lambda$ from 0.05 to 3.5; "
    "the tolerance is the spacing of the grid.",
)
def critical():
    products = np.array([0.05, 0.25, 0.5, 1.5, 2.25, 3.0, 3.5])
    momenta = np.linspace(0, 1, 2001)
    best = [momenta[worst_rate(product, momenta, [1.0]).argmin()] for product in products]
    return Check(np.array(best), (1 - np.sqrt(products)) ** 2, (1 - products) ** 2, tolerance=0.0005)


@claim(
    r"Over the curvatures in $[\mu, L]$ no setting has a lower worst rate than {eq}`eq-best-heavy-ball`.",
    kind="derived",
    rival=r"the best setting is $\eta = 1/L$, $\beta = (\sqrt\kappa - 1)/(\sqrt\kappa + 1)$, with the "
    r"rate $\sqrt\beta$",
    how=r"For $\kappa$ = 5, 20 and 100 the best learning rate, momentum and rate, found by NumPy's "
    "eigenvalues on a grid that closes in on its own best point, without the formula. The tolerance "
    "is the square root of the grid's last spacing, because the optimum is a cusp.",
)
def optimum_of_the_map():
    measured, predicted, rival = [], [], []
    for condition_number in (5, 20, 100):
        curvatures = np.linspace(1 / condition_number, 1, 7)
        (low_rate, high_rate), (low, high) = (0.02, 3.98), (0.01, 0.99)
        for _ in range(24):
            learning_rates, momenta = np.linspace(low_rate, high_rate, 41), np.linspace(low, high, 41)
            rates = worst_rate(learning_rates, momenta[:, None], curvatures)
            row, column = np.unravel_index(rates.argmin(), rates.shape)
            best = learning_rates[column], momenta[row], rates[row, column]
            reach = (high_rate - low_rate) / 4, (high - low) / 4
            low_rate, high_rate = best[0] - reach[0], best[0] + reach[0]
            low, high = max(best[1] - reach[1], 0), best[1] + reach[1]
        measured.append(best)
        learning_rate, momentum, rate = best_setting(condition_number)
        predicted.append((condition_number * learning_rate, momentum, rate))
        rival.append((1, rate, np.sqrt(rate)))
    return Check(np.array(measured), np.array(predicted), np.array(rival), tolerance=1e-4)


@claim(
    r"At its best setting each of the two methods diverges as soon as $\eta$ exceeds $\eta^\star$ by more "
    r"than the share $1/\kappa$.",
    kind="derived",
    rival=r"momentum's margin is $1/\sqrt\kappa$, as {eq}`eq-cliff` has it without its square",
    how="The size of NumPy's largest eigenvalue is followed until it exceeds one, by bisection, for "
    r"$\kappa$ = 20, 100 and $10^4$; margins times $\kappa$. The tolerance is rounding.",
)
def cliff():
    measured, rival = [], []
    for condition_number in (20, 100, 10_000):
        learning_rate, momentum, _ = best_setting(condition_number)
        for best, memory in ((2 / (1 + condition_number), 0.0), (learning_rate, momentum)):
            stable, unstable = 0.0, 1.0
            for _ in range(60):
                middle = (stable + unstable) / 2
                grows = worst_rate(best * (1 + middle), memory, [1, condition_number]) > 1
                stable, unstable = (stable, middle) if grows else (middle, unstable)
            measured.append(condition_number * stable)
            rival.append(np.sqrt(condition_number) if memory else 1)
    return Check(np.array(measured), np.ones(6), np.array(rival), tolerance=1e-6)


@claim(
    r"For $\kappa = 100$ a learning rate that is a tenth below $\eta^\star$, at the same $\beta^\star$, "
    "needs nearly half as many steps again in the long run.",
    kind="derived",
    rival="a tenth of the learning rate costs a tenth of the steps",
    how="The logarithm of the best rate over that of the factor per step in a run of the flat direction, "
    "from step 200 to 600, less one; against the larger root of {eq}`eq-characteristic`. By then the "
    "smaller root is gone.",
)
def too_small():
    learning_rate, momentum, rate = best_setting(100)
    setting = 0.9 * learning_rate, momentum
    velocity, position, path = 0.0, 1.0, [1.0]
    for _ in range(600):
        velocity = momentum * velocity + position
        position = position - setting[0] * velocity
        path.append(position)
    factor = (path[600] / path[200]) ** (1 / 400)
    larger = roots(*setting, 1.0)[0].real
    return Check(np.log(rate) / np.log(factor) - 1, np.log(rate) / np.log(larger) - 1, 0.1, tolerance=1e-4)


@claim(
    "At the optimum the steep coordinate follows {eq}`eq-transient`.",
    kind="derived",
    rival=r"$(1 + (1 - s)t)\,(-s)^t$, the double eigenvalue with the flat end's constant",
    how=r"Every one of 1400 steps for $\kappa$ = 100, 1000 and $10^4$. Rounding grows with the factor "
    "$t$.",
    script=TRANSIENT,
)
def transient(run):
    rates = np.array([best_setting(condition_number)[2] for condition_number in run.condition_numbers])[
        :, None
    ]
    steps = np.arange(run.steps + 1)
    predicted = (1 + (1 + rates) * steps) * (-rates) ** steps
    return Check(run.steep, predicted, (1 + (1 - rates) * steps) * (-rates) ** steps, tolerance=1e-9)


@claim(
    r"At the optimum the steep coordinate first grows about $\sqrt\kappa/e$-fold.",
    kind="derived",
    rival=r"$\tfrac12\sqrt\kappa$-fold, the step of the peak without the decay until then",
    how=r"The largest distance in a run over $\sqrt\kappa/e$ for $\kappa$ = 100, 1000 and $10^4$. By "
    r"{eq}`eq-transient` the next order is at most $1.2/\kappa$.",
    script=TRANSIENT,
)
def transient_peak(run):
    condition_numbers = np.array(run.condition_numbers)
    measured = abs(run.steep).max(axis=1) / (np.sqrt(condition_numbers) / np.e)
    return Check(measured, np.ones(3), np.full(3, np.e / 2), tolerance=1.2 / condition_numbers)


@claim(
    "At the optimum a run needs more steps than its rate promises, by the factor of the double "
    "eigenvalue in {eq}`eq-transient`.",
    kind="derived",
    rival=r"as many as the rate promises, $\ln\varepsilon/\ln\sqrt{\beta^\star}$",
    how="The last step at which an end of the spectrum exceeds $10^{-2}$, $10^{-3}$ and $10^{-6}$ of the "
    r"start, for $\kappa$ = 100, 1000 and $10^4$, against the solution. The tolerance is one step.",
    script=TRANSIENT,
)
def transient_delay(run):
    measured, predicted, rival = [], [], []
    for condition_number, distance in zip(run.condition_numbers, run.distances, strict=True):
        rate = best_setting(condition_number)[2]
        for target in (1e-2, 1e-3, 1e-6):
            measured.append(1 + np.argwhere(distance.max(axis=1) > target).max())
            predicted.append(steps_to(target, rate, 1 + rate))
            rival.append(np.log(target) / np.log(rate))
    return Check(np.array(measured), np.array(predicted), np.array(rival), tolerance=1)


@claim(
    r"At their best settings gradient descent's steps to a millionth grow like $\kappa$, and momentum's "
    r"like $\sqrt\kappa$ and a little faster, by the double eigenvalue.",
    kind="derived",
    rival=r"momentum only improves the constant, and its steps grow like $\kappa$, too",
    how=r"Powers of $\kappa$ between 320 and $10^4$, from counted steps, against those of "
    r"$\bigl(\frac{\kappa - 1}{\kappa + 1}\bigr)^t$ and of {eq}`eq-transient`; one step more or less "
    "changes them by at most 0.003.",
    script=SQUARE_ROOT,
)
def square_root(run):
    def exponent(steps):
        return np.log(steps[1] / steps[0]) / np.log(10_000 / 320)

    plain, momentum = [], []
    for condition_number in (320, 10_000):
        plain.append(steps_to(run.target, (condition_number - 1) / (condition_number + 1)))
        rate = best_setting(condition_number)[2]
        momentum.append(steps_to(run.target, rate, 1 + rate))
    measured = [exponent(run.counts[name][[4, 6]]) for name in ("gradient descent", "heavy ball")]
    return Check(
        np.array(measured), np.array([exponent(plain), exponent(momentum)]), np.ones(2), tolerance=0.003
    )
