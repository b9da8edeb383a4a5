"""Keep what the frameworks did as a table: python tests/parity/record.py docs/records/parity.csv."""

import csv
import sys
from importlib import metadata
from pathlib import Path

from frameworks import CASES, FRAMEWORKS, difference, drop

NAMES = {
    "pytorch": f"PyTorch {metadata.version('torch').split('+')[0]}",
    "keras": f"Keras {metadata.version('keras')} on JAX {metadata.version('jax')}",
}

with Path(sys.argv[1]).open("w", encoding="utf-8", newline="") as file:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["framework", "setting", "measured"])
    for framework, setting in CASES:
        apart = difference(framework, setting)
        table.writerow([NAMES[framework], setting, f"{apart:.0e} apart" if apart else "equal"])
    for framework in FRAMEWORKS:
        before, after = drop(framework)
        table.writerow([NAMES[framework], "x before and after the drop", f"{before:.4f} to {after:.4f}"])
