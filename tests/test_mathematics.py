"""The renderer of mathematics starts beside busy processes, and no node outlives what started it."""

import contextlib
import io
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import mathematics
import pytest
from mathematics import KaTeXServer, katex
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import docutils_namespace

pytestmark = pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="reads processes in /proc")

RENDERER = f"require({katex.SCRIPT_PATH!r})"
DEAF = "setInterval(() => {}, 1000)"
BUILD = """
import os, signal, sys
import mathematics

signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell's background jobs lack
mathematics.katex.SCRIPT_PATH = os.environ["SCRIPT"]
print("starting", flush=True)
mathematics.KaTeXServer.get()
print("started", flush=True)
sys.stdin.read()
"""


def survivors(folder):
    """Return the commands of the processes that run a script of the folder."""
    commands = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
            commands.append(file.read_text("utf-8", "replace"))
    return [command for command in commands if str(folder) in command]


def wait_until(condition):
    deadline = time.monotonic() + 60
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return condition()


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Let node run a script in the temporary folder, by which its processes are recognized."""

    def choose(text):
        (tmp_path / "script.js").write_text(text, "utf-8")
        monkeypatch.setattr(katex, "SCRIPT_PATH", str(tmp_path / "script.js"))

    return choose


@pytest.fixture
def renderer(run):
    run(RENDERER)
    server = KaTeXServer.start()
    yield server
    server.terminate()


@pytest.fixture
def build(tmp_path):
    """Start the renderer in a process of its own."""
    script, extensions = tmp_path / "script.js", Path(mathematics.__file__).parent
    environment = {"SCRIPT": str(script), "PYTHONPATH": str(extensions), "TMPDIR": str(tmp_path)}
    with contextlib.ExitStack() as stack:

        def begin(text):
            script.write_text(text, "utf-8")
            process = subprocess.Popen(
                [sys.executable, "-c", BUILD],
                env=os.environ | environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            stack.enter_context(process)
            stack.callback(process.kill)
            assert process.stdout.readline() == "starting\n"
            return process

        yield begin


@pytest.fixture
def warnings():
    return io.StringIO()


@pytest.fixture
def site(run, warnings, tmp_path):
    """Prepare the build of a page with one formula."""
    settings = {
        "extensions": ["sphinxcontrib.katex", "mathematics"],
        "html_math_renderer": "katex",
        "katex_prerender": True,
        "katex_css_path": "katex-math.css",
    }
    run(RENDERER)

    def prepare(formula="x"):
        (tmp_path / "index.rst").write_text(f"A page\n======\n\n:math:`{formula}`\n", "utf-8")
        folders = tmp_path, None, tmp_path / "html", tmp_path / "doctrees"
        return Sphinx(*folders, "html", settings, status=None, warning=warnings, freshenv=True)

    with docutils_namespace():
        yield prepare


@pytest.fixture(scope="module")
def starts(tmp_path_factory):
    """Start the renderer 300 times while every core is busy; return refusals and survivors."""
    folder = tmp_path_factory.mktemp("starts")
    (folder / "script.js").write_text(RENDERER, "utf-8")
    loop = f"import os\nwhile os.getppid() == {os.getpid()}: pass"

    def refusal(number):
        try:
            server = KaTeXServer.start()
        except Exception as error:
            return repr(error)
        server.terminate()
        return None

    with contextlib.ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(katex, "SCRIPT_PATH", str(folder / "script.js"))
        for _ in range(os.cpu_count()):
            process = stack.enter_context(subprocess.Popen([sys.executable, "-c", loop]))
            stack.callback(process.kill)
        with ThreadPoolExecutor(4) as pool:
            refusals = [error for error in pool.map(refusal, range(300)) if error]
        return refusals, survivors(folder)


def test_no_start_beside_busy_cores_is_refused(starts):
    assert starts[0] == []


def test_no_start_beside_busy_cores_leaves_a_process(starts):
    assert starts[1] == []


def test_renderer_renders(renderer):
    assert 'class="katex"' in renderer.render({"latex": "x"}, 60)["html"]


def test_renderer_needs_no_unix_socket(run, monkeypatch):
    run(RENDERER)
    monkeypatch.delattr(socket, "AF_UNIX")
    server = KaTeXServer.start()
    answer = server.render({"latex": "x"}, 60)
    server.terminate()
    assert 'class="katex"' in answer["html"]


def test_renderer_keeps_no_file(run, tmp_path, monkeypatch):
    run(RENDERER)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    KaTeXServer.start().terminate()
    assert [path.name for path in tmp_path.iterdir()] == ["script.js"]


@pytest.mark.parametrize("script", [DEAF, "process.exit(3)"], ids=["deaf", "failing"])
def test_start_that_fails_leaves_no_process(run, tmp_path, monkeypatch, script):
    run(script)
    monkeypatch.setattr(katex, "STARTUP_TIMEOUT", 1)
    with pytest.raises(ExtensionError):
        KaTeXServer.start()
    assert survivors(tmp_path) == []


def test_start_that_fails_says_what_node_printed(run):
    run("console.error('no such symbol'); process.exit(3)")
    with pytest.raises(ExtensionError, match=r"node ended; it printed: no such symbol$"):
        KaTeXServer.start()


def test_start_that_takes_too_long_says_so(run, monkeypatch):
    run(DEAF)
    monkeypatch.setattr(katex, "STARTUP_TIMEOUT", 1)
    with pytest.raises(ExtensionError, match="node took too long"):
        KaTeXServer.start()


def test_start_that_is_interrupted_leaves_no_process(run, tmp_path, monkeypatch):
    def interrupt(seconds):
        raise KeyboardInterrupt

    run(DEAF)
    monkeypatch.setattr(time, "sleep", interrupt)
    with pytest.raises(KeyboardInterrupt):
        KaTeXServer.start()
    assert survivors(tmp_path) == []


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_node_ends_with_a_build_that_is_killed(build, tmp_path, name):
    process = build(RENDERER)
    assert process.stdout.readline() == "started\n"
    process.send_signal(signal.Signals[name])
    process.wait()
    assert wait_until(lambda: survivors(tmp_path) == [])


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_node_ends_with_a_build_that_is_killed_meanwhile(build, tmp_path, name):
    process = build(DEAF)
    wait_until(lambda: survivors(tmp_path))
    process.send_signal(signal.Signals[name])
    process.wait()
    assert wait_until(lambda: survivors(tmp_path) == [])


def test_node_ends_with_a_process_that_ends(build, tmp_path):
    process = build(RENDERER)
    process.communicate()
    assert survivors(tmp_path) == []


def test_node_does_not_hold_the_output_open(build):
    process = build(RENDERER)
    assert process.stdout.readline() == "started\n"
    process.kill()
    assert process.communicate(timeout=60) == ("", None)


def test_node_ends_with_a_build_that_finishes(site, tmp_path):
    site().build()
    assert survivors(tmp_path) == []


def test_node_ends_with_a_build_that_fails(site, tmp_path):
    def fail(*event):
        assert survivors(tmp_path) != []
        raise ExtensionError("a page cannot be written")

    app = site()
    app.connect("html-page-context", fail)
    with pytest.raises(ExtensionError, match="a page cannot be written"):
        app.build()
    assert survivors(tmp_path) == []


def test_second_build_in_a_process_renders(site, tmp_path):
    site().build()
    site("y").build()
    assert ">y</mi>" in (tmp_path / "html" / "index.html").read_text("utf-8")


def test_warning_of_katex_is_one_of_the_build(site, warnings):
    site("é").build()
    assert "LaTeX-incompatible input" in warnings.getvalue()
