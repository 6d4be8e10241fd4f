"""C2: somebody is still paying when the door closes. Nothing is charged; what comes late goes
back by itself; the total does not move; the attempt stays to be seen."""

from datetime import timedelta

import pytest

from pooling.ledger.queries import ledger_faults, pool_balance
from pooling.payments.actions.bank_transfers import record_arrival
from pooling.payments.actions.cards import complete_card_setup, start_card_setup
from pooling.payments.models.bank_transfers import BankTransfer, BankTransferRefund
from pooling.payments.models.cards import SavedCard
from pooling.payments.states.cards import CardState
from pooling.payments.states.charges import Rail
from pooling.pools.actions.opening import open_pool
from pooling.pools.states import PartState, PoolState, SourceKind
from standin import inprocess
from tests.factories.cards import BACK, CANCEL, WORKS, open_account, taken_there
from tests.factories.pools import (
    AFTER_CLOSE,
    CLOSES_ON,
    look,
    make_chosen_offer,
    make_people,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW, make_login


def open_scene(core, people):
    voice = make_login("museum")
    offer = make_chosen_offer(people, voice=voice)
    open_account(core, offer.provider, voice)
    return voice, open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=people[0], now=NOW)


@pytest.mark.holds("C2")
def test_a_card_saved_after_the_door_closed_is_never_charged(core):
    people = make_people(5)
    _voice, pool = open_scene(core, people)
    office_agrees([say_yes(pool, person, 1500) for person in people[:4]])
    late = people[4]
    source = make_source(late, SourceKind.OWN, Rail.CARD)
    pledge = say_yes(pool, late, 1500, source)
    page = start_card_setup(
        source_ref=source.pk,
        person=late.person,
        success_url=BACK,
        cancel_url=CANCEL,
        by=late,
        now=NOW,
    )

    look(pool, AFTER_CLOSE)
    came_back = inprocess.save_card(core, page, WORKS)
    for _time in range(3):  # the browser's return and two events
        complete_card_setup(
            checkout_session_id=came_back.location.partition("session=")[2],
            by=late,
            now=AFTER_CLOSE,
        )
    look(pool, AFTER_CLOSE + timedelta(hours=1))

    assert pool.state == PoolState.FUNDED
    assert pledge.parts.get().state == PartState.ENDED
    assert taken_there(core) == 0
    assert pool_balance(pool.pk) == 6000 * 4
    assert SavedCard.objects.get().state == CardState.SAVED  # still theirs, for another time
    assert ledger_faults() == []


@pytest.mark.holds("C2", "T10", "C9")
def test_a_transfer_that_comes_after_it_lapsed_goes_back_without_anyone_acting(core):
    people = make_people(4)
    voice, pool = open_scene(core, people)
    office_agrees([say_yes(pool, person, 1500) for person in people[:3]])
    say_yes(pool, people[3], 1500, make_source(people[3], SourceKind.OWN, Rail.TRANSFER))
    look(pool, AFTER_CLOSE)
    transfer = BankTransfer.objects.get()

    look(pool, AFTER_CLOSE + timedelta(days=8))
    assert pool.state == PoolState.LAPSED
    for _twice in range(2):
        record_arrival(
            transfer_id=transfer.pk,
            pence=transfer.pence,
            arrived_on=AFTER_CLOSE.date(),
            key="late",
            by=voice,
            now=AFTER_CLOSE + timedelta(days=9),
        )

    assert [back.pence for back in BankTransferRefund.objects.all()] == [transfer.pence]
    transfer.refresh_from_db()
    assert transfer.state == "give_back_queued"
    assert ledger_faults() == []
