"""What is kept aside is kept aside against all of a person's yeses together (M55)."""

from threading import Barrier

import pytest

from community.messaging.models import Message
from pooling.payments.states.charges import Rail
from pooling.pools.actions import pledges, stopping
from pooling.pools.actions.closing import advance_open_pool
from pooling.pools.actions.collecting import advance_instalment
from pooling.pools.actions.leaving import leave_pool
from pooling.pools.actions.sources import change_source
from pooling.pools.actions.stopping import end_source
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.pledges import MoneySource, Part
from pooling.pools.rules.pledging import KeptAside
from pooling.pools.states import InstalmentState, PartState, PledgeState, SourceKind
from tests.factories.at_once import at_once
from tests.factories.pools import (
    AFTER_CLOSE,
    make_group,
    make_people,
    make_pool,
    make_source,
    say_yes,
    tell_of_payment,
)
from tests.factories.supply import NOW, make_login
from tests.waits import TEST_WAIT_SECONDS

FREE = {"amount_pence": 20000, "keep_aside_pence": 18500}  # £15 a week


def make_two_pools(people, *, second_in_days=14):
    """The museum and the pottery, for the same people, each once a week for four weeks."""
    museum = make_pool(people)
    pottery = make_pool(
        people,
        group=make_group(people, name="Pottery people"),
        provider_name="Westsea Pottery",
        voice=make_login("pottery"),
        first_in_days=second_in_days,
    )
    return museum, pottery


@pytest.fixture
def ann_and_two_pools(db):
    people = make_people(4)
    museum, pottery = make_two_pools(people)
    source = make_source(people[0], SourceKind.OWN, Rail.TRANSFER, **FREE)
    return people[0], museum, pottery, source


@pytest.mark.holds("fault:C2", "M55")
def test_what_is_kept_aside_is_kept_aside_against_two_yeses_together(ann_and_two_pools):
    ann, museum, pottery, source = ann_and_two_pools
    say_yes(museum, ann, 800, source)

    with pytest.raises(KeptAside, match="With what you said yes to elsewhere, that is £3 a week"):
        say_yes(pottery, ann, 1000, source)

    assert say_yes(pottery, ann, 700, source).max_pence == 700


def test_what_one_leaves_is_free_for_something_else(ann_and_two_pools):
    ann, museum, pottery, source = ann_and_two_pools
    say_yes(museum, ann, 800, source)
    leave_pool(pool_id=museum.pk, by=ann, now=NOW)

    assert say_yes(pottery, ann, 1500, source).max_pence == 1500


def test_saying_yes_again_to_the_same_is_not_held_against_itself(ann_and_two_pools):
    ann, museum, _pottery, source = ann_and_two_pools
    say_yes(museum, ann, 1500, source)

    assert say_yes(museum, ann, 1400, source).max_pence == 1400


def test_other_weeks_and_other_money_are_free(db):
    people = make_people(4)
    museum, pottery = make_two_pools(people, second_in_days=14 + 4 * 7)
    source = make_source(people[0], SourceKind.OWN, Rail.TRANSFER, **FREE)
    say_yes(museum, people[0], 1500, source)

    assert say_yes(pottery, people[0], 1500, source).max_pence == 1500


@pytest.fixture
def two_pools_at_once(committed_db):
    people = make_people(4)
    pools = make_two_pools(people)
    source = make_source(people[0], SourceKind.OWN, Rail.TRANSFER, **FREE)
    return people[0], pools, source


@pytest.mark.holds("fault:C2", "M55", "fault:N4")
def test_of_two_yeses_at_once_to_two_shared_costs_one_is_too_much(two_pools_at_once):
    ann, pools, source = two_pools_at_once

    answers = at_once(*(lambda p=p: say_yes(p, ann, 1000, source) for p in pools))

    assert sum(isinstance(answer, KeptAside) for answer in answers) == 1
    assert Part.objects.filter(source=source).count() == 1


def test_the_control_without_the_sources_lock_promises_it_twice(two_pools_at_once, monkeypatch):
    ann, pools, source = two_pools_at_once
    both_looked = Barrier(len(pools))

    def unlocked(source_ids):
        return MoneySource.objects.filter(pk__in=source_ids).order_by("pk")

    def look_together(*facts, **more):
        draws = real(*facts, **more)
        both_looked.wait(timeout=TEST_WAIT_SECONDS)
        return draws

    real = pledges.other_draws
    monkeypatch.setattr(pledges, "lock_sources", unlocked)
    monkeypatch.setattr(pledges, "other_draws", look_together)

    at_once(*(lambda p=p: say_yes(p, ann, 1000, source) for p in pools))

    assert Part.objects.filter(source=source).count() == 2


def keep_aside(source, pence, by, **facts):
    return change_source(
        source_id=source.pk, amount_pence=20000, keep_aside_pence=pence, by=by, now=NOW, **facts
    )


def states_of_parts(source):
    return [part.state for part in Part.objects.filter(source=source).order_by("pk")]


@pytest.mark.holds("fault:C2", "P18", "M55")
def test_more_kept_aside_stops_at_once_the_latest_yes_that_no_longer_fits(ann_and_two_pools):
    ann, museum, pottery, source = ann_and_two_pools
    say_yes(museum, ann, 800, source)
    say_yes(pottery, ann, 700, source)

    keep_aside(source, 18800, ann)

    assert states_of_parts(source) == [PartState.CONFIRMED, PartState.ENDED]
    assert [(p.pool_id, p.state) for p in ann.person.pledges.order_by("pk")] == [
        (museum.pk, PledgeState.IN),
        (pottery.pk, PledgeState.OUT),
    ]
    [told] = Message.objects.filter(kind=PoolMessage.NO_LONGER_FITS)
    assert (told.person_id, told.link) == (ann.person_id, f"/pools/{pottery.pk}/")


def test_more_kept_aside_stops_nothing_that_still_fits(ann_and_two_pools):
    ann, museum, pottery, source = ann_and_two_pools
    say_yes(museum, ann, 800, source)

    keep_aside(source, 19200, ann)

    assert states_of_parts(source) == [PartState.CONFIRMED]


@pytest.mark.holds("fault:C2")
def test_more_kept_aside_while_saying_yes_never_leaves_both(two_pools_at_once):
    ann, [museum, _pottery], source = two_pools_at_once

    at_once(
        lambda: say_yes(museum, ann, 1500, source),
        lambda: keep_aside(source, 20000, ann),
    )

    assert [state for state in states_of_parts(source) if state != PartState.ENDED] == []


@pytest.mark.holds("P18", "M54")
def test_a_yes_said_between_the_look_and_the_lock_is_stopped_with_the_rest(
    two_pools_at_once, monkeypatch
):
    ann, [museum, pottery], source = two_pools_at_once
    say_yes(museum, ann, 800, source)
    late = [pottery]

    def lock_late(source_id, by):
        while late:
            pool = late.pop()
            at_once(lambda pool=pool: say_yes(pool, ann, 700, source))
        return real(source_id, by)

    real = stopping.lock_own_source
    monkeypatch.setattr(stopping, "lock_own_source", lock_late)

    end_source(source_id=source.pk, by=ann, now=NOW)

    assert states_of_parts(source) == [PartState.ENDED, PartState.ENDED]


@pytest.mark.holds("P18", "M54")
def test_a_payment_that_is_only_being_put_together_goes_on_without_whose_money_ended(db):
    people = make_people(5)
    pool = make_pool(people)
    by_transfer = [make_source(person, SourceKind.OWN, Rail.TRANSFER) for person in people]
    for person, source in zip(people, by_transfer, strict=True):
        say_yes(pool, person, 1500, source)
    tell_of_payment(pool, AFTER_CLOSE)
    advance_open_pool(pool_id=pool.pk, now=AFTER_CLOSE)
    instalment = pool.instalments.get(number=1)
    assert (instalment.state, instalment.attempt) == (InstalmentState.COLLECTING, 1)

    end_source(source_id=by_transfer[0].pk, by=people[0], now=AFTER_CLOSE)
    advance_instalment(instalment_id=instalment.pk, now=AFTER_CLOSE)

    instalment.refresh_from_db()
    assert (instalment.state, instalment.attempt) == (InstalmentState.COLLECTING, 2)
    payers = set(instalment.charges.filter(attempt=2).values_list("part__source", flat=True))
    assert payers == {source.pk for source in by_transfer[1:]}
    assert people[0].person.pledges.get().state == PledgeState.OUT
