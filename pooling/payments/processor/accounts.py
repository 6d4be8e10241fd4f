"""A provider's own account: opened on the processor's page, paid out only when we say."""

from dataclasses import dataclass

from pooling.payments.processor import client as door


@dataclass(frozen=True)
class ConnectedAccount:
    id: str
    may_take_cards: bool
    has_told_all: bool


def create_account(*, command) -> ConnectedAccount:
    """Payouts are by hand, so that money waits there until a session was delivered; fees and
    losses are the operator's, as `docs/processor.md` says."""
    with door.translate_errors():
        return _account(
            door.client().v1.accounts.create(
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
                    "metadata": {"command": str(command)},
                },
                door.key(command, "account"),
            )
        )


def find_account(*, command) -> ConnectedAccount | None:
    """The account that this command made, if it did: what to ask before making another."""
    with door.translate_errors():
        found = door.client().v1.accounts.list({"limit": 100})
        for one in found.auto_paging_iter():
            if one.metadata and one.metadata.to_dict().get("command") == str(command):
                return _account(one)
    return None


def read_account(account_id: str) -> ConnectedAccount:
    with door.translate_errors():
        return _account(door.client().v1.accounts.retrieve(account_id))


def onboarding_link(*, account_id: str, return_url: str, refresh_url: str) -> str:
    """An address that works once, for a few minutes; afterwards it leads to `refresh_url`."""
    with door.translate_errors():
        return (
            door.client()
            .v1.account_links.create(
                {
                    "account": account_id,
                    "type": "account_onboarding",
                    "return_url": return_url,
                    "refresh_url": refresh_url,
                }
            )
            .url
        )


def _account(found) -> ConnectedAccount:
    capabilities = found.capabilities.to_dict() if found.capabilities else {}
    return ConnectedAccount(
        id=found.id,
        may_take_cards=bool(found.charges_enabled)
        and capabilities.get("card_payments") == "active"
        and capabilities.get("transfers") == "active",
        has_told_all=bool(found.details_submitted),
    )
