"""Refunds: captured money back to its card, and out of the provider's account with it."""

from dataclasses import dataclass
from uuid import UUID

import stripe

from pooling.payments.processor import client


@dataclass(frozen=True)
class ProcessorRefund:
    id: str
    status: str  # pending, succeeded, failed, canceled, requires_action
    pence: int
    payment_intent_id: str
    command_id: str

    @property
    def is_done(self) -> bool:
        return self.status == "succeeded"

    @property
    def has_failed(self) -> bool:
        return self.status in ("failed", "canceled")


def create_refund(
    *, command_id: UUID, key_version: int, payment_intent_id: str, pence: int
) -> ProcessorRefund:
    with client.translate_errors():
        return _refund(
            client.stripe_client().v1.refunds.create(
                {
                    "payment_intent": payment_intent_id,
                    "amount": pence,
                    "reverse_transfer": True,
                    "metadata": {"command": str(command_id)},
                },
                client.idempotency_key(command_id, "refund", key_version),
            )
        )


def find_refund(*, command_id: UUID, payment_intent_id: str) -> ProcessorRefund | None:
    """The refund that this command made, if it did: what to ask before making another."""
    with client.translate_errors():
        rows = client.stripe_client().v1.refunds.list(
            {"payment_intent": payment_intent_id, "limit": 100}
        )
        for row in rows.auto_paging_iter():
            if row.metadata and row.metadata.to_dict().get("command") == str(command_id):
                return _refund(row)
    return None


def read_refund(processor_refund_id: str) -> ProcessorRefund:
    with client.translate_errors():
        return _refund(client.stripe_client().v1.refunds.retrieve(processor_refund_id))


def _refund(refund: stripe.Refund) -> ProcessorRefund:
    return ProcessorRefund(
        id=refund.id,
        status=refund.status or "",
        pence=refund.amount,
        payment_intent_id=client.id_of(refund.payment_intent),
        command_id=refund.metadata.to_dict().get("command", "") if refund.metadata else "",
    )
