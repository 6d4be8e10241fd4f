"""A process that ends is started again, but not for ever."""

import pytest

from boot.postgres import free_port
from boot.processes import MAX_RESTARTS, Process, Supervisor
from boot.steps import BootError
from boot.watch import Watch
from tests.waits import wait_until

pytestmark = pytest.mark.process


@pytest.fixture
def watch(tmp_path, monkeypatch):
    monkeypatch.setattr("boot.processes.LOGS", tmp_path)
    monkeypatch.setattr("boot.processes.POLL_SECONDS", 0.05)
    # On a busy machine five starts may take longer than a minute.
    monkeypatch.setattr("boot.processes.RESTART_WINDOW_SECONDS", float("inf"))
    watch = Watch()
    yield watch
    watch.close()


def test_process_that_keeps_ending_stops_everything_and_says_why(watch):
    process = Process("flaky", ["sh", "-c", "echo cannot go on; exit 1"], {}, watch)
    process.start()

    with pytest.raises(BootError, match="flaky ended 5 times") as error:
        Supervisor([process]).keep_up(until=lambda: False)

    assert "cannot go on" in str(error.value)
    assert process.log.read_text().count("cannot go on") == MAX_RESTARTS + 1


def test_process_that_ended_once_is_started_again(watch, tmp_path):
    script = "test -e once || { touch once; exit 1; }; touch twice; exec sleep 600"
    process = Process("mended", ["sh", "-c", f"cd {tmp_path}; {script}"], {}, watch)
    supervisor = Supervisor([process])
    process.start()

    supervisor.keep_up(until=(tmp_path / "twice").exists)
    was_up = process.is_up()
    watch.stop([process.process])

    assert (was_up, len(supervisor.ended_at["mended"])) == (True, 1)


def test_pages_that_never_get_well_are_told_of_with_what_they_said(watch, monkeypatch):
    monkeypatch.setattr("boot.processes.HEALTH_SECONDS", 0)
    web = Process("web", ["sh", "-c", "echo out of paper; exec sleep 600"], {}, watch)
    web.start()
    wait_until(lambda: "paper" in web.log.read_text(), "The first line of the log")

    with pytest.raises(BootError, match="out of paper"):
        Supervisor([web]).wait_until_healthy(free_port())
    watch.stop([web.process])
