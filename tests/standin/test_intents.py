"""A payment: created, its id known, then confirmed, captured or let go."""

import pytest
import stripe

from standin.cards import (
    DECLINE_AT_CHARGE_CARD,
    FAILURE_AT_CAPTURE_CARD,
    NO_FUNDS_AT_CHARGE_CARD,
    THREE_D_SECURE_ALWAYS_CARD,
    THREE_D_SECURE_AT_SETUP_CARD,
    WORKING_MASTERCARD,
    WORKING_VISA,
)
from tests.standin.conftest import DAY, NINE_IN_MAY
from tests.standin.making import capture, hold, make_customer, make_intent, save_card

HOUR = 60 * 60


def test_creating_an_intent_moves_nothing(processor):
    intent = make_intent(processor)

    assert (intent.status, intent.amount_capturable, intent.latest_charge) == (
        "requires_confirmation",
        0,
        None,
    )


def test_confirming_holds_the_amount_and_capturing_takes_it(processor, v1):
    held_intent = hold(processor, 1250)
    assert (
        held_intent.status,
        held_intent.amount_capturable,
        held_intent.latest_charge.captured,
    ) == (
        "requires_capture",
        1250,
        False,
    )

    payment = v1.payment_intents.capture(held_intent.id, {"expand": ["latest_charge"]})

    assert (payment.status, payment.amount_received, payment.latest_charge.amount_captured) == (
        "succeeded",
        1250,
        1250,
    )


@pytest.mark.parametrize(
    ("card", "attended", "lasts"),
    [
        (WORKING_VISA, False, 4 * DAY + 18 * HOUR),
        (WORKING_MASTERCARD, False, 7 * DAY),
        (WORKING_VISA, True, 7 * DAY),
    ],
    ids=["visa, nobody there", "mastercard, nobody there", "visa, somebody there"],
)
def test_how_long_a_hold_lasts(processor, v1, card, attended, lasts):
    intent = make_intent(processor, card=card, allowed_payment_method_types=["card"])

    expand = {"expand": ["latest_charge"]}
    held_intent = v1.payment_intents.confirm(
        intent.id, expand if attended else {**expand, "off_session": True}
    )

    details = held_intent.latest_charge.payment_method_details.card
    assert details.capture_before == NINE_IN_MAY + lasts


def test_a_hold_lapses_by_itself(processor, v1):
    held_intent = hold(processor)

    processor.core.advance(4 * DAY + 18 * HOUR - 1)
    assert v1.payment_intents.retrieve(held_intent.id).status == "requires_capture"
    processor.core.advance(1)

    intent = v1.payment_intents.retrieve(held_intent.id, {"expand": ["latest_charge"]})
    assert (intent.status, intent.cancellation_reason, intent.latest_charge.refunded) == (
        "canceled",
        "automatic",
        True,
    )
    with pytest.raises(stripe.InvalidRequestError) as refused:
        v1.payment_intents.capture(held_intent.id)
    assert refused.value.code == "payment_intent_unexpected_state"


def test_a_hold_that_is_canceled_takes_nothing(processor, v1):
    held_intent = hold(processor)

    canceled = v1.payment_intents.cancel(held_intent.id)

    assert (canceled.status, canceled.amount_received, canceled.cancellation_reason) == (
        "canceled",
        0,
        None,
    )
    assert v1.balance_transactions.list().data == []


@pytest.mark.parametrize("deed", ["confirm", "capture", "cancel"])
def test_a_captured_intent_can_not_be_done_again(processor, v1, deed):
    payment = capture(processor)

    with pytest.raises(stripe.InvalidRequestError) as refused:
        getattr(v1.payment_intents, deed)(payment.id)

    assert refused.value.code == "payment_intent_unexpected_state"
    assert refused.value.error.payment_intent.id == payment.id


@pytest.mark.parametrize(
    ("card", "code", "decline_code"),
    [
        (DECLINE_AT_CHARGE_CARD, "card_declined", "generic_decline"),
        (NO_FUNDS_AT_CHARGE_CARD, "card_declined", "insufficient_funds"),
        (THREE_D_SECURE_ALWAYS_CARD, "authentication_required", "authentication_required"),
    ],
    ids=["declined", "no funds", "the bank wants to ask"],
)
def test_a_card_that_says_no_leaves_the_intent_asking_for_another(
    processor, v1, card, code, decline_code
):
    intent = make_intent(processor, card=card)

    with pytest.raises(stripe.CardError) as refused:
        v1.payment_intents.confirm(intent.id, {"off_session": True})

    error = refused.value.error
    assert (refused.value.http_status, error.code, error.decline_code) == (402, code, decline_code)
    assert (error.payment_intent.id, error.payment_intent.status) == (
        intent.id,
        "requires_payment_method",
    )
    failed_intent = v1.payment_intents.retrieve(intent.id, {"expand": ["latest_charge"]})
    assert (
        failed_intent.last_payment_error.code,
        failed_intent.latest_charge.status,
        failed_intent.payment_method,
    ) == (
        code,
        "failed",
        None,
    )


def test_a_bank_that_asks_only_the_first_time_lets_the_saved_card_be_charged(processor):
    assert hold(processor, card=THREE_D_SECURE_AT_SETUP_CARD).status == "requires_capture"


def test_somebody_who_is_there_is_asked_by_their_bank(processor, v1):
    intent = make_intent(
        processor, card=THREE_D_SECURE_ALWAYS_CARD, allowed_payment_method_types=["card"]
    )

    challenge = v1.payment_intents.confirm(intent.id)

    assert (challenge.status, challenge.next_action.type) == ("requires_action", "use_stripe_sdk")
    assert v1.payment_intents.cancel(intent.id).status == "canceled"


def test_a_capture_that_fails_leaves_nothing_held(processor, v1):
    held_intent = hold(processor, card=FAILURE_AT_CAPTURE_CARD)

    with pytest.raises(stripe.CardError) as refused:
        v1.payment_intents.capture(held_intent.id)

    assert refused.value.code == "capture_charge_authorization_expired"
    failed_intent = v1.payment_intents.retrieve(held_intent.id)
    assert (
        failed_intent.status,
        failed_intent.amount_capturable,
        failed_intent.amount_received,
    ) == (
        "requires_payment_method",
        0,
        0,
    )


def test_somebody_elses_card_is_refused(processor, v1):
    card_of_another = save_card(processor, make_customer(processor))
    intent = v1.payment_intents.create(
        {
            "amount": 1000,
            "currency": "gbp",
            "customer": make_customer(processor),
            "payment_method": card_of_another,
        }
    )

    with pytest.raises(stripe.InvalidRequestError, match="belongs to a Customer"):
        v1.payment_intents.confirm(intent.id, {"off_session": True})


def test_lists_are_newest_first_and_in_pages(processor, v1):
    customer = make_customer(processor)
    made = [make_intent(processor, customer=customer).id for _ in range(5)]
    make_intent(processor)

    first = v1.payment_intents.list({"customer": customer, "limit": 2})
    second = v1.payment_intents.list(
        {"customer": customer, "limit": 2, "starting_after": first.data[-1].id}
    )

    assert [intent.id for intent in first.data + second.data] == made[:0:-1]
    assert (first.has_more, second.has_more) == (True, True)
    everybody = v1.payment_intents.list({"customer": customer, "limit": 2})
    assert [intent.id for intent in everybody.auto_paging_iter()] == made[::-1]
