"""Evidence of the chapter on Optax: its steps against NumPy's."""

import numpy as np
from by_hand import design_of, draw_orders, final_losses
from evidence import Check, claim

STEPS, SPREAD = "one_line_of_optax/10_same_steps", "airfoil/20_spread"


def weights_after(run, learning_rate, momentum=0.9, taken=1.0):
    """Return the weights after every step on half the mean squared error, in double precision."""
    X, y = design_of(run.rows)
    w = np.append(np.asarray(run.params["weights"], float), 0.0)
    v = np.zeros(6)
    path = [w[:5]]
    for batch in run.batches:
        v = momentum * v + taken * X[batch].T @ (X[batch] @ w - y[batch]) / len(batch)
        w = w - learning_rate * v
        path.append(w[:5])
    return np.array(path)


@claim(
    "`optax.sgd` with momentum takes the steps of the heavy ball to the last bit.",
    kind="reproduced",
    rival=r"it averages, $v \leftarrow \beta v + (1 - \beta) g$",
    how="Every weight after every one of 600 minibatches, from scratch and by Optax; half of the last bit is allowed. The rival in NumPy.",
    script=STEPS,
)
def optax_is_heavy_ball(run):
    averaged = weights_after(run, 0.005, taken=0.1)
    last_bit = np.spacing(np.abs(run.concise_weights))
    return Check(run.scratch_weights, run.concise_weights, rival=averaged, tolerance=last_bit / 2)


@claim(
    r"Without the ½ in the loss, $\eta = 0.005$ takes the steps of $\eta = 0.01$ with it, {eq}`eq-factor-two`.",
    kind="derived",
    rival=r"both runs at $\eta = 0.005$ take the same steps",
    how="Every weight after every one of 600 minibatches against NumPy in double precision; the tolerance is "
    "the rounding of 600 steps in single precision.",
    script=STEPS,
)
def factor_two(run):
    return Check(
        run.framework_weights,
        predicted=weights_after(run, 0.01),
        rival=weights_after(run, 0.005),
        tolerance=600 * 2.0**-24,
    )


def share_of_0245(rows, learning_rate, runs, seed):
    """Return how many of some four-epoch trainings with their own orders end at 0.245."""
    random = np.random.default_rng(seed)
    losses = final_losses(rows, [(learning_rate, 0.9)], draw_orders(random, runs, epochs=4), random)
    return np.mean(np.round(losses, 3) == 0.245)


@claim(
    r"The source's 0.245 does not show that its concise run had no ½: "
    r"more keys end there at $\eta = 0.005$ with the ½.",
    kind="measured",
    rival="no key ends there with the ½, so that the number shows it",
    how="The share of a thousand keys that round to 0.245 after four epochs under both readings, "
    "against two thousand orders in NumPy; errors of both counts.",
    script=SPREAD,
)
def number_does_not_tell(run):
    names = ["concise as 0.01", "concise as 0.005"]
    measured = [np.mean(np.round(np.asarray(run.final_losses[name], float), 3) == 0.245) for name in names]
    predicted = np.array(
        [
            share_of_0245(run.rows, rate, runs=2000, seed=31 + place)
            for place, rate in enumerate((0.01, 0.005))
        ]
    )
    error = np.sqrt(predicted * (1 - predicted) * (1 / 1000 + 1 / 2000))
    return Check(np.array(measured), predicted, rival=np.array([measured[0], 0.0]), error=error)
