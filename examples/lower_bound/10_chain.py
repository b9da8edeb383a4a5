"""
On a chain the heavy ball leaves as little of the error as any rule can
=======================================================================

Each coordinate of the chain is tied to the next, and only the first feels a force.
A gradient reaches one link further per step, so the far end cannot move yet.
How near do gradient descent, heavy ball, Nesterov and conjugate gradients come to the bound qᵏ?
"""

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np

from momentum_docs import (
    COLOURS,
    chain,
    conjugate_gradients,
    heavy_ball,
    method_style,
    nesterov,
    optimal_gradient_descent,
    optimal_heavy_ball,
    run,
)

jax.config.update("jax_enable_x64", True)
plt.style.use("momentum_docs.house")

# %%
# A condition number of 100 and two hundred links: what lies beyond them is below double precision.

condition_number = 100.0
links = 200
steps = 60
q = (condition_number**0.5 - 1) / (condition_number**0.5 + 1)
smallest = 4 / (condition_number - 1)
largest = 4 + smallest
objective = chain(condition_number, links)
curvatures = objective.curvatures
minimiser = np.array(objective.minimiser)
start = jnp.zeros(links)

# %%
# Each method at its best, and Nesterov's at its usual setting η = 1/L and β = q.

slow = optimal_gradient_descent(smallest, largest)
best = optimal_heavy_ball(smallest, largest)
optimizers = {
    "gradient descent": heavy_ball(slow.learning_rate, slow.momentum),
    "heavy ball": heavy_ball(best.learning_rate, best.momentum),
    "Nesterov": nesterov(1 / largest, q),
}
paths = {}
for name, optimizer in optimizers.items():
    paths[name] = run(optimizer, objective, start, steps=steps).params
paths["conjugate gradients"] = conjugate_gradients(objective, start, steps=steps)

# %%
# Errors relative to the start, over the bound.

errors = {}
losses = {}
bound = q ** np.arange(steps + 1)
figure, ax = plt.subplots(figsize=(5.2, 4.2))
ax.semilogy(bound, color=COLOURS.grid, linestyle="-", linewidth=9, label="bound qᵏ")
for name, path in paths.items():
    errors[name] = np.linalg.norm(path - minimiser, axis=1) / np.linalg.norm(minimiser)
    losses[name] = jax.vmap(objective)(path) - objective.minimum
    ax.semilogy(errors[name], **method_style(name), label=name)
    print(f"{name:20} leaves at most {np.max(errors[name] / bound):9,.2f} times the bound")
ax.set(xlabel="step k", ylabel="error relative to the start")
figure.legend(loc="outside lower center", ncols=2)
figure.set_label(
    "Error relative to the start against the step on a log axis, for four methods and the bound, a pale "
    "band. The heavy ball runs along its middle, conjugate gradients close above, Nesterov falls with half "
    "its slope, and gradient descent stays high and nearly flat. No curve is below the middle of the band."
)

# %%
# Each step of the heavy ball at its best puts one more link in place, and no sum of gradients brings
# the next one nearer. The bound on the distance holds for every such rule, so √κ is all there is to gain.
