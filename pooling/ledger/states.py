"""Kinds of account and of transfer. A transfer has no life of its own: it is written, once."""

from django.db import models


class AccountKind(models.TextChoices):
    OUTSIDE = "outside", "money outside, one account a rail"
    PART = "part", "one part of a pledge"
    PROVIDER = "provider", "what a provider has been credited with"
    FEES = "fees", "processing fees, and who pays them"
    DISPUTES = "disputes", "what is owed back after a dispute"


class TransferKind(models.TextChoices):
    DIRECT = "direct", "moved at once"
    PENDING = "pending", "promised: may be posted or voided, once"
    POST = "post", "the whole or less of a pending one, moved"
    VOID = "void", "a pending one, undone"


# Below nought these may never go. The others say how much has passed through, either way.
KINDS_WITH_FLOOR = (AccountKind.PART, AccountKind.PROVIDER)


class TransferReason(models.TextChoices):
    """Why money was moved, or promised."""

    CARD_HELD = "card_held", "held on a card"
    CARD_TAKEN_LATE = "card_taken_late", "taken from a card when its collection had closed"
    CARD_REFUNDED = "card_refunded", "given back to its card"
    CARD_REFUND_RETURNED = "card_refund_returned", "the card did not take what was given back"
    COUNCIL_COMMITTED = "council_committed", "agreed by who looks after the money"
    COUNCIL_DECOMMITTED = "council_decommitted", "agreed, and not needed"
    BANK_TRANSFER_ARRIVED = "bank_transfer_arrived", "seen in the payee's account"
    BANK_TRANSFER_CARRIED = "bank_transfer_carried", "from one collection into the next"
    BANK_TRANSFER_REFUNDED = "bank_transfer_refunded", "sent back to the account it came from"
    SESSION_RELEASED = "session_released", "the provider's, for a delivered session"
