"""When the group may choose, until when, how many must answer, and who: plain facts in."""

from datetime import UTC, date, datetime, timedelta

import pytest

from groups.rules.decisions import (
    ClosesOutOfRange,
    DecisionIsClosed,
    GivenOutOfRange,
    JoinedAfterOpening,
    NotACandidate,
    StillOpen,
    TooSoonToDecide,
    WaitedFor,
    check_can_open,
    check_can_vote,
    check_candidates,
    check_closes_on,
    check_given_on,
    check_open,
    check_over,
    last_day_to_answer,
    waits_for_sheets,
)
from groups.states import BriefState

NOW = datetime(2027, 5, 4, 9, tzinfo=UTC)
TODAY = date(2027, 5, 4)
A_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("state", BriefState)
def test_a_choice_is_opened_when_the_answers_are_in(state):
    if state == BriefState.COMPARING:
        assert check_can_open(state) is None
    else:
        with pytest.raises(TooSoonToDecide) as refused:
            check_can_open(state)
        assert ("Wait" in refused.value.next_step) == (state == BriefState.ASKING)


@pytest.mark.holds("fault:D1", "P41")
@pytest.mark.parametrize("days", [3, 28])
def test_it_closes_three_days_on_at_least_and_within_four_weeks(days):
    assert check_closes_on(TODAY + timedelta(days=days), TODAY) is None


@pytest.mark.holds("fault:D1", "P41")
@pytest.mark.parametrize("days", [-1, 0, 1, 2, 29])
def test_it_closes_on_no_other_day(days):
    with pytest.raises(ClosesOutOfRange):
        check_closes_on(TODAY + timedelta(days=days), TODAY)


def test_people_answer_until_it_closes_and_it_is_counted_from_then_on():
    closes_at = NOW + A_SECOND

    assert check_open(closes_at, None, NOW) is None
    assert check_over(closes_at, closes_at) is None
    with pytest.raises(StillOpen):
        check_over(closes_at, NOW)


@pytest.mark.parametrize(
    ("closed_at", "now"), [(None, NOW + A_SECOND), (None, NOW + 2 * A_SECOND), (NOW, NOW)]
)
def test_nobody_answers_when_it_is_closed_or_its_time_has_come(closed_at, now):
    with pytest.raises(DecisionIsClosed):
        check_open(NOW + A_SECOND, closed_at, now)


def test_whoever_was_not_there_when_it_opened_has_no_voice_in_it():
    assert check_can_vote(True) is None
    with pytest.raises(JoinedAfterOpening):
        check_can_vote(False)


def test_only_what_may_still_be_chosen_is_answered_for():
    assert check_candidates([1, 2], [1, 2, 3]) is None
    assert check_candidates([], [1]) is None
    with pytest.raises(NotACandidate):
        check_candidates([1, 4], [1, 2, 3])


def told(days=None, *, at_visits=False, sheet=False) -> WaitedFor:
    told_on = None if days is None else TODAY + timedelta(days=days)
    return WaitedFor(told_on, is_at_visits=at_visits, has_sheet=sheet)


@pytest.mark.holds("P41")
@pytest.mark.parametrize(
    ("waited_for", "on", "last_day"),
    [
        ([], 7, 7),
        ([told(0)], 7, 7),  # the day that was named is never earlier
        ([told(6)], 7, 9),  # three days after the last was told
        ([told(0), told(6)], 7, 9),
        ([told(None)], 8, 11),  # not told yet
        ([told(10, at_visits=True)], 8, 11),  # the day after the visit
        ([told(None, at_visits=True)], 8, 16),  # the next visit is still to come
        ([told(None, at_visits=True)], 27, 28),  # four weeks in all, and no more
    ],
)
def test_the_last_day_runs_from_when_the_last_was_told(waited_for, on, last_day):
    days = last_day_to_answer(
        waited_for,
        named_day=TODAY + timedelta(days=7),
        opened_on=TODAY,
        on=TODAY + timedelta(days=on),
    )

    assert (days - TODAY).days == last_day


@pytest.mark.holds("P42")
@pytest.mark.parametrize(
    ("waited_for", "waits"),
    [
        ([], False),
        ([told(0)], False),
        ([told(0, sheet=True)], True),
        ([told(at_visits=True)], True),
    ],
)
def test_counting_waits_for_paper_that_is_out(waited_for, waits):
    assert waits_for_sheets(waited_for) == waits


@pytest.mark.holds("P42")
@pytest.mark.parametrize(("given", "is_taken"), [(0, True), (7, True), (-1, False), (8, False)])
def test_paper_counts_by_the_day_it_was_given(given, is_taken):
    facts = {"opened_on": TODAY, "last_day": TODAY + timedelta(days=7)}
    on = TODAY + timedelta(days=9)

    if is_taken:
        assert check_given_on(TODAY + timedelta(days=given), on=on, **facts) is None
    else:
        with pytest.raises(GivenOutOfRange):
            check_given_on(TODAY + timedelta(days=given), on=on, **facts)
