"""What a group may choose where a place is not covered, and by which day: as plain functions."""

from datetime import UTC, datetime, timedelta

import pytest

from pooling.pools.rules.cover_choices import (
    COVER_OPTIONS,
    MAX_CHOICE,
    NothingToCallOff,
    Told,
    check_can_ask_to_call_off,
    choose_sessions,
    count_cover_ballots,
    earliest_close,
    options_offered,
    sessions_afforded,
)
from pooling.pools.states import PAID_POOL_STATES, CoverOption, CoverOutcome, PoolState

ASKED = datetime(2027, 6, 1, 12, tzinfo=UTC)
NEW_SHARE, FEWER, WITHOUT, HELP = (
    CoverOption.NEW_SHARE,
    CoverOption.FEWER_SESSIONS,
    CoverOption.WEEKS_WITHOUT,
    CoverOption.CONNECTOR,
)


def days(number: float) -> timedelta:
    return timedelta(days=number)


@pytest.mark.holds("P28", "P41")
@pytest.mark.parametrize(
    ("told", "closes"),
    [
        ([], ASKED + days(7)),  # never before the days of the terms
        ([Told(ASKED, in_person=False)], ASKED + days(7)),
        ([Told(ASKED + days(6), in_person=False)], ASKED + days(9)),  # three days after the last
        ([Told(ASKED + days(9), in_person=True)], ASKED + days(10)),  # the day after the visit
        ([Told(None, in_person=True)], ASKED + MAX_CHOICE),  # and at most 28 days in all
    ],
)
def test_it_closes_after_the_days_of_the_terms_and_after_each_was_told(told, closes):
    assert earliest_close(ASKED, told, gap_days=7) == closes


@pytest.mark.parametrize(
    ("ballots", "outcome"),
    [
        ([[FEWER], [FEWER], [NEW_SHARE]], CoverOutcome.FEWER_SESSIONS),
        ([[NEW_SHARE, WITHOUT], [WITHOUT]], CoverOutcome.WEEKS_WITHOUT),
        ([[NEW_SHARE], [HELP]], CoverOutcome.CONNECTOR),  # level: what asks least of anybody
        ([[NEW_SHARE]], CoverOutcome.NOTHING),  # one of four: too few
        ([[], [], [HELP]], CoverOutcome.NOTHING),  # most say "none of these"
        ([], CoverOutcome.NOTHING),
    ],
)
def test_what_most_are_happy_with_is_chosen(ballots, outcome):
    assert count_cover_ballots(ballots, COVER_OPTIONS, counted=4) == outcome


@pytest.mark.holds("P40")
@pytest.mark.parametrize("state", [each for each in PoolState if each not in PAID_POOL_STATES])
def test_only_what_is_paid_for_is_put_to_the_group_to_call_off(state):
    with pytest.raises(NothingToCallOff):
        check_can_ask_to_call_off(state, None, ASKED)
    check_can_ask_to_call_off(PoolState.RUNNING, ASKED - MAX_CHOICE, ASKED)


def test_where_nobody_can_cover_any_price_only_help_is_offered():
    assert options_offered(None) == (HELP,)
    assert options_offered(1500) == COVER_OPTIONS


@pytest.mark.parametrize(
    ("count", "agreed", "share", "held"), [(4, 1200, 1500, 3), (4, 1200, 1200, 4), (1, 10, 99, 1)]
)
def test_fewer_sessions_cost_nobody_more_in_all(count, agreed, share, held):
    assert sessions_afforded(count, agreed, share) == held


def test_the_last_are_left_out_or_weeks_between():
    starts = list("abcdefgh")
    assert choose_sessions(starts, 4, FEWER) == list("abcd")
    assert choose_sessions(starts, 4, WITHOUT) == list("aceg")
