"""Payment intents: one attempt to take money from a card, held first and captured later."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import stripe

from pooling.payments.processor import client
from pooling.payments.states.cards import CardFailure

# Where the processor does not say: the shortest time that any bank holds money for us.
MIN_HOLD_FOR = timedelta(days=4)
CURRENCY = "gbp"


class IntentStatus(StrEnum):
    NEEDS_CARD = "requires_payment_method"
    NEEDS_CONFIRMING = "requires_confirmation"
    NEEDS_ACTION = "requires_action"
    PROCESSING = "processing"
    HELD = "requires_capture"
    CAPTURED = "succeeded"
    CANCELLED = "canceled"


@dataclass(frozen=True)
class PaymentIntent:
    id: str
    status: IntentStatus
    pence: int
    received_pence: int
    command_id: str
    processor_charge_id: str = ""
    refunded_pence: int = 0
    capture_before: datetime | None = None
    failure: CardFailure | None = None
    lapsed: bool = False  # cancelled by time, not by anybody


def create_intent(
    *,
    command_id: UUID,
    key_version: int,
    pence: int,
    customer_id: str,
    payment_method_id: str,
    processor_account_id: str,
    about: dict[str, str],
) -> PaymentIntent:
    """Written down at the processor and not yet asked of the bank: this alone takes nothing.

    The money is the provider's from the start (`on_behalf_of`, `transfer_data`), and the
    processor's fee is the operator's: nothing is taken from what a person gives.
    """
    with client.translate_errors():
        intent = client.stripe_client().v1.payment_intents.create(
            {
                "amount": pence,
                "currency": CURRENCY,
                "customer": customer_id,
                "payment_method": payment_method_id,
                "allowed_payment_method_types": ["card"],
                "capture_method": "manual",
                "on_behalf_of": processor_account_id,
                "transfer_data": {"destination": processor_account_id},
                "metadata": {"command": str(command_id), **about},
            },
            client.idempotency_key(command_id, "create", key_version),
        )
    return _intent(intent)


def find_intents(*, command_id: UUID, customer_id: str) -> list[PaymentIntent]:
    """Every intent that this command ever made: what to ask before making another."""
    with client.translate_errors():
        rows = client.stripe_client().v1.payment_intents.list(
            {"customer": customer_id, "limit": 100}
        )
        return [
            _intent(row)
            for row in rows.auto_paging_iter()
            if row.metadata.to_dict().get("command") == str(command_id)
        ]


def read_intent(payment_intent_id: str) -> PaymentIntent:
    with client.translate_errors():
        return _intent(
            client.stripe_client().v1.payment_intents.retrieve(
                payment_intent_id, {"expand": ["latest_charge"]}
            )
        )


def confirm_intent(payment_intent_id: str) -> None:
    """Ask the bank to hold the money, with nobody there to answer it."""
    with client.translate_errors():
        client.stripe_client().v1.payment_intents.confirm(payment_intent_id, {"off_session": True})


def capture_intent(payment_intent_id: str) -> None:
    with client.translate_errors():
        client.stripe_client().v1.payment_intents.capture(payment_intent_id)


def cancel_intent(payment_intent_id: str) -> None:
    with client.translate_errors():
        client.stripe_client().v1.payment_intents.cancel(payment_intent_id)


def intents_since(moment: datetime) -> Iterator[PaymentIntent]:
    with client.translate_errors():
        rows = client.stripe_client().v1.payment_intents.list(
            {
                "created": {"gte": int(moment.timestamp())},
                "limit": 100,
                "expand": ["data.latest_charge"],
            }
        )
        for row in rows.auto_paging_iter():
            yield _intent(row)


def _intent(intent: stripe.PaymentIntent) -> PaymentIntent:
    charge = intent.latest_charge if not isinstance(intent.latest_charge, str) else None
    error = intent.last_payment_error
    status = IntentStatus(intent.status)
    return PaymentIntent(
        id=intent.id,
        status=status,
        pence=intent.amount,
        received_pence=intent.amount_received,
        command_id=intent.metadata.to_dict().get("command", ""),
        processor_charge_id=client.id_of(intent.latest_charge),
        refunded_pence=charge.amount_refunded if charge else 0,
        capture_before=_capture_before(charge),
        failure=client.failure_of(error.code, getattr(error, "decline_code", None))
        if error
        else None,
        lapsed=status == IntentStatus.CANCELLED and intent.cancellation_reason == "automatic",
    )


def _capture_before(charge: stripe.Charge | None) -> datetime | None:
    if charge is None:
        return None
    card = getattr(charge.payment_method_details, "card", None)
    stamp = getattr(card, "capture_before", None)
    if stamp is None:
        return datetime.fromtimestamp(charge.created, UTC) + MIN_HOLD_FOR
    return datetime.fromtimestamp(stamp, UTC)
