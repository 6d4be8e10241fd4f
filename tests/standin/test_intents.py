"""A payment: created, its id known, then confirmed, captured or let go."""

import pytest
import stripe

from standin.cards import (
    ASKS_EVERY_TIME,
    ASKS_FIRST_TIME,
    DECLINES_LATER,
    FAILS_AT_CAPTURE,
    NO_FUNDS_LATER,
    WORKS,
    WORKS_MASTERCARD,
)
from tests.standin.conftest import DAY, NINE_IN_MAY
from tests.standin.making import capture, hold, make_customer, make_intent, save_card

HOUR = 60 * 60


def test_creating_an_intent_moves_nothing(v1):
    intent = make_intent(v1)

    assert (intent.status, intent.amount_capturable, intent.latest_charge) == (
        "requires_confirmation",
        0,
        None,
    )


def test_confirming_holds_the_amount_and_capturing_takes_it(v1):
    held = hold(v1, 1250)
    assert (held.status, held.amount_capturable, held.latest_charge.captured) == (
        "requires_capture",
        1250,
        False,
    )

    taken = v1.payment_intents.capture(held.id, {"expand": ["latest_charge"]})

    assert (taken.status, taken.amount_received, taken.latest_charge.amount_captured) == (
        "succeeded",
        1250,
        1250,
    )


@pytest.mark.parametrize(
    ("card", "attended", "lasts"),
    [
        (WORKS, False, 4 * DAY + 18 * HOUR),
        (WORKS_MASTERCARD, False, 7 * DAY),
        (WORKS, True, 7 * DAY),
    ],
    ids=["visa, nobody there", "mastercard, nobody there", "visa, somebody there"],
)
def test_how_long_a_hold_lasts(v1, card, attended, lasts):
    intent = make_intent(v1, card=card, allowed_payment_method_types=["card"])

    told = {"expand": ["latest_charge"]}
    held = v1.payment_intents.confirm(
        intent.id, told if attended else {**told, "off_session": True}
    )

    details = held.latest_charge.payment_method_details.card
    assert details.capture_before == NINE_IN_MAY + lasts


def test_a_hold_lapses_by_itself(processor, v1):
    held = hold(v1)

    processor.core.advance(4 * DAY + 18 * HOUR - 1)
    assert v1.payment_intents.retrieve(held.id).status == "requires_capture"
    processor.core.advance(1)

    intent = v1.payment_intents.retrieve(held.id, {"expand": ["latest_charge"]})
    assert (intent.status, intent.cancellation_reason, intent.latest_charge.refunded) == (
        "canceled",
        "automatic",
        True,
    )
    with pytest.raises(stripe.InvalidRequestError) as refused:
        v1.payment_intents.capture(held.id)
    assert refused.value.code == "payment_intent_unexpected_state"


def test_less_than_was_held_may_be_captured_but_not_more(v1):
    held = hold(v1, 1000)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        v1.payment_intents.capture(held.id, {"amount_to_capture": 1001})
    assert refused.value.code == "amount_too_large"

    taken = v1.payment_intents.capture(held.id, {"amount_to_capture": 900})

    assert (taken.status, taken.amount_received) == ("succeeded", 900)


def test_a_hold_that_is_canceled_takes_nothing(v1):
    held = hold(v1)

    let_go = v1.payment_intents.cancel(held.id, {"cancellation_reason": "abandoned"})

    assert (let_go.status, let_go.amount_received, let_go.cancellation_reason) == (
        "canceled",
        0,
        "abandoned",
    )
    assert v1.balance_transactions.list().data == []


@pytest.mark.parametrize("deed", ["confirm", "capture", "cancel"])
def test_a_captured_intent_can_not_be_done_again(v1, deed):
    taken = capture(v1)

    with pytest.raises(stripe.InvalidRequestError) as refused:
        getattr(v1.payment_intents, deed)(taken.id)

    assert refused.value.code == "payment_intent_unexpected_state"
    assert refused.value.error.payment_intent.id == taken.id


@pytest.mark.parametrize(
    ("card", "code", "decline_code"),
    [
        (DECLINES_LATER, "card_declined", "generic_decline"),
        (NO_FUNDS_LATER, "card_declined", "insufficient_funds"),
        (ASKS_EVERY_TIME, "authentication_required", "authentication_required"),
    ],
    ids=["declined", "no funds", "the bank wants to ask"],
)
def test_a_card_that_says_no_leaves_the_intent_asking_for_another(v1, card, code, decline_code):
    customer = make_customer(v1)
    method = v1.payment_methods.create({"type": "card", "card": {"number": card.number}})
    v1.payment_methods.attach(method.id, {"customer": customer})
    intent = v1.payment_intents.create(
        {"amount": 1000, "currency": "gbp", "customer": customer, "payment_method": method.id}
    )

    with pytest.raises(stripe.CardError) as refused:
        v1.payment_intents.confirm(intent.id, {"off_session": True})

    error = refused.value.error
    assert (refused.value.http_status, error.code, error.decline_code) == (402, code, decline_code)
    assert (error.payment_intent.id, error.payment_intent.status) == (
        intent.id,
        "requires_payment_method",
    )
    left = v1.payment_intents.retrieve(intent.id, {"expand": ["latest_charge"]})
    assert (left.last_payment_error.code, left.latest_charge.status, left.payment_method) == (
        code,
        "failed",
        None,
    )


def test_another_card_may_be_tried_after_a_decline(v1):
    customer = make_customer(v1)
    intent = make_intent(v1, card=DECLINES_LATER, customer=customer)
    with pytest.raises(stripe.CardError):
        v1.payment_intents.confirm(intent.id, {"off_session": True})

    held = v1.payment_intents.confirm(
        intent.id, {"off_session": True, "payment_method": save_card(v1, customer)}
    )

    assert held.status == "requires_capture"


def test_a_bank_that_asks_only_the_first_time_lets_a_proven_card_be_charged(processor, v1):
    customer = make_customer(v1)
    method = v1.payment_methods.create({"type": "card", "card": {"number": ASKS_FIRST_TIME.number}})
    setup = v1.setup_intents.create(
        {
            "customer": customer,
            "payment_method": method.id,
            "confirm": True,
            "return_url": "https://purse.example/back",
        }
    )
    assert setup.status == "requires_action"

    page = processor.press(setup.next_action.redirect_to_url.url, "answer=yes")

    assert page.location == "https://purse.example/back"
    paid = v1.payment_intents.create(
        {
            "amount": 1000,
            "currency": "gbp",
            "customer": customer,
            "payment_method": method.id,
            "confirm": True,
            "off_session": True,
        }
    )
    assert paid.status == "succeeded"


def test_somebody_who_is_there_may_answer_their_bank(processor, v1):
    intent = make_intent(v1, card=ASKS_EVERY_TIME)
    asked = v1.payment_intents.confirm(intent.id, {"return_url": "https://purse.example/back"})
    assert asked.status == "requires_action"
    url = asked.next_action.redirect_to_url.url
    assert "pays £10.00" in processor.open(url).body

    processor.press(url, "answer=yes")

    assert v1.payment_intents.retrieve(intent.id).status == "requires_capture"


def test_somebody_who_tells_their_bank_no_pays_nothing(processor, v1):
    intent = make_intent(v1, card=ASKS_EVERY_TIME)
    asked = v1.payment_intents.confirm(intent.id, {"return_url": "https://purse.example/back"})

    processor.press(asked.next_action.redirect_to_url.url, "answer=no")

    assert v1.payment_intents.retrieve(intent.id).status == "requires_payment_method"


def test_a_capture_that_fails_leaves_nothing_held(v1):
    held = hold(v1, card=FAILS_AT_CAPTURE)

    with pytest.raises(stripe.CardError) as refused:
        v1.payment_intents.capture(held.id)

    assert refused.value.code == "capture_charge_authorization_expired"
    left = v1.payment_intents.retrieve(held.id)
    assert (left.status, left.amount_capturable, left.amount_received) == (
        "requires_payment_method",
        0,
        0,
    )


def test_somebody_elses_card_is_refused(v1):
    card_of_another = save_card(v1, make_customer(v1))
    intent = v1.payment_intents.create(
        {
            "amount": 1000,
            "currency": "gbp",
            "customer": make_customer(v1),
            "payment_method": card_of_another,
        }
    )

    with pytest.raises(stripe.InvalidRequestError, match="belongs to a Customer"):
        v1.payment_intents.confirm(intent.id, {"off_session": True})


def test_lists_are_newest_first_and_in_pages(v1):
    customer = make_customer(v1)
    made = [make_intent(v1, customer=customer).id for _ in range(5)]
    make_intent(v1)

    first = v1.payment_intents.list({"customer": customer, "limit": 2})
    second = v1.payment_intents.list(
        {"customer": customer, "limit": 2, "starting_after": first.data[-1].id}
    )

    assert [intent.id for intent in first.data + second.data] == made[:0:-1]
    assert (first.has_more, second.has_more) == (True, True)
    everybody = v1.payment_intents.list({"customer": customer, "limit": 2})
    assert [intent.id for intent in everybody.auto_paging_iter()] == made[::-1]
