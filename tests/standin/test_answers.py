"""Every answer has only fields that the library's own classes know."""

import pytest
import stripe

from standin.books import public
from standin.cards import ASKS_EVERY_TIME, DECLINES_LATER, DECLINES_NOW, FAILS_AT_CAPTURE
from standin.core import Core
from tests.standin import making
from tests.standin.conftest import DAY, Processor
from tests.standin.shapes import CLASSES, faults, fields_of


def live_through_everything(processor: Processor) -> None:
    """One of each kind, in as many states as it comes in."""
    v1, core = processor.v1, processor.core
    account = making.make_account(processor)
    v1.accounts.create(making.ACCOUNT)
    paid = making.pay_provider(processor, account)
    v1.refunds.create({"payment_intent": paid.id, "amount": 100, "reverse_transfer": True})
    core.advance(3 * DAY)
    v1.payouts.create({"amount": 500, "currency": "gbp"}, {"stripe_account": account})
    core.advance(2 * DAY)
    v1.payment_intents.cancel(making.hold(processor).id)
    making.hold(processor)
    for card in (DECLINES_LATER, ASKS_EVERY_TIME):
        with pytest.raises(stripe.CardError):
            making.hold(processor, card=card)
    with pytest.raises(stripe.CardError):
        v1.payment_intents.capture(making.hold(processor, card=FAILS_AT_CAPTURE).id)
    making.save_card(processor, making.make_customer(processor), DECLINES_NOW)
    session = making.make_session(processor, making.make_customer(processor))
    processor.press(session.url, f"card={ASKS_EVERY_TIME.number}")


@pytest.fixture(scope="module")
def held():
    processor = Processor(Core(seed=7))
    live_through_everything(processor)
    things = processor.core.books.everywhere.values()
    return [public(thing) for thing in things if thing["object"] in CLASSES]


@pytest.mark.parametrize("kind", sorted(set(CLASSES) - {"balance", "bank_account"}))
def test_no_answer_has_a_field_the_library_does_not_know(held, kind):
    of_kind = [thing for thing in held if thing["object"] == kind]
    if kind == "account_link":
        of_kind = [{k: v for k, v in thing.items() if k != "id"} for thing in of_kind]

    assert of_kind
    assert sorted({fault for thing in of_kind for fault in faults(thing)}) == []


def test_a_balance_too():
    told = Processor(Core()).v1.balance.retrieve().to_dict()

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
    with pytest.raises(stripe.CardError) as refused:
        making.hold(Processor(Core()), card=DECLINES_LATER)

    assert faults(refused.value.json_body["error"], stripe.ErrorObject) == []
