"""
Nine slips of the source text, each against a run
=================================================

Some sentences of the short source text do not survive being executed.
Which are they, and by how much are they off?
"""

import functools

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import convergence_rate, heavy_ball, run, valley

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# Slips 1 and 2: a "bigger" momentum, and the ratio of the gradients.

curvatures = valley().curvatures
half, quarter = (np.max(convergence_rate(0.6, β, curvatures)) for β in (0.5, 0.25))
print(f"β = 0.25 is announced as bigger than 0.5: per step it leaves {quarter / half:.2f} times as much")
print(f"ratio of the curvatures {curvatures[1] / curvatures[0]:.1f}")
for point in ([-5.0, -2.0], [-5.0, -0.1]):
    first, second = jax.grad(valley())(jnp.array(point))
    print(f"at {point} the ratio of the gradients is {second / first:.1f}")

# %%
# Slips 3 and 4: an average would return the constant 1, and a sum over i = 0 … t has a gradient too many.


def velocity_after(gradients):
    return functools.reduce(lambda velocity, gradient: 0.9 * velocity + gradient, gradients)


g = np.random.default_rng(0).normal(size=8)  # g₁ … g₇, and g₀ from before the first step
off = [abs(sum(0.9**i * g[7 - i] for i in range(last + 1)) - velocity_after(g[1:])) for last in (7, 6)]
print(f"the average of two hundred ones is 1, their velocity {velocity_after([1.0] * 200):.1f}")
print(f"sum up to i = t is off by {off[0]:.3f}, up to t − 1 by {off[1]:.0e}")

# %%
# Slip 6: momentum's path is announced and gradient descent's is drawn.

(figure, ax), t = plt.subplots(), np.arange(21)
for λ in (1.0, 19.0):
    path = run(heavy_ball(0.1, 0.5), lambda x, λ=λ: 0.5 * λ * x**2, jnp.array(1.0), steps=20).params
    drawn = (1 - 0.1 * λ) ** t
    ax.plot(t, drawn, label=f"drawn in the source, λ = {λ:.0f}")
    ax.plot(t, path, label=f"momentum, λ = {λ:.0f}")
    print(f"λ = {λ:.0f}: the curve drawn is off by up to {abs(drawn - path).max():.2f} from momentum's run")
ax.set(xlabel="step t", ylabel="xₜ / x₀", xticks=range(0, 21, 5))
ax.legend(loc="lower right", fontsize=9)
figure.set_label(
    "Position against step. For curvature 1 the curve drawn falls slowly and momentum's faster; for "
    "curvature 19 the drawn one flips its sign at every step, and momentum's settles at once."
)

# %%
# Slip 9: a velocity in a list that a compiled function changes.

states, x = [jnp.zeros(1)], jnp.ones(1)


@jax.jit
def mutating_step(x):
    states[0] = 0.9 * states[0] + x
    return x - 0.1 * states[0]


for _ in range(4):
    x = mutating_step(x)
momentum = run(heavy_ball(0.1, 0.9), lambda x: 0.5 * (x**2).sum(), jnp.ones(1), steps=4).params[-1]
print(f"four steps with the list: {x[0]:.4f}, with momentum {momentum[0]:.4f}, without it {0.9**4:.4f}")

# %%
# The remaining slips, a missing run, √κ and the advice on noise, are in other scripts.
