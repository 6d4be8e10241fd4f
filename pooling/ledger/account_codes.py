"""What accounts are called. A code names no person: it ends in an opaque id."""

from pooling.ledger.states import AccountKind

OUTSIDE_CARD = f"{AccountKind.OUTSIDE}:card"
OUTSIDE_COUNCIL = f"{AccountKind.OUTSIDE}:council"
OUTSIDE_TRANSFER = f"{AccountKind.OUTSIDE}:transfer"
FEES_OPERATOR = f"{AccountKind.FEES}:operator"
DISPUTES_OPERATOR = f"{AccountKind.DISPUTES}:operator"

# Made by a migration: every other account is opened by the deed that first needs it.
FIXED_ACCOUNTS = (OUTSIDE_CARD, OUTSIDE_COUNCIL, OUTSIDE_TRANSFER, FEES_OPERATOR, DISPUTES_OPERATOR)


def part_account_code(part_id: int) -> str:
    return f"{AccountKind.PART}:{part_id}"


def provider_account_code(provider_id: int) -> str:
    return f"{AccountKind.PROVIDER}:{provider_id}"
