"""The same story told to our stand-in and to somebody else's, so that ours does not only agree
with itself.

localstripe keeps no idempotency keys, no Checkout and no connected accounts: those stories are
told to ours alone, in the files beside this one.
"""

import pytest
import requests
import stripe

from standin.cards import ASKS_EVERY_TIME, DECLINES_LATER, DECLINES_NOW, NO_FUNDS_NOW, WORKS
from tests.standin import other_standin
from tests.standin.letterbox import SECRET, Letterbox

WEBHOOKS_ARE_SET_AT = {"ours": "/_standin/webhooks", "localstripe": "/_config/webhooks/one"}


@pytest.fixture(scope="module")
def localstripe():
    try:
        other_standin.install()
    except other_standin.CannotInstall as why:
        pytest.skip(str(why))
    with other_standin.running() as base:
        yield base


@pytest.fixture(params=["ours", "localstripe"])
def name(request) -> str:
    return request.param


@pytest.fixture
def base(name, request) -> str:
    if name == "localstripe":
        return request.getfixturevalue("localstripe")
    return request.getfixturevalue("served").base


@pytest.fixture
def v1(base):
    return stripe.StripeClient(
        "sk_test_standin", base_addresses={"api": base}, max_network_retries=0
    ).v1


def make_method(v1, card) -> str:
    details = {"number": card.number, "exp_month": 12, "exp_year": 2040, "cvc": "123"}
    return v1.payment_methods.create({"type": "card", "card": details}).id


def attach_card(v1, card=WORKS) -> tuple[str, str]:
    customer = v1.customers.create({"name": "Somebody"}).id
    return customer, v1.payment_methods.attach(make_method(v1, card), {"customer": customer}).id


def pay(v1, card=WORKS, pence=1000, **fields):
    """Confirmed with nobody there."""
    customer, method = attach_card(v1, card)
    return v1.payment_intents.create(
        {
            "amount": pence,
            "currency": "gbp",
            "customer": customer,
            "payment_method": method,
            "confirm": True,
            "off_session": True,
            **fields,
        }
    )


def test_a_card_is_saved_for_when_nobody_is_there(v1):
    customer = v1.customers.create({"name": "Somebody"}).id
    intent = v1.setup_intents.create({"customer": customer})
    assert (intent.status, intent.usage) == ("requires_payment_method", "off_session")

    saved = v1.setup_intents.confirm(intent.id, {"payment_method": make_method(v1, WORKS)})

    assert saved.status == "succeeded"


@pytest.mark.parametrize("card", [DECLINES_NOW, NO_FUNDS_NOW], ids=["declined", "no funds"])
def test_some_cards_cannot_even_be_saved(v1, card):
    with pytest.raises(stripe.CardError) as refused:
        attach_card(v1, card)

    assert (refused.value.http_status, refused.value.code) == (402, "card_declined")


def test_a_bank_that_asks_is_asked_while_the_card_is_saved(v1):
    customer = v1.customers.create({"name": "Somebody"}).id
    intent = v1.setup_intents.create({"customer": customer})

    asked = v1.setup_intents.confirm(
        intent.id, {"payment_method": make_method(v1, ASKS_EVERY_TIME)}
    )

    assert (asked.status, asked.next_action.type) == ("requires_action", "use_stripe_sdk")


def test_a_saved_card_is_charged_with_nobody_there(v1):
    assert pay(v1).status == "succeeded"


def test_an_amount_is_held_and_then_taken(v1):
    held = pay(v1, capture_method="manual")
    assert held.status == "requires_capture"

    assert v1.payment_intents.capture(held.id).status == "succeeded"
    assert v1.payment_intents.retrieve(held.id).status == "succeeded"


def test_an_amount_is_held_and_then_let_go(v1):
    held = pay(v1, capture_method="manual")

    assert v1.payment_intents.cancel(held.id).status == "canceled"


def test_a_card_that_saved_may_be_declined_later(v1):
    with pytest.raises(stripe.CardError) as refused:
        pay(v1, DECLINES_LATER)

    assert (refused.value.http_status, refused.value.code) == (402, "card_declined")


def test_nobody_is_charged_while_their_bank_still_asks(v1):
    """The processor declines; localstripe waits for somebody who is not there."""
    try:
        status = pay(v1, ASKS_EVERY_TIME).status
    except stripe.CardError as refused:
        status = refused.error.payment_intent.status

    assert status in ("requires_payment_method", "requires_action")


def test_a_part_is_refunded(v1):
    paid = pay(v1, pence=1000)

    refund = v1.refunds.create({"payment_intent": paid.id, "amount": 400})

    assert (refund.status, refund.amount) == ("succeeded", 400)
    assert [r.id for r in v1.refunds.list({"payment_intent": paid.id}).data] == [refund.id]


def test_what_does_not_exist_is_not_found(v1):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        v1.payment_intents.retrieve("pi_nothing")

    assert refused.value.http_status == 404


def test_what_nobody_knows_is_refused(v1):
    with pytest.raises(stripe.InvalidRequestError):
        v1.customers.create({"nmae": "Somebody"})


def test_a_webhook_is_signed_as_the_library_checks_it(name, base, v1):
    letterbox = Letterbox()
    told = {"url": letterbox.url, "secret": SECRET}
    requests.post(base + WEBHOOKS_ARE_SET_AT[name], json=told, timeout=5)

    paid = pay(v1)

    letterbox.wait_until("payment_intent.succeeded", about=paid.id)
    letterbox.close()
