import logging

from community.common.refusals import Unavailable
from community.common.sweep import for_each


def do_all_but(*failing: int, error: Exception):
    done = []

    def do(number: int) -> None:
        if number in failing:
            raise error
        done.append(number)

    return done, do


def levels(caplog) -> list[str]:
    return [record.levelname for record in caplog.records]


def test_one_that_fails_does_not_stop_the_others_and_is_said_with_its_trace(caplog):
    done, do = do_all_but(2, error=ValueError("broken"))

    count = for_each("numbers", (n for n in (1, 2, 3)), do)

    assert (count, done) == (2, [1, 3])
    assert levels(caplog) == ["ERROR", "ERROR"]
    assert caplog.records[0].exc_info is not None
    assert "numbers: expected 3, did 2" in caplog.text


def test_an_outside_service_that_is_down_is_a_warning_and_one_closing_line(caplog):
    done, do = do_all_but(1, 2, error=Unavailable("no answer"))

    assert for_each("numbers", [1, 2, 3], do) == 1
    assert levels(caplog) == ["WARNING", "WARNING", "ERROR"]
    assert [record.exc_info for record in caplog.records] == [None, None, None]


def test_what_else_may_be_expected_is_the_callers_to_say(caplog):
    _done, do = do_all_but(1, error=KeyError("x"))

    for_each("numbers", [1], do, expected=(KeyError,))

    assert levels(caplog) == ["WARNING", "ERROR"]


def test_all_done_says_nothing(caplog):
    caplog.set_level(logging.DEBUG)
    done, do = do_all_but(error=ValueError())

    assert for_each("numbers", [1, 2], do) == len(done) == 2
    assert caplog.records == []
