"""A card is held, then taken or let go; each once, and the ledger says the same."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from community.people.acting import Acting
from pooling.ledger import actions as ledger
from pooling.ledger.account_codes import part_account_code
from pooling.ledger.queries import balance
from pooling.ledger.rules import CollectionNotOpen
from pooling.payments.actions.card_requests import request_capture, request_hold, request_void
from pooling.payments.models.cards import CardPayment
from pooling.payments.queries.charges import charge_reports
from pooling.payments.rules import (
    AskedOtherwise,
    CardsNotOffered,
    HeldTooOften,
    NotHeld,
    TooLittleForACard,
)
from pooling.payments.states.cards import CardFailure, PaymentGoal, PaymentState
from pooling.payments.states.charges import ChargeStatus
from tests.factories.cards import (
    ASKS,
    DECLINES,
    FAILS_AT_CAPTURE,
    NO_FUNDS_LATER,
    assert_books_agree,
    later,
    save_card,
    use_standin,
    work_off,
)
from tests.factories.supply import NOW, make_login, make_provider, make_someone


def test_a_card_is_held_and_nothing_is_taken(cards):
    payment = cards.hold(pence=1000)

    assert payment.state == PaymentState.HELD
    assert payment.capture_before == NOW + timedelta(days=4, hours=18)
    [intent] = cards.intents()
    assert (intent["status"], intent["amount_capturable"]) == ("requires_capture", 1000)
    assert balance(part_account_code(payment.charge_ref)) == 0
    assert_books_agree(cards.core)


@pytest.mark.holds("M51")
def test_the_money_is_the_providers_from_the_start_and_none_of_it_is_ours(cards):
    cards.capture(pence=1000)

    [intent] = cards.intents()
    account_id = cards.provider.card_account.processor_account_id
    assert intent["transfer_data"] == {"destination": account_id}
    assert intent["on_behalf_of"] == account_id
    assert intent["application_fee_amount"] is None
    [arrived] = cards.things("charge", account_id)
    assert arrived["amount"] == 1000


def test_nothing_that_names_a_person_is_told_to_the_processor(cards):
    cards.hold()

    [customer], [intent] = cards.things("customer"), cards.intents()
    assert (customer["name"], customer["email"], customer["description"]) == (None, None, None)
    assert set(intent["metadata"]) == {"command", "charge", "attempt"}


def test_what_is_held_is_taken_when_the_pool_is_covered(cards):
    payment = cards.capture(pence=1000)

    assert payment.state == PaymentState.CAPTURED
    assert balance(part_account_code(payment.charge_ref)) == 1000
    assert_books_agree(cards.core)


@pytest.mark.holds("I11", "M49")
def test_nothing_is_taken_before_the_collection_is_open(cards):
    payment = cards.hold()

    with pytest.raises(CollectionNotOpen):
        request_capture(charge_ref=payment.charge_ref, now=NOW)

    payment.refresh_from_db()
    assert payment.goal == PaymentGoal.HOLD


def test_what_is_not_held_cannot_be_taken(cards):
    payment = cards.ask()
    with pytest.raises(NotHeld):
        request_capture(charge_ref=payment.charge_ref, now=NOW)


def test_a_hold_is_let_go(cards):
    payment = cards.hold()

    request_void(charge_ref=payment.charge_ref, now=NOW)
    work_off()

    payment.refresh_from_db()
    assert (payment.state, payment.ended_at) == (PaymentState.VOIDED, NOW)
    [intent] = cards.intents()
    assert intent["status"] == "canceled"
    assert_books_agree(cards.core)


def test_what_was_never_said_to_the_processor_is_let_go_at_once(cards):
    payment = cards.ask()

    request_void(charge_ref=payment.charge_ref, now=NOW)

    payment.refresh_from_db()
    assert payment.state == PaymentState.VOIDED
    work_off()
    assert cards.intents() == []


@pytest.mark.parametrize(
    ("number", "failure"),
    [
        (DECLINES, CardFailure.DECLINED),
        (NO_FUNDS_LATER, CardFailure.NOT_ENOUGH),
        (ASKS, CardFailure.NEEDS_YES),
    ],
)
def test_a_no_from_the_bank_is_told_in_our_words(cards, number, failure):
    payment = cards.hold(number=number)

    state = charge_reports([payment.charge_ref])[payment.charge_ref]
    assert (state.status, state.failure) == (ChargeStatus.FAILED, failure)
    [intent] = cards.intents()
    assert intent["status"] == "canceled"
    assert_books_agree(cards.core)


def test_after_a_failure_another_card_can_be_tried(cards):
    failed = cards.hold(number=DECLINES)
    someone = failed.saved_card.person.login
    save_card(cards.core, Acting(login=someone, person=failed.saved_card.person), failed.charge_ref)

    again = cards.request_hold(failed.charge_ref)
    work_off()

    again.refresh_from_db()
    assert (again.attempt, again.state) == (2, PaymentState.HELD)


def test_a_capture_that_fails_leaves_nothing_taken(cards):
    payment = cards.capture(number=FAILS_AT_CAPTURE)

    assert (payment.state, payment.failure) == (PaymentState.FAILED, CardFailure.TAKEN_BACK)
    assert balance(part_account_code(payment.charge_ref)) == 0
    assert_books_agree(cards.core)


@pytest.mark.holds("C11")
def test_a_hold_that_lapsed_is_noticed_and_asked_for_once_more_and_no_third_time(cards):
    payment = cards.hold()
    for _time in range(2):
        cards.core.advance(5 * 24 * 3600)
        work_off(now=payment.capture_before)
        payment.refresh_from_db()
        assert (payment.state, payment.failure) == (PaymentState.FAILED, CardFailure.HOLD_LAPSED)
        assert_books_agree(cards.core)
        if payment.attempt == 2:
            break
        payment = cards.request_hold(payment.charge_ref)
        work_off()
        payment.refresh_from_db()

    with pytest.raises(HeldTooOften):
        cards.request_hold(payment.charge_ref)


@pytest.mark.holds("I5", "C1")
def test_asked_twice_it_is_one_payment(cards):
    first = cards.ask()
    assert cards.request_hold(first.charge_ref) == first
    work_off()
    assert cards.request_hold(first.charge_ref) == first
    assert len(cards.intents()) == 1


def test_asked_again_with_another_amount_it_is_refused(cards):
    first = cards.ask(pence=1000)
    with pytest.raises(AskedOtherwise):
        cards.request_hold(first.charge_ref, pence=1001)


@pytest.mark.holds("I5")
def test_the_database_allows_one_live_payment_a_charge(cards):
    first = cards.ask()
    with pytest.raises(IntegrityError, match="one_live_payment_a_charge"), transaction.atomic():
        CardPayment.objects.create(
            charge_ref=first.charge_ref,
            attempt=2,
            pence=1,
            saved_card=first.saved_card,
            provider_account=first.provider_account,
            collection_code="instalment:1:1",
            part_code="part:1",
            pool_ref=1,
            asked_at=NOW,
        )


@pytest.mark.holds("C2", "T10")
def test_money_taken_while_the_pool_let_go_goes_back_without_anyone_acting(cards):
    payment = cards.hold()
    cards.open()
    request_capture(charge_ref=payment.charge_ref, now=NOW)
    cards.fault("payment_intents.capture", "lost_answer")
    work_off()  # taken there; here nobody knows yet
    request_void(charge_ref=payment.charge_ref, now=NOW)
    ledger.close_collection(code=cards.collection)

    work_off(now=later(minutes=5))

    payment.refresh_from_db()
    assert payment.state == PaymentState.REFUNDED
    [refund] = cards.things("refund")
    assert refund["amount"] == 1000
    assert balance(part_account_code(payment.charge_ref)) == 0
    assert_books_agree(cards.core)


def test_no_card_is_asked_before_the_providers_account_is_active(db, monkeypatch):
    core = use_standin(monkeypatch)
    voice, someone = make_login("closed"), make_someone("ann")
    provider = make_provider(voice, name="Closed")
    card = save_card(core, someone, source_ref=1)
    with pytest.raises(CardsNotOffered):
        request_hold(
            charge_ref=1,
            pence=1000,
            saved_card_id=card.pk,
            provider_id=provider.pk,
            collection_code="instalment:9:1",
            part_code="part:1",
            pool_ref=9,
            now=NOW,
        )


def test_less_than_a_card_can_pay_is_refused(cards):
    with pytest.raises(TooLittleForACard):
        cards.ask(pence=29)
