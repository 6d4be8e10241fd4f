"""localstripe, somebody else's stand-in, run as a process of its own and never imported.

It is under the GPL, so it is in no lock of ours: it gets a small environment of its own, made
the first time it is wanted.
"""

import fcntl
import importlib.util
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.waits import TEST_WAIT_SECONDS

PACKAGE = "localstripe==1.15.10"
HOME = Path(__file__).resolve().parents[2] / ".local" / "localstripe-venv"
PYTHON = HOME / "bin" / "python"
READY = HOME / "ready"
INSTALL_SECONDS = 600

# Its own command listens on every interface; this listens on one.
SERVE = (
    "import sys; from aiohttp import web; from localstripe.server import app;"
    " web.run_app(app, host='127.0.0.1', port=int(sys.argv[1]), print=None)"
)


class CannotInstall(Exception):
    """A sentence that says why."""


def install() -> None:
    HOME.parent.mkdir(exist_ok=True)
    with (HOME.parent / "localstripe-venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # test processes start together
        if READY.exists() and READY.read_text() == PACKAGE:
            return
        try:
            for command in _commands():
                subprocess.run(command, check=True, capture_output=True, timeout=INSTALL_SECONDS)
        except (OSError, subprocess.SubprocessError) as error:
            raise CannotInstall(
                f"{PACKAGE} could not be installed, so the stand-in was not compared with it"
                f" ({type(error).__name__})."
            ) from error
        READY.write_text(PACKAGE)


def _commands() -> list[list[str]]:
    if importlib.util.find_spec("uv") is not None:
        uv = [sys.executable, "-m", "uv"]
        return [
            [*uv, "venv", "--clear", "--python", sys.executable, str(HOME)],
            [*uv, "pip", "install", "--python", str(PYTHON), PACKAGE],
        ]
    return [
        [sys.executable, "-m", "venv", "--clear", str(HOME)],
        [str(PYTHON), "-m", "pip", "install", "--quiet", PACKAGE],
    ]


@contextmanager
def running() -> Iterator[str]:
    """Its address while it runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([PYTHON, "-c", SERVE, str(port)], stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(TEST_WAIT_SECONDS)


def _wait_for(port: int) -> None:
    ends_at = time.monotonic() + TEST_WAIT_SECONDS
    while time.monotonic() < ends_at:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=TEST_WAIT_SECONDS).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"localstripe did not start within {TEST_WAIT_SECONDS:.0f} seconds.")
