"""A pool of council-managed money alone, from the first yes to the last statement (M48)."""

from datetime import date, timedelta

import pytest

from community.common import clock
from pooling.ledger.queries import ledger_faults, pool_balance
from pooling.payments.models.cards import CardPayment
from pooling.payments.queries.commitments import commitment_for
from pooling.pools.actions.advancing import advance_until_stable
from pooling.pools.actions.closing import advance_open_pool
from pooling.pools.queries.shares import coverage_of
from pooling.pools.queries.statements import pool_statement, statement_for
from pooling.pools.states import InstalmentState, PartState, PoolState
from tests.factories.pools import (
    AFTER_CLOSE,
    FLAT,
    make_people,
    make_pool,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW


def all_said_yes(count=5, pence=1500):
    people = make_people(count)
    pool = make_pool(people)
    pledges = [say_yes(pool, person, pence) for person in people]
    return people, pool, pledges


def test_waiting_money_does_not_count_and_confirmed_money_does(db):
    _people, pool, pledges = all_said_yes()
    assert (coverage_of(pool).covered, coverage_of(pool).enough) == (0, False)

    office_agrees(pledges)

    pool.refresh_from_db()
    assert pool.state == PoolState.READY
    assert (coverage_of(pool).covered, coverage_of(pool).share_pence) == (5, 1200)


@pytest.mark.holds("M48")
def test_five_council_lines_confirmed_on_one_screen_fund_a_pool_and_no_card_is_asked(db):
    _people, pool, pledges = all_said_yes()
    office_agrees(pledges)

    advance_open_pool(pool_id=pool.pk, now=AFTER_CLOSE)
    instalment = pool.instalments.get(number=1)
    advance_until_stable(instalment_id=instalment.pk, now=clock.now())

    pool.refresh_from_db()
    instalment.refresh_from_db()
    assert (pool.state, instalment.state) == (PoolState.FUNDED, InstalmentState.COLLECTED)
    assert pool_balance(pool.pk) == FLAT[5] * 4
    assert CardPayment.objects.count() == 0
    assert ledger_faults() == []


def test_one_pound_short_at_the_date_means_nobody_pays(db):
    people = make_people(4)
    pool = make_pool(people)
    pledges = [say_yes(pool, person, 1500) for person in people[:3]]
    office_agrees(pledges)

    advance_open_pool(pool_id=pool.pk, now=AFTER_CLOSE)

    pool.refresh_from_db()
    assert pool.state == PoolState.LAPSED
    assert pool_balance(pool.pk) == 0
    assert {commitment_for(p.parts.get().pk).state for p in pledges} == {"ended"}


@pytest.mark.holds("M50")
def test_an_office_that_is_late_moves_the_date_and_the_place_is_held(db):
    people = make_people(5)
    pool = make_pool(people, first_in_days=28)
    pledges = [say_yes(pool, person, 1500) for person in people]
    office_agrees(pledges[:4])

    advance_open_pool(pool_id=pool.pk, now=AFTER_CLOSE)

    pool.refresh_from_db()
    assert (pool.state, pool.moved_times) == (PoolState.READY, 1)
    assert pool.closes_at == AFTER_CLOSE + timedelta(days=7)
    assert pledges[4].parts.get().state == PartState.WAITING


@pytest.mark.holds("M59")
def test_the_statement_of_each_person_holds_their_share_and_adds_up(db):
    people, pool, pledges = all_said_yes()
    office_agrees(pledges)
    advance_open_pool(pool_id=pool.pk, now=AFTER_CLOSE)
    advance_until_stable(instalment_id=pool.instalments.get(number=1).pk, now=clock.now())

    statements = [
        statement_for(
            source_id=pledge.parts.get().source_id,
            start=date(2020, 1, 1),
            end=date(2030, 1, 1),
            by=person,
            now=NOW,
        )
        for person, pledge in zip(people, pledges, strict=True)
    ]

    assert [s.closing_pence for s in statements] == [4800] * 5
    assert sum(s.paid_in_pence for s in statements) == pool_statement(pool).paid_in_pence
