"""Somebody stops, or all of it is called off, while what was held is not paid out yet: what has
begun stays the provider's, unless it did not happen; what is to come goes back (C5, fault C4)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.common.dates import end_of_day
from community.common.money import format_pounds_and_pence
from pooling.ledger.queries import ledger_faults, pool_balance
from pooling.pools.actions.advancing import advance_due_pools, advance_pool
from pooling.pools.actions.call_offs import ask_group_to_call_off
from pooling.pools.actions.cover_choices import cast_cover_ballot
from pooling.pools.actions.ending import stop_pledge_by_agreement
from pooling.pools.queries.cover_choices import call_off_for
from pooling.pools.queries.refunds import refundable_pool_pence
from pooling.pools.queries.statements import pool_statement
from pooling.pools.rules.refunds import REFUND_AFTER
from pooling.pools.rules.terms import SumNotTyped
from pooling.pools.states import ChoiceKind, CoverOption, InstalmentState, PoolState
from providers.actions.session_outcomes import raise_session_dispute
from providers.actions.sessions import record_not_delivered
from tests.factories.pools import call_off, look
from tests.factories.supply import send_all
from tests.frontend.pool.test_cover_choice import client_of
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in
from tests.pooling.pools.test_missed_places import Held

pytestmark = pytest.mark.holds("C5", "fault:C4")


@pytest.fixture
def held(db):
    """Four sessions paid for by four; the first is over, and nobody has said anything of it."""
    held = Held("paid")
    set_clock(held.after)
    return held


def ann_stops(held) -> int:
    pledge = held.pool.pledges.get(person=held.ann.person)
    return stop_pledge_by_agreement(pledge_id=pledge.pk, by=held.voice, now=held.after)


def totals(pool) -> tuple[int, int, int]:
    statement = pool_statement(pool)
    assert ledger_faults() == []
    return statement.refunded_pence, statement.spent_pence, statement.waiting_pence


@pytest.mark.parametrize("recorded_before", [True, False])
def test_whoever_stops_pays_what_was_held_and_no_more(held, recorded_before):
    if recorded_before:
        held.recorded(ann_came=True)

    assert ann_stops(held) == 3 * held.share
    if not recorded_before:
        held.recorded(ann_came=True)
    held.released()

    assert held.statement_of(held.ann) == (3 * held.share, held.share)
    assert totals(held.pool) == (3 * held.share, 5001, 3 * (5001 - held.share))


def test_what_did_not_happen_goes_back_to_whoever_stopped_too(held):
    ann_stops(held)
    record_not_delivered(session_id=held.session.pk, by=held.voice, now=held.after)

    look(held.pool, held.after)

    assert held.statement_of(held.ann) == (4 * held.share, 0)
    assert totals(held.pool) == (3 * held.share + 5001, 0, 3 * (5001 - held.share))


def test_what_is_disputed_waits_until_it_is_settled(held):
    held.recorded(ann_came=True)
    raise_session_dispute(
        session_id=held.session.pk, words="Nobody came.", by=held.ann, now=held.after
    )

    assert ann_stops(held) == 3 * held.share
    look(held.pool, held.after + timedelta(days=20))

    assert held.statement_of(held.ann) == (3 * held.share, 0)


@pytest.mark.parametrize("begins_between", [True, False])
def test_page_and_program_say_the_sum_and_do_nothing_once_it_is_another(held, begins_between):
    browser, program = signed_in(held.voice), client_of(held.voice)
    set_clock(held.before(hours=1))
    pledge = held.pool.pledges.get(person=held.ann.person)
    page = reverse("provider_pool_stop", args=[held.pool.pk, pledge.pk])
    people = f"/api/provider-pools/{held.pool.pk}/people/"
    assert format_pounds_and_pence(4 * held.share) in words(browser.get(page))
    rows = {each["pledge_id"]: each for each in program.get(people).json()["results"]}
    row = rows[pledge.pk]
    assert row["refund_pence"] == 4 * held.share

    assert program.post(f"{people}{pledge.pk}/stop/", {}, format="json").status_code == 400
    if begins_between:
        set_clock(held.after)  # its first session has begun
    body = {"digest": row["digest"]}
    answer = program.post(f"{people}{pledge.pk}/stop/", body, format="json")

    if begins_between:
        assert answer.status_code == 409
        assert not held.pool.pledges.filter(state="stopped").exists()
        assert format_pounds_and_pence(3 * held.share) in words(browser.get(page))
    else:
        assert answer.json() == {"given_back_pence": 4 * held.share}


def by_its_provider(held) -> None:
    with pytest.raises(SumNotTyped, match="£150.03"):
        call_off(held.pool, typed="200.04", now=held.after)
    call_off(held.pool, typed="150.03", now=held.after)


def by_its_group(held) -> None:
    """Counted before the second session, if it is early enough."""
    ask_group_to_call_off(pool_id=held.pool.pk, typed="150.03", by=held.ann, now=held.after)
    send_all(held.after)
    for person in held.people[:3]:
        cast_cover_ballot(
            pool_id=held.pool.pk,
            kind=ChoiceKind.CALL_OFF,
            options=[CoverOption.CALL_OFF],
            by=person,
            now=held.after,
        )
    day = end_of_day((held.after + timedelta(days=7)).date())
    advance_pool(pool_id=held.pool.pk, now=day)
    held.after = day


@pytest.mark.parametrize("call_it_off", [by_its_provider, by_its_group])
def test_called_off_what_had_begun_is_still_paid_or_goes_back(held, call_it_off):
    call_it_off(held)
    held.pool.refresh_from_db()
    assert held.pool.state == PoolState.CANCELLED
    begun = held.pool.sessions.filter(session__starts_at__lte=held.after).count()
    refunded = (4 - begun) * 5001
    assert totals(held.pool) == (refunded, 0, begun * 5001)
    assert set(held.pool.instalments.values_list("state", flat=True)) == {InstalmentState.COLLECTED}

    held.recorded(ann_came=True)
    held.released()
    assert totals(held.pool) == (refunded, 5001, (begun - 1) * 5001)
    advance_due_pools(now=held.after + REFUND_AFTER)  # nobody ever recorded the others

    assert totals(held.pool) == (3 * 5001, 5001, 0)
    assert set(held.pool.instalments.values_list("state", flat=True)) == {InstalmentState.SETTLED}
    assert held.pool.state == PoolState.CANCELLED


def test_what_would_go_back_is_one_sum_for_page_program_and_press(held):
    detail = call_off_for(pool_id=held.pool.pk, by=held.ann, now=held.after)
    page = words(signed_in(held.ann).get(reverse("pool_call_off", args=[held.pool.pk])))
    program = client_of(held.ann).get(f"/api/pools/{held.pool.pk}/call-off/").json()
    provider = words(signed_in(held.voice).get(reverse("pool_cancel", args=[held.pool.pk])))

    assert pool_balance(held.pool.pk) == 4 * 5001
    assert refundable_pool_pence(held.pool, now=held.after) == 3 * 5001
    assert detail.facts.refund_pence == program["refund_pence"] == 3 * 5001
    assert "£150.03" in page and "£150.03 in all" in provider
