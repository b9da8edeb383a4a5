"""Evidence of the chapter on conventions."""

import numpy as np
from evidence import Check, claim

DROP, DAMPENING = "conventions/10_learning_rate_drop", "conventions/20_dampening"
DECAY, CHANGE = "conventions/30_weight_decay", "conventions/40_change_of_rate"
CONVENTIONS = ("pytorch", "optax", "keras", "sutskever", "polyak", "averaged")


def sum_of_gradients(run, new):
    """Return velocities and positions of a sum of gradients, before the first step and after each."""
    velocity, position = np.zeros(500), np.ones(500)
    velocities, positions = [velocity], [position]
    for step in range(run.steps):
        velocity = run.momentum * velocity + run.curvature * position
        position = position - (run.old if step < run.change else new) * velocity
        velocities.append(velocity)
        positions.append(position)
    return np.array(velocities).T, np.array(positions).T


@claim(
    r"At a constant learning rate all six conventions visit the same points, the averaged form with "
    r"$\eta/(1 - \beta)$.",
    kind="derived",
    rival=r"the averaged form takes the same $\eta$",
    how="Forty steps at 500 random settings against the recurrence of two positions, "
    r"$x_{t+1} = (1 + \beta - \eta\lambda)x_t - \beta x_{t-1}$, in NumPy; the tolerance is rounding.",
    script=CHANGE,
)
def constant_rate(run):
    def positions(rate):
        path = [np.ones(500), 1 - rate * run.curvature]
        while len(path) <= run.steps:
            path.append((1 + run.momentum - rate * run.curvature) * path[-1] - run.momentum * path[-2])
        return np.array(path).T

    predicted = positions(run.old)
    rival = [predicted] * 5 + [positions((1 - run.momentum) * run.old)]
    measured = [run.at_constant_rate[convention] for convention in CONVENTIONS]
    return Check(np.array(measured), np.array([predicted] * 6), np.array(rival), tolerance=1e-12)


@claim(
    r"The averaged form with $\eta/(1 - \beta)$ follows a velocity of gradients through a change of $\eta$; "
    r"a velocity of steps does not.",
    kind="derived",
    rival="all three follow a velocity of gradients",
    how=r"Forty steps at 500 random settings, $\eta$ changed after four. The velocity of gradients runs in "
    r"NumPy, and so does that of steps; "
    "the tolerance is rounding.",
    script=CHANGE,
)
def changed_rate_average(run):
    _, gradients = sum_of_gradients(run, run.new)
    velocity, position = np.zeros(500), np.ones(500)
    steps = [position]
    for step in range(run.steps):
        rate = run.old if step < run.change else run.new
        velocity = run.momentum * velocity - rate * run.curvature * position
        position = position + velocity
        steps.append(position)
    measured = [run.at_changed_rate[convention] for convention in ("averaged", "pytorch", "keras")]
    predicted = [gradients, gradients, np.array(steps).T]
    return Check(np.array(measured), np.array(predicted), np.array([gradients] * 3), tolerance=1e-12)


@claim(
    r"When the learning rate drops, $x$ goes from .2268 to .2012 with a velocity of gradients or an "
    r"average, and to −.0087 with a velocity of steps.",
    kind="derived",
    rival="all conventions land where a velocity of gradients does",
    how=r"Four steps at $\eta = 0.1$ and one at $0.01$ on $\tfrac12 x^2$ from 1, $\beta = 0.9$, against "
    r"arithmetic by hand: $v_4 = 2.592$. "
    "The recorded table has the same numbers from PyTorch and Keras themselves. The tolerance is rounding.",
    script=DROP,
)
def drop_sides(run):
    measured = np.array([run.paths[convention][4:6] for convention in CONVENTIONS])
    before, velocity = 0.2268, 2.592  # x: 0.9, 0.72, 0.486, 0.2268; v: 1, 1.8, 2.34, 2.592
    gradients = before - 0.01 * (0.9 * velocity + before)
    steps = before - 0.1 * 0.9 * velocity - 0.01 * before
    afterwards = {"pytorch": gradients, "optax": gradients, "averaged": gradients}
    predicted = [[before, afterwards.get(convention, steps)] for convention in CONVENTIONS]
    return Check(measured, np.array(predicted), np.array([[before, gradients]] * 6), tolerance=1e-12)


def furthest_after(drop, convention, momentum=0.9, last=40):
    """Return the largest distance after the drop, by powers of the update matrix of a sum of gradients."""

    def matrix(rate):
        return np.array([[momentum, 1], [-rate * momentum, 1 - rate]])

    state = np.linalg.matrix_power(matrix(0.1), drop) @ [0, 1]
    if convention == "keras":  # u = −η_old v, which is a sum of gradients at η_new with v η_old/η_new
        state[0] *= 0.1 / 0.01
    later = [np.linalg.matrix_power(matrix(0.01), step) @ state for step in range(1, last - drop + 1)]
    return np.abs(later)[:, 1].max()


@claim(
    "After the drop at the fourth step a velocity of steps coasts further from the minimum than the start; "
    "after a drop at the first step it stays nearer to it than a velocity of gradients.",
    kind="derived",
    rival="the velocity of gradients stays nearer to the minimum whenever the drop comes",
    how=r"The largest distance after the drop: of the script's runs for the fourth step, and of the update "
    r"rules in NumPy for the first, "
    r"against powers of the update matrix, for steps with a velocity that is "
    r"$\eta_{\text{old}}/\eta_{\text{new}}$ times as large; "
    "the tolerance is rounding.",
    script=DROP,
)
def drop_coasts(run):
    x, v, y, u = 1.0, 0.0, 1.0, 0.0
    path = []
    for rate in [0.1] + [0.01] * 39:
        v = 0.9 * v + x
        x = x - rate * v
        u = 0.9 * u - rate * y
        y = y + u
        path.append([abs(x), abs(y)])
    at_fourth = [run.furthest["pytorch"], run.furthest["keras"]]
    measured = np.array([at_fourth, np.max(path[1:], axis=0)])
    predicted = np.array([[furthest_after(drop, name) for name in ("pytorch", "keras")] for drop in (4, 1)])
    rival = np.array([predicted[0], predicted[1, ::-1]])
    return Check(measured, predicted, rival, tolerance=1e-12)


@claim(
    r"One step after a change of $\eta$, velocities of gradients and of steps are $\beta(\eta_{\text{old}} "
    r"- \eta_{\text{new}})v$ apart, {eq}`eq-rate-gap`.",
    kind="derived",
    rival=r"$(\eta_{\text{old}} - \eta_{\text{new}})v$, without the forgetting of one step",
    how="The gap of two runs at 500 random settings against the velocity of a third in NumPy; the tolerance "
    "is rounding.",
    script=CHANGE,
)
def changed_rate_gap(run):
    velocities, _ = sum_of_gradients(run, run.new)
    before = (run.old - run.new) * velocities[:, run.change]
    return Check(run.gap[:, run.change + 1], run.momentum * before, rival=before, tolerance=1e-12)


@claim(
    r"A velocity of steps that is multiplied by $\eta_{\text{new}}/\eta_{\text{old}}$ at the change follows "
    r"one of gradients.",
    kind="derived",
    rival=r"it should be divided by that ratio",
    how="Forty steps at 500 random settings, the rescaled velocity in NumPy against the library's sum of "
    "gradients; the tolerance is rounding.",
    script=CHANGE,
)
def changed_rate_rescaled(run):
    velocity, position, wrong = np.zeros(500), np.ones(500), [np.ones(500)]
    for step in range(run.steps):
        velocity = velocity * (run.old / run.new if step == run.change else 1)
        rate = run.old if step < run.change else run.new
        velocity = run.momentum * velocity - rate * run.curvature * position
        position = position + velocity
        wrong.append(position)
    return Check(run.rescaled, run.gradients, np.array(wrong).T, tolerance=1e-12)


@claim(
    r"With dampening $\tau = \beta$ the velocity exceeds the averaged form by $\beta^t g_1$, "
    r"{eq}`eq-dampening`.",
    kind="derived",
    rival="dampening is averaging, and the two are equal",
    how="The library's two rules, of which the recorded table holds dampening against PyTorch itself, on a "
    "constant gradient and a thousand random "
    "sequences of forty; the tolerance is rounding.",
    script=DAMPENING,
)
def dampening_excess(run):
    excess = run.velocities["dampening = β"] - run.velocities["average"]
    predicted = run.momentum ** np.arange(1, run.steps + 1)[:, None] * run.gradients[0]
    return Check(excess, predicted, rival=np.zeros_like(predicted), tolerance=1e-13)


@claim(
    r"A coupled weight decay rests at $\lambda/(\lambda + w)$ whatever $\beta$ is, a decoupled one at "
    r"$\lambda/(\lambda + (1 - \beta)w)$.",
    kind="derived",
    rival="both rest where the coupled one does",
    how=r"Two thousand steps with $\lambda = w = 0.1$ at seven momenta. The slowest run shrinks its "
    r"distance by 0.98 a step at least, "
    "so what is left of it is rounding.",
    script=DECAY,
)
def decay_resting(run):
    measured = np.array([run.coupled, run.decoupled])
    coupled = np.full(len(run.momenta), 0.1 / (0.1 + 0.1))
    decoupled = 0.1 / (0.1 + (1 - run.momenta) * 0.1)
    return Check(measured, np.array([coupled, decoupled]), np.array([coupled, coupled]), tolerance=1e-9)
