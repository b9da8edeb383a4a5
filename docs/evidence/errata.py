"""Evidence of the chapter with the slips of other texts: each as printed and corrected, against a run."""

import numpy as np
from by_hand import factor_per_step, step_matrices, worst_rate
from evidence import Check, claim

ROUNDING = 1e-12  # of some dozen operations on numbers of size one to ten, in double precision

SOURCE = "errata/10_source"
TEXTBOOK = "errata/20_textbook"
DISTILL = "errata/30_distill"
FRAMEWORKS = "errata/40_frameworks"
NOISY = "errata/50_noisy_formula"
LOSSES = "errata/60_distill_losses"


def heavy_ball_path(learning_rate, momentum, gradient, start, steps):
    """Return the positions of the heavy ball, by a loop over (momentum.v + gradient)."""
    x, v = np.array(start, float), 0.0
    path = [x]
    for _ in range(steps):
        v = momentum * v + gradient(x)
        x = x - learning_rate * v
        path.append(x)
    return np.array(path)


def valley_gradient(x):
    return np.array([0.2, 4.0]) * x


@claim(
    r"At $\eta = 0.6$ the momentum 0.25 leaves more of the error per step than 0.5, in the ratio of their worst eigenvalues.",
    kind="derived",
    rival=r"the smaller momentum leaves less, by the quotient of $\sqrt\beta$",
    how="Mean factors from step 50 to 200 of two runs; the swings of the run with 0.5 change its mean by at most 0.005.",
    script=SOURCE,
)
def erratum_bigger(run):
    measured = factor_per_step(run.quarter, 50, 200) / factor_per_step(run.half, 50, 200)
    worst = [worst_rate(0.6, momentum, [0.2, 4.0]) for momentum in (0.25, 0.5)]
    return Check(measured, worst[0] / worst[1], rival=np.sqrt(0.25 / 0.5), tolerance=0.01)


@claim(
    "The ratio of the gradients depends on the place.",
    kind="derived",
    rival="it is twenty, the ratio of the curvatures, everywhere",
    how="JAX's gradients at two places against difference quotients of the valley's formula; the tolerance is rounding in these.",
    script=SOURCE,
)
def erratum_gradient_ratio(run):
    def height(x1, x2):
        return 0.1 * x1**2 + 2 * x2**2

    step = 1e-5
    x1, x2 = np.array([[-5.0, -2.0], [-5.0, -0.1]]).T
    down = height(x1, x2 + step) - height(x1, x2 - step)
    across = height(x1 + step, x2) - height(x1 - step, x2)
    return Check(run.gradient_ratios, down / across, rival=np.full(2, 20.0), tolerance=1e-6)


@claim(
    r"The velocity of ones tends to $1/(1 - \beta)$, here ten.",
    kind="derived",
    rival="it is their average, one",
    how=r"The optimizer's velocity after two hundred gradients of one at $\beta = 0.9$; $\beta^{200}$ is below $10^{-9}$, a tenth of the tolerance.",
    script=SOURCE,
)
def erratum_average(run):
    return Check(run.velocity_of_ones, 1 / (1 - 0.9), rival=1.0, tolerance=1e-7)


@claim(
    r"The sum of $\beta^i g_{t-i}$ is the velocity when it ends at $i = t - 1$.",
    kind="derived",
    rival=r"it ends at $i = t$, with $g_0 = 1$",
    how=r"The optimizer's velocity after seven random gradients at $\beta = 0.9$; the tolerance is rounding.",
    script=SOURCE,
)
def erratum_index(run):
    g = np.append(1.0, run.gradients_seen)  # g₀, g₁, …, g₇
    until = [sum(0.9**i * g[7 - i] for i in range(last + 1)) for last in (6, 7)]
    return Check(run.velocity_seen, until[0], rival=until[1], tolerance=ROUNDING)


@claim(
    "Momentum's path comes from powers of its update matrix.",
    kind="derived",
    rival=r"it is $(1 - \eta\lambda)^t$, the curve drawn",
    how=r"Two runs of twenty steps at $\eta = 0.1$, $\beta = 0.5$ for the curvatures 1 and 19; the tolerance is rounding.",
    script=SOURCE,
)
def erratum_eigenvalues(run):
    curvatures = (1.0, 19.0)
    powers = [
        [np.linalg.matrix_power(step_matrices(0.1, 0.5, curvature), t)[1, 1] for t in range(21)]
        for curvature in curvatures
    ]
    drawn = [(1 - 0.1 * curvature) ** np.arange(21) for curvature in curvatures]
    measured = np.array([run.momentum_paths[curvature] for curvature in curvatures])
    return Check(measured, np.array(powers), rival=np.array(drawn), tolerance=ROUNDING)


@claim(
    r"A compiled step that changes a list is gradient descent, $0.9^t$ after each of four steps.",
    kind="derived",
    rival="it is momentum",
    how=r"Four calls of the compiled function on $\tfrac12 x^2$ from 1 at $\eta = 0.1$, $\beta = 0.9$; single numbers in double precision.",
    script=SOURCE,
)
def erratum_list(run):
    momentum = heavy_ball_path(0.1, 0.9, lambda x: x, 1.0, 4)
    return Check(np.array(run.positions_with_list), 0.9 ** np.arange(5), rival=momentum, tolerance=ROUNDING)


@claim(
    "With $x + Q^{-1}c$ the completed square is the function, {eq}`eq-completed-square`.",
    kind="derived",
    rival="with $x - Q^{-1}c$, as printed",
    how="The losses of a run of ten steps, at eleven points, against the square; the tolerance is rounding.",
    script=TEXTBOOK,
)
def erratum_square(run):
    Q, c = np.array([[3.0, 1.0], [1.0, 2.0]]), np.array([1.0, -4.0])
    shift = np.linalg.inv(Q) @ c
    corrected, printed = (
        [0.5 * (x + sign * shift) @ Q @ (x + sign * shift) + 0.5 - 0.5 * c @ shift for x in run.positions]
        for sign in (1, -1)
    )
    return Check(run.losses, np.array(corrected), rival=np.array(printed), tolerance=ROUNDING)


@claim(
    r"With $\eta$ the decoupled step is the run, coordinate by coordinate.",
    kind="derived",
    rival=r"without $\eta$, as printed",
    how="Ten steps of gradient descent, turned into the eigenbasis of NumPy's solver; the tolerance is rounding.",
    script=TEXTBOOK,
)
def erratum_eta(run):
    Q, c = np.array([[3.0, 1.0], [1.0, 2.0]]), np.array([1.0, -4.0])
    curvatures, basis = np.linalg.eigh(Q)
    z = (run.positions + np.linalg.inv(Q) @ c) @ basis
    steps = np.arange(11)[:, None]
    corrected, printed = ((1 - eta * curvatures) ** steps * z[0] for eta in (0.2, 1.0))
    return Check(z, corrected, rival=printed, tolerance=ROUNDING)


@claim(
    r"Gradient descent flips its sign from $\eta\lambda = 1$ on, and its size shrinks until $\eta\lambda = 2$.",
    kind="derived",
    rival=r"it diverges beyond $\eta\lambda = 1$",
    how=r"Sixty runs of thirty steps with $\eta\lambda$ from 0.025 to 2.975: the first that changes its sign at each step and the first that does not shrink. The tolerance is the spacing, 0.05.",
    script=TEXTBOOK,
)
def erratum_limit(run):
    flips = (run.paths[:, 1:] * run.paths[:, :-1] < 0).all(axis=1)
    grows = np.abs(run.paths[:, -1]) >= np.abs(run.paths[:, 0])
    measured = np.array([run.products[flips.argmax()], run.products[grows.argmax()]])
    return Check(measured, np.array([1.0, 2.0]), rival=np.array([1.0, 1.0]), tolerance=0.05)


@claim(
    r"Without the ½ in the loss, $\eta = 0.005$ gives the path of $\eta = 0.01$ with it.",
    kind="derived",
    rival=r"it gives the path of the same $\eta$",
    how=r"Forty steps in the valley at $\beta = 0.9$ against a loop in NumPy on the valley with its ½; the tolerance is rounding.",
    script=FRAMEWORKS,
)
def erratum_mse(run):
    corrected, printed = (heavy_ball_path(eta, 0.9, valley_gradient, [-5, -2], 40) for eta in (0.01, 0.005))
    return Check(run.without_half, corrected, rival=printed, tolerance=ROUNDING)


@claim(
    r"The rate is $\sqrt\beta$ where the eigenvalues are complex.",
    kind="derived",
    rival=r"it is $2\sqrt\beta$, as printed",
    how="Six steps on a quadratic with three parameters, which all oscillate; the rate of each is the size of the roots of the recurrence fitted to its coordinate. The tolerance is rounding in the fit.",
    script=DISTILL,
)
def erratum_rate(run):
    rates = []
    for x in run.states[..., 1].T:
        factors = np.linalg.lstsq(np.column_stack([x[1:-1], x[:-2]]), x[2:], rcond=None)[0]
        rates.append(np.abs(np.roots([1, *-factors])).max())
    root = np.full(3, np.sqrt(run.momentum))
    return Check(np.array(rates), root, rival=2 * root, tolerance=1e-9)


@claim(
    "With each eigenvalue beside the matrix of the other the formula for $R^k$ gives the run, {eq}`eq-power`.",
    kind="derived",
    rival="with the matrices in the other order, as printed",
    how="The states of a run in three eigendirections after six steps, from those at the start; the tolerance is rounding.",
    script=DISTILL,
)
def erratum_power(run):
    corrected, printed = [], []
    for curvature, state in zip(run.curvatures, run.states[0], strict=True):
        R = step_matrices(run.learning_rate, run.momentum, curvature)
        first, second = np.linalg.eigvals(R)
        R1, R2 = ((R - root * np.eye(2)) / (first - second) for root in (first, second))
        corrected.append((first**6 * R2 - second**6 * R1) @ state)
        printed.append((first**6 * R1 - second**6 * R2) @ state)
    return Check(run.states[6], np.real(corrected), rival=np.real(printed), tolerance=ROUNDING)


@claim(
    r"The coordinates in the eigenbasis are $Q^\top(w^k - w^\star)$.",
    kind="derived",
    rival=r"they are $Q\,(w^k - w^\star)$, as printed",
    how="Three parameters: the start is turned into the eigenbasis, six scalar steps are taken there, and the result, turned back, is the run's. The tolerance is rounding.",
    script=DISTILL,
)
def erratum_basis(run):
    w = run.positions - np.linalg.solve(run.A, run.b)
    curvatures, Q = np.linalg.eigh(run.A)
    shares = [
        np.linalg.matrix_power(step_matrices(run.learning_rate, run.momentum, one), 6)[1, 1]
        for one in curvatures
    ]
    corrected, printed = (turn.T @ (np.array(shares) * (turn @ w[0])) for turn in (Q.T, Q))
    return Check(w[6], corrected, rival=printed, tolerance=ROUNDING)


@claim(
    "With ½ the split over eigenvectors is the loss above the minimum.",
    kind="derived",
    rival="without ½, as printed",
    how="The losses of six steps of gradient descent on a quadratic with three parameters; the tolerance is rounding.",
    script=LOSSES,
)
def erratum_half(run):
    curvatures, Q = np.linalg.eigh(run.A)
    x = Q.T @ (run.start - np.linalg.solve(run.A, run.b))
    parts = [np.sum((1 - run.learning_rate * curvatures) ** (2 * k) * curvatures * x**2) for k in range(7)]
    return Check(run.excess, 0.5 * np.array(parts), rival=np.array(parts), tolerance=ROUNDING)


@claim(
    r"The sum of weighted gradients has the sign $-\alpha$.",
    kind="derived",
    rival=r"it has the sign $+\alpha$, as printed",
    how="All six steps of a run on a quadratic with three parameters; the tolerance is rounding.",
    script=DISTILL,
)
def erratum_unrolled(run):
    w, eta, beta = run.positions, run.learning_rate, run.momentum
    moves = [
        eta * sum((1 - beta ** (k + 1 - i)) / (1 - beta) * (run.A @ w[i] - run.b) for i in range(k + 1))
        for k in range(6)
    ]
    return Check(w[1:], w[0] - np.array(moves), rival=w[0] + np.array(moves), tolerance=ROUNDING)


@claim(
    r"With the linear term $-2\,e_i^\top x$ the best picture is that of the squares.",
    kind="derived",
    rival=r"with $-e_i^\top x$, as printed",
    how="Five pixels in a row, the first pulled towards 1: the end of a run of 500 steps on the squares against the solution of the linear system. The tolerance is what the run still lacks.",
    script=LOSSES,
)
def erratum_colorizer(run):
    neighbours = np.eye(5, k=1) + np.eye(5, k=-1)
    system = np.diag(neighbours.sum(axis=0)) - neighbours + np.diag([1.0, 0, 0, 0, 0])
    corrected, printed = (np.linalg.solve(system, factor / 2 * np.eye(5)[0]) for factor in (2, 1))
    return Check(run.best_picture, corrected, rival=printed, tolerance=1e-9)


@claim(
    r"Each error $\epsilon^{i-1}$ belongs inside the sum, {eq}`eq-noisy-iterates`.",
    kind="derived",
    rival=r"one error $\epsilon^k$ stands before the sum, as printed",
    how=r"All sequences of twelve errors ±1, and a thirteenth of 1 that has not acted yet, at $\eta = 0.3$, $\beta = 0.6$, $\lambda = 1$: velocity and position after twelve steps. The tolerance is rounding.",
    script=NOISY,
)
def erratum_noise(run):
    R, k = step_matrices(0.3, 0.6, 1.0), 12
    start = np.linalg.matrix_power(R, k) @ [0, 2]
    pushes = [np.linalg.matrix_power(R, k - i) @ [1, -0.3] for i in range(1, k + 1)]
    errors = run.errors  # ε⁰, …, ε¹¹ in columns; the printed form takes ε¹²
    corrected = start + sum(errors[:, [i - 1]] * pushes[i - 1] for i in range(1, k + 1))
    printed = start + np.sum(pushes, axis=0)
    measured = np.stack([run.velocities[k], run.positions[k]], axis=1)
    return Check(measured, corrected, rival=np.broadcast_to(printed, measured.shape), tolerance=ROUNDING)


@claim(
    "With its two squares the formula is the expected loss after each of twelve steps.",
    kind="derived",
    rival="without them, as printed",
    how=r"The mean over all 4096 sequences of twelve errors ±1, which is exact, at $\eta = 0.3$, $\beta = 0.6$, $\lambda = 1$; the tolerance is rounding.",
    script=NOISY,
)
def erratum_expected(run):
    R = step_matrices(0.3, 0.6, 1.0)
    powers = [np.linalg.matrix_power(R, t) for t in range(13)]
    start = np.array([(power @ [0, 2])[1] for power in powers])
    spread = np.array([sum((powers[t] @ [1, -0.3])[1] ** 2 for t in range(k)) for k in range(13)])
    return Check(
        run.mean_loss, 0.5 * (start**2 + 1 * spread), rival=0.5 * (start + 0 * spread), tolerance=ROUNDING
    )


@claim(
    "With the current gradient Nesterov's step is that of Optax.",
    kind="derived",
    rival="with the previous gradient, as once printed for PyTorch",
    how="The path of `optax.sgd` over two hundred steps in the valley, against a loop in NumPy; the tolerance is rounding.",
    script=FRAMEWORKS,
)
def erratum_nesterov(run):
    x, v, path = np.array([-5.0, -2.0]), 0.0, [np.array([-5.0, -2.0])]
    for _ in range(200):
        g = valley_gradient(x)
        v = 0.8 * v + g
        x = x - 0.2 * (g + 0.8 * v)
        path.append(x)
    return Check(run.optax_path, np.array(path), rival=run.previous_gradient_path, tolerance=ROUNDING)


@claim(
    "With the previous gradient the method diverges at a setting at which the real one converges.",
    kind="derived",
    rival="both converge at the rate of the real one",
    how="Mean factors from step 50 to 200 of two runs in the valley at $\\eta = 0.2$, $\\beta = 0.8$, against NumPy's eigenvalues of both recurrences; complex roots make the size swing, which changes a mean over 150 steps by at most 0.01.",
    script=FRAMEWORKS,
)
def erratum_nesterov_diverges(run):
    paths = run.optax_path, np.array(run.previous_gradient_path)
    measured = [factor_per_step(path, 50, 200) for path in paths]
    real, printed = [], []
    for h in (0.2 * 0.2, 0.2 * 4.0):
        # With u = ηv and the previous gradient as third coordinate: x ← x − (ηg or ηg₋) − βu, u ← βu + ηg.
        real.append(np.array([[0.8, h], [-0.8 * 0.8, 1 - h - 0.8 * h]]))
        printed.append(np.array([[0.8, h, 0], [-0.8 * 0.8, 1 - 0.8 * h, -1], [0, h, 0]]))
    rates = [max(np.abs(np.linalg.eigvals(matrix)).max() for matrix in both) for both in (real, printed)]
    return Check(np.array(measured), np.array(rates), rival=np.array([rates[0], rates[0]]), tolerance=0.01)


@claim(
    r"With the look-ahead as its state Nesterov's method is the heavy ball with $\mu^2$ and $(1 + \mu)\,\alpha$.",
    kind="derived",
    rival="it is Nesterov's method, which Optax takes",
    how=r"Two hundred steps of the printed formula in the valley at $\alpha = 0.2$, $\mu = 0.8$; the tolerance is rounding.",
    script=FRAMEWORKS,
)
def erratum_optax_heavy_ball(run):
    predicted = heavy_ball_path(1.8 * 0.2, 0.8**2, valley_gradient, [-5, -2], 200)
    return Check(np.array(run.overwritten_path), predicted, rival=run.optax_path, tolerance=ROUNDING)
