"""How sessions are cut into payments: nobody's money waits longer than it may be held."""

from datetime import timedelta

import pytest

from pooling.pools.rules.instalments import (
    DateDoesNotFit,
    check_dates,
    raised_shares,
    split_into_instalments,
)
from tests.factories.pools import AFTER_CLOSE as CLOSES_AT
from tests.factories.supply import NOW

LONGEST = timedelta(days=46)
A_SECOND = timedelta(seconds=1)


def days_after(*days: int):
    return [CLOSES_AT + timedelta(days=day) for day in days]


def test_at_most_four_sessions_are_paid_at_once():
    weekly = days_after(14, 21, 28, 35, 42)

    assert split_into_instalments(weekly, CLOSES_AT) == [weekly[:4], weekly[4:]]


@pytest.mark.parametrize(("late", "payments"), [(-A_SECOND, 1), (0 * A_SECOND, 1), (A_SECOND, 2)])
def test_a_session_is_paid_at_most_46_days_before_it(late, payments):
    """With 14 days for it to become certain, that is the 60 after which money goes back."""
    first, last = CLOSES_AT + timedelta(days=14), CLOSES_AT + LONGEST + late

    assert len(split_into_instalments([first, last], CLOSES_AT)) == payments


def test_a_later_payment_counts_its_days_from_its_own_day():
    """It is collected ten days before its first session."""
    first, second, third, fourth = days_after(14, 60, 60 - 10 + 46, 60 - 10 + 47)

    assert split_into_instalments([first, second, third, fourth], CLOSES_AT) == [
        [first],
        [second, third],
        [fourth],
    ]


def test_whoever_would_pay_more_than_a_penny_above_what_they_agreed_to_is_asked():
    shares = {"ann": 1251, "bob": 1252, "cat": 1253, "dee": 900, "new": 5000}
    agreed = dict.fromkeys(["ann", "bob", "cat", "dee"], 1250)

    assert raised_shares(shares, agreed) == {"bob": 1252, "cat": 1253}


@pytest.mark.parametrize(
    ("ahead", "sentence"),
    [
        (timedelta(days=7) - A_SECOND, "at least 7 days before"),
        (LONGEST + A_SECOND, "at most six weeks before"),
    ],
)
def test_a_day_too_near_or_too_far_from_the_first_session_is_refused(ahead, sentence):
    with pytest.raises(DateDoesNotFit, match=sentence):
        check_dates(CLOSES_AT, CLOSES_AT + ahead, gap_days=7, now=NOW)


@pytest.mark.parametrize("ahead", [timedelta(days=7), LONGEST])
def test_a_day_just_near_enough_is_taken(ahead):
    check_dates(CLOSES_AT, CLOSES_AT + ahead, gap_days=7, now=NOW)


def test_a_day_that_is_no_longer_ahead_is_refused():
    with pytest.raises(DateDoesNotFit, match="after today"):
        check_dates(NOW, NOW + timedelta(days=20), gap_days=7, now=NOW)
