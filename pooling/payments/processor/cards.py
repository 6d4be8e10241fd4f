"""Saving a card on the processor's own page, so that its number never comes near us."""

from dataclasses import dataclass

from pooling.payments.processor import client as door


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


def create_customer(*, command) -> str:
    """The id of a customer with no name and no address: the processor needs one to keep a card."""
    with door.translate_errors():
        return (
            door.client()
            .v1.customers.create(
                {"metadata": {"command": str(command)}}, door.key(command, "customer")
            )
            .id
        )


def create_checkout_session(
    *, command, customer_id: str, success_url: str, cancel_url: str
) -> CheckoutSession:
    with door.translate_errors():
        return _page(
            door.client().v1.checkout.sessions.create(
                {
                    "mode": "setup",
                    "currency": "gbp",
                    "customer": customer_id,
                    "allowed_payment_method_types": ["card"],
                    "success_url": success_url,
                    "cancel_url": cancel_url,
                    "metadata": {"command": str(command)},
                },
                door.key(command, "page"),
            )
        )


def read_checkout_session(session_id: str) -> CheckoutSession:
    with door.translate_errors():
        return _page(
            door.client().v1.checkout.sessions.retrieve(
                session_id, {"expand": ["setup_intent.payment_method"]}
            )
        )


def expire_checkout_session(session_id: str) -> None:
    """Close a page that nobody should complete any more. One that is closed already stays so."""
    try:
        with door.translate_errors():
            door.client().v1.checkout.sessions.expire(session_id)
    except door.ProcessorRefused:
        return


def detach(payment_method_id: str) -> None:
    """Forget the card there. One that is gone already is no trouble."""
    try:
        with door.translate_errors():
            door.client().v1.payment_methods.detach(payment_method_id)
    except door.ProcessorRefused:
        return


def _page(found) -> CheckoutSession:
    page = CheckoutSession(
        id=found.id,
        url=found.url or "",
        is_open=found.status == "open",
        is_complete=found.status == "complete",
    )
    intent = found.setup_intent
    if not page.is_complete or intent is None or isinstance(intent, str):
        return page
    method = intent.payment_method
    if intent.status != "succeeded" or method is None:
        return page
    return CheckoutSession(
        id=page.id,
        url=page.url,
        is_open=False,
        is_complete=True,
        setup_intent_id=intent.id,
        payment_method_id=method.id,
        brand=method.card.brand,
        last4=method.card.last4,
    )
