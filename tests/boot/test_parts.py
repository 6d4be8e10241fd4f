"""A part that ends is started again, but not for ever."""

import os

import pytest

from boot.parts import RESTARTS, Part, keep_up
from boot.steps import Trouble
from boot.watch import Watch


@pytest.fixture
def watch(tmp_path, monkeypatch):
    monkeypatch.setattr("boot.parts.LOGS", tmp_path)
    monkeypatch.setattr("boot.parts.LOOK_EVERY", 0.05)
    watch = Watch()
    yield watch
    watch.close()


def test_part_that_keeps_ending_stops_everything_and_says_why(watch):
    part = Part("flaky", ["sh", "-c", "echo cannot go on; exit 1"], {}, watch)
    part.start()

    with pytest.raises(Trouble, match="flaky ended 5 times") as refused:
        keep_up([part], supervisor_of_us=os.getppid())

    assert "cannot go on" in str(refused.value)
    assert part.log.read_text().count("cannot go on") == RESTARTS + 1


def test_part_that_ended_once_is_started_again(watch, tmp_path):
    script = "test -e once || { touch once; exit 1; }; touch twice; exec sleep 600"
    part = Part("mended", ["sh", "-c", f"cd {tmp_path}; {script}"], {}, watch)
    part.start()

    class Seen(Exception):
        pass

    class Look:
        """Stands in the row of parts, and ends the looking once the part is up again."""

        name, ended_at = "look", []

        def is_up(self):
            if (tmp_path / "twice").exists():
                raise Seen
            return True

    with pytest.raises(Seen):
        keep_up([part, Look()], supervisor_of_us=os.getppid())
    watch.stop([part.process])

    assert len(part.ended_at) == 1


def test_everything_stops_when_whoever_started_us_is_gone(watch):
    keep_up([], supervisor_of_us=-1)
