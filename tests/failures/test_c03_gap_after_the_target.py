"""C3: the target was met, and then one card fails. Nobody is named, nothing is held, nobody pays
more than they said; and if it cannot be mended, nobody pays at all."""

from datetime import timedelta

import pytest

from community.messaging.models import Message
from pooling.ledger.queries import ledger_faults, pool_balance
from pooling.payments.actions.bank_transfer_refunds import record_transfer_refund
from pooling.payments.actions.bank_transfers import record_arrival
from pooling.payments.models.bank_transfers import BankTransfer, BankTransferRefund
from pooling.payments.models.cards import CardPayment
from pooling.payments.states.cards import PaymentState
from pooling.payments.states.charges import Rail
from pooling.pools.actions.opening import open_pool
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.queries.providers import pools_for_provider
from pooling.pools.states import InstalmentState, PoolState, SourceKind
from tests.factories.cards import DECLINES, open_account, taken_there, work_off
from tests.factories.pools import (
    AFTER_CLOSE,
    CLOSES_ON,
    look,
    make_card,
    make_chosen_offer,
    make_officer,
    make_people,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW, make_login

# £600 for one session, whether five or six come: £100 each for six, £120 each for five.
PRICES = {5: 60000, 6: 60000}


class Scene:
    """Six members, each at most £120 unless said otherwise; mixed money; the sixth card fails."""

    def __init__(self, core, fifth_maximum=12000):
        self.core = core
        self.people = make_people(6)
        self.voice = make_login("museum")
        offer = make_chosen_offer(self.people, prices=PRICES, sessions=1, voice=self.voice)
        open_account(core, offer.provider, self.voice)
        self.pool = open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=self.people[0], now=NOW)
        a, b, c, d, e, f = self.people
        council = say_yes(self.pool, a, 12000, make_source(a))
        office_agrees([council], make_officer())
        say_yes(self.pool, b, 12000, make_source(b, SourceKind.DIRECT_PAYMENT, Rail.TRANSFER))
        say_yes(self.pool, c, 12000, make_card(core, c))
        say_yes(self.pool, d, 12000, make_card(core, d))
        say_yes(self.pool, e, fifth_maximum, make_card(core, e))
        say_yes(self.pool, f, 12000, make_card(core, f, DECLINES))

    def collect(self):
        look(self.pool, AFTER_CLOSE)
        for transfer in BankTransfer.objects.all():
            record_arrival(
                transfer_id=transfer.pk,
                pence=transfer.pence,
                arrived_on=AFTER_CLOSE.date(),
                key=f"seen:{transfer.pk}",
                by=self.voice,
                now=AFTER_CLOSE,
            )
        return look(self.pool, AFTER_CLOSE + timedelta(hours=1))

    @property
    def instalment(self):
        return self.pool.instalments.get(number=1)


@pytest.fixture
def scene(core):
    return Scene(core)


def held_there(core) -> int:
    return sum(intent["amount_capturable"] for intent in core.store.objects("", "payment_intent"))


@pytest.mark.holds("C3")
def test_it_waits_with_nothing_held_and_only_the_one_is_told(scene):
    look(scene.pool, AFTER_CLOSE - timedelta(days=6))
    before = set(Message.objects.values_list("pk", flat=True))

    scene.collect()

    assert (scene.pool.state, scene.instalment.state) == (
        PoolState.COLLECTING,
        InstalmentState.WAITING,
    )
    assert (held_there(scene.core), taken_there(scene.core)) == (0, 0)
    told = Message.objects.exclude(pk__in=before).filter(person_id__isnull=False)
    person_ids = {m.person_id for m in told if m.kind == PoolMessage.ASKED_FAILED_PAYMENT}
    assert person_ids == {scene.people[5].person.pk}
    # Whoever pays by transfer was asked to send it before any card was asked.
    assert {m.kind for m in told} == {PoolMessage.ASKED_FAILED_PAYMENT, PoolMessage.TRANSFER_SEND}
    [seen] = pools_for_provider(scene.voice.login_id)
    assert (seen.is_going_ahead, seen.people) == (False, None)
    assert ledger_faults() == []


@pytest.mark.holds("C3")
def test_the_one_is_reminded_every_second_day_and_nobody_else_is(scene):
    scene.collect()

    for day in range(1, 7):
        look(scene.pool, AFTER_CLOSE + timedelta(days=day, hours=2))

    reminders = Message.objects.filter(kind="failed_payment_reminder")
    assert [m.person_id for m in reminders] == [scene.people[5].person.pk] * 3


@pytest.mark.holds("C3")
def test_at_the_date_shares_are_worked_out_again_within_everyones_maximum(scene):
    scene.collect()

    look(scene.pool, AFTER_CLOSE + timedelta(days=8))
    extra = BankTransfer.objects.get()
    record_arrival(
        transfer_id=extra.pk,
        pence=2000,
        arrived_on=AFTER_CLOSE.date(),
        key="rest",
        by=scene.voice,
        now=AFTER_CLOSE + timedelta(days=8),
    )
    look(scene.pool, AFTER_CLOSE + timedelta(days=8, hours=1))

    assert (scene.pool.state, scene.instalment.state) == (
        PoolState.FUNDED,
        InstalmentState.COLLECTED,
    )
    paid = CardPayment.objects.filter(state=PaymentState.CAPTURED)
    assert sorted(payment.pence for payment in paid) == [12000] * 3
    assert pool_balance(scene.pool.pk) == 60000
    assert taken_there(scene.core) == 36000
    assert ledger_faults() == []


@pytest.mark.holds("C3")
def test_with_one_maximum_below_the_new_share_it_fails_and_nobody_was_charged(core):
    scene = Scene(core, fifth_maximum=11000)
    scene.collect()

    look(scene.pool, AFTER_CLOSE + timedelta(days=8))
    work_off(AFTER_CLOSE + timedelta(days=8, hours=1))

    assert scene.pool.state == PoolState.LAPSED
    assert (held_there(core), taken_there(core)) == (0, 0)
    back = BankTransferRefund.objects.get()
    assert back.pence == 10000
    record_transfer_refund(
        refund_id=back.pk, sent_on=AFTER_CLOSE.date(), by=scene.voice, now=AFTER_CLOSE
    )
    assert pool_balance(scene.pool.pk) == 0
    assert ledger_faults() == []
