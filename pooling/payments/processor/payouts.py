"""Payouts: from a provider's account at the processor to their bank."""

from dataclasses import dataclass

from pooling.payments.processor import client as door


@dataclass(frozen=True)
class Payout:
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


def create_payout(*, command, turn: int, account_id: str, pence: int) -> Payout:
    try:
        with door.translate_errors():
            return _payout(
                door.client().v1.payouts.create(
                    {"amount": pence, "currency": "gbp", "metadata": {"command": str(command)}},
                    {"stripe_account": account_id, **door.key(command, "payout", turn)},
                )
            )
    except door.ProcessorRefused as no:
        if no.code == "balance_insufficient":
            raise FundsNotAvailable from no
        raise


def find_payout(*, command, account_id: str) -> Payout | None:
    """The payout that this command made, if it did: what to ask before making another."""
    with door.translate_errors():
        found = door.client().v1.payouts.list({"limit": 100}, {"stripe_account": account_id})
        for one in found.auto_paging_iter():
            if one.metadata and one.metadata.to_dict().get("command") == str(command):
                return _payout(one)
    return None


def read_payout(*, payout_id: str, account_id: str) -> Payout:
    with door.translate_errors():
        return _payout(
            door.client().v1.payouts.retrieve(payout_id, None, {"stripe_account": account_id})
        )


def _payout(found) -> Payout:
    return Payout(id=found.id, status=found.status, pence=found.amount)
