"""One demo at a time, on a port that is free, stopped from anywhere."""

import socket
import subprocess
import sys

import pytest

from boot import demo
from boot.demo import only_one, wished_port
from boot.steps import ROOT, Trouble


@pytest.fixture
def running(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "RUNNING", tmp_path / "demo.running")
    return tmp_path / "demo.running"


def test_second_demo_is_told_where_the_first_is(running):
    with only_one() as record:
        record.write('{"pid": 1, "url": "http://127.0.0.1:8000/"}')
        record.flush()

        with pytest.raises(Trouble, match=r"already running here, at http://127\.0\.0\.1:8000/"):
            with only_one():
                pass


def test_demo_that_ended_does_not_stand_in_the_way(running):
    for _ in range(2):
        with only_one():
            pass


@pytest.mark.parametrize("wish", ["eighty", "0", "70000", "-1"])
def test_port_that_is_none_is_refused(monkeypatch, wish):
    monkeypatch.setenv("PORT", wish)

    with pytest.raises(Trouble, match="is not a port"):
        wished_port()


def test_port_in_use_is_refused_and_another_proposed(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))

        with pytest.raises(Trouble, match="make demo PORT="):
            wished_port()


def test_stopping_when_nothing_runs_says_so(running, capsys):
    demo.stop()

    assert capsys.readouterr().out == "No demo is running here.\n"


def test_stopping_waits_until_the_other_has_stopped(running, capsys):
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD_UNTIL_TOLD, str(running)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    other.stdout.readline()

    demo.stop()

    assert (capsys.readouterr().out, other.wait(timeout=5)) == ("Stopped.\n", 0)


_HOLD_UNTIL_TOLD = """
import json, os, sys, time
from pathlib import Path
from boot import demo
from boot.programs import Stopped, stop_on_signals
stop_on_signals()
demo.RUNNING = Path(sys.argv[1])
try:
    with demo.only_one() as record:
        json.dump({"pid": os.getpid(), "url": "u"}, record)
        record.flush()
        print("holding", flush=True)
        time.sleep(600)
except Stopped:
    pass
"""


def test_what_the_demo_runs_with_is_kept_for_its_owner_alone(tmp_path, monkeypatch):
    kept = tmp_path / "demo.env.json"
    monkeypatch.setattr(demo, "ENVIRONMENT", kept)

    demo.keep_environment({"DEMO": "1"})

    assert kept.read_text() == '{"DEMO": "1"}'
    assert kept.stat().st_mode & 0o777 == 0o600
