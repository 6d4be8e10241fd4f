"""A provider's own account: opened on the processor's page, paid out only when we say."""

from dataclasses import dataclass
from uuid import UUID

import stripe

from pooling.payments.processor import client


@dataclass(frozen=True)
class ConnectedAccount:
    id: str
    charges_enabled: bool
    details_submitted: bool


def create_account(*, command_id: UUID) -> ConnectedAccount:
    """Payouts are by hand, so that money waits there until a session was delivered; fees and
    losses are the operator's, as `docs/processor.md` says."""
    with client.translate_errors():
        return _account(
            client.stripe_client().v1.accounts.create(
                {
                    "country": "GB",
                    "controller": {
                        "fees": {"payer": "application"},
                        "losses": {"payments": "application"},
                        "stripe_dashboard": {"type": "express"},
                    },
                    "capabilities": {
                        "card_payments": {"requested": True},
                        "transfers": {"requested": True},
                    },
                    "settings": {"payouts": {"schedule": {"interval": "manual"}}},
                    "metadata": {"command": str(command_id)},
                },
                client.idempotency_key(command_id, "account"),
            )
        )


def find_account(*, command_id: UUID) -> ConnectedAccount | None:
    """The account that this command made, if it did: what to ask before making another."""
    with client.translate_errors():
        rows = client.stripe_client().v1.accounts.list({"limit": 100})
        for row in rows.auto_paging_iter():
            if row.metadata and row.metadata.to_dict().get("command") == str(command_id):
                return _account(row)
    return None


def read_account(processor_account_id: str) -> ConnectedAccount:
    with client.translate_errors():
        return _account(client.stripe_client().v1.accounts.retrieve(processor_account_id))


def onboarding_link(*, processor_account_id: str, return_url: str, refresh_url: str) -> str:
    """An address that works once, for a few minutes; afterwards it leads to `refresh_url`."""
    with client.translate_errors():
        return (
            client.stripe_client()
            .v1.account_links.create(
                {
                    "account": processor_account_id,
                    "type": "account_onboarding",
                    "return_url": return_url,
                    "refresh_url": refresh_url,
                }
            )
            .url
        )


def _account(account: stripe.Account) -> ConnectedAccount:
    capabilities = account.capabilities.to_dict() if account.capabilities else {}
    return ConnectedAccount(
        id=account.id,
        charges_enabled=bool(account.charges_enabled)
        and capabilities.get("card_payments") == "active"
        and capabilities.get("transfers") == "active",
        details_submitted=bool(account.details_submitted),
    )
