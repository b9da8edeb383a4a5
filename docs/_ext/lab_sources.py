"""The scripts of the Lab, in order: what `lab` joins into one file and what the tests load into node."""

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "_lab"

# Each uses those before it. They are plain scripts that share one name, `Momentum`, and not modules:
# a browser loads no module from disk, and the README opens the site from there.
NAMES = ["kernel", "plot", "contours", "views", "words", "live", "python", "lab"]
SCRIPTS = [FOLDER / f"{name}.js" for name in NAMES]
PAGES = {"live", "lab"}  # look for their elements as soon as they are loaded
