"""Setup intents: saving a card so that it may be charged later without the person there.

A Checkout session makes one and its page confirms it; they have no address of their own here.
"""

from standin.api.call import Call
from standin.api.errors import ApiError
from standin.cards import Decline, ThreeDSecure
from standin.resources.intent_status import IntentStatus
from standin.resources.payment_methods import (
    attach_to_customer,
    card_of,
    check_cards_only,
    decline_error,
)
from standin.resources.three_d_secure import NEXT_ACTION, is_asked_at_setup
from standin.store.object_store import ApiObject, public_copy

OPEN_STATES = (IntentStatus.REQUIRES_PAYMENT_METHOD, IntentStatus.REQUIRES_ACTION)


def create_setup_intent(
    call: Call, customer: str | None, allowed_payment_method_types: list[str] | None
) -> ApiObject:
    if customer is not None:
        call.get("customer", customer, "customer")
    check_cards_only(allowed_payment_method_types)
    intent = call.add(
        "setup_intent",
        "seti",
        allowed_payment_method_types=allowed_payment_method_types,
        application=None,
        automatic_payment_methods=None,
        cancellation_reason=None,
        client_secret=None,
        customer=customer,
        description=None,
        flow_directions=None,
        last_setup_error=None,
        latest_attempt=None,
        livemode=False,
        mandate=None,
        metadata={},
        next_action=None,
        on_behalf_of=None,
        payment_method=None,
        payment_method_options={"card": {"request_three_d_secure": "automatic"}},
        payment_method_types=["card"],
        single_use_mandate=None,
        status=IntentStatus.REQUIRES_PAYMENT_METHOD,
        usage="off_session",
    )
    call.update(intent, client_secret=f"{intent['id']}_secret_standin")
    return call.emit("setup_intent.created", intent)


def cancel_setup(call: Call, intent: ApiObject) -> ApiObject:
    call.update(intent, status=IntentStatus.CANCELED, next_action=None)
    return call.emit("setup_intent.canceled", intent)


def confirm_setup(call: Call, intent: ApiObject, method: ApiObject) -> ApiObject:
    call.update(intent, payment_method=method["id"])
    decline = card_of(method).setup_decline
    if decline is not None:
        raise fail_setup(call, intent, method, decline)
    if is_asked_at_setup(method):
        call.update(intent, status=IntentStatus.REQUIRES_ACTION, next_action=NEXT_ACTION)
        return call.emit("setup_intent.requires_action", intent)
    return complete_setup(call, intent, method)


def complete_setup(call: Call, intent: ApiObject, method: ApiObject) -> ApiObject:
    """The card is saved; a bank that asks only the first time has now been answered."""
    if intent["customer"] is not None:
        attach_to_customer(call, method, intent["customer"])
    is_answered_for_good = card_of(method).three_d_secure is ThreeDSecure.AT_SETUP
    call.update(method, _is_authenticated=is_answered_for_good)
    call.update(
        intent,
        status=IntentStatus.SUCCEEDED,
        payment_method=method["id"],
        next_action=None,
        last_setup_error=None,
    )
    return call.emit("setup_intent.succeeded", intent)


def fail_setup(call: Call, intent: ApiObject, method: ApiObject, decline: Decline) -> ApiError:
    """Back to needing a card; the error that says so."""
    call.update(
        intent,
        status=IntentStatus.REQUIRES_PAYMENT_METHOD,
        payment_method=None,
        next_action=None,
        last_setup_error={
            **decline_error(decline).error,
            "payment_method": public_copy(method),
        },
    )
    call.emit("setup_intent.setup_failed", intent)
    return decline_error(
        decline, setup_intent=public_copy(intent), payment_method=public_copy(method)
    )
