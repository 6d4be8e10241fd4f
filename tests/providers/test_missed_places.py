"""The provider's own rule for a missed place: in time or not, and what goes back, to the penny."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.common.clock import LONDON
from providers.rules.missed import is_told_in_time, last_moment_to_tell, missed_refunds
from providers.states import MissedRule
from providers.wording.missed import missed_rule_text

STARTS = datetime(2027, 6, 15, 10, 30, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("before_start", "in_time"),
    [
        (timedelta(days=6), True),
        (timedelta(days=2), True),
        (timedelta(days=2) - timedelta(seconds=1), False),
        (timedelta(0), False),
        (timedelta(hours=-1), False),
    ],
)
@pytest.mark.holds("P27")
def test_two_days_before_is_in_time_and_a_second_later_is_not(before_start, in_time):
    assert is_told_in_time(STARTS - before_start, STARTS, 48) is in_time


def test_who_told_nobody_did_not_tell_in_time():
    assert not is_told_in_time(None, STARTS, 0)


def test_two_days_before_is_the_same_time_of_day_where_the_clocks_change():
    monday = datetime(2027, 3, 29, 10, 30, tzinfo=LONDON)  # they change on Sunday the 28th
    assert last_moment_to_tell(monday, 48) == datetime(2027, 3, 27, 10, 30, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("rule", "in_time", "is_waived", "goes_back"),
    [
        (MissedRule.FREE, True, False, (1000, 333)),
        (MissedRule.FREE, False, False, (0, 0)),
        (MissedRule.FREE, False, True, (1000, 333)),
        (MissedRule.HALF, True, False, (500, 167)),
        (MissedRule.HALF, False, False, (0, 0)),
        (MissedRule.HALF, True, True, (1000, 333)),
        (MissedRule.PAID, True, False, (0, 0)),
        (MissedRule.PAID, False, True, (1000, 333)),
        (MissedRule.AS_WRITTEN, True, False, (0, 0)),
        (MissedRule.AS_WRITTEN, True, True, (1000, 333)),
    ],
)
@pytest.mark.holds("P27")
def test_what_goes_back_is_what_the_rule_says(rule, in_time, is_waived, goes_back):
    parts = (1000, 333)
    assert missed_refunds(parts, rule=rule, in_time=in_time, is_waived=is_waived) == goes_back


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=4))
def test_half_of_a_share_in_parts_is_half_of_the_share_to_the_penny(parts):
    refunds = missed_refunds(parts, rule=MissedRule.HALF, in_time=True, is_waived=False)
    assert sum(parts) - sum(refunds) == sum(parts) // 2
    assert all(0 <= refund <= pence for refund, pence in zip(refunds, parts, strict=True))


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (MissedRule.FREE, "at least 2 days before and you do not pay"),
        (MissedRule.HALF, "at least 2 days before and you pay half"),
        (MissedRule.PAID, "A missed time is paid, whenever you say so."),
        (MissedRule.AS_WRITTEN, "As they once wrote."),
    ],
)
def test_the_sentence_says_the_rule(rule, sentence):
    assert sentence in missed_rule_text(rule, 48, "As they once wrote.")
