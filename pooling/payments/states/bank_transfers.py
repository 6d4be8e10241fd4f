"""Bank transfers: asked for, arrived, and sent back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle
from pooling.payments.deeds import PaymentDeed


class BankTransferState(models.TextChoices):
    ASKED = "asked", _("asked for, not arrived yet")
    PART_ARRIVED = "part_arrived", _("part of it has arrived")
    ARRIVED = "arrived", _("arrived")
    NOT_NEEDED = "not_needed", _("not needed any more")
    REFUND_REQUESTED = "give_back_queued", _("to be sent back")
    REFUNDED = "given_back", _("sent back")


BANK_TRANSFER = Lifecycle(
    BankTransferState,
    {
        BankTransferState.ASKED: {
            BankTransferState.PART_ARRIVED: PaymentDeed.BANK_TRANSFER_PART_ARRIVED,
            BankTransferState.ARRIVED: PaymentDeed.BANK_TRANSFER_ARRIVED,
            BankTransferState.NOT_NEEDED: PaymentDeed.BANK_TRANSFER_NOT_NEEDED,
        },
        BankTransferState.PART_ARRIVED: {
            BankTransferState.ARRIVED: PaymentDeed.BANK_TRANSFER_ARRIVED,
            BankTransferState.REFUND_REQUESTED: PaymentDeed.BANK_TRANSFER_REFUND_REQUESTED,
        },
        # Back to part of it when what is asked for grows: a share worked out again.
        BankTransferState.ARRIVED: {
            BankTransferState.PART_ARRIVED: PaymentDeed.BANK_TRANSFER_PART_ARRIVED,
            BankTransferState.REFUND_REQUESTED: PaymentDeed.BANK_TRANSFER_REFUND_REQUESTED,
        },
        # Money that comes after the door has closed goes back by itself.
        BankTransferState.NOT_NEEDED: {
            BankTransferState.REFUND_REQUESTED: PaymentDeed.BANK_TRANSFER_REFUND_REQUESTED,
        },
        BankTransferState.REFUND_REQUESTED: {
            BankTransferState.REFUNDED: PaymentDeed.BANK_TRANSFER_REFUNDED,
        },
        BankTransferState.REFUNDED: {},
    },
)


class BankTransferRefundState(models.TextChoices):
    """Bank money on its way back to the account it came from; somebody sends it by hand."""

    QUEUED = "queued", _("to be sent back")
    SENT = "sent", _("sent back")


BANK_TRANSFER_REFUND = Lifecycle(
    BankTransferRefundState,
    {
        BankTransferRefundState.QUEUED: {
            BankTransferRefundState.SENT: PaymentDeed.RECORD_TRANSFER_REFUND,
        },
        BankTransferRefundState.SENT: {},
    },
)
