"""Execute the chapters while the gallery runs, so that both cores have work.

Sphinx calls `setup`, which starts this file as a script. The script leaves what it executed in
jupyter-cache, where MyST-NB finds it. A chapter that fails is executed once more by MyST-NB,
which reports the error.
"""

import atexit
import subprocess
import sys
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor

CHAPTER = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n---\n"


def start(app):
    """Begin with the chapters if the library has changed; later, MyST-NB is fast enough alone."""
    if not app.stale:
        return
    files = sorted(Path(app.srcdir).glob("*/*.md"))
    chapters = [str(file) for file in files if file.read_text("utf-8").startswith(CHAPTER)]
    command = [sys.executable, __file__, app.config.nb_execution_cache_path, *chapters]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    atexit.register(process.terminate)

    def wait(app, env, docnames):
        print("waiting for the chapters that were executed beside the gallery...", flush=True)
        process.wait()

    app.connect("env-before-read-docs", wait)


def execute(cache_path, *chapters):
    """Execute chapters into the cache."""
    cache = get_cache(cache_path)
    for chapter in chapters:
        cache.add_nb_to_project(chapter, read_data={"name": "myst_nb_md", "type": "plugin"})
    load_executor("local-serial", cache).run_and_cache(timeout=120)


def setup(app):
    app.connect("builder-inited", start, priority=100)  # before the gallery
    return {"parallel_read_safe": True, "parallel_write_safe": True}


if __name__ == "__main__":
    execute(*sys.argv[1:])
