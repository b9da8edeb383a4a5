"""Bundled data, standardising, and the order of minibatches."""

import hashlib
import io
from importlib import resources
from os import PathLike
from pathlib import Path
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int

from momentum_docs._checks import Numbers, check_count, fail, finite_array

AIRFOIL_FILE = "airfoil_self_noise.dat"
AIRFOIL_CHECKSUMS = {
    "LF": "10ee06e6cfb27dae6b44213d421d217012fb1f9b697592e73a4e4016b52d425f",
    "CRLF": "74c75fd71783f1e6b71f8a622b993dc592897a97cd689c5090a07147a1b097b3",
}
AIRFOIL_UNITS = {
    "frequency": "Hz",
    "angle_of_attack": "deg",
    "chord_length": "m",
    "free_stream_velocity": "m/s",
    "displacement_thickness": "m",
    "sound_pressure_level": "dB",
}


class Table(NamedTuple):
    """Named columns of measurements.

    Attributes:
        values: Measurements, shape `(rows, columns)`, float64.
        units: Unit of each column by name, in the order of the columns.
    """

    values: Float[np.ndarray, "rows columns"]
    units: dict[str, str]

    def column(self, name: str) -> Float[np.ndarray, " rows"]:
        """Return one column by name, shape `(rows,)`."""
        if name not in self.units:
            fail("name", f"one of {', '.join(self.units)}", repr(name), "Check the spelling.")
        return self.values[:, list(self.units).index(name)]


def load_airfoil(path: str | PathLike[str] | None = None) -> Table:
    """Return NASA's airfoil self-noise measurements.

    Args:
        path: Another copy of the table; the bundled one by default.

    Returns:
        1503 rows of frequency [Hz], angle of attack [deg], chord length [m], free-stream
        velocity [m/s], suction-side displacement thickness [m], and the target, scaled sound
        pressure level [dB].

    Raises:
        ValueError: If the file's SHA-256 is not that of the published table.

    Examples:
        >>> from momentum_docs import load_airfoil
        >>> airfoil = load_airfoil()
        >>> airfoil.values.shape, airfoil.units["frequency"], airfoil.column("frequency")[0].item()
        ((1503, 6), 'Hz', 800.0)

    References:
        Brooks, T. F., Pope, D. S., Marcolini, M. A. (1989). Airfoil self-noise and prediction.
        NASA RP-1218. UCI Machine Learning Repository, doi:10.24432/C5VW2C, CC BY 4.0.
    """
    file = resources.files("momentum_docs") / "data" / AIRFOIL_FILE if path is None else Path(path)
    content = file.read_bytes()
    checksum = hashlib.sha256(content).hexdigest()
    if checksum not in AIRFOIL_CHECKSUMS.values():
        fail(
            "path",
            f"the published airfoil table with SHA-256 {AIRFOIL_CHECKSUMS['LF']}",
            f"{checksum} for {file.name}",
            "The file is damaged or edited: install the package again.",
        )
    return Table(np.loadtxt(io.BytesIO(content)), AIRFOIL_UNITS)


def standardise(values: Numbers) -> Float[np.ndarray, "rows columns"]:
    """Shift and scale each column to mean 0 and standard deviation 1.

    z = (x − mean) / standard deviation

    Args:
        values: Shape `(rows, columns)`, all finite.

    Returns:
        The standardised columns, dimensionless, in float64.

    Raises:
        ValueError: If an entry is not finite or a column is constant.

    Examples:
        >>> from momentum_docs import standardise
        >>> standardise([[1.0], [3.0]]).tolist()
        [[-1.0], [1.0]]

    References:
        Hastie, T., Tibshirani, R., Friedman, J. (2009). The Elements of Statistical Learning,
        section 3.4.1.
    """
    columns = finite_array("values", values, dimensions=2)
    # Not the standard deviation: rounding can leave that of a constant column above zero.
    ranges = np.ptp(columns, axis=0)
    if not np.all(ranges > 0):
        constant = int(np.argmin(ranges))
        fail("values", "varied in every column", f"a constant column {constant}", "Drop that column.")
    scores: Float[np.ndarray, "rows columns"] = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    return scores


def minibatch_order(
    key: Array, examples: int, batch_size: int, epochs: int
) -> Int[Array, "steps batch_size"]:
    """Draw the rows of every minibatch, reshuffled each epoch.

    Args:
        key: JAX random key; vmap over keys for many orders.
        examples: Number of rows in the data, at least 1.
        batch_size: Rows in a minibatch, between 1 and `examples`. Where it does not divide
            `examples`, the rows left over in an epoch are skipped in that epoch.
        epochs: Passes over the data, at least 1.

    Returns:
        Row indices, shape `(epochs * (examples // batch_size), batch_size)`.

    Raises:
        ValueError: If a count is out of its range.
        TypeError: If a count is not a whole number.

    Examples:
        >>> import jax
        >>> from momentum_docs import minibatch_order
        >>> minibatch_order(jax.random.key(0), examples=6, batch_size=2, epochs=3).shape
        (9, 2)

    References:
        Bottou, L. (2012). Stochastic gradient descent tricks. Neural Networks: Tricks of the Trade, 421–436.
    """
    examples = check_count("examples", examples, "Count the rows of the data.")
    batch_size = check_count("batch_size", batch_size, "Take no more rows than there are.", largest=examples)
    epochs = check_count("epochs", epochs, "Ask for one pass or more.")
    batches = examples // batch_size

    def shuffled(key: Array) -> Array:
        return jax.random.permutation(key, examples)[: batches * batch_size]

    return jax.vmap(shuffled)(jax.random.split(key, epochs)).reshape(-1, batch_size).astype(jnp.int32)
