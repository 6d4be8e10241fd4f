"""A provider's account is opened on the processor's page; money leaves it after delivery only."""

import pytest

from community.common.refusals import NotFound
from community.people.acting import SYSTEM
from pooling.ledger.account_codes import provider_account_code
from pooling.ledger.queries import balance
from pooling.payments.actions import payouts
from pooling.payments.actions.provider_accounts import (
    open_provider_account,
    refresh_provider_account,
)
from pooling.payments.models.provider_accounts import Payout, ProviderAccount
from pooling.payments.processor.client import ProcessorUnavailable
from pooling.payments.queries.cards import provider_is_active
from pooling.payments.rules import NotHeld
from pooling.payments.states.provider_accounts import PayoutState, ProviderAccountState
from standin import inprocess
from tests.factories.cards import CANCEL, WORKS_AT_ONCE, later, work_off
from tests.factories.supply import NOW, make_login, make_provider

DAY = 24 * 3600


def begin(provider, voice) -> str:
    return open_provider_account(
        provider_id=provider.pk, return_url=CANCEL, refresh_url=CANCEL, by=voice, now=NOW
    )


def come_back(provider, by) -> ProviderAccount:
    return refresh_provider_account(provider_id=provider.pk, by=by, now=NOW)


@pytest.fixture
def museum(db, core):
    voice = make_login("museum")
    return make_provider(voice), voice


@pytest.mark.parametrize(
    ("how", "state"),
    [
        ("finished", ProviderAccountState.ACTIVE),
        ("left", ProviderAccountState.OPENING),
        ("more_wanted", ProviderAccountState.RESTRICTED),
    ],
)
def test_an_account_is_as_active_as_the_processor_says(core, museum, how, state):
    provider, voice = museum
    inprocess.finish_onboarding(core, begin(provider, voice), how)
    assert come_back(provider, voice).state == state
    assert provider_is_active(provider.pk) is (state == ProviderAccountState.ACTIVE)


def test_each_press_makes_a_new_link_and_one_account(core, museum):
    provider, voice = museum
    assert begin(provider, voice) != begin(provider, voice)
    assert len(list(core.store.objects("", "account"))) == 1


@pytest.mark.parametrize("fault", ["lost_answer", "lost_request", "server_error_after"])
@pytest.mark.parametrize("hours", [0, 25])
def test_one_account_whatever_becomes_of_the_answer(core, museum, fault, hours):
    provider, voice = museum
    core.faults.plan(operation="accounts.create", fault=fault)
    with pytest.raises(ProcessorUnavailable):
        begin(provider, voice)
    core.advance(hours * 3600)
    begin(provider, voice)
    assert len(list(core.store.objects("", "account"))) == 1


def test_money_waits_there_until_we_send_it(core, museum):
    provider, voice = museum
    begin(provider, voice)
    [account] = core.store.objects("", "account")
    assert account["settings"]["payouts"]["schedule"]["interval"] == "manual"


def test_who_does_not_speak_for_the_provider_cannot_open_its_account(museum):
    provider, voice = museum
    stranger = make_login("bob")
    with pytest.raises(NotFound):
        begin(provider, stranger)
    begin(provider, voice)
    with pytest.raises(NotFound):
        come_back(provider, stranger)
    assert come_back(provider, SYSTEM).state == ProviderAccountState.OPENING


def release(cards, *payments, pence=250, session_ref=1) -> Payout:
    return payouts.release_to_provider(
        amounts={payment.charge_ref: pence for payment in payments},
        provider_id=cards.provider.pk,
        session_ref=session_ref,
        key=f"session:{session_ref}",
        now=NOW,
    )


def test_a_delivered_session_is_paid_out_and_no_more(cards):
    payment = cards.capture(number=WORKS_AT_ONCE)

    payout = release(cards, payment)
    work_off()

    payout.refresh_from_db()
    assert (payout.pence, payout.state) == (250, PayoutState.SENT)
    assert balance(provider_account_code(cards.provider.pk)) == 250
    [there] = cards.things("payout", cards.provider.card_account.processor_account_id)
    assert there["amount"] == 250
    cards.core.advance(3 * DAY)
    work_off(now=later(days=3))
    payout.refresh_from_db()
    assert payout.state == PayoutState.PAID


def test_released_twice_it_is_paid_out_once(cards):
    payment = cards.capture(number=WORKS_AT_ONCE)
    assert release(cards, payment) == release(cards, payment)
    work_off()
    assert len(cards.things("payout", cards.provider.card_account.processor_account_id)) == 1
    assert balance(provider_account_code(cards.provider.pk)) == 250


def test_money_that_is_not_available_yet_is_paid_out_when_it_is(cards):
    payment = cards.capture()
    payout = release(cards, payment)
    work_off()
    payout.refresh_from_db()
    assert (payout.state, payout.parked_at) == (PayoutState.ASKED, None)

    cards.core.advance(4 * DAY)
    work_off(now=later(days=4))

    payout.refresh_from_db()
    assert payout.state == PayoutState.SENT


@pytest.mark.parametrize(
    "fault", ["lost_answer", "lost_request", "server_error", "server_error_after"]
)
@pytest.mark.parametrize("hours", [1, 25])
def test_one_payout_whatever_becomes_of_the_answer(cards, fault, hours):
    payment = cards.capture(number=WORKS_AT_ONCE)
    cards.fault("payouts.create", fault)
    release(cards, payment)
    work_off()
    cards.core.advance(hours * 3600)
    work_off(now=later(hours=hours))
    [there] = cards.things("payout", cards.provider.card_account.processor_account_id)
    assert there["amount"] == 250


def test_nothing_is_released_that_was_not_paid(cards):
    payment = cards.hold()
    with pytest.raises(NotHeld):
        release(cards, payment)
    assert Payout.objects.count() == 0
