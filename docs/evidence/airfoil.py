"""Evidence of the chapter on the airfoil data: trainings in NumPy, with orders of their own."""

import numpy as np
from by_hand import design_of, draw_orders, final_losses
from evidence import Check, claim

TRAINING, SPREAD, PLANE = "airfoil/10_training", "airfoil/20_spread", "airfoil/30_plane"


def share_failed(rows, learning_rates, momenta, order, *, curvature_varies=True, gradient_varies=True):
    """Return the shares of settings before and beyond the full batch's boundary that end above 0.5."""
    X, y = design_of(rows)
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    hessian = X.T @ X / len(X)
    η, β = np.meshgrid(learning_rates, momenta)
    η, β = η.reshape(-1, 1), β.reshape(-1, 1)
    away = np.tile(-best, (len(η), 1))
    v = np.zeros_like(away)
    with np.errstate(all="ignore"):
        for batch in order:
            of_batch = X[batch].T @ X[batch] / 10 if curvature_varies else hessian
            noise = X[batch].T @ (X[batch] @ best - y[batch]) / 10 if gradient_varies else 0
            v = β * v + away @ of_batch + noise
            away = away - η * v
        excess = 0.5 * np.einsum("sf,fg,sg->s", away, hessian, away)
        failed = ~(excess + 0.5 * np.mean((X @ best - y) ** 2) < 0.5)
    beyond = η[:, 0] * np.linalg.eigvalsh(hessian)[-1] >= 2 + 2 * β[:, 0]
    return np.array([failed[~beyond].mean(), failed[beyond].mean()])


@claim(
    "The loss of the linear model has its minimum at 0.2417, and curvatures from 0.174 to 2.10, so $\\kappa$ is about 12.",
    kind="derived",
    rival="the mean squared error without the ½, whose minimum and curvatures are twice as large",
    how="Minimum and extreme eigenvalues of the library's loss against the singular values of the data; rounding.",
    script=TRAINING,
)
def airfoil_valley(run):
    X, y = design_of(run.rows)
    left, singular, _ = np.linalg.svd(X, full_matrices=False)
    minimum = (y @ y - np.sum((left.T @ y) ** 2)) / (2 * len(y))
    steep, flat = singular[[0, -1]] ** 2 / len(y)
    measured = np.array([run.minimum, run.curvatures[0], run.curvatures[-1]])
    predicted = np.array([minimum, flat, steep])
    return Check(measured, predicted, rival=2 * predicted, tolerance=1e-9)


@claim(
    r"Forty minibatches into training, the mean losses lie in the order of the effective steps $\eta/(1 - \beta)$.",
    kind="measured",
    rival=r"they lie in the order of the learning rates $\eta$",
    how="Four hundred keys, not that of the printed lines; each gap between neighbours in this order, paired over the keys, is at least three standard errors.",
    script=TRAINING,
)
def effective_step_first(run):
    after_forty = np.array([losses[:, 2] for losses in run.losses.values()])
    learning_rates, momenta = np.array(list(run.losses)).T

    def gaps(order):
        return np.diff(after_forty[order], axis=0)

    by_effective_step = gaps(np.argsort(-learning_rates / (1 - momenta)))
    by_learning_rate = gaps(np.argsort(-learning_rates, kind="stable"))
    error = by_effective_step.std(axis=1) / np.sqrt(by_effective_step.shape[1])
    return Check(
        by_effective_step.mean(axis=1), 3 * error, by_learning_rate.mean(axis=1), error=error, side="at least"
    )


@claim(
    r"At one effective step, 0.05, the momentum changes the mean final loss by less than the key does.",
    kind="measured",
    rival=r"at one learning rate, 0.005, it does so, too",
    how="The range of the mean over $\\beta$ = 0, 0.5, 0.8, 0.9 and 0.95 against the standard deviation over keys; 400 orders, the same for each setting.",
    script=TRAINING,
)
def one_effective_step(run):
    random = np.random.default_rng(11)
    momenta = np.array([0, 0.5, 0.8, 0.9, 0.95])
    together = [(0.05 * (1 - momentum), momentum) for momentum in momenta]
    apart = [(0.005, momentum) for momentum in momenta]
    losses = final_losses(run.rows, together + apart, draw_orders(random, 400), random)
    same_step, same_rate = losses[:5], losses[5:]
    furthest = same_step[same_step.mean(axis=1).argmax()] - same_step[same_step.mean(axis=1).argmin()]
    return Check(
        measured=np.ptp(same_step.mean(axis=1)),
        predicted=same_step[0].std(),
        rival=np.ptp(same_rate.mean(axis=1)),
        error=furthest.std() / np.sqrt(400),
        side="at most",
    )


@claim(
    "Of the published losses, that of $(0.005, 0.9)$ lies outside the middle 98 % of a thousand keys, and the others inside, the concise run's under both readings.",
    kind="measured",
    rival="every published loss lies within the spread of its setting",
    how="A thousand keys at each setting, against the same question to a thousand orders in NumPy.",
    script=SPREAD,
)
def published_in_the_spread(run):
    random = np.random.default_rng(12)
    names = ["0.02, 0.5", "0.01, 0.9", "0.005, 0.9", "concise as 0.01", "concise as 0.005"]
    published = np.array([run.published[name] for name in names])
    of_run = np.array([run.final_losses[name] for name in names])
    settings = [run.settings[name][:2] for name in names]
    again = final_losses(run.rows, settings[:3], draw_orders(random, 1000), random)
    longer = final_losses(run.rows, settings[3:], draw_orders(random, 1000, epochs=4), random)

    def inside(losses):
        low, high = np.quantile(losses, [0.01, 0.99], axis=1)
        return (low <= published) & (published <= high)

    return Check(inside(of_run), inside(np.concatenate([again, longer])), rival=np.full(5, True))


@claim(
    r"$(0.01, 0.9)$, whose effective step is the largest, ends last with most keys, and behind each of the other three with even more.",
    kind="measured",
    rival="the ranking is luck: it ends last with a quarter of the keys, and behind another with half of them",
    how="A thousand keys, common to all settings, against a thousand orders in NumPy; errors of both counts.",
    script=SPREAD,
)
def last_by_its_step(run):
    random = np.random.default_rng(13)
    names = ["0.02, 0.5", "0.005, 0.9", "0.02, 0", "0.01, 0.9"]
    settings = [run.settings[name][:2] for name in names]

    def shares(losses):
        behind = losses[3] > losses[:3]
        return np.array([behind.all(axis=0).mean(), *behind.mean(axis=1)])

    measured = shares(np.array([run.final_losses[name] for name in names]))
    predicted = shares(final_losses(run.rows, settings, draw_orders(random, 1000), random))
    error = np.sqrt(predicted * (1 - predicted) * 2 / 1000)
    return Check(measured, predicted, rival=np.array([0.25, 0.5, 0.5, 0.5]), error=error)


@claim(
    r"On minibatches every setting beyond the boundary $\eta = (2 + 2\beta)/L$ fails, and more than a tenth of those before it.",
    kind="measured",
    rival="minibatches fail where the full batch does, and nowhere else",
    how="The map's ten thousand settings and one order, against six other orders in NumPy; their spread is the error.",
    script=PLANE,
)
def fails_before_the_line(run):
    random = np.random.default_rng(14)
    shares = [
        share_failed(run.rows, run.learning_rates, run.momenta, order) for order in draw_orders(random, 6)
    ]
    measured = np.array([run.failed[~run.beyond].mean(), run.failed[run.beyond].mean()])
    error = np.std(shares, axis=0, ddof=1) * np.sqrt(1 + 1 / 6)
    return Check(measured, np.mean(shares, axis=0), rival=np.array([0.0, 1.0]), error=error)


@claim(
    "Either alone, the curvature of a minibatch or the noise of its gradient, makes fewer settings fail before the boundary than both together.",
    kind="measured",
    rival="the curvature that differs from batch to batch explains all failures",
    how="Every second learning rate and momentum of the map; share of failures saved by leaving out one of the two, paired over twelve orders, at least three standard errors.",
    script=PLANE,
)
def two_kinds_of_noise(run):
    random = np.random.default_rng(15)
    plane = run.rows, run.learning_rates[::2], run.momenta[::2]
    saved = []
    for order in draw_orders(random, 12):
        both = share_failed(*plane, order)[0]
        saved.append(
            [
                both - share_failed(*plane, order, gradient_varies=False)[0],
                both - share_failed(*plane, order, curvature_varies=False)[0],
            ]
        )
    error = np.std(saved, axis=0, ddof=1) / np.sqrt(12)
    measured = np.mean(saved, axis=0)
    return Check(measured, 3 * error, rival=np.array([0.0, measured[1]]), error=error, side="at least")
