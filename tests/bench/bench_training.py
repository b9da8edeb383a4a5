"""One airfoil training by four programs, and ten thousand of them at once.

All follow the protocol of the airfoil chapter in float32: 1500 rows, minibatches of 10, reshuffled
in each of 2 epochs, and the loss over all rows at the start and after every 20 minibatches.
A call begins with drawing the weights and ends with finished losses; nothing is kept between calls.
"""

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from momentum_docs import heavy_ball, least_squares, load_airfoil, minibatch_order, run, standardise

LEARNING_RATE, MOMENTUM = 0.01, 0.9
EPOCHS, BATCH_SIZE, MEASURE_EVERY = 2, 10, 20

pytestmark = pytest.mark.benchmark(min_rounds=20, max_time=3)

rows = standardise(load_airfoil().values)[:1500].astype(np.float32)
features, targets = rows[:, :5], rows[:, 5]
airfoil = least_squares(features, targets)
MEASUREMENTS = EPOCHS * len(rows) // BATCH_SIZE // MEASURE_EVERY + 1


def initial_params(key):
    return {"weights": 0.01 * jax.random.normal(key, (5,)), "bias": jnp.zeros(())}


def shuffled_batches(random):
    """Yield the rows of each minibatch; NumPy draws them, since JAX is slow outside of `jit`."""
    for _ in range(EPOCHS):
        yield from random.permutation(len(rows)).reshape(-1, BATCH_SIZE)


def losses_of_one_run(learning_rate, momentum, seed):
    weights_key, order_key = jax.random.split(jax.random.key(seed))
    batches = minibatch_order(order_key, len(rows), BATCH_SIZE, EPOCHS)
    optimizer = heavy_ball(learning_rate, momentum)
    params = initial_params(weights_key)
    return run(optimizer, airfoil, params, batches=batches, measure_every=MEASURE_EVERY).losses


@pytest.fixture
def measure(benchmark):
    """Time a training by its seed, after a first call that compiles; return the losses of the last call."""

    def measure(label, train, trainings=1):
        train(0)
        benchmark.extra_info.update(label=label, trainings=trainings, epochs=trainings * EPOCHS)
        return np.asarray(benchmark(train, 1))

    return measure


def assert_plausible(losses):
    assert losses.shape == (MEASUREMENTS,)
    # One part in a million is float32's rounding of a mean.
    assert airfoil.minimum * (1 - 1e-6) <= losses[-1] < 0.3 < losses[0]


def test_ours(measure):
    train = jax.jit(losses_of_one_run)
    losses = measure(
        "momentum_docs", lambda seed: jax.block_until_ready(train(LEARNING_RATE, MOMENTUM, seed))
    )
    assert_plausible(losses)


def test_optax(measure):
    optimizer = optax.sgd(LEARNING_RATE, MOMENTUM)
    loss = jax.jit(airfoil)
    draw = jax.jit(lambda seed: initial_params(jax.random.key(seed)))

    @jax.jit
    def step(params, state, batch):
        updates, state = optimizer.update(jax.grad(airfoil)(params, batch), state)
        return optax.apply_updates(params, updates), state

    def train(seed):
        params = draw(seed)
        state = optimizer.init(params)
        losses = [loss(params)]
        for count, batch in enumerate(shuffled_batches(np.random.default_rng(seed)), start=1):
            params, state = step(params, state, batch)
            if count % MEASURE_EVERY == 0:
                losses.append(loss(params))
        return jax.block_until_ready(losses)

    assert_plausible(measure("Optax, loop around a jitted step", train))


def test_numpy(measure):
    def train(seed):
        random = np.random.default_rng(seed)
        weights, bias = np.float32(0.01) * random.standard_normal(5, np.float32), np.float32(0)
        weights_velocity, bias_velocity = np.zeros_like(weights), np.float32(0)

        def loss():
            return 0.5 * np.mean((features @ weights + bias - targets) ** 2)

        losses = [loss()]
        for count, batch in enumerate(shuffled_batches(random), start=1):
            inputs = features[batch]
            residuals = inputs @ weights + bias - targets[batch]
            weights_velocity = MOMENTUM * weights_velocity + residuals @ inputs / BATCH_SIZE
            bias_velocity = MOMENTUM * bias_velocity + residuals.mean()
            weights = weights - LEARNING_RATE * weights_velocity
            bias = bias - LEARNING_RATE * bias_velocity
            if count % MEASURE_EVERY == 0:
                losses.append(loss())
        return losses

    losses = measure("NumPy, loop", train)
    assert losses.dtype == np.float32
    assert_plausible(losses)


def test_torch(measure):
    torch = pytest.importorskip("torch")
    inputs, outputs = torch.tensor(features), torch.tensor(targets)
    dataset = torch.utils.data.TensorDataset(inputs, outputs)

    def train(seed):
        torch.manual_seed(seed)
        loader = torch.utils.data.DataLoader(dataset, BATCH_SIZE, shuffle=True)
        weights = torch.normal(0.0, 0.01, (5,), requires_grad=True)
        bias = torch.zeros((), requires_grad=True)
        params = [weights, bias]
        velocities = [torch.zeros_like(param) for param in params]

        def loss(inputs, outputs):
            return 0.5 * torch.mean((inputs @ weights + bias - outputs) ** 2)

        def measured():
            with torch.no_grad():
                return loss(inputs, outputs).item()

        losses, count = [measured()], 0
        for _ in range(EPOCHS):
            for batch in loader:
                loss(*batch).backward()
                with torch.no_grad():
                    for param, velocity in zip(params, velocities, strict=True):
                        velocity.mul_(MOMENTUM).add_(param.grad)
                        param.sub_(LEARNING_RATE * velocity)
                        param.grad.zero_()
                count += 1
                if count % MEASURE_EVERY == 0:
                    losses.append(measured())
        return losses

    assert_plausible(measure("PyTorch, eager loop", train))


def test_grid(measure):
    pairs = jnp.meshgrid(jnp.geomspace(1e-4, 3.0, 100), jnp.linspace(0.0, 0.99, 100))
    learning_rates, momenta = (axis.ravel() for axis in pairs)
    train = jax.jit(jax.vmap(losses_of_one_run, in_axes=(0, 0, None)))
    losses = measure(
        "momentum_docs, grid of (η, β) in one vmap",
        lambda seed: jax.block_until_ready(train(learning_rates, momenta, seed)),
        trainings=momenta.size,
    )
    assert losses.shape == (momenta.size, MEASUREMENTS)
    # Large steps diverge to inf or NaN, which is a result as well.
    finals = losses[:, -1][np.isfinite(losses[:, -1])]
    assert finals.size > momenta.size / 2
    assert airfoil.minimum * (1 - 1e-6) <= finals.min() < 0.3
