"""One demo at a time, on a port that is free, stopped from anywhere."""

import socket
import subprocess
import sys

import pytest

from boot import demo, stop
from boot.demo import requested_port
from boot.steps import ROOT, BootError
from boot.stop import demo_lock
from tests.waits import TEST_WAIT_SECONDS


@pytest.fixture(autouse=True)
def lock_file(tmp_path, monkeypatch):
    monkeypatch.setattr(stop, "LOCK_FILE", tmp_path / "demo.running")
    monkeypatch.setattr(stop, "POSTGRES", tmp_path / "pg")
    return tmp_path / "demo.running"


def test_second_demo_is_told_where_the_first_is():
    with demo_lock() as record:
        record.write('{"pid": 1, "url": "http://127.0.0.1:8000/"}')
        record.flush()

        with pytest.raises(BootError, match=r"already running here, at http://127\.0\.0\.1:8000/"):
            with demo_lock():
                pass


def test_demo_that_ended_does_not_stand_in_the_way():
    for _ in range(2):
        with demo_lock():
            pass


@pytest.mark.parametrize("wish", ["eighty", "0", "70000", "-1"])
def test_port_that_is_none_is_refused(monkeypatch, wish):
    monkeypatch.setenv("PORT", wish)

    with pytest.raises(BootError, match="is not a port"):
        requested_port()


def test_port_in_use_is_refused_and_another_proposed(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))

        with pytest.raises(BootError, match="make demo PORT="):
            requested_port()


def test_stopping_when_nothing_runs_says_so(capsys):
    stop.stop()

    assert capsys.readouterr().out == "No demo is running here.\n"


@pytest.mark.process
def test_stopping_waits_until_the_other_has_stopped(lock_file, capsys):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD_LOCK_UNTIL_STOPPED, str(lock_file)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    holder.stdout.readline()

    stop.stop()

    assert capsys.readouterr().out == "Stopped.\n"
    assert holder.wait(timeout=TEST_WAIT_SECONDS) == 0


HOLD_LOCK_UNTIL_STOPPED = """
import json, os, sys, time
from pathlib import Path
from boot import stop
from boot.commands import Stopped, stop_on_signals
stop_on_signals()
stop.LOCK_FILE = Path(sys.argv[1])
try:
    with stop.demo_lock() as record:
        json.dump({"pid": os.getpid(), "url": "u"}, record)
        record.flush()
        print("holding", flush=True)
        time.sleep(600)
except Stopped:
    pass
"""


@pytest.mark.process
def test_stopping_ends_the_server_of_a_demo_that_was_killed(server, capsys):
    with demo_lock():
        server.start()

    stop.stop()

    assert not server.is_up()
    assert capsys.readouterr().out == "Stopped the database of a demo that was killed.\n"


def test_what_the_demo_runs_with_is_kept_for_its_owner_alone(tmp_path, monkeypatch):
    kept = tmp_path / "demo.env.json"
    monkeypatch.setattr(demo, "ENVIRONMENT_FILE", kept)

    demo.write_environment({"DEMO": "1"})

    assert kept.read_text() == '{"DEMO": "1"}'
    assert kept.stat().st_mode & 0o777 == 0o600
