"""Every answer has only fields that the library's own classes know."""

import pytest
import stripe

from standin.books import public
from standin.cards import ASKS_EVERY_TIME, DECLINES_LATER, DECLINES_NOW, FAILS_AT_CAPTURE
from standin.core import Core
from standin.inprocess import client, save_card
from tests.standin import making
from tests.standin.conftest import DAY, Processor
from tests.standin.shapes import CLASSES, faults, fields_of


def live_through_everything(core: Core) -> None:
    """One of each kind, in as many states as it comes in."""
    v1 = client(core, max_network_retries=0).v1
    account = making.make_account(Processor(core), v1)
    v1.accounts.create({"type": "express"})
    paid = making.pay_provider(v1, account, application_fee_amount=50)
    v1.refunds.create(
        {
            "payment_intent": paid.id,
            "amount": 100,
            "reverse_transfer": True,
            "refund_application_fee": True,
        }
    )
    core.advance(3 * DAY)
    v1.payouts.create({"amount": 500, "currency": "gbp"}, {"stripe_account": account})
    core.advance(2 * DAY)
    v1.payment_intents.cancel(making.hold(v1).id)
    making.hold(v1)
    for card in (DECLINES_LATER, ASKS_EVERY_TIME):
        with pytest.raises(stripe.CardError):
            making.hold(v1, card=card)
    with pytest.raises(stripe.CardError):
        v1.payment_intents.capture(making.hold(v1, card=FAILS_AT_CAPTURE).id)
    with pytest.raises(stripe.CardError):
        making.save_card(v1, making.make_customer(v1), DECLINES_NOW)
    asked = making.make_intent(v1, card=ASKS_EVERY_TIME)
    v1.payment_intents.confirm(asked.id, {"return_url": "https://purse.example/back"})
    session = v1.checkout.sessions.create(
        {
            "mode": "setup",
            "currency": "gbp",
            "customer": making.make_customer(v1),
            "success_url": "https://purse.example/saved",
        }
    )
    save_card(core, session.url, "4242424242424242")


@pytest.fixture(scope="module")
def held():
    core = Core(seed=7)
    live_through_everything(core)
    things = core.books.everywhere.values()
    return [public(thing) for thing in things if thing["object"] in CLASSES]


@pytest.mark.parametrize("kind", sorted(set(CLASSES) - {"balance", "bank_account"}))
def test_no_answer_has_a_field_the_library_does_not_know(held, kind):
    of_kind = [thing for thing in held if thing["object"] == kind]
    if kind == "account_link":
        of_kind = [{k: v for k, v in thing.items() if k != "id"} for thing in of_kind]

    assert of_kind
    assert sorted({fault for thing in of_kind for fault in faults(thing)}) == []


def test_a_balance_too():
    core = Core()
    told = client(core).v1.balance.retrieve().to_dict()

    assert faults(told) == []


def test_the_comparison_sees_what_is_wrong():
    wrong = {"object": "payment_intent", "amount": None, "colour": "red", "transfer_data": {"x": 1}}

    assert faults(wrong) == [
        "amount: may not be null",
        "colour: not a field",
        "transfer_data.x: not a field",
    ]
    assert "capture_before" in fields_of(stripe.Charge.PaymentMethodDetails.Card)


def test_an_error_has_only_fields_the_library_knows():
    core = Core()
    v1 = client(core, max_network_retries=0).v1

    with pytest.raises(stripe.CardError) as refused:
        making.hold(v1, card=DECLINES_LATER)

    assert faults(refused.value.json_body["error"], stripe.ErrorObject) == []
