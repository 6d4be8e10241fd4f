"""The same story told to our stand-in and to somebody else's, so that ours does not only agree
with itself.

localstripe keeps no idempotency keys, no Checkout and no connected accounts: those stories are
told to ours alone, in the files beside this one.
"""

import pytest
import requests
import stripe

from standin.cards import DECLINE_AT_CHARGE_CARD, THREE_D_SECURE_ALWAYS_CARD, WORKING_VISA
from tests.standin import other_standin
from tests.standin.conftest import Processor
from tests.standin.letterbox import SECRET, Letterbox
from tests.standin.making import save_card
from tests.waits import TEST_WAIT_SECONDS

pytestmark = pytest.mark.process

WEBHOOK_HANDLES = {"ours": "/_standin/webhooks", "localstripe": "/_config/webhooks/one"}


@pytest.fixture(scope="module")
def localstripe():
    try:
        other_standin.install()
    except other_standin.CannotInstall as error:
        pytest.skip(str(error))
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
def processor(base) -> Processor:
    return Processor(None, base)


@pytest.fixture
def make_card(name, processor, v1):
    """A customer with a saved card: ours takes it on a page, and localstripe has none."""

    def attach(card) -> tuple[str, str]:
        customer = v1.customers.create().id
        if name == "ours":
            return customer, save_card(processor, customer, card)
        details = {"number": card.number, "exp_month": 12, "exp_year": 2040, "cvc": "123"}
        method = v1.payment_methods.create({"type": "card", "card": details})
        return customer, v1.payment_methods.attach(method.id, {"customer": customer}).id

    return attach


@pytest.fixture
def pay(name, v1, make_card):
    """Confirmed with nobody there; localstripe knows that only of an intent's creation."""

    def confirm(card=WORKING_VISA, pence=1000, **fields):
        customer, method = make_card(card)
        params = {"amount": pence, "currency": "gbp", "customer": customer, **fields}
        params["payment_method"] = method
        nobody_there = {"off_session": True}
        if name == "localstripe":
            return v1.payment_intents.create({**params, **nobody_there, "confirm": True})
        return v1.payment_intents.confirm(v1.payment_intents.create(params).id, nobody_there)

    return confirm


def test_a_saved_card_is_charged_with_nobody_there(pay):
    assert pay().status == "succeeded"


def test_an_amount_is_held_and_then_taken(v1, pay):
    intent = pay(capture_method="manual")
    assert intent.status == "requires_capture"

    assert v1.payment_intents.capture(intent.id).status == "succeeded"
    assert v1.payment_intents.retrieve(intent.id).status == "succeeded"


def test_an_amount_is_held_and_then_let_go(v1, pay):
    intent = pay(capture_method="manual")

    assert v1.payment_intents.cancel(intent.id).status == "canceled"


def test_a_card_that_saved_may_be_declined_later(pay):
    with pytest.raises(stripe.CardError) as refused:
        pay(DECLINE_AT_CHARGE_CARD)

    assert (refused.value.http_status, refused.value.code) == (402, "card_declined")


def test_nobody_is_charged_while_their_bank_still_asks(pay):
    """The processor declines; localstripe waits for somebody who is not there."""
    try:
        status = pay(THREE_D_SECURE_ALWAYS_CARD).status
    except stripe.CardError as refused:
        status = refused.error.payment_intent.status

    assert status in ("requires_payment_method", "requires_action")


def test_a_part_is_refunded(v1, pay):
    payment = pay(pence=1000)

    refund = v1.refunds.create({"payment_intent": payment.id, "amount": 400})

    assert (refund.status, refund.amount) == ("succeeded", 400)
    assert [r.id for r in v1.refunds.list({"payment_intent": payment.id}).data] == [refund.id]


def test_what_does_not_exist_is_not_found(v1):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        v1.payment_intents.retrieve("pi_nothing")

    assert refused.value.http_status == 404


def test_what_nobody_knows_is_refused(v1):
    with pytest.raises(stripe.InvalidRequestError):
        v1.customers.create({"nmae": "Somebody"})


def test_a_webhook_is_signed_as_the_library_checks_it(name, base, pay):
    letterbox = Letterbox()
    target = {"url": letterbox.url, "secret": SECRET}
    requests.post(base + WEBHOOK_HANDLES[name], json=target, timeout=TEST_WAIT_SECONDS)

    payment = pay()

    letterbox.wait_until("payment_intent.succeeded", object_id=payment.id)
    letterbox.close()
