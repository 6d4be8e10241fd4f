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
KINDS_WITH_FLOOR = frozenset({AccountKind.PART, AccountKind.PROVIDER})
