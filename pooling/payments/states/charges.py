"""Where the money of a charge stands, whatever rail it travels on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rail(models.TextChoices):
    """How money of a source moves."""

    CARD = "card", _("a card")
    TRANSFER = "transfer", _("a bank transfer")
    COMMITMENT = "commitment", _("the office that looks after it agrees to pay")
    UNDECIDED = "undecided", _("not decided yet")


class ChargeStatus(models.TextChoices):
    """Where the money of one charge stands, whatever it travels on."""

    PENDING = "pending", _("waiting for an answer")
    SECURED = "secured", _("ready: nothing is taken yet")
    PAID = "paid", _("paid")
    FAILED = "failed", _("did not go through, nothing was paid")
    CANCELLED = "cancelled", _("let go, nothing was paid")
    REFUNDING = "refunding", _("on its way back")
    REFUNDED = "refunded", _("given back")
