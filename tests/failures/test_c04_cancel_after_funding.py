"""C4: a funded pool is cancelled. Four reversals for four originals, each to its own source."""

from datetime import datetime, timedelta

import pytest

from community.common.dates import end_of_day
from community.common.refusals import NotFound
from community.messaging.models import Message
from pooling.ledger.queries import ledger_faults, pool_balance
from pooling.payments.actions.bank_transfer_refunds import record_transfer_refund
from pooling.payments.actions.bank_transfers import record_arrival
from pooling.payments.models.bank_transfers import BankTransfer, BankTransferRefund
from pooling.payments.models.cards import CardRefund
from pooling.payments.models.commitments import Decommitment
from pooling.payments.states.cards import CardRefundState
from pooling.payments.states.charges import Rail
from pooling.pools.actions.advancing import advance_pool
from pooling.pools.actions.call_offs import ask_group_to_call_off
from pooling.pools.actions.cover_choices import cast_cover_ballot
from pooling.pools.actions.ending import cancel_pool
from pooling.pools.actions.opening import open_pool
from pooling.pools.queries.refunds import refundable_pool_pence
from pooling.pools.queries.statements import pool_statement
from pooling.pools.rules.terms import SumNotTyped
from pooling.pools.states import CallOffReason, ChoiceKind, CoverOption, PoolState, SourceKind
from providers.models.sessions import Session
from tests.factories.cards import open_account, taken_there, work_off
from tests.factories.pools import (
    AFTER_CLOSE,
    CLOSES_ON,
    call_off,
    look,
    make_card,
    make_chosen_offer,
    make_officer,
    make_people,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW, make_connector, make_login, send_all

LATER = AFTER_CLOSE + timedelta(days=2)


@pytest.fixture
def funded(core):
    people = make_people(4)
    voice = make_login("museum")
    offer = make_chosen_offer(people, voice=voice)
    open_account(core, offer.provider, voice)
    pool = open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=people[0], now=NOW)
    a, b, c, d = people
    say_yes(pool, a, 1500, make_card(core, a))
    say_yes(pool, b, 1500, make_card(core, b))
    say_yes(pool, c, 1500, make_source(c, SourceKind.DIRECT_PAYMENT, Rail.TRANSFER))
    office_agrees([say_yes(pool, d, 1500, make_source(d))], make_officer())
    look(pool, AFTER_CLOSE)
    for transfer in BankTransfer.objects.all():
        record_arrival(
            transfer_id=transfer.pk,
            pence=transfer.pence,
            key="seen",
            by=voice,
            arrived_on=AFTER_CLOSE.date(),
            now=AFTER_CLOSE,
        )
    look(pool, AFTER_CLOSE + timedelta(hours=1))
    assert pool.state == PoolState.FUNDED
    return people, voice, pool


@pytest.mark.holds("C4")
def test_the_sum_must_be_typed_and_nothing_happens_until_it_is(funded):
    people, _voice, pool = funded

    with pytest.raises(SumNotTyped, match="£240.00"):
        call_off(pool, typed="yes", now=LATER)

    assert refundable_pool_pence(pool, now=LATER) == 24000


def by_its_provider(people, pool) -> datetime:
    call_off(pool, typed="240", now=LATER)
    return LATER


def by_its_group(people, pool) -> datetime:
    """Asked once; counted as often as somebody looks."""
    if pool.state == PoolState.FUNDED:
        ask_group_to_call_off(pool_id=pool.pk, typed="240", by=people[0], now=LATER)
        send_all(LATER)
        answer = {"kind": ChoiceKind.CALL_OFF, "options": [CoverOption.CALL_OFF], "now": LATER}
        for person in people[:3]:
            cast_cover_ballot(pool_id=pool.pk, by=person, **answer)
    counted_at = end_of_day((LATER + timedelta(days=7)).date())
    advance_pool(pool_id=pool.pk, now=counted_at)
    pool.refresh_from_db()
    return counted_at


@pytest.mark.holds("C4", "P40")
@pytest.mark.parametrize("call_it_off", [by_its_provider, by_its_group])
def test_each_pound_goes_back_to_where_it_came_from_once(core, funded, call_it_off):
    people, voice, pool = funded

    for _twice in range(2):
        at = call_it_off(people, pool)
        work_off(at)

    assert [(r.pence, r.state) for r in CardRefund.objects.order_by("pk")] == [
        (1500, CardRefundState.DONE)
    ] * 8
    assert taken_there(core) == 0
    backs = BankTransferRefund.objects.all()
    assert sum(back.pence for back in backs) == 6000
    for back in backs:
        record_transfer_refund(refund_id=back.pk, sent_on=at.date(), by=voice, now=at)
    assert sum(back.pence for back in Decommitment.objects.all()) == 6000
    assert Message.objects.filter(kind="commitment_released").exists()
    assert set(Session.objects.values_list("state", flat=True)) == {"called_off"}
    assert pool_balance(pool.pk) == 0
    seen = pool_statement(pool)
    assert (seen.paid_in_pence, seen.refunded_pence, seen.spent_pence) == (24000, 24000, 0)
    assert ledger_faults() == []


@pytest.mark.holds("C4", "fault:D3", "P40")
def test_nobody_who_paid_calls_it_off_alone_and_a_connector_may(funded):
    people, _voice, pool = funded
    facts = {"pool_id": pool.pk, "typed": "240", "reason": CallOffReason.SHUT, "now": LATER}

    for member in people:
        with pytest.raises(NotFound):
            cancel_pool(by=member, why_words="I want it.", **facts)
    cancel_pool(by=make_connector("connie", pool.area), why_words="A burst pipe.", **facts)

    pool.refresh_from_db()
    assert pool.state == PoolState.CANCELLED
