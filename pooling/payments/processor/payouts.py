"""Payouts: from a provider's account at the processor to their bank."""

from dataclasses import dataclass
from uuid import UUID

import stripe

from pooling.payments.processor import client


@dataclass(frozen=True)
class ProcessorPayout:
    id: str
    status: str  # pending, in_transit, paid, failed, canceled
    pence: int

    @property
    def is_paid(self) -> bool:
        return self.status == "paid"

    @property
    def has_failed(self) -> bool:
        return self.status in ("failed", "canceled")


class FundsNotAvailable(Exception):
    """The money is on the account and cannot be paid out yet: try again tomorrow."""


def create_payout(
    *, command_id: UUID, key_version: int, processor_account_id: str, pence: int
) -> ProcessorPayout:
    try:
        with client.translate_errors():
            return _payout(
                client.stripe_client().v1.payouts.create(
                    {"amount": pence, "currency": "gbp", "metadata": {"command": str(command_id)}},
                    {
                        "stripe_account": processor_account_id,
                        **client.idempotency_key(command_id, "payout", key_version),
                    },
                )
            )
    except client.ProcessorRefused as refusal:
        if refusal.code == "balance_insufficient":
            raise FundsNotAvailable from refusal
        raise


def find_payout(*, command_id: UUID, processor_account_id: str) -> ProcessorPayout | None:
    """The payout that this command made, if it did: what to ask before making another."""
    with client.translate_errors():
        rows = client.stripe_client().v1.payouts.list(
            {"limit": 100}, {"stripe_account": processor_account_id}
        )
        for row in rows.auto_paging_iter():
            if row.metadata and row.metadata.to_dict().get("command") == str(command_id):
                return _payout(row)
    return None


def read_payout(*, processor_payout_id: str, processor_account_id: str) -> ProcessorPayout:
    with client.translate_errors():
        return _payout(
            client.stripe_client().v1.payouts.retrieve(
                processor_payout_id, None, {"stripe_account": processor_account_id}
            )
        )


def _payout(payout: stripe.Payout) -> ProcessorPayout:
    return ProcessorPayout(id=payout.id, status=payout.status, pence=payout.amount)
