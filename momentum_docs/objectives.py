"""Losses that know their minimum."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Integer, PyTree

from momentum_docs._checks import Numbers, check_count, fail, finite_array


@dataclass(frozen=True, eq=False)
class Objective:
    """A loss, its minimum, and its curvature where that is constant.

    Call it with parameters to get the loss; an objective over data also takes the indices
    of the examples to average over.

    Attributes:
        function: The loss as a plain JAX function.
        minimiser: The parameters at the minimum, or None.
        minimum: The loss there, or None.
        curvatures: Eigenvalues of the Hessian in ascending order, shape `(dimensions,)`,
            or None where the Hessian is not constant.

    Examples:
        >>> import jax.numpy as jnp
        >>> from momentum_docs import Objective, heavy_ball, run
        >>> bowl = Objective(lambda x: (x - 3.0) ** 2, minimiser=3.0, minimum=0.0)
        >>> trajectory = run(heavy_ball(0.1, 0.5), bowl, jnp.array(0.0), steps=100)
        >>> round(float(trajectory.params[-1]), 3)
        3.0
    """

    function: Callable[..., Float[Array, "..."]]
    minimiser: PyTree | None = None
    minimum: float | None = None
    curvatures: Float[np.ndarray, " dimensions"] | None = None

    def __call__(self, params: PyTree, *rows: Integer[Array, " batch"]) -> Float[Array, "..."]:
        """Return the loss at `params`, over the examples in `rows` if given."""
        return self.function(params, *rows)


def valley() -> Objective:
    """Return the narrow valley in which gradient descent zigzags.

    f(x₁, x₂) = 0.1 x₁² + 2 x₂², with curvatures 0.2 and 4, so κ = 20.

    Returns:
        An objective over parameters of shape `(2,)`.

    Examples:
        >>> import jax.numpy as jnp
        >>> from momentum_docs import valley
        >>> print(f"{valley()(jnp.array([-5.0, -2.0])):.1f}")
        10.5

    References:
        Zhang, A. et al. (2023). Dive into Deep Learning, section 12.6.
    """

    def loss(x: PyTree) -> Any:
        x1, x2 = x
        return 0.1 * x1**2 + 2 * x2**2

    return Objective(loss, minimiser=np.zeros(2), minimum=0.0, curvatures=np.array([0.2, 4.0]))


def quadratic(Q: Numbers, c: Numbers | None = None, b: float = 0.0) -> Objective:
    """Return a general convex quadratic.

    h(x) = ½ xᵀQx + cᵀx + b, with minimiser x* = −Q⁻¹c.

    Args:
        Q: Symmetric positive definite matrix, shape `(dimensions, dimensions)`.
        c: Linear term, shape `(dimensions,)`; zero by default.
        b: Constant term.

    Returns:
        An objective over parameters of shape `(dimensions,)`.

    Raises:
        ValueError: If Q is not symmetric positive definite, c does not fit it, or b is not finite.

    Examples:
        >>> from momentum_docs import quadratic
        >>> bowl = quadratic([[2.0, 0.0], [0.0, 4.0]], c=[-2.0, 4.0], b=3.0)
        >>> bowl.minimiser.tolist(), bowl.minimum
        ([1.0, -1.0], 0.0)

    References:
        Boyd, S., Vandenberghe, L. (2004). Convex Optimization, section 9.1.
    """
    Q = finite_array("Q", Q, dimensions=2)
    remedy = "Use (Q + Qᵀ)/2, and add a small multiple of the identity if an eigenvalue is not positive."
    if Q.shape[0] != Q.shape[1] or not np.allclose(Q, Q.T, rtol=1e-6, atol=0):
        fail("Q", "symmetric positive definite", f"an asymmetric matrix of shape {Q.shape}", remedy)
    curvatures = np.linalg.eigvalsh(Q)
    if curvatures[0] <= 0:
        fail("Q", "symmetric positive definite", f"smallest eigenvalue {curvatures[0]:.6g}", remedy)
    c = np.zeros(len(Q)) if c is None else finite_array("c", c, dimensions=1)
    if c.shape != (len(Q),):
        fail("c", f"of shape {(len(Q),)} to fit Q", f"shape {c.shape}", "Give one entry for each row of Q.")
    if not np.isfinite(b):
        fail("b", "finite", b, "Leave it out for 0.")
    minimiser = np.linalg.solve(Q, -c)

    def loss(x: PyTree) -> Any:
        # Host arrays take the parameters' precision, so the same objective serves float32 and float64.
        return 0.5 * x @ jnp.asarray(Q, x.dtype) @ x + jnp.asarray(c, x.dtype) @ x + b

    return Objective(loss, minimiser, float(0.5 * c @ minimiser + b), curvatures)


def rosenbrock(a: float = 1.0, b: float = 100.0) -> Objective:
    """Return Rosenbrock's curved valley, which is not convex.

    f(x₁, x₂) = (a − x₁)² + b (x₂ − x₁²)², with minimiser (a, a²).

    Args:
        a: Abscissa of the minimum.
        b: Steepness of the valley's walls, positive.

    Returns:
        An objective over parameters of shape `(2,)`.

    Raises:
        ValueError: If a is not finite, or b is not positive and finite.

    Examples:
        >>> import jax.numpy as jnp
        >>> from momentum_docs import rosenbrock
        >>> float(rosenbrock()(jnp.array([1.0, 1.0])))
        0.0

    References:
        Rosenbrock, H. H. (1960). An automatic method for finding the greatest or least value
        of a function. The Computer Journal 3(3), 175–184.
    """
    if not np.isfinite(a):
        fail("a", "finite", a, "The classic value is 1.")
    if not 0 < b < np.inf:
        fail("b", "positive and finite", b, "The classic value is 100.")

    def loss(x: PyTree) -> Any:
        x1, x2 = x
        return (a - x1) ** 2 + b * (x2 - x1**2) ** 2

    return Objective(loss, minimiser=np.array([a, a**2]), minimum=0.0)


def lessard_counterexample() -> Objective:
    """Return the strongly convex function on which tuned momentum cycles forever.

    f′(x) = 25x for x < 1, x + 24 for 1 ≤ x < 2, and 25x − 24 for 2 ≤ x

    Its curvature is 1 or 25, so κ = 25, and the derivative is continuous. With the best setting for
    quadratics of that κ, η = 1/9 and β = 4/9, momentum from x = 3.3 at rest ends in a cycle of three points.

    Returns:
        An objective over parameters of shape `()`.

    Examples:
        >>> import jax
        >>> from momentum_docs import lessard_counterexample
        >>> slope = jax.grad(lessard_counterexample())
        >>> [float(slope(x)) for x in (-1.0, 1.5, 3.0)]
        [-25.0, 25.5, 51.0]

    References:
        Lessard, L., Recht, B., Packard, A. (2016). SIAM J. Optim. 26(1), 57–95.
    """

    def loss(x: PyTree) -> Any:
        left, middle, right = 12.5 * x**2, 0.5 * x**2 + 24 * x - 12, 12.5 * x**2 - 24 * x + 36
        return jnp.where(x < 1, left, jnp.where(x < 2, middle, right))

    return Objective(loss, minimiser=np.zeros(()), minimum=0.0)


def chain(condition_number: float, dimensions: int) -> Objective:
    """Return the quadratic on which no method that adds up gradients can be fast.

    f(w) = ½(w₁ − 1)² + ½ Σ (wᵢ − wᵢ₊₁)² + 2/(κ − 1) ‖w‖²; as the chain grows, w*ᵢ = qⁱ
    with q = (√κ − 1)/(√κ + 1), and the curvatures fill [4/(κ − 1), 4κ/(κ − 1)].

    Args:
        condition_number: κ, above 1 and finite.
        dimensions: Length of the chain, at least 2; long enough if q to its power is negligible.

    Returns:
        An objective over parameters of shape `(dimensions,)`.

    Raises:
        ValueError: If κ or the length is out of range.

    Examples:
        >>> from momentum_docs import chain
        >>> chain(condition_number=9.0, dimensions=40).minimiser[:3].round(6).tolist()
        [0.5, 0.25, 0.125]

    References:
        Nesterov, Y. (2004). Introductory Lectures on Convex Optimization. Springer, section 2.1.4.
    """
    if not 1 < condition_number < np.inf:
        fail(
            "condition_number", "above 1 and finite", condition_number, "1 is a ball, which one step solves."
        )
    dimensions = check_count("dimensions", dimensions, "Take 2 or more.")
    if dimensions < 2:
        fail("dimensions", "at least 2", dimensions, "A chain has links.")
    ends = np.r_[np.full(dimensions - 1, 2.0), 1.0]
    links = np.eye(dimensions, k=1) + np.eye(dimensions, k=-1)
    Q = np.diag(ends + 4 / (condition_number - 1)) - links
    return quadratic(Q, c=-np.eye(dimensions)[0], b=0.5)


def least_squares(features: Numbers, targets: Numbers) -> Objective:
    """Return half the mean squared error of a linear model with a bias.

    f(w, b) = ½ · mean over rows of (w·xᵢ + b − yᵢ)²

    Args:
        features: Inputs xᵢ, shape `(examples, features)`.
        targets: Outputs yᵢ, shape `(examples,)`.

    Returns:
        An objective over `{"weights": (features,), "bias": ()}`. It takes the indices of a
        minibatch as an optional second argument; an index beyond the data gives NaN.

    Raises:
        ValueError: If the shapes do not fit or an entry is not finite.

    Examples:
        >>> from momentum_docs import least_squares
        >>> line = least_squares([[0.0], [1.0], [2.0]], [1.0, 3.0, 5.0])
        >>> print(f"{line.minimiser['weights'][0]:.3f} {line.minimiser['bias']:.3f} {line.minimum:.3f}")
        2.000 1.000 0.000

    References:
        Hastie, T., Tibshirani, R., Friedman, J. (2009). The Elements of Statistical Learning,
        eqs. (3.2)–(3.6).
    """
    features = finite_array("features", features, dimensions=2)
    targets = finite_array("targets", targets, dimensions=1)
    if len(targets) != len(features):
        fail(
            "targets",
            f"of shape {(len(features),)} to fit `features`",
            f"shape {targets.shape}",
            "Give one target for each row.",
        )

    def loss(params: PyTree, rows: Any = slice(None)) -> Any:
        dtype = params["weights"].dtype
        inputs, outputs = jnp.asarray(features, dtype), jnp.asarray(targets, dtype)
        if not isinstance(rows, slice):
            inputs, outputs = (jnp.take(data, rows, axis=0, mode="fill") for data in (inputs, outputs))
        residuals = inputs @ params["weights"] + params["bias"] - outputs
        return 0.5 * jnp.mean(residuals**2)

    design = np.column_stack([features, np.ones(len(features))])
    solution = np.linalg.lstsq(design, targets, rcond=None)[0]
    return Objective(
        loss,
        minimiser={"weights": solution[:-1], "bias": solution[-1]},
        minimum=float(0.5 * np.mean((design @ solution - targets) ** 2)),
        curvatures=np.linalg.eigvalsh(design.T @ design / len(design)),
    )
