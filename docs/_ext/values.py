"""The values that a gallery script leaves behind, for evidence and for numbers in prose.

The gallery calls `keep` after each block of a script. `python docs/_ext/values.py examples/x/10_y.py`
runs one script alone, as a reader would, and keeps its values in the same place.
"""

import pickle
import runpy
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np

ROOT = Path(__file__).parents[2]
LARGEST = 2_000_000  # numbers in one array; what is larger is a sweep to be reduced by the script


class MissingValueError(Exception):
    """A value that no script left behind."""


class Left(SimpleNamespace):
    """The variables of one script, as attributes."""

    def __getattr__(self, name):
        raise MissingValueError(f"{self.script} leaves no value {name!r}; it leaves {', '.join(vars(self))}")


def place(script) -> Path:
    """Return the file with the values of a script such as `velocity/10_leaky_sum`."""
    shelf, name = script.split("/")
    return ROOT / "docs" / "auto_examples" / shelf / "values" / f"{name}.pickle"


def source(script) -> Path:
    """Return the file of a script; what one that is gone has left is not looked at."""
    file = ROOT / "examples" / f"{script}.py"
    if not file.exists():
        raise MissingValueError(f"no gallery script is called {script!r}")
    return file


def name_of(file) -> str:
    """Return the name of a script with its shelf."""
    return "/".join(Path(file).with_suffix("").parts[-2:])


def keep(script, variables):
    """Keep the numbers, texts and arrays among the variables of a script."""
    plain = {}
    for name, value in variables.items():
        if not name.startswith("_"):
            try:
                plain[name] = as_plain(value)
            except TypeError:
                continue
    place(script).parent.mkdir(parents=True, exist_ok=True)
    place(script).write_bytes(pickle.dumps(plain))


def as_plain(value):
    """Return a value made of NumPy arrays and built-in types alone, so that reading it imports no JAX."""
    if value is None or isinstance(value, str | bool | int | float | complex):
        return value
    if isinstance(value, dict):
        return {key: as_plain(part) for key, part in value.items()}
    if hasattr(value, "_asdict"):
        return SimpleNamespace(**{key: as_plain(part) for key, part in value._asdict().items()})
    if isinstance(value, list | tuple):
        return type(value)(as_plain(part) for part in value)
    if not hasattr(value, "dtype"):
        raise TypeError(f"{type(value)} is not kept")
    array = np.asarray(value)
    if array.dtype == object or array.size > LARGEST:
        raise TypeError("arrays of objects and very large ones are not kept")
    return array


def left(script) -> Left:
    """Return the values that a script left behind."""
    source(script)
    if not place(script).exists():
        raise MissingValueError(f"no script {script!r} has run")
    return Left(script=script, **pickle.loads(place(script).read_bytes()))


def run_alone(file):
    """Run one script and keep its values."""
    keep(name_of(file), runpy.run_path(str(file), run_name="__main__"))


if __name__ == "__main__":
    run_alone(Path(sys.argv[1]).resolve())
