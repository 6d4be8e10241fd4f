"""When the group may choose, until when, how many must answer, and who: plain facts in."""

from datetime import UTC, date, datetime, timedelta

import pytest

from groups.rules.decisions import (
    ClosesOutOfRange,
    DecisionIsClosed,
    JoinedAfterOpening,
    NotACandidate,
    StillOpen,
    TooSoonToDecide,
    check_can_open,
    check_can_vote,
    check_candidates,
    check_closes_on,
    check_open,
    check_over,
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


@pytest.mark.parametrize("days", [1, 60])
def test_it_closes_after_today_and_within_sixty_days(days):
    assert check_closes_on(TODAY + timedelta(days=days), TODAY) is None


@pytest.mark.parametrize("days", [-1, 0, 61])
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
