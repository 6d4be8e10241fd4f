"""Nothing we start outlives us, however we end."""

import os
import signal
import subprocess
import sys

import psutil
import pytest

from boot.steps import ROOT
from boot.watch import Watch
from tests.waits import wait_until

pytestmark = pytest.mark.process

# A process that starts one of its own, and tells both numbers.
PARENT_AND_CHILD = "sleep 600 & echo $$ $!; wait"
STUBBORN = "trap '' TERM INT HUP; echo $$ 0; while :; do sleep 1; done"

SUPERVISOR = """
import os, sys, time
from boot.watch import Watch
Watch().launch(["sh", "-c", sys.argv[1]], cwd="/", env=os.environ, output=sys.stdout.buffer)
time.sleep(600)
"""


def is_running(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_processes_and_their_children_end_with_the_one_who_started_them(how):
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, PARENT_AND_CHILD],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    pids = [int(number) for number in supervisor.stdout.readline().split()]
    were_running = [is_running(pid) for pid in pids]

    supervisor.send_signal(how)
    supervisor.wait()

    assert were_running == [True, True]
    wait_until(lambda: not any(map(is_running, pids)), "The end of both")


def test_process_that_will_not_end_is_made_to(tmp_path, monkeypatch):
    monkeypatch.setattr("boot.watch.STOP_SECONDS", 0.5)
    watch = Watch()
    with (tmp_path / "out").open("wb") as output:
        process = watch.launch(["sh", "-c", STUBBORN], cwd=tmp_path, env=os.environ, output=output)
    wait_until(lambda: (tmp_path / "out").read_text(), "The start")

    watch.stop([process])
    watch.close()

    assert process.returncode == -signal.SIGKILL
