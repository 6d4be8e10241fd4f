"""Checkout sessions in setup mode: the processor's own page where a person saves a card."""

from typing import Any

from stripe.params.checkout import (
    SessionCreateParams,
    SessionExpireParams,
    SessionRetrieveParams,
)

from standin.api.call import Call
from standin.api.errors import invalid_request, missing_param
from standin.api.metadata import clean_metadata
from standin.api.routes import route
from standin.api.urls import check_url
from standin.clock import DAY
from standin.resources.setup_intents import OPEN_STATES, cancel_setup, create_setup_intent
from standin.store.object_store import ApiObject
from standin.store.schedule import scheduled_job

SESSION_OPEN_FOR = DAY


@route("checkout.sessions.create", "POST", "/v1/checkout/sessions", SessionCreateParams)
def create_session(
    call: Call,
    *,
    mode: str,
    customer: str | None = None,
    success_url: str | None = None,
    cancel_url: str | None = None,
    currency: str | None = None,
    allowed_payment_method_types: list[str] | None = None,
    metadata: Any = None,
) -> ApiObject:
    if mode != "setup":
        raise invalid_request("The stand-in serves Checkout in setup mode only.", param="mode")
    if currency is None and allowed_payment_method_types is None:
        raise missing_param("currency")
    check_url("success_url", success_url)
    if cancel_url is not None:
        check_url("cancel_url", cancel_url)
    intent = create_setup_intent(call, customer, allowed_payment_method_types)
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
        expires_at=call.now + SESSION_OPEN_FOR,
        livemode=False,
        locale=None,
        metadata=clean_metadata(metadata),
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
        _due=[call.now + SESSION_OPEN_FOR, "expire_session"],
    )
    return call.update(session, url=f"{call.origin}/pay/{session['id']}")


@route("checkout.sessions.retrieve", "GET", "/v1/checkout/sessions/{id}", SessionRetrieveParams)
def retrieve_session(call: Call, session_id: str) -> ApiObject:
    return call.get("checkout.session", session_id, "session")


@route("checkout.sessions.expire", "POST", "/v1/checkout/sessions/{id}/expire", SessionExpireParams)
def expire_session(call: Call, session_id: str) -> ApiObject:
    session = call.get("checkout.session", session_id, "session")
    if session["status"] != "open":
        raise invalid_request(
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout'
            f" Session has a status of {session['status']}."
        )
    return _expire_open_session(call, session)


@scheduled_job("expire_session")
def _expire_session_in_time(call: Call, session: ApiObject) -> None:
    if session["status"] == "open":
        _expire_open_session(call, session)


def _expire_open_session(call: Call, session: ApiObject) -> ApiObject:
    call.update(session, status="expired", url=None, _due=None)
    intent = call.get("setup_intent", session["setup_intent"])
    if intent["status"] in OPEN_STATES:
        cancel_setup(call, intent)
    return call.emit("checkout.session.expired", session)


def complete_session(call: Call, session: ApiObject) -> ApiObject:
    """The card is saved: what the setup intent became makes the session complete."""
    call.update(session, status="complete", url=None, _due=None)
    return call.emit("checkout.session.completed", session)


def success_url(session: ApiObject) -> str:
    url: str = session["success_url"]
    return url.replace("{CHECKOUT_SESSION_ID}", session["id"])
