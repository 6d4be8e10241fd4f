"""What goes back and when, by the rule alone."""

from datetime import timedelta

import pytest

from pooling.pools.rules.refunds import (
    REFUND_AFTER,
    NothingLeft,
    check_something_left,
    is_session_refunded,
    rest_pence,
)
from providers.states import SessionState
from tests.factories.supply import NOW

MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("state", "since_collected", "is_refunded"),
    [
        (SessionState.CALLED_OFF, timedelta(), True),
        (SessionState.NOT_DELIVERED, timedelta(), True),
        (SessionState.PLANNED, REFUND_AFTER - MOMENT, False),
        (SessionState.PLANNED, REFUND_AFTER, True),
        (SessionState.DELIVERED, REFUND_AFTER - MOMENT, False),
        (SessionState.DELIVERED, REFUND_AFTER, True),
    ],
)
def test_a_session_goes_back_when_it_did_not_happen_or_nobody_could_say_for_sixty_days(
    state, since_collected, is_refunded
):
    assert is_session_refunded(state, collected_at=NOW - since_collected, now=NOW) is is_refunded


def test_whoever_stops_has_back_each_session_that_is_left_to_the_penny():
    assert rest_pence(1333, 3) == 3999
    assert rest_pence(1333, 0) == 0


def test_nothing_left_is_refused_in_pounds():
    check_something_left(1)
    with pytest.raises(NothingLeft, match="£0"):
        check_something_left(0)
