"""Nothing we start outlives us, however we end."""

import os
import signal
import subprocess
import sys
import time

import pytest

from boot.steps import ROOT
from boot.watch import Watch

# A part that starts a part of its own, and tells both numbers.
PART = "sleep 600 & echo $$ $!; wait"
STUBBORN = "trap '' TERM INT HUP; echo $$ 0; while :; do sleep 1; done"

SUPERVISOR = """
import os, sys, time
from boot.watch import Watch
Watch().launch(["sh", "-c", sys.argv[1]], cwd="/", env=os.environ, output=sys.stdout.buffer)
time.sleep(600)
"""


def _is_running(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _until(true, seconds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_parts_and_their_parts_end_with_the_one_who_started_them(how):
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, PART], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    pids = [int(word) for word in supervisor.stdout.readline().split()]
    were_running = [_is_running(pid) for pid in pids]

    supervisor.send_signal(how)
    supervisor.wait()

    assert were_running == [True, True]
    assert _until(lambda: not any(_is_running(pid) for pid in pids), seconds=15)


def test_part_that_will_not_end_is_made_to(tmp_path, monkeypatch):
    monkeypatch.setattr("boot.watch.STOP_SECONDS", 0.5)
    watch = Watch()
    with (tmp_path / "out").open("wb") as output:
        part = watch.launch(["sh", "-c", STUBBORN], cwd=tmp_path, env=os.environ, output=output)
    _until(lambda: (tmp_path / "out").read_text(), seconds=5)

    watch.stop([part])
    watch.close()

    assert part.returncode == -signal.SIGKILL
