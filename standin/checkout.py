"""Checkout sessions in setup mode: the processor's own page where a person saves a card."""

from typing import Any

from stripe.params.checkout import (
    SessionCreateParams,
    SessionExpireParams,
    SessionRetrieveParams,
)

from standin import setup_intents
from standin.agenda import errand
from standin.books import Thing
from standin.call import Call
from standin.errors import invalid
from standin.metadata import written
from standin.parameters import missing
from standin.routes import serves
from standin.web_addresses import check_url

DAY = 24 * 60 * 60


@serves("checkout.sessions.create", "POST", "/v1/checkout/sessions", SessionCreateParams)
def create(
    call: Call,
    *,
    mode: str,
    customer: str | None = None,
    success_url: str | None = None,
    cancel_url: str | None = None,
    currency: str | None = None,
    allowed_payment_method_types: list[str] | None = None,
    metadata: Any = None,
) -> Thing:
    if mode != "setup":
        raise invalid("The stand-in serves Checkout in setup mode only.", param="mode")
    if currency is None and allowed_payment_method_types is None:
        raise missing("currency")
    check_url("success_url", success_url)
    if cancel_url is not None:
        check_url("cancel_url", cancel_url)
    intent = setup_intents.create(
        call, customer=customer, allowed_payment_method_types=allowed_payment_method_types
    )
    session = call.add(
        "checkout.session",
        "cs_test",
        allowed_payment_method_types=allowed_payment_method_types,
        amount_subtotal=None,
        amount_total=None,
        cancel_url=cancel_url,
        client_reference_id=None,
        client_secret=None,
        currency=currency,
        custom_fields=[],
        customer=customer,
        customer_creation=None,
        customer_details=None,
        customer_email=None,
        expires_at=call.now + DAY,
        livemode=False,
        locale=None,
        metadata=written(metadata),
        mode="setup",
        payment_intent=None,
        payment_method_options={},
        payment_method_types=["card"],
        payment_status="no_payment_required",
        setup_intent=intent["id"],
        status="open",
        success_url=success_url,
        ui_mode="hosted_page",
        url=None,
        _due=[call.now + DAY, "session_expires"],
    )
    return call.change(session, url=f"{call.origin}/pay/{session['id']}")


@serves("checkout.sessions.retrieve", "GET", "/v1/checkout/sessions/{id}", SessionRetrieveParams)
def retrieve(call: Call, session: str) -> Thing:
    return call.get("checkout.session", session, "session")


@serves(
    "checkout.sessions.expire", "POST", "/v1/checkout/sessions/{id}/expire", SessionExpireParams
)
def expire(call: Call, session: str) -> Thing:
    held = call.get("checkout.session", session, "session")
    if held["status"] != "open":
        raise invalid(
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout'
            f" Session has a status of {held['status']}."
        )
    return _expire(call, held)


@errand("session_expires")
def _expires(call: Call, session: Thing) -> None:
    if session["status"] == "open":
        _expire(call, session)


def _expire(call: Call, session: Thing) -> Thing:
    call.change(session, status="expired", url=None, _due=None)
    intent = call.get("setup_intent", session["setup_intent"])
    if intent["status"] in setup_intents.OPEN:
        setup_intents.cancel(call, intent)
    return call.say("checkout.session.expired", session)


def complete(call: Call, session: Thing) -> Thing:
    """The card is saved: what the setup intent became makes the session complete."""
    call.change(session, status="complete", url=None, _due=None)
    return call.say("checkout.session.completed", session)


def success_address(session: Thing) -> str:
    address: str = session["success_url"]
    return address.replace("{CHECKOUT_SESSION_ID}", session["id"])
