"""Evidence of the chapter on the fair race."""

import numpy as np
from evidence import Check, claim

RACE = "fair_race/10_race"
AIRFOIL = "fair_race/20_race_airfoil"
RIVALS = {
    "gradient descent": ["heavy ball", "Nesterov", "Adam"],
    "heavy ball": ["gradient descent", "Nesterov", "Adam"],
    "Nesterov": ["gradient descent", "heavy ball", "Adam"],
    "Adam": ["gradient descent", "heavy ball", "Nesterov"],
}
BEST, TENTH, HALF = 0, 1, 3
AT_HALF, AT_END = 0, 1


def share_won(run, problem, name, pick, moment):
    """Return the share of new starts on which a method leaves less than each of the other three."""
    own = run.again[problem, name][pick, :, moment]
    others = [run.again[problem, other][pick, :, moment] for other in RIVALS[name]]
    return np.mean(own < np.min(others, axis=0))


def standard_error(share, count):
    """Return the standard error of a share, at least that of one case in the sample."""
    return np.sqrt(np.maximum(share * (1 - share), 1 / count) / count)


@claim(
    "Each at its best, Adam leaves the least of most new starts in the valley, and heavy ball on the turned quadratic and on Rosenbrock's function.",
    kind="measured",
    rival="heavy ball wins on all three problems",
    how="Settings tuned on the median of five starts, of a thousand each; the share of 250 new starts (and rotations) that the named method wins; above one half by three binomial standard errors.",
    script=RACE,
)
def race_winners(run):
    winners = {"valley": "Adam", "quadratic": "heavy ball", "Rosenbrock": "heavy ball"}
    shares = np.array([share_won(run, problem, name, BEST, AT_END) for problem, name in winners.items()])
    rival = np.array([share_won(run, problem, "heavy ball", BEST, AT_END) for problem in winners])
    error = standard_error(shares, 250)
    return Check(
        shares, predicted=0.5 + 3 * np.full(3, np.sqrt(0.25 / 250)), rival=rival, error=error, side="at least"
    )


@claim(
    r"On the turned quadratic heavy ball's best setting is within one step of the grid of $\eta^\star$ and $\beta^\star$ in {eq}`eq-best-heavy-ball`.",
    kind="derived",
    rival="the best learning rate of gradient descent, with any memory that is stable there",
    how="The setting with the lowest median over five rotations; the tolerance is one step of the grid, a factor of 1.34 in the learning rate and 0.04 in the momentum.",
    script=RACE,
)
def race_quadratic_setting(run):
    learning_rates, momenta = run.chosen["quadratic", "heavy ball"]
    smallest, largest = np.sqrt(0.001), 1.0
    best = np.log((2 / (largest + smallest)) ** 2), ((largest - smallest) / (largest + smallest)) ** 2
    return Check(
        measured=np.array([np.log(learning_rates[BEST]), momenta[BEST]]),
        predicted=np.array(best),
        rival=np.array([np.log(2 / 1.001), 0.0]),
        tolerance=np.array([np.log(1e5) / 39, 0.04]),
    )


@claim(
    "On Rosenbrock's function the tenth-best setting of Adam leaves less of most new starts than that of any other method.",
    kind="measured",
    rival="the tenth best rank as the best do, with heavy ball ahead",
    how="The tenth best of a thousand settings, by the median of five starts, on 250 new starts; above one half by three binomial standard errors.",
    script=RACE,
)
def race_rosenbrock_tenth(run):
    share = share_won(run, "Rosenbrock", "Adam", TENTH, AT_END)
    rival = share_won(run, "Rosenbrock", "Adam", BEST, AT_END)
    return Check(
        share, 0.5 + 3 * np.sqrt(0.25 / 250), rival, error=standard_error(share, 250), side="at least"
    )


@claim(
    "Tuned for half the budget, Nesterov's method leaves less than heavy ball of most new starts in the valley and on Rosenbrock's function.",
    kind="measured",
    rival="the order at the end holds at half the budget too",
    how="Settings tuned for half the budget on five starts, on 250 new starts; above one half by three binomial standard errors.",
    script=RACE,
)
def race_half(run):
    def ahead(pick, moment):
        pairs = [
            run.again[problem, "Nesterov"][pick, :, moment]
            < run.again[problem, "heavy ball"][pick, :, moment]
            for problem in ("valley", "Rosenbrock")
        ]
        return np.mean(pairs, axis=1)

    shares = ahead(HALF, AT_HALF)
    bound = np.full(2, 0.5 + 3 * np.sqrt(0.25 / 250))
    return Check(shares, bound, rival=ahead(BEST, AT_END), error=standard_error(shares, 250), side="at least")


@claim(
    "On Rosenbrock's function the place of the grid decides how many of heavy ball's settings end above their start: those that are unstable at the curvature of its minimum.",
    kind="derived",
    rival="as few rise as of Adam's settings, on the same grid",
    how=r"The share of a thousand settings whose median of five starts rises, against the share with $\eta L > 2 + 2\beta$ at the larger eigenvalue of the Hessian at the minimum; the tolerance is two of the forty learning rates.",
    script=RACE,
)
def race_rosenbrock_rises(run):
    largest = np.linalg.eigvalsh(np.array([[802.0, -400.0], [-400.0, 200.0]]))[-1]
    learning_rates, momenta = np.meshgrid(np.geomspace(1e-4, 10, 40), np.linspace(0, 0.96, 25))
    unstable = np.mean(learning_rates * largest > 2 + 2 * momenta)
    rises = np.mean(run.typical["Rosenbrock", "heavy ball"] > 1)
    adam = np.mean(run.typical["Rosenbrock", "Adam"] > 1)
    return Check(rises, predicted=unstable, rival=adam, tolerance=0.05)


@claim(
    "On this range of learning rates more settings of Adam than of any other method reach the target on all three problems; up to a rate of 0.1 more of heavy ball's do on Rosenbrock's function.",
    kind="measured",
    rival="Adam is ahead whatever the range",
    how="Shares of settings whose median of five starts is a ten-thousandth or less; how far Adam is ahead of the best other method on each problem, and heavy ball of Adam where the learning rate is at most 0.1. One setting is 0.001 (0.0013 there).",
    script=RACE,
)
def race_adam_forgives(run):
    def share(problem, name, largest):
        rates = np.geomspace(1e-4, 10, 1000)
        if name != "gradient descent":
            rates = np.tile(np.geomspace(1e-4, 10, 40), 25)
        return np.mean(run.typical[problem, name][rates <= largest] <= 1e-4)

    ahead = []
    for problem in ("valley", "quadratic", "Rosenbrock"):
        others = max(share(problem, name, np.inf) for name in RIVALS["Adam"])
        ahead.append(share(problem, "Adam", np.inf) - others)
    small = share("Rosenbrock", "heavy ball", 0.1) - share("Rosenbrock", "Adam", 0.1)
    return Check(
        measured=np.array([*ahead, small]),
        predicted=np.full(4, 0.001),
        rival=np.array([*ahead, -small]),
        tolerance=0.0013,
        side="at least",
    )


@claim(
    "Settings that five orders picked leave more on other orders than on those five.",
    kind="measured",
    rival="the median of the orders that picked a setting is an unbiased report of it",
    how="Ten sets of five orders pick a setting of each method among the 200 best of the first set; the logarithm of its median on the nine other sets over that on its own, minus the mean logarithm of all 200 on the same set, so that easy orders do not count; mean over four methods, standard error over ten sets.",
    script=AIRFOIL,
)
def race_airfoil_flattered(run):
    flattery = []
    for name in RIVALS:
        table = np.log(run.of_five[name])
        table = table - table.mean(axis=0)
        own = table[run.of_five[name].argmin(axis=0), np.arange(10)]
        all_sets = table[run.of_five[name].argmin(axis=0)].mean(axis=1)
        flattery.append((all_sets * 10 - own) / 9 - own)
    each_set = np.mean(flattery, axis=0)
    error = each_set.std(ddof=1) / np.sqrt(10)
    return Check(each_set.mean(), 3 * error, rival=0.0, error=error, side="at least")


@claim(
    "The first five orders put Adam first, and on most of the new orders its setting leaves more than heavy ball's.",
    kind="measured",
    rival="who leads on the orders that picked the settings leads on new ones: Adam",
    how="Both settings run on the same 600 new orders; the share of orders on which heavy ball leaves less, above one half by three binomial standard errors.",
    script=AIRFOIL,
)
def race_airfoil_paired(run):
    promised = {name: run.of_five[name][:, 0].min() for name in RIVALS}
    leader = min(promised, key=promised.get)
    share = np.mean(run.again["heavy ball"][0] < run.again[leader][0])
    bound = 0.5 + 3 * np.sqrt(0.25 / 600)
    return Check(share, bound, rival=0.5, error=standard_error(share, 600), side="at least")


@claim(
    r"From one momentum to another the good learning rates of heavy ball and Nesterov go like $1 - \beta$; Adam's hardly change.",
    kind="derived",
    rival="all three go like $1 - \\beta$",
    how=r"The slope of the logarithm of the good learning rates (their geometric mean, at most a twentieth left) against that of $1 - \beta$, over twenty-five momenta; the tolerance is half a step of the grid over the whole range, $0.15/\ln 25$ at either end.",
    script=AIRFOIL,
)
def race_airfoil_leaning(run):
    rates = np.log(np.geomspace(1e-4, 10, 40))
    forgotten = np.log(1 - np.linspace(0, 0.96, 25))
    slopes = []
    for name in ("heavy ball", "Nesterov", "Adam"):
        good = [rates[row <= 0.05].mean() for row in run.typical[name].reshape(25, 40)]
        slopes.append(np.polyfit(forgotten, good, 1)[0])
    return Check(np.array(slopes), np.array([1.0, 1.0, 0.0]), rival=np.ones(3), tolerance=0.15)
