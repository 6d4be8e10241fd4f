"""Payment intents: one attempt to take money from a card, held first and captured later."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from pooling.payments.processor import client as door

from ..states import CardFailure

# Where the processor does not say: the shortest time that any bank holds money for us.
SHORTEST_HOLD = timedelta(days=4)
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
    command: str
    charge_id: str = ""
    refunded_pence: int = 0
    capture_before: datetime | None = None
    failure: CardFailure | None = None
    lapsed: bool = False  # cancelled by time, not by anybody

    @property
    def was_declined(self) -> bool:
        return self.status == IntentStatus.NEEDS_CARD and self.failure is not None


def create_intent(
    *,
    command,
    turn: int,
    pence: int,
    customer_id: str,
    payment_method_id: str,
    account_id: str,
    about: dict[str, str],
) -> PaymentIntent:
    """Written down at the processor and not yet asked of the bank: this alone takes nothing.

    The money is the provider's from the start (`on_behalf_of`, `transfer_data`), and the
    processor's fee is the operator's: nothing is taken from what a person gives.
    """
    with door.translate_errors():
        made = door.client().v1.payment_intents.create(
            {
                "amount": pence,
                "currency": CURRENCY,
                "customer": customer_id,
                "payment_method": payment_method_id,
                "allowed_payment_method_types": ["card"],
                "capture_method": "manual",
                "on_behalf_of": account_id,
                "transfer_data": {"destination": account_id},
                "metadata": {"command": str(command), **about},
            },
            door.key(command, "create", turn),
        )
    return _intent(made)


def find_intents(*, command, customer_id: str) -> list[PaymentIntent]:
    """Every intent that this command ever made: what to ask before making another."""
    with door.translate_errors():
        found = door.client().v1.payment_intents.list({"customer": customer_id, "limit": 100})
        return [
            _intent(one)
            for one in found.auto_paging_iter()
            if one.metadata.to_dict().get("command") == str(command)
        ]


def read_intent(intent_id: str) -> PaymentIntent:
    with door.translate_errors():
        return _intent(
            door.client().v1.payment_intents.retrieve(intent_id, {"expand": ["latest_charge"]})
        )


def confirm(intent_id: str) -> None:
    """Ask the bank to hold the money, with nobody there to answer it."""
    with door.translate_errors():
        door.client().v1.payment_intents.confirm(intent_id, {"off_session": True})


def capture(intent_id: str) -> None:
    with door.translate_errors():
        door.client().v1.payment_intents.capture(intent_id)


def cancel(intent_id: str) -> None:
    with door.translate_errors():
        door.client().v1.payment_intents.cancel(intent_id)


def intents_since(moment: datetime) -> Iterator[PaymentIntent]:
    with door.translate_errors():
        found = door.client().v1.payment_intents.list(
            {
                "created": {"gte": int(moment.timestamp())},
                "limit": 100,
                "expand": ["data.latest_charge"],
            }
        )
        for one in found.auto_paging_iter():
            yield _intent(one)


def _intent(found) -> PaymentIntent:
    charge = found.latest_charge if not isinstance(found.latest_charge, str) else None
    error = found.last_payment_error
    status = IntentStatus(found.status)
    return PaymentIntent(
        id=found.id,
        status=status,
        pence=found.amount,
        received_pence=found.amount_received,
        command=found.metadata.to_dict().get("command", ""),
        charge_id=charge.id if charge else (found.latest_charge or ""),
        refunded_pence=charge.amount_refunded if charge else 0,
        capture_before=_capture_before(charge),
        failure=error and door.failure_of(error.code, getattr(error, "decline_code", None)),
        lapsed=status == IntentStatus.CANCELLED and found.cancellation_reason == "automatic",
    )


def _capture_before(charge) -> datetime | None:
    if charge is None:
        return None
    card = getattr(charge.payment_method_details, "card", None)
    stamp = getattr(card, "capture_before", None)
    if stamp is None:
        return datetime.fromtimestamp(charge.created, UTC) + SHORTEST_HOLD
    return datetime.fromtimestamp(stamp, UTC)
