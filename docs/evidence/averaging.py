"""Evidence of the chapter on what averaging means."""

import numpy as np
from evidence import Check, claim

SAMPLES, GAIN = "averaging/10_effective_samples", "averaging/20_gain"


def follow(learning_rate, momentum, curvature, steps):
    """Return the positions of momentum on one curvature, from rest at one."""
    velocity, position, path = 0.0, 1.0, [1.0]
    for _ in range(steps):
        velocity = momentum * velocity + curvature * position
        position = position - learning_rate * velocity
        path.append(position)
    return np.array(path)


@claim(
    "A velocity of $t$ steps is as precise about the mean gradient as the number of independent "
    "gradients in {eq}`eq-kish`.",
    kind="derived",
    rival=r"as many as the window counts, $(1 - \beta^t)/(1 - \beta)$",
    how="The inverse of the variance of ten thousand noisy velocities, over the formula, for five "
    "momenta after 2, 5, 10, 20, 50 and 100 steps. The standard error of a variance is 1.4 %.",
    script=SAMPLES,
)
def kish(run):
    momenta, steps = run.momenta, np.array([2, 5, 10, 20, 50, 100])[:, None]
    window = (1 - momenta**steps) / (1 - momenta)
    formula = window**2 * (1 - momenta**2) / (1 - momenta ** (2 * steps))
    measured = run.measured[steps[:, 0] - 1] / formula
    ones = np.ones((6, 5))
    return Check(measured, ones, window / formula, error=np.sqrt(2 / run.runs) * ones)


@claim(
    r"The velocity amplifies a wave by {eq}`eq-gain`, which is $1/(1 - \beta)$ on a constant gradient and "
    r"$1/(1 + \beta)$ on one that alternates.",
    kind="derived",
    rival=r"every wave is amplified by $1/(1 - \beta)$",
    how="The velocity after four thousand steps of 26 complex waves, for three momenta. The tolerance is "
    "rounding.",
    script=GAIN,
)
def gain(run):
    momenta = run.momenta[:, None]
    predicted = 1 / np.sqrt(1 - 2 * momenta * np.cos(2 * np.pi * run.frequencies) + momenta**2)
    predicted[:, [0, -1]] = 1 / np.hstack([1 - momenta, 1 + momenta])
    return Check(run.gains, predicted, np.broadcast_to(1 / (1 - momenta), (3, 26)), tolerance=1e-9)


@claim(
    r"A wave that is slow compared with the memory arrives $\beta/(1 - \beta)$ steps late.",
    kind="derived",
    rival=r"it arrives a window late, $1/(1 - \beta)$",
    how="The phase of a velocity behind a wave with a period of $10^4$ steps, after six thousand steps "
    r"at $\beta$ = 0.5, 0.9 and 0.99, over the formula. The next order is $(1 + "
    r"\beta)\omega^2/\bigl(6(1 - \beta)^2\bigr)$ of it, at most 0.0013.",
)
def filter_delay():
    momenta, frequency = np.array([0.5, 0.9, 0.99]), 2 * np.pi / 10_000
    velocity = np.zeros(3, complex)
    for step in range(6000):
        wave = np.exp(1j * frequency * step)
        velocity = momenta * velocity + wave
    age = momenta / (1 - momenta)
    measured = -np.angle(velocity / wave) / frequency / age
    return Check(measured, np.ones(3), 1 / momenta, tolerance=0.0015)


@claim(
    r"In a flat direction a step removes $\eta\lambda/(1 - \beta)$ of the error: only the effective step "
    "counts.",
    kind="derived",
    rival=r"it removes $\eta\lambda$, as without memory",
    how=r"What a step removes in a run at $\lambda = 10^{-4}$ and an effective step of one, in the mean "
    r"from step 1000 to 2000, over the formula, for $\beta$ = 0, 0.5 and 0.9. The next order is "
    r"$\lambda\beta/(1 - \beta)$, below 0.001.",
)
def same_flat_rate():
    momenta = np.array([0, 0.5, 0.9])
    measured = []
    for momentum in momenta:
        path = follow(1 - momentum, momentum, 1e-4, 2000)
        measured.append((1 - (path[2000] / path[1000]) ** (1 / 1000)) / 1e-4)
    return Check(np.array(measured), np.ones(3), 1 - momenta, tolerance=0.001)


@claim(
    "At the same effective step momentum is stable up to curvatures that are larger by the factor $(1 + "
    r"\beta)/(1 - \beta)$ than gradient descent's.",
    kind="derived",
    rival="at the same effective step all are stable up to the same curvature",
    how="The curvature at which a run of 3000 steps from rest no longer comes nearer, by bisection, over "
    r"that of $\beta = 0$, for $\beta$ = 0.5, 0.8 and 0.9. The tolerance is what the length of the "
    "runs leaves open.",
)
def stable_range():
    def limit(momentum):
        stable, unstable = 0.1, 100.0
        for _ in range(24):
            middle = (stable + unstable) / 2
            with np.errstate(over="ignore", invalid="ignore"):
                path = follow(1 - momentum, momentum, middle, 3000)
            comes_nearer = abs(path[-10:]).max() < abs(path[1500:1510]).max()
            stable, unstable = (middle, unstable) if comes_nearer else (stable, middle)
        return stable

    momenta = np.array([0.5, 0.8, 0.9])
    measured = np.array([limit(momentum) for momentum in momenta]) / limit(0.0)
    return Check(measured, (1 + momenta) / (1 - momenta), np.ones(3), tolerance=1e-4)


@claim(
    r"After a constant gradient turns round, steps go the old way for about $\ln 2/(1 - \beta)$ steps.",
    kind="derived",
    rival=r"for a whole window, $1/(1 - \beta)$",
    how=r"Ten windows of equal gradients and then their opposite, for $\beta$ = 0.9, 0.99 and 0.999. "
    r"Steps are whole, and $-\ln\beta$ for $1 - \beta$ changes the number by $\tfrac12 \ln 2$: 1.35 "
    "together.",
)
def turning_round():
    momenta = np.array([0.9, 0.99, 0.999])
    counts = []
    for momentum in momenta:
        velocity, count = 0.0, 0
        for _ in range(round(10 / (1 - momentum))):
            velocity = momentum * velocity + 1
        while (velocity := momentum * velocity - 1) > 0:
            count += 1
        counts.append(count)
    return Check(np.array(counts), np.log(2) / (1 - momenta), 1 / (1 - momenta), tolerance=1.35)
