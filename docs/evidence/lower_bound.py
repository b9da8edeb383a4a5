"""Evidence of the chapter on the lower bound."""

import numpy as np
from evidence import Check, claim

CHAIN = "lower_bound/10_chain"
KAPPA = "lower_bound/20_steps_against_kappa"
METHODS = ("gradient descent", "heavy ball", "Nesterov", "conjugate gradients")

Q = 9 / 11  # (√κ − 1)/(√κ + 1) at κ = 100


def cut_chain(steps, links):
    """Return the solutions of the chain cut after 0, 1, 2, … links, by the formula of the chapter."""
    points = np.zeros((steps + 1, links))
    for k in range(steps + 1):
        i = np.arange(1, k + 1)
        points[k, :k] = (Q**i - Q ** (2 * k + 2 - i)) / (1 - Q ** (2 * k + 2))
    return points


@claim(
    r"The curvatures of $n$ links are $\mu + 2 - 2\cos\frac{(2j-1)\pi}{2n+1}$: between $\mu$ and $L$, and nearer to both the longer the chain.",
    kind="derived",
    rival=r"they reach $\mu$ and $L$",
    how=r"Eigenvalues of the Hessian of two hundred links, $\kappa = 100$; the tolerance is rounding.",
    script=CHAIN,
)
def chain_curvatures(run):
    angles = (2 * np.arange(1, 201) - 1) * np.pi / 401
    predicted = 4 / 99 + 2 - 2 * np.cos(angles)
    rival = np.append(np.insert(predicted[1:-1], 0, 4 / 99), 400 / 99)
    return Check(run.curvatures, predicted, rival, tolerance=1e-11)


@claim(
    r"The minimiser of the chain is $w_i^\star = q^i$, {eq}`eq-chain-minimiser`.",
    kind="derived",
    rival=r"it falls like $(\kappa - 1)/(\kappa + 1)$, without the roots",
    how="The solution of the linear system of two hundred links; the tolerance is rounding.",
    script=CHAIN,
)
def chain_minimiser(run):
    places = np.arange(1, 201)
    return Check(run.minimiser, Q**places, rival=(99 / 101) ** places, tolerance=1e-12)


@claim(
    "After $k$ steps of any of the four methods the first $k$ coordinates have moved, and no other.",
    kind="derived",
    rival="a step of a method with momentum reaches two links further",
    how="The number of coordinates that differ from zero, and the place of the last of them, at every step of four runs; counted, so the tolerance is half a link.",
    script=CHAIN,
)
def one_link_a_step(run):
    moved = np.array([run.paths[name] != 0 for name in METHODS])
    last = np.max(moved * np.arange(1, 201), axis=-1)
    measured = np.stack([moved.sum(axis=-1), last])
    steps = np.broadcast_to(np.arange(61), measured.shape)
    return Check(measured, steps, rival=2 * steps, tolerance=0.5)


@claim(
    "No method comes below the bound {eq}`eq-lower-bound`, and at its best the heavy ball attains it at every step.",
    kind="derived",
    rival="the heavy ball has the rate of the bound with a factor above it, as conjugate gradients have",
    how="The smallest quotient of error and bound over four methods and sixty steps, and the largest of the heavy ball; rounding, relative to an error of $q^{60}$.",
    script=CHAIN,
)
def bound_is_attained(run):
    quotients = {name: run.errors[name] / Q ** np.arange(61) for name in METHODS}
    measured = np.array([np.min(list(quotients.values())), quotients["heavy ball"].max()])
    return Check(measured, np.ones(2), rival=np.array([1, np.sqrt(1 + Q**2)]), tolerance=1e-9)


@claim(
    "After $k$ steps at its best setting the heavy ball has $w_i = q^i$ for $i \\le k$, and zero beyond.",
    kind="derived",
    rival="it stands where conjugate gradients do, {eq}`eq-cut-chain`",
    how="Two hundred links at sixty steps; the tolerance is rounding.",
    script=CHAIN,
)
def heavy_ball_places_links(run):
    links = np.arange(1, 201)
    placed = np.where(links <= np.arange(61)[:, None], Q**links, 0)
    return Check(run.paths["heavy ball"], placed, rival=cut_chain(60, 200), tolerance=1e-12)


@claim(
    "After $k$ steps conjugate gradients stand at the solution of the cut chain, {eq}`eq-cut-chain`.",
    kind="derived",
    rival="they put one link after the other into place, as the heavy ball does",
    how="Two hundred links at sixty steps; conjugate gradients lose some digits to rounding, step by step.",
    script=CHAIN,
)
def conjugate_gradients_cut(run):
    links = np.arange(1, 201)
    placed = np.where(links <= np.arange(61)[:, None], Q**links, 0)
    return Check(run.paths["conjugate gradients"], cut_chain(60, 200), rival=placed, tolerance=1e-10)


@claim(
    r"In distance, conjugate gradients end up above the bound by the factor $\sqrt{1 + q^2}$.",
    kind="derived",
    rival="they attain the bound, as they are the best that sums of gradients can do",
    how=r"The quotient of error and bound after sixty steps, $\kappa = 100$; the approximation leaves out terms of order $k q^{2k}$, below 0.001.",
    script=CHAIN,
)
def conjugate_gradients_close(run):
    measured = run.errors["conjugate gradients"][60] / Q**60
    return Check(measured, np.sqrt(1 + Q**2), rival=1.0, tolerance=0.001)


@claim(
    r"In the loss the heavy ball is above conjugate gradients, by the factor $(1 - q^{2k+2})/(1 - q^2)$ after $k$ steps.",
    kind="derived",
    rival="nothing is below the heavy ball in the loss, either",
    how="Losses above the minimum at every step to the fortieth of two runs; they lose digits as the difference of two numbers, ten of sixteen by then.",
    script=CHAIN,
)
def heavy_ball_is_not_lowest(run):
    k = np.arange(41)
    measured = run.losses["heavy ball"][k] / run.losses["conjugate gradients"][k]
    return Check(measured, (1 - Q ** (2 * k + 2)) / (1 - Q**2), rival=np.ones(41), tolerance=1e-5)


@claim(
    r"The steps to a millionth grow like $\sqrt\kappa$ for heavy ball, Nesterov's method and conjugate gradients, and like $\kappa$ for gradient descent.",
    kind="derived",
    rival=r"all grow like $\kappa$",
    how=r"Exponents between $\kappa = 100$ and $1000$; the tolerance is what $-\ln(1 - 1/\sqrt\kappa)$ differs from $1/\sqrt\kappa$, 0.016 in the exponent, and two steps in a hundred.",
    script=KAPPA,
)
def steps_grow(run):
    steps = np.array([run.needed[name][:, 1] for name in METHODS])
    measured = np.log10(steps[:, 4] / steps[:, 2])
    return Check(measured, np.array([1, 0.5, 0.5, 0.5]), rival=np.ones(4), tolerance=0.025)


@claim(
    r"A step removes $1 - q$ of the error with heavy ball and conjugate gradients, and $1/\sqrt\kappa$ with Nesterov's method.",
    kind="derived",
    rival=r"it removes $1/\sqrt\kappa$ with each, half of the bound's",
    how=r"Means over the steps from a thousandth to a millionth of the error, $\kappa = 1000$. Both ends are whole steps, which is one in a hundred for the first two, and Nesterov's method has a factor that grows with the steps beside its rate, worth two in a hundred there.",
    script=KAPPA,
)
def step_removes(run):
    early, late = np.array([run.needed[name][4] for name in METHODS[1:]]).T
    measured = 1 - 1e-3 ** (1 / (late - early))
    root = np.sqrt(1000)
    q = (root - 1) / (root + 1)
    predicted = np.array([1 - q, 1 / root, 1 - q])
    return Check(measured, predicted, rival=np.full(3, 1 / root), tolerance=0.02 * predicted)


@claim(
    r"A step of gradient descent removes a little more than $2/(\kappa + 1)$ of the error: what is left of the quick directions.",
    kind="derived",
    rival=r"it removes $1/\kappa$",
    how=r"The mean over the steps from a thousandth to a millionth, $\kappa = 1000$, against the sum over the spectrum of $(1 - \eta\lambda)^{2t}$; both ends are whole steps of some three thousand.",
    script=KAPPA,
)
def gradient_descent_removes(run):
    smallest = 4 / 999
    angles = (2 * np.arange(1, 301) - 1) * np.pi / 601
    curvatures = smallest + 2 - 2 * np.cos(angles)
    vectors = np.sin(np.outer(angles, np.arange(1, 301)))  # eigenvectors of the chain with a free last link
    force = vectors[:, 0] / np.linalg.norm(vectors, axis=1)
    learning_rate = 2 / (2 * smallest + 4)
    steps = np.arange(6000)[:, None]
    left = np.sqrt(
        np.sum((1 - learning_rate * curvatures) ** (2 * steps) * (force / curvatures) ** 2, axis=1)
    )
    first, second = (np.argmax(left <= target * left[0]) for target in (1e-3, 1e-6))
    early, late = run.needed["gradient descent"][4]
    measured, predicted = (1 - 1e-3 ** (1 / count) for count in (late - early, second - first))
    return Check(measured, predicted, rival=1 / 1000, tolerance=2e-6)
