"""What mathematics predicts for momentum on a quadratic.

Every function is elementwise: hyperparameters and curvatures broadcast against each other,
so a rate map is one call. Nothing branches on a value, so all of it can be traced.
"""

from enum import IntEnum

import jax.numpy as jnp
from jaxtyping import Array, Bool, Complex, Float, Int

from momentum_docs._checks import Numbers, broadcast
from momentum_docs.theory._compiled import compiled


class Regime(IntEnum):
    """How one eigendirection approaches its minimum.

    Attributes:
        OVER_DAMPED: Two real eigenvalues, none negative; no oscillation.
        CRITICALLY_DAMPED: One double positive eigenvalue; the fastest without oscillation.
        UNDER_DAMPED: A complex pair of size √β; oscillation within a shrinking envelope.
        SIGN_FLIPPING: Two real eigenvalues, none positive; the sign changes at every step.
        DIVERGENT: An eigenvalue on or outside the unit circle.
    """

    OVER_DAMPED = 0
    CRITICALLY_DAMPED = 1
    UNDER_DAMPED = 2
    SIGN_FLIPPING = 3
    DIVERGENT = 4


@compiled()
def update_matrix(learning_rate: Numbers, momentum: Numbers, curvature: Numbers) -> Float[Array, "... 2 2"]:
    """Return the matrix that one step applies to (velocity, position) on ½λx².

    R = [[β, λ], [−ηβ, 1 − ηλ]], with det R = β and trace R = 1 + β − ηλ.

    Args:
        learning_rate: η, any shape.
        momentum: β, broadcast against η.
        curvature: λ, broadcast against η.

    Returns:
        Matrices, shape `(..., 2, 2)`.

    Examples:
        >>> from momentum_docs import update_matrix
        >>> update_matrix(0.5, 0.5, 1.0).tolist()
        [[0.5, 1.0], [-0.25, 0.5]]

    References:
        Goh, G. (2017). Why momentum really works. Distill, "The Dynamics of Momentum".
    """
    eta, beta, lam = broadcast(learning_rate, momentum, curvature)
    return jnp.stack([jnp.stack([beta, lam], -1), jnp.stack([-eta * beta, 1 - eta * lam], -1)], -2)


@compiled()
def update_eigenvalues(
    learning_rate: Numbers, momentum: Numbers, curvature: Numbers
) -> Complex[Array, "... 2"]:
    """Return the eigenvalues of the update matrix in closed form.

    σ = ½ (1 + β − ηλ ± √((1 + β − ηλ)² − 4β))

    Args:
        learning_rate: η, any shape.
        momentum: β, broadcast against η.
        curvature: λ, broadcast against η.

    Returns:
        Both eigenvalues, shape `(..., 2)`, complex.

    Examples:
        >>> from momentum_docs import update_eigenvalues
        >>> update_eigenvalues(1.0, 0.25, 1.0).tolist()
        [(0.125+0.4841229319572449j), (0.125-0.4841229319572449j)]

    References:
        Lessard, L., Recht, B., Packard, A. (2016). Analysis and design of optimization
        algorithms via integral quadratic constraints. SIAM J. Optim. 26(1), 57–95.
    """
    total, discriminant = _sum_and_discriminant(learning_rate, momentum, curvature)
    dtype = jnp.complex128 if total.dtype == jnp.float64 else jnp.complex64
    total, root = total.astype(dtype), jnp.sqrt(discriminant.astype(dtype))
    return jnp.stack([(total + root) / 2, (total - root) / 2], -1)


@compiled()
def convergence_rate(learning_rate: Numbers, momentum: Numbers, curvature: Numbers) -> Float[Array, "..."]:
    """Return the factor by which the error shrinks per step in the long run.

    max|σ|; below 1 the run converges. For several curvatures the largest rate decides.

    Args:
        learning_rate: η, any shape.
        momentum: β, broadcast against η.
        curvature: λ, broadcast against η.

    Returns:
        The spectral radius of the update matrix, of the broadcast shape.

    Examples:
        >>> from momentum_docs import convergence_rate
        >>> float(convergence_rate(1.0, 0.25, 1.0))  # √β where the eigenvalues are complex
        0.5

    References:
        Lessard, L., Recht, B., Packard, A. (2016). SIAM J. Optim. 26(1), 57–95.
    """
    eta, beta, lam = broadcast(learning_rate, momentum, curvature)
    return _largest_root(1 + beta - eta * lam, beta)


@compiled()
def is_stable(learning_rate: Numbers, momentum: Numbers, curvature: Numbers) -> Bool[Array, "..."]:
    """Tell where momentum converges on ½λx².

    0 ≤ β < 1 and 0 < ηλ < 2 + 2β

    Args:
        learning_rate: η, any shape.
        momentum: β, broadcast against η.
        curvature: λ, broadcast against η.

    Returns:
        True where the run converges from every start.

    Examples:
        >>> from momentum_docs import is_stable
        >>> is_stable(0.6, [0.0, 0.25, 0.5], 4.0).tolist()
        [False, True, True]

    References:
        Polyak, B. T. (1987). Introduction to Optimization. Optimization Software, New York.
    """
    eta, beta, lam = broadcast(learning_rate, momentum, curvature)
    return (beta >= 0) & (beta < 1) & (eta * lam > 0) & (eta * lam < 2 + 2 * beta)


@compiled()
def damping_regime(learning_rate: Numbers, momentum: Numbers, curvature: Numbers) -> Int[Array, "..."]:
    """Classify the motion along one eigendirection.

    Complex eigenvalues, (1 − √(ηλ))² < β < (1 + √(ηλ))², oscillate and are under-damped.

    Args:
        learning_rate: η, any shape.
        momentum: β, broadcast against η.
        curvature: λ, broadcast against η.

    Returns:
        Codes of `Regime`, of the broadcast shape.

    Examples:
        >>> from momentum_docs import Regime, damping_regime
        >>> [Regime(code).name for code in damping_regime(0.25, [0.0, 0.25, 0.5], 1.0).tolist()]
        ['OVER_DAMPED', 'CRITICALLY_DAMPED', 'UNDER_DAMPED']

    References:
        Qian, N. (1999). On the momentum term in gradient descent learning algorithms.
        Neural Networks 12(1), 145–151.
    """
    total, discriminant = _sum_and_discriminant(learning_rate, momentum, curvature)
    conditions = [
        ~is_stable(learning_rate, momentum, curvature),
        discriminant < 0,
        total < 0,
        discriminant == 0,
    ]
    regimes = [Regime.DIVERGENT, Regime.UNDER_DAMPED, Regime.SIGN_FLIPPING, Regime.CRITICALLY_DAMPED]
    return jnp.select(conditions, [jnp.int32(regime) for regime in regimes], jnp.int32(Regime.OVER_DAMPED))


@compiled()
def nesterov_rate(learning_rate: Numbers, momentum: Numbers, curvature: Numbers) -> Float[Array, "..."]:
    """Return the factor by which the error of Nesterov's method shrinks per step in the long run.

    max|σ| of σ² − (1 + β)(1 − ηλ)σ + β(1 − ηλ) = 0; stable for 0 < ηλ < (2 + 2β)/(1 + 2β).

    Args:
        learning_rate: η, any shape.
        momentum: β, broadcast against η.
        curvature: λ, broadcast against η.

    Returns:
        The spectral radius of its update matrix, of the broadcast shape.

    Examples:
        >>> from momentum_docs import nesterov_rate
        >>> float(nesterov_rate(0.75, 0.25, 1.0))  # √(β(1 − ηλ)) where the eigenvalues are complex
        0.25

    References:
        Lessard, L., Recht, B., Packard, A. (2016). SIAM J. Optim. 26(1), 57–95, section 2.
    """
    eta, beta, lam = broadcast(learning_rate, momentum, curvature)
    return _largest_root((1 + beta) * (1 - eta * lam), beta * (1 - eta * lam))


@compiled()
def critical_momentum(learning_rate: Numbers, curvature: Numbers) -> Float[Array, "..."]:
    """Return the momentum at which the eigenvalues coincide, and above which they are complex.

    β = (1 − √(ηλ))²

    Args:
        learning_rate: η, positive, any shape.
        curvature: λ, positive, broadcast against η.

    Returns:
        The critical β, of the broadcast shape.

    Examples:
        >>> from momentum_docs import critical_momentum
        >>> float(critical_momentum(0.25, 1.0))
        0.25

    References:
        Goh, G. (2017). Why momentum really works. Distill, "The Critical Damping Coefficient".
    """
    eta, lam = broadcast(learning_rate, curvature)
    return (1 - jnp.sqrt(eta * lam)) ** 2


def _sum_and_discriminant(
    learning_rate: Numbers, momentum: Numbers, curvature: Numbers
) -> tuple[Float[Array, "..."], Float[Array, "..."]]:
    eta, beta, lam = broadcast(learning_rate, momentum, curvature)
    total = 1 + beta - eta * lam
    return total, total**2 - 4 * beta


def _largest_root(total: Float[Array, "..."], product: Float[Array, "..."]) -> Float[Array, "..."]:
    """Return the size of the larger root of σ² − total σ + product."""
    discriminant = total**2 - 4 * product
    real_case = (jnp.abs(total) + jnp.sqrt(jnp.maximum(discriminant, 0))) / 2
    return jnp.where(discriminant < 0, jnp.sqrt(jnp.abs(product)), real_case)
