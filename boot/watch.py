"""Starting processes so that none outlives us, even when we are killed without a word.

Each process leads a process group of its own. A watcher (this file, run as a program) reads from a
pipe which groups there are; when the pipe closes, because we ended however we ended, it stops
those that are left.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from boot.steps import ROOT

STOP_SECONDS = 10.0


class Watch:
    def __init__(self) -> None:
        self._watcher = subprocess.Popen(
            [sys.executable, "-m", "boot.watch"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )

    def launch(
        self,
        command: Sequence[str | Path],
        *,
        cwd: Path,
        env: Mapping[str, str],
        output: IO[bytes],
    ) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            command,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            # The process gives its number before it becomes the command: were we killed between
            # starting it and telling, nobody would know of it.
            preexec_fn=lambda: self._tell("+", os.getpid()),
        )

    def stop(self, processes: "Sequence[subprocess.Popen[bytes]]") -> None:
        """Ask all of them to end, then see that they have, with everything they started."""
        for process in processes:
            _signal_group(process.pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for process in processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=max(0.0, deadline - time.monotonic()))
            _signal_group(process.pid, signal.SIGKILL)
            process.wait()
            self._tell("-", process.pid)

    def close(self) -> None:
        assert self._watcher.stdin is not None
        self._watcher.stdin.close()
        self._watcher.wait()

    def _tell(self, sign: str, pid: int) -> None:
        assert self._watcher.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            os.write(self._watcher.stdin.fileno(), f"{sign}{pid}\n".encode())


def _signal_group(pid: int, number: int) -> bool:
    """Whether there was anybody left to hear it."""
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def watch(lines: IO[str]) -> None:
    groups: set[int] = set()
    for line in lines:
        pid = int(line[1:])
        groups.add(pid) if line.startswith("+") else groups.discard(pid)
    for pid in groups:
        _signal_group(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline and any(_signal_group(pid, 0) for pid in groups):
        time.sleep(0.1)
    for pid in groups:
        _signal_group(pid, signal.SIGKILL)


if __name__ == "__main__":
    watch(sys.stdin)
