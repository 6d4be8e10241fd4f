"""Every answer has only fields that the library's own classes know."""

import pytest
import stripe

from standin.cards import (
    DECLINE_AT_CHARGE_CARD,
    DECLINE_CARD,
    FAILURE_AT_CAPTURE_CARD,
    THREE_D_SECURE_ALWAYS_CARD,
)
from standin.core import Core
from standin.store.object_store import public_copy
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
    for card in (DECLINE_AT_CHARGE_CARD, THREE_D_SECURE_ALWAYS_CARD):
        with pytest.raises(stripe.CardError):
            making.hold(processor, card=card)
    with pytest.raises(stripe.CardError):
        v1.payment_intents.capture(making.hold(processor, card=FAILURE_AT_CAPTURE_CARD).id)
    making.save_card(processor, making.make_customer(processor), DECLINE_CARD)
    session = making.make_session(processor, making.make_customer(processor))
    processor.press(session.url, f"card={THREE_D_SECURE_ALWAYS_CARD.number}")


@pytest.fixture(scope="module")
def api_objects():
    processor = Processor(Core(seed=7))
    live_through_everything(processor)
    things = processor.core.store.by_id.values()
    return [public_copy(thing) for thing in things if thing["object"] in CLASSES]


@pytest.mark.parametrize("kind", sorted(set(CLASSES) - {"balance", "bank_account"}))
def test_no_answer_has_a_field_the_library_does_not_know(api_objects, kind):
    of_kind = [thing for thing in api_objects if thing["object"] == kind]
    if kind == "account_link":
        of_kind = [{k: v for k, v in thing.items() if k != "id"} for thing in of_kind]

    assert of_kind
    assert sorted({fault for thing in of_kind for fault in faults(thing)}) == []


def test_a_balance_too():
    balance = Processor(Core()).v1.balance.retrieve().to_dict()

    assert faults(balance) == []


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
        making.hold(Processor(Core()), card=DECLINE_AT_CHARGE_CARD)

    assert faults(refused.value.json_body["error"], stripe.ErrorObject) == []
