"""A provider's own account at the processor, and money on its way from it to their bank."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle
from pooling.payments.deeds import PaymentDeed


class ProviderAccountState(models.TextChoices):
    ASKED = "asked", _("not begun")
    OPENING = "opening", _("being opened")
    ACTIVE = "active", _("open: cards can be used")
    RESTRICTED = "restricted", _("the card company needs something more")


PROVIDER_ACCOUNT = Lifecycle(
    ProviderAccountState,
    {
        ProviderAccountState.ASKED: {
            ProviderAccountState.OPENING: PaymentDeed.PROVIDER_ACCOUNT_OPENING,
        },
        ProviderAccountState.OPENING: {
            ProviderAccountState.ACTIVE: PaymentDeed.PROVIDER_ACCOUNT_ACTIVE,
            ProviderAccountState.RESTRICTED: PaymentDeed.PROVIDER_ACCOUNT_RESTRICTED,
        },
        ProviderAccountState.ACTIVE: {
            ProviderAccountState.RESTRICTED: PaymentDeed.PROVIDER_ACCOUNT_RESTRICTED,
        },
        ProviderAccountState.RESTRICTED: {
            ProviderAccountState.ACTIVE: PaymentDeed.PROVIDER_ACCOUNT_ACTIVE,
        },
    },
)


class PayoutState(models.TextChoices):
    """A provider's money on its way from the processor to their bank."""

    ASKED = "asked", _("to be sent")
    SENT = "sent", _("on its way to the bank")
    PAID = "paid", _("at the bank")
    FAILED = "failed", _("sent back by the bank")


PAYOUT = Lifecycle(
    PayoutState,
    {
        PayoutState.ASKED: {
            PayoutState.SENT: PaymentDeed.PAYOUT_SENT,
            PayoutState.PAID: PaymentDeed.PAYOUT_PAID,
            PayoutState.FAILED: PaymentDeed.PAYOUT_FAILED,
        },
        PayoutState.SENT: {
            PayoutState.PAID: PaymentDeed.PAYOUT_PAID,
            PayoutState.FAILED: PaymentDeed.PAYOUT_FAILED,
        },
        PayoutState.PAID: {
            PayoutState.FAILED: PaymentDeed.PAYOUT_FAILED,
        },
        PayoutState.FAILED: {},
    },
)
