"""Saving a card on the processor's own page, so that its number never comes near us."""

from dataclasses import dataclass
from uuid import UUID

import stripe

from pooling.payments.processor import client


@dataclass(frozen=True)
class CheckoutSession:
    """Checkout in setup mode. The card's fields are filled once the page was completed."""

    id: str
    url: str
    is_open: bool
    is_complete: bool
    setup_intent_id: str = ""
    payment_method_id: str = ""
    brand: str = ""
    last4: str = ""


def create_customer(*, command_id: UUID) -> str:
    """The id of a customer with no name and no address: the processor needs one to keep a card."""
    with client.translate_errors():
        return (
            client.stripe_client()
            .v1.customers.create(
                {"metadata": {"command": str(command_id)}},
                client.idempotency_key(command_id, "customer"),
            )
            .id
        )


def create_checkout_session(
    *, command_id: UUID, customer_id: str, success_url: str, cancel_url: str
) -> CheckoutSession:
    with client.translate_errors():
        return _session_from(
            client.stripe_client().v1.checkout.sessions.create(
                {
                    "mode": "setup",
                    "currency": "gbp",
                    "customer": customer_id,
                    "allowed_payment_method_types": ["card"],
                    "success_url": success_url,
                    "cancel_url": cancel_url,
                    "metadata": {"command": str(command_id)},
                },
                client.idempotency_key(command_id, "page"),
            )
        )


def read_checkout_session(checkout_session_id: str) -> CheckoutSession:
    with client.translate_errors():
        return _session_from(
            client.stripe_client().v1.checkout.sessions.retrieve(
                checkout_session_id, {"expand": ["setup_intent.payment_method"]}
            )
        )


def expire_checkout_session(checkout_session_id: str) -> None:
    """Close a page that nobody should complete any more. One that is closed already stays so."""
    try:
        with client.translate_errors():
            client.stripe_client().v1.checkout.sessions.expire(checkout_session_id)
    except client.ProcessorRefused:
        return


def detach_payment_method(payment_method_id: str) -> None:
    """Forget the card there. One that is gone already is no trouble."""
    try:
        with client.translate_errors():
            client.stripe_client().v1.payment_methods.detach(payment_method_id)
    except client.ProcessorRefused:
        return


def _session_from(session: stripe.checkout.Session) -> CheckoutSession:
    page = CheckoutSession(
        id=session.id,
        url=session.url or "",
        is_open=session.status == "open",
        is_complete=session.status == "complete",
    )
    intent = session.setup_intent
    if not page.is_complete or intent is None or isinstance(intent, str):
        return page
    method = intent.payment_method
    if intent.status != "succeeded" or method is None or isinstance(method, str):
        return page
    return CheckoutSession(
        id=page.id,
        url=page.url,
        is_open=False,
        is_complete=True,
        setup_intent_id=intent.id,
        payment_method_id=method.id,
        brand=method.card.brand if method.card else "",
        last4=method.card.last4 or "" if method.card else "",
    )
