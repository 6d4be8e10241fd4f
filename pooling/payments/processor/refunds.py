"""Refunds: captured money back to its card, and out of the provider's account with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pooling.payments.processor import client as door


@dataclass(frozen=True)
class ProcessorRefund:
    id: str
    status: str  # pending, succeeded, failed, canceled, requires_action
    pence: int
    intent_id: str
    command: str

    @property
    def is_done(self) -> bool:
        return self.status == "succeeded"

    @property
    def has_failed(self) -> bool:
        return self.status in ("failed", "canceled")


def create_refund(*, command, turn: int, intent_id: str, pence: int) -> ProcessorRefund:
    with door.translate_errors():
        return _refund(
            door.client().v1.refunds.create(
                {
                    "payment_intent": intent_id,
                    "amount": pence,
                    "reverse_transfer": True,
                    "metadata": {"command": str(command)},
                },
                door.key(command, "refund", turn),
            )
        )


def find_refund(*, command, intent_id: str) -> ProcessorRefund | None:
    """The refund that this command made, if it did: what to ask before making another."""
    with door.translate_errors():
        found = door.client().v1.refunds.list({"payment_intent": intent_id, "limit": 100})
        for one in found.auto_paging_iter():
            if one.metadata and one.metadata.to_dict().get("command") == str(command):
                return _refund(one)
    return None


def read_refund(refund_id: str) -> ProcessorRefund:
    with door.translate_errors():
        return _refund(door.client().v1.refunds.retrieve(refund_id))


def refunds_since(moment: datetime) -> Iterator[ProcessorRefund]:
    with door.translate_errors():
        found = door.client().v1.refunds.list(
            {"created": {"gte": int(moment.timestamp())}, "limit": 100}
        )
        for one in found.auto_paging_iter():
            yield _refund(one)


def _refund(found) -> ProcessorRefund:
    return ProcessorRefund(
        id=found.id,
        status=found.status,
        pence=found.amount,
        intent_id=found.payment_intent or "",
        command=found.metadata.to_dict().get("command", "") if found.metadata else "",
    )
