"""Evidence of the chapter on writing momentum from scratch: its readings trained again in NumPy."""

import numpy as np
from by_hand import draw_orders, final_losses
from evidence import Check, claim

LOST = "from_scratch/10_lost_velocity"
READINGS = ("as stated", "lost", "averaged")


def retrained(rows, learning_rate, momentum, runs, seed):
    """Train under each reading with orders of its own; shape (readings, runs)."""
    random = np.random.default_rng(seed)
    settings = [(learning_rate, momentum), (learning_rate, 0), (learning_rate, momentum, 1 - momentum)]
    return final_losses(rows, settings, draw_orders(random, runs), random)


def shares_of(losses, published):
    """Return the share of losses that round to the published one."""
    return np.mean(np.round(np.asarray(losses, float), 3) == published, axis=-1)


def of_run(run, setting):
    """Return the run's losses at one setting under each reading."""
    return np.array([run.final_losses[f"{setting} {reading}"] for reading in READINGS])


@claim(
    "At $(0.005, 0.9)$ momentum as stated rounds to the published loss, 0.278, with none of a thousand keys.",
    kind="measured",
    rival="the published loss lies within the spread",
    how="The largest loss of a thousand trainings, and of a thousand in NumPy with orders of their own, "
    "against the smallest number that rounds to 0.278.",
    script=LOST,
)
def third_loss_out_of_reach(run):
    again = retrained(run.rows, 0.005, 0.9, runs=1000, seed=21)[0]
    largest = np.array([of_run(run, "0.005, 0.9")[0].max(), again.max()])
    return Check(largest, predicted=0.2775, rival=np.full(2, 0.278), tolerance=0.0005, side="at most")


@claim(
    "At $(0.005, 0.9)$ the published loss lies within the middle 98 % of the keys "
    "if the velocity is lost or averaged, but not as stated.",
    kind="measured",
    rival="only a lost velocity explains it",
    how="A thousand keys for each reading, against a thousand orders in NumPy.",
    script=LOST,
)
def weaker_momentum_explains(run):
    def within(losses):
        low, high = np.quantile(losses, [0.01, 0.99], axis=1)
        return (low <= 0.278) & (high >= 0.278)

    again = retrained(run.rows, 0.005, 0.9, runs=1000, seed=22)
    return Check(within(of_run(run, "0.005, 0.9")), within(again), rival=np.array([False, True, False]))


@claim(
    "At $(0.01, 0.9)$ more keys give the published loss when the velocity is lost than when it is averaged, "
    "and least as stated.",
    kind="measured",
    rival="the number cannot tell the readings apart: the same share for each",
    how="The three shares of a thousand keys, against four thousand orders in NumPy; errors of both counts.",
    script=LOST,
)
def second_loss_tells_them_apart(run):
    measured = shares_of(of_run(run, "0.01, 0.9"), 0.25)
    predicted = shares_of(retrained(run.rows, 0.01, 0.9, runs=4000, seed=23), 0.25)
    error = np.sqrt(predicted * (1 - predicted) * (1 / 1000 + 1 / 4000))
    return Check(measured, predicted, rival=np.full(3, measured.mean()), error=error)


@claim(
    "All three published losses together are more than three times as likely with a lost velocity as with an averaged one.",
    kind="inferred",
    rival="they are equally likely",
    how="The logarithm of the ratio of the shares that round to each, multiplied; a thousand keys against "
    "four thousand orders in NumPy, errors of all twelve counts.",
    script=LOST,
)
def lost_rather_than_averaged(run):
    published = {"0.02, 0.5": 0.243, "0.01, 0.9": 0.250, "0.005, 0.9": 0.278}
    ratios, again, variance = 0.0, 0.0, 0.0
    for seed, (setting, loss) in enumerate(published.items(), start=24):
        shares = shares_of(of_run(run, setting)[1:], loss)
        ratios += np.log(shares[0] / shares[1])
        learning_rate, momentum = map(float, setting.split(", "))
        expected = shares_of(retrained(run.rows, learning_rate, momentum, runs=4000, seed=seed)[1:], loss)
        again += np.log(expected[0] / expected[1])
        variance += np.sum((1 - expected) / expected) * (1 / 1000 + 1 / 4000)
    return Check(ratios, again, rival=0.0, error=np.sqrt(variance))
