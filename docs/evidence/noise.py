"""Evidence of the chapter on noise."""

import numpy as np
from by_hand import step_matrices
from evidence import Check, claim

LONGER, COVARIANCE = "noise/10_longer_memory", "noise/20_covariance"
VERY_NOISY, AIRFOIL, LARGE = "noise/40_very_noisy", "noise/50_airfoil_noise", "noise/60_large_steps"
STARTS, SHUFFLED = "noise/70_two_starts", "noise/80_reshuffling"


def stationary(learning_rate, momentum, curvature):
    """Solve Σ = RΣRᵀ + bbᵀ as a system of linear equations, for noise of variance one."""
    R, b = step_matrices(learning_rate, momentum, curvature), np.array([1, -learning_rate])
    return np.linalg.solve(np.eye(4) - np.kron(R, R), np.kron(b, b)).reshape(2, 2)


def formula(learning_rate, momentum, curvature):
    """Return the variance of the position that the chapter states, for noise of variance one."""
    rest = 2 * (1 + momentum) - learning_rate * curvature
    return learning_rate * (1 + momentum) / (curvature * (1 - momentum) * rest)


def expected_losses(learning_rates, momenta, curvatures, starts, noise_variances, steps=300, last=60):
    """Follow mean and variance of every direction; return the mean last losses by noise and setting."""
    eta, beta = learning_rates[..., None], momenta[..., None]
    position = np.ones((*eta.shape[:-1], len(curvatures)))
    velocity, vv, vx, xx = np.zeros((4, *position.shape))
    bias, variance = 0, 0
    with np.errstate(over="ignore", invalid="ignore"):
        for step in range(steps):
            velocity = beta * velocity + curvatures * position
            position = position - eta * velocity
            # R is [[β, λ], [−ηβ, 1 − ηλ]], written out for three entries of RΣRᵀ + bbᵀ.
            a, b, c, d = beta, curvatures, -eta * beta, 1 - eta * curvatures
            vv, vx, xx = (
                a * a * vv + 2 * a * b * vx + b * b * xx + 1,
                a * c * vv + (a * d + b * c) * vx + b * d * xx - eta,
                c * c * vv + 2 * c * d * vx + d * d * xx + eta**2,
            )
            if step >= steps - last:
                bias, variance = bias + position**2 / last, variance + xx / last
        from_noise = np.multiply.outer(noise_variances, variance @ curvatures)
        losses = 0.5 * (bias @ (curvatures * starts**2) + from_noise)
    return np.where(np.isfinite(losses), losses, np.inf)


@claim(
    "The variance of the position of noisy runs is that of {eq}`eq-covariance` after each step, and at the "
    "end so is the whole covariance.",
    kind="derived",
    rival=r"new noise reaches the position only with the next step, $b = (1, 0)$",
    how="Eight thousand runs for each of three momenta: the fifteen variances that are drawn and the matrix "
    "after the last step, against the "
    r"recursion in NumPy. The standard error of an entry is $\sqrt{(\Sigma_{ii}\Sigma_{jj} + "
    r"\Sigma_{ij}^2)/8000}$.",
    script=COVARIANCE,
)
def covariance_recursion(run):
    paths = {"predicted": [], "rival": []}
    for momentum in run.momenta:
        R = step_matrices(run.learning_rate, momentum, run.curvature)
        for name, kick in (("predicted", [1, -run.learning_rate]), ("rival", [1, 0])):
            covariances = [np.zeros((2, 2))]
            for _ in range(run.steps):
                covariances.append(R @ covariances[-1] @ R.T + run.noise_variance * np.outer(kick, kick))
            paths[name].append(covariances)

    def entries(covariances):
        ends = covariances[:, -1]
        return np.concatenate([covariances[:, run.shown, 1, 1].ravel(), ends[:, 0, 0], ends[:, 0, 1]])

    predicted, rival = entries(np.array(paths["predicted"])), entries(np.array(paths["rival"]))
    dots, ends = run.measured[:, run.shown, 1].ravel(), run.at_the_end
    measured = np.concatenate([dots, ends[:, 0, 0], ends[:, 0, 1]])
    ends = np.array(paths["predicted"])[:, -1]
    error = np.sqrt(2 / 8000) * predicted
    error[-3:] = np.sqrt((ends[:, 0, 0] * ends[:, 1, 1] + ends[:, 0, 1] ** 2) / 8000)
    return Check(measured, predicted, rival, error=error)


@claim(
    "The covariance that a step no longer changes has the entries {eq}`eq-stationary-covariance` and "
    "{eq}`eq-stationary-variance`.",
    kind="derived",
    rival=r"$\eta\lambda$ leaves no trace: $\operatorname{Var} v = s^2/(1 - \beta^2)$ and the rest from it",
    how="Linear equations solved by NumPy at two thousand random stable settings; entries over their "
    "formula. "
    "The tolerance is rounding times the condition of the equations.",
)
def stationary_covariance():
    draw = np.random.default_rng(0).uniform(size=(2000, 3))
    measured, rival = [], []
    for momentum, share, curvature in draw * [0.95, 0.95, 2] + [0, 0.02, 0.05]:
        learning_rate = share * (2 + 2 * momentum) / curvature
        velocity = 2 / ((1 - momentum) * (2 * (1 + momentum) - learning_rate * curvature))
        position = formula(learning_rate, momentum, curvature)
        predicted = np.array([velocity, -learning_rate * velocity / 2, position])
        measured.append(stationary(learning_rate, momentum, curvature)[[0, 0, 1], [0, 1, 1]] / predicted)
        quiet = 1 / (1 - momentum**2)
        position = learning_rate * (1 + momentum) * quiet / (2 * curvature)
        rival.append(np.array([quiet, -learning_rate * quiet / 2, position]) / predicted)
    return Check(np.array(measured), np.ones((2000, 3)), np.array(rival), tolerance=1e-9)


@claim(
    "Noisy runs around a minimum spread as {eq}`eq-stationary-variance` says, at small learning rates and at "
    "large ones.",
    kind="derived",
    rival=r"the temperature alone, $\operatorname{Var} x = \tfrac12 \eta s^2/\bigl(\lambda (1 - "
    r"\beta)\bigr)$ "
    r"at every $\eta$",
    how="The variance of two thousand runs at fourteen settings and of four thousand at twenty, "
    "with standard errors of 3.2 % and 2.2 %; over the formula.",
    script=(LONGER, LARGE),
)
def stationary_variance(small, large):
    rates = np.concatenate([*small.policies.values(), np.repeat(large.learning_rates, 5)])
    momenta = np.concatenate([small.momenta, small.momenta, np.tile(large.momenta, 4)])
    variances = np.concatenate([*(spread**2 for spread in small.spreads.values()), large.variances.ravel()])
    predicted = formula(rates, momenta, 1.0)
    temperature = rates / (2 * (1 - momenta))
    error = np.sqrt(2 / np.repeat([2000, 4000], [14, 20]))
    return Check(variances / predicted, np.ones(34), temperature / predicted, error=error)


@claim(
    r"At the same $\eta$ the variance is smallest at $\beta = \sqrt{\eta\lambda} - 1$ if $\eta\lambda > 1$, "
    r"and grows with $\beta$ from there; "
    r"for $\eta\lambda < 1$ it grows with every $\beta$.",
    kind="derived",
    rival=r"the variance is smallest without momentum at every $\eta$",
    how="The lowest variance on a grid of 950 momenta at eight learning rates, by linear equations that know "
    "no formula; "
    "the tolerance is the spacing of the grid. That it rises on either side is checked at every point.",
)
def least_noisy_momentum():
    sizes, momenta = np.array([0.1, 0.5, 0.9, 1.1, 1.5, 1.9, 2.4, 3.0]), np.arange(950) / 1000
    measured = []
    for size in sizes:
        stable = momenta[momenta > size / 2 - 1 + 0.01]
        variances = np.array([stationary(size, momentum, 1.0)[1, 1] for momentum in stable])
        lowest = variances.argmin()
        turns_once = np.all(np.diff(variances[:lowest]) < 0) and np.all(np.diff(variances[lowest:]) > 0)
        measured.append(stable[lowest] if turns_once else np.nan)
    return Check(np.array(measured), np.maximum(np.sqrt(sizes) - 1, 0), rival=np.zeros(8), tolerance=0.001)


@claim(
    r"At the same effective step momentum lowers the variance by the factor that "
    r"{eq}`eq-same-effective-step` states, between $1 - \tfrac12\alpha\lambda$ and 1.",
    kind="derived",
    rival="momentum leaves the variance at the same effective step exactly as it is",
    how=r"Twenty thousand pairs of runs in NumPy that share their noise, 200 steps at $\alpha\lambda = 0.5$ "
    r"for three momenta; "
    r"the standard error of a ratio of two independent variances, which bounds that of a pair, is "
    r"$\sqrt{4/20000}$.",
)
def same_effective_step():
    momenta, size, runs = np.array([0.0, 0.5, 0.8, 0.9]), 0.5, 20_000
    noise = np.random.default_rng(1)
    velocity, position = np.zeros((4, runs)), np.zeros((4, runs))
    for _ in range(200):
        velocity = momenta[:, None] * velocity + position + noise.normal(size=runs)
        position = position - size * (1 - momenta[:, None]) * velocity
    variances = position.var(axis=1)
    predicted = (2 - size) / (2 - size * (1 - momenta) / (1 + momenta))
    return Check(variances[1:] / variances[0], predicted[1:], rival=np.ones(3), error=np.sqrt(4 / runs))


@claim(
    r"With $\eta = 0.05$ and $\lambda = 1$, $\beta = 0.99$ multiplies the variance by about $1/(1 - \beta)$ "
    r"at the same $\eta$, "
    r"and leaves it nearly as it is when $\eta$ falls with $1 - \beta$.",
    kind="derived",
    rival=r"the velocity averages the noise away: the variance falls to $(1 - \beta)/(1 + \beta)$ of itself "
    r"both times",
    how="The ratio of two variances of two thousand runs each; its standard error is 4.5 %.",
    script=LONGER,
)
def very_noisy_advice(run):
    measured = np.array([(spread[-1] / spread[0]) ** 2 for spread in run.spreads.values()])
    lowered = [formula(learning_rates[-1], 0.99, 1.0) for learning_rates in run.policies.values()]
    predicted = np.array(lowered) / formula(0.05, 0, 1.0)
    averaged = 0.01 / 1.99
    return Check(measured / predicted, np.ones(2), averaged / predicted, error=np.sqrt(4 / 2000))


@claim(
    r"The point $x - \alpha\beta v$ with $\alpha = \eta/(1 - \beta)$ takes the plain gradient steps of "
    r"{eq}`eq-shifted-point`.",
    kind="derived",
    rival=r"it takes steps of length $\eta$",
    how=r"Two hundred steps on $\log\cosh x$ with noise, at two hundred random settings; the tolerance is "
    r"rounding.",
)
def shifted_point():
    generator = np.random.default_rng(2)
    eta, beta = generator.uniform(0.01, 0.5, 200), generator.uniform(0.1, 0.95, 200)
    x, v, steps, gradients = generator.normal(size=200), np.zeros(200), [], []
    for _ in range(200):
        shifted = x - eta / (1 - beta) * beta * v
        gradients.append(np.tanh(x) + generator.normal(size=200))
        v = beta * v + gradients[-1]
        x = x - eta * v
        steps.append(x - eta / (1 - beta) * beta * v - shifted)
    gradients = np.array(gradients)
    return Check(np.array(steps), -eta / (1 - beta) * gradients, -eta * gradients, tolerance=1e-11)


def small_step_sizes(effective_step, momentum=0.8, time=5.0):
    """Return spread, largest distance of the paths and relative difference of the variances, exactly."""
    eta = effective_step * (1 - momentum)
    R, mean = np.zeros((3, 3)), np.array([0.0, 1.0, 1.0])  # velocity, position, position without momentum
    R[:2, :2], R[2, 2] = step_matrices(eta, momentum, 1.0), 1 - effective_step
    kick = np.array([1, -eta, -effective_step])
    covariance, furthest, difference = np.zeros((3, 3)), 0, np.array([0, 1, -1])
    for _ in range(round(time / effective_step)):
        mean = R @ mean
        covariance = R @ covariance @ R.T + np.outer(kick, kick)
        furthest = max(furthest, difference @ (covariance + np.outer(mean, mean)) @ difference)
    return np.array([covariance[2, 2] ** 0.5, furthest**0.5, 1 - covariance[1, 1] / covariance[2, 2]])


@claim(
    r"With the same noise and the same effective step, the distance of the paths with and without momentum "
    r"and the relative difference of their variances shrink like $\eta$, the spread like $\sqrt\eta$ only.",
    kind="derived",
    rival=r"the paths differ by a share of the spread: everything shrinks like $\sqrt\eta$",
    how=r"Root mean squares from the exact covariance of a pair of runs over the time of the figure; the "
    r"order between "
    r"$\alpha = 1/2560$ and $1/5120$. The tolerance is the next term, a share of the order of $\sqrt\alpha$.",
)
def small_step_orders():
    coarse, fine = np.log2([small_step_sizes(1 / steps) for steps in (2560, 5120)])
    return Check(coarse - fine, np.array([0.5, 1, 1]), rival=np.full(3, 0.5), tolerance=0.02)


@claim(
    r"At a given $\alpha\lambda < 1$ the momentum with the best rate is {eq}`eq-critical-rate`, and its rate "
    r"is $\sqrt\beta$.",
    kind="derived",
    rival=r"$\sqrt\beta = 1 - \sqrt{\alpha\lambda}$, with the effective step in the place of $\eta$",
    how="The lowest rate of ten thousand momenta at five effective steps, by NumPy's eigenvalues; "
    "the tolerance is the spacing of the grid, and what it changes of the rate.",
)
def critical_rate():
    sizes, momenta = np.array([0.02, 0.05, 0.1, 0.3, 0.6]), np.arange(10_000) / 10_000
    measured = []
    for size in sizes:
        R = np.zeros((len(momenta), 2, 2))
        R[:, 0, 0], R[:, 0, 1] = momenta, 1
        R[:, 1, 0], R[:, 1, 1] = -size * (1 - momenta) * momenta, 1 - size * (1 - momenta)
        rates = np.abs(np.linalg.eigvals(R)).max(axis=1)
        measured.append([momenta[rates.argmin()], rates.min()])
    predicted, rival = (1 - sizes) / (1 + sizes), 1 - np.sqrt(sizes)
    return Check(
        np.array(measured),
        np.stack([predicted**2, predicted], axis=1),
        np.stack([rival**2, rival], axis=1),
        tolerance=2e-4,
    )


@claim(
    r"The expected loss of every $\beta$ in the figure is what mean and variance of three directions add up "
    r"to, at an $\eta$ that was tuned without momentum, at the same $\eta/(1 - \beta)$, at the best $\eta$ "
    r"and at one that is too small.",
    kind="derived",
    rival=r"the loss is that without momentum, whatever $\beta$ is",
    how="The script's runs and covariances in JAX against a recursion of five numbers in NumPy; relative to "
    "it. The tolerance is rounding.",
    script=VERY_NOISY,
)
def very_noisy_loss(run):
    momenta, grid = run.momenta, run.grid[:, None] * np.ones(12)
    tuned = run.tuned * np.ones(12)
    rates = np.vstack([tuned, tuned * (1 - momenta), run.small * np.ones(12), grid])
    losses = expected_losses(rates, momenta * np.ones_like(rates), run.curvatures, np.ones(3), [1.0])[0]
    predicted = np.array([losses[0], losses[1], losses[3:].min(axis=0), losses[2]])
    measured = np.array(list(run.curves.values()))
    return Check(measured / predicted, np.ones((4, 12)), predicted[:, :1] / predicted, tolerance=1e-6)


@claim(
    r"At the same $\eta/(1 - \beta)$ as the tuned one, and at the best $\eta$, $\beta \le 0.9$ changes the "
    r"expected loss by less than $\alpha\lambda$, here 3 %.",
    kind="derived",
    rival=r"the loss grows like $1/(1 - \beta)$, as at the same $\eta$",
    how=r"The largest relative change over both ways and five momenta; the bound is $\alpha\lambda$ at the "
    r"steepest curvature, "
    r"twice what {eq}`eq-same-effective-step` takes from the variance.",
    script=VERY_NOISY,
)
def very_noisy_level(run):
    rows = np.array([run.curves["same η/(1 − β) as that"], run.curves["the best η for each β"]])
    change = np.abs(rows[:, :6] / rows[:, :1] - 1).max()
    return Check(change, predicted=run.tuned, rival=1 / (1 - 0.9) - 1, tolerance=0.01, side="at most")


@claim(
    r"At $\kappa = 1000$ and with noise of variance one the best momentum leaves nearly all of the loss of "
    r"the best gradient descent "
    "from a start at equal distances, and a few per cent of it from a start with equal gradients.",
    kind="derived",
    rival="noise makes momentum useless from either start",
    how="The best of 1200 settings over the best of a hundred without momentum, found again by a recursion "
    "in NumPy "
    "at the least noise and at variance one; the tolerance is rounding.",
    script=STARTS,
)
def two_starts(run):
    curvatures = np.geomspace(1e-3, 1, 3)
    rates, momenta = np.meshgrid(run.learning_rates, run.momenta, indexing="ij")
    noises = run.noise_variances[[0, -3]]
    measured, predicted = [], []
    for name, start in (("equal distance", np.ones(3)), ("equal gradient", 1 / curvatures)):
        losses = expected_losses(rates, momenta, curvatures, start, noises)
        predicted.append(losses.min(axis=(1, 2)) / losses[..., 0].min(axis=1))
        measured.append(run.shares[name][1000][[0, -3]])
    # Of equal gradients without noise nothing is left to compare: 1e-7.
    measured, predicted = np.ravel(measured)[[0, 1, 3]], np.ravel(predicted)[[0, 1, 3]]
    return Check(measured, predicted, rival=np.ones(3), tolerance=1e-6)


@claim(
    "From a start at equal distances, momentum leaves more than half of the loss once the noise has variance "
    "one, at each of the four condition numbers.",
    kind="derived",
    rival="the same is true of a start with equal gradients",
    how="The smallest share over four condition numbers and three variances from 1 to 10, exactly. The bound "
    "is the statement's.",
    script=STARTS,
)
def much_noise(run):
    least = [min(share[-3:].min() for share in shares.values()) for shares in run.shares.values()]
    return Check(least[0], predicted=0.5, rival=least[1], tolerance=0.01, side="at least")


def excess(run, rates):
    """Return the excess loss by the stationary variance, direction by direction."""
    rates, momenta = rates[:, None], run.momenta[:, None]
    return 0.5 * (formula(rates, momenta, run.curvatures) * run.noise_variances) @ run.curvatures


def against_runs(runs, predicted, rival):
    """Return the check of a mean over runs, relative to what is predicted, with its standard error."""
    error = runs.std(axis=0, ddof=1) / np.sqrt(len(runs))
    return Check(
        runs.mean(axis=0) / predicted, np.ones(len(predicted)), rival / predicted, error=error / predicted
    )


@claim(
    r"On the airfoil data with independently drawn minibatches, at the same $\eta/(1 - \beta)$, the loss "
    r"stays as far above its minimum as {eq}`eq-stationary-variance` predicts, and level.",
    kind="measured",
    rival=r"the velocity averages the noise: the excess falls like $(1 - \beta)/(1 + \beta)$",
    how="The mean over two hundred runs and thirty moments at five momenta, over the formula with the "
    "gradient covariance at the minimum; the error is the standard error over runs.",
    script=AIRFOIL,
)
def airfoil_drawn(run):
    runs = run.measured["same η/(1 − β)"]
    predicted = excess(run, run.policies["same η/(1 − β)"])
    averaged = predicted[0] * (1 - run.momenta) / (1 + run.momenta)
    return against_runs(runs, predicted, averaged)


def excess_with_curvature(run, rates):
    """Return the excess with the differing curvature of ten rows, from exact second moments of a step."""
    size, count = run.design.shape[1], len(run.design)
    hessian = run.design.T @ run.design / count
    fourth = np.einsum("ni,nj,nk,nl->ijkl", *[run.design] * 4, optimize=True) / count
    # Of a batch's curvature A: E[A ⊗ A] − H ⊗ H, with rows (i, k) and columns (j, l).
    differing = (fourth - np.einsum("ij,kl->ijkl", hessian, hessian)) / run.batch_size
    gradients = run.residuals[:, None] * run.design
    noise = gradients.T @ gradients / count / run.batch_size
    losses = []
    for eta, beta in zip(rates, run.momenta, strict=True):
        eye, kick = np.eye(size), np.array([1, -eta])
        R = np.block([[beta * eye, hessian], [-eta * beta * eye, eye - eta * hessian]])
        pushes = np.outer(kick, kick)
        change = np.zeros((2, size, 2, size, 2, size, 2, size))  # of Σ[a i, b k] by Σ[c j, d l]
        change[:, :, :, :, 1, :, 1, :] = np.einsum("ab,ijkl->aibkjl", pushes, differing)
        change = change.reshape((2 * size) ** 2, -1) + np.kron(R, R)
        flat = np.linalg.solve(np.eye(len(change)) - change, np.kron(pushes, noise).ravel())
        losses.append(0.5 * np.sum(hessian * flat.reshape(2 * size, 2 * size)[size:, size:]))
    return np.array(losses)


@claim(
    "At the same $\\eta$ the loss lies above {eq}`eq-stationary-variance` where the effective step is large, "
    "by what the differing curvature of ten rows adds.",
    kind="measured",
    rival="the noise of the gradient at the minimum is all there is",
    how="The mean over two hundred runs and thirty moments at five momenta, over the stationary covariance "
    "with the fourth moments of the rows; the error is the standard error over runs.",
    script=AIRFOIL,
)
def airfoil_curvature_noise(run):
    runs, rates = run.measured["same η"], run.policies["same η"]
    predicted = excess_with_curvature(run, rates)
    return against_runs(runs, predicted, excess(run, rates))


@claim(
    r"With reshuffled minibatches at the same $\eta/(1 - \beta)$ the excess loss at the ends of epochs is "
    r"that of {eq}`eq-shuffled`.",
    kind="measured",
    rival="the noises of an epoch are independent, {eq}`eq-stationary-variance`",
    how="The mean over two hundred runs and six ends of epochs at five momenta, over the formula with powers "
    "of NumPy's update matrix; the error is the standard error over runs.",
    script=SHUFFLED,
)
def airfoil_shuffled(run):
    predicted = []
    for eta, beta in zip(run.learning_rates, run.momenta, strict=True):
        variances = []
        for curvature in run.curvatures:
            R, effect, effects = step_matrices(eta, beta, curvature), np.array([1, -eta]), []
            for _ in range(run.epochs * run.batches):
                effects.append(effect[1])
                effect = R @ effect
            of_epochs = np.reshape(effects, (run.epochs, run.batches))
            variances.append(np.sum(of_epochs**2) - np.sum(of_epochs.sum(axis=1) ** 2) / run.batches)
        predicted.append(0.5 * np.sum(np.array(variances) * run.noise_variances * run.curvatures))
    predicted = np.array(predicted) * len(run.rows) / (len(run.rows) - 1)
    independent = excess(run, run.learning_rates)
    return against_runs(run.measured, predicted, independent)
