"""A group's choice to call it off, asked by several and counted by several at once (P40)."""

from datetime import timedelta
from threading import Barrier

import pytest

from community.audit.models import AuditEntry
from community.common.dates import end_of_day
from pooling.payments.models.commitments import Decommitment
from pooling.pools.actions import call_offs, locking
from pooling.pools.actions.call_offs import ask_group_to_call_off
from pooling.pools.actions.cover_choices import cast_cover_ballot
from pooling.pools.actions.new_shares import advance_choice_of_pool
from pooling.pools.models.cover_choices import CoverChoice
from pooling.pools.models.pledges import Pool
from pooling.pools.states import ChoiceKind, CoverOption
from tests.factories.at_once import at_once
from tests.factories.pools import (
    AFTER_CLOSE,
    look,
    make_officer,
    make_people,
    make_pool,
    office_agrees,
    say_yes,
)
from tests.factories.supply import send_all
from tests.waits import TEST_WAIT_SECONDS

HANDS = 3
COUNTED_AT = end_of_day((AFTER_CLOSE + timedelta(days=7)).date())


@pytest.fixture
def paid(committed_db):
    people = make_people(4)
    pool = make_pool(people)
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())
    look(pool, AFTER_CLOSE)
    return people, pool


def ask(by, pool):
    return ask_group_to_call_off(pool_id=pool.pk, typed="240", by=by, now=AFTER_CLOSE)


def several_ask_and_several_count(people, pool) -> tuple[int, int, bool]:
    """How often it was asked and counted, and whether anybody met an error."""
    answers = at_once(*(lambda by=by: ask(by, pool) for by in people[:HANDS]), expected=Exception)
    send_all(AFTER_CLOSE)
    for by in people:
        cast_cover_ballot(
            pool_id=pool.pk,
            kind=ChoiceKind.CALL_OFF,
            options=[CoverOption.CALL_OFF],
            by=by,
            now=AFTER_CLOSE,
        )
    count = [lambda: advance_choice_of_pool(pool_id=pool.pk, now=COUNTED_AT)] * HANDS
    answers += at_once(*count, expected=Exception)
    deeds = AuditEntry.objects.filter(deed__in=["ask_to_call_off", "close_cover_choice"])
    counted = deeds.filter(deed="close_cover_choice").count()
    errors = any(isinstance(answer, Exception) for answer in answers)
    return deeds.count() - counted, counted, errors


@pytest.mark.holds("P40", "C4")
def test_asked_and_counted_by_several_at_once_it_is_called_off_once(paid):
    people, pool = paid

    assert several_ask_and_several_count(people, pool) == (1, 1, False)
    assert CoverChoice.objects.get().outcome == "call_off"
    assert [back.pence for back in Decommitment.objects.all()] == [1500] * 16


def test_the_control_without_the_pools_lock_meets_an_error(paid, monkeypatch):
    people, pool = paid
    all_have_read = Barrier(HANDS)
    real = call_offs.check_can_ask_to_call_off

    def check_after_all_have_read(*facts):
        all_have_read.wait(timeout=TEST_WAIT_SECONDS)
        real(*facts)

    monkeypatch.setattr(locking, "_locked_pools", Pool.objects.all)
    monkeypatch.setattr(call_offs, "check_can_ask_to_call_off", check_after_all_have_read)

    *_times, errors = several_ask_and_several_count(people, pool)

    assert errors
