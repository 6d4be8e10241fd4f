"""A part that ends is started again, but not for ever."""

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
        keep_up([part], until=lambda: False)

    assert "cannot go on" in str(refused.value)
    assert part.log.read_text().count("cannot go on") == RESTARTS + 1


def test_part_that_ended_once_is_started_again(watch, tmp_path):
    script = "test -e once || { touch once; exit 1; }; touch twice; exec sleep 600"
    part = Part("mended", ["sh", "-c", f"cd {tmp_path}; {script}"], {}, watch)
    part.start()

    keep_up([part], until=(tmp_path / "twice").exists)
    was_up = part.is_up()
    watch.stop([part.process])

    assert (was_up, len(part.ended_at)) == (True, 1)
