from pooling.payments.models import (
    bank_details,
    bank_transfers,
    billing,
    cards,
    commitments,
    events,
    provider_accounts,
)

__all__ = [
    "bank_details",
    "bank_transfers",
    "billing",
    "cards",
    "commitments",
    "events",
    "provider_accounts",
]
