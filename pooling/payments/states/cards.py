"""Cards: saved, asked to pay, and given money back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle
from pooling.payments.deeds import PaymentDeed


class CardState(models.TextChoices):
    ASKED = "asked", _("not saved yet")
    SAVED = "saved", _("saved")
    ABANDONED = "abandoned", _("not saved")
    REMOVED = "removed", _("no longer used")


SAVED_CARD = Lifecycle(
    CardState,
    {
        CardState.ASKED: {
            CardState.SAVED: PaymentDeed.SAVE_CARD,
            CardState.ABANDONED: PaymentDeed.ABANDON_CARD_SETUP,
        },
        CardState.SAVED: {
            CardState.REMOVED: PaymentDeed.REMOVE_SAVED_CARD,
        },
        CardState.ABANDONED: {},
        CardState.REMOVED: {},
    },
)


class PaymentState(models.TextChoices):
    """What we know to be true at the processor."""

    ASKED = "asked", _("asked for")
    CREATED = "created", _("being asked of the bank")
    HELD = "held", _("the bank said yes; nothing is taken yet")
    CAPTURED = "captured", _("paid")
    VOIDED = "voided", _("let go, nothing was paid")
    FAILED = "failed", _("did not go through, nothing was paid")
    REFUNDED = "refunded", _("given back")


CARD_PAYMENT = Lifecycle(
    PaymentState,
    {
        PaymentState.ASKED: {
            PaymentState.CREATED: PaymentDeed.CARD_PAYMENT_CREATED,
            PaymentState.VOIDED: PaymentDeed.CARD_PAYMENT_VOIDED,
            PaymentState.FAILED: PaymentDeed.CARD_PAYMENT_FAILED,
        },
        PaymentState.CREATED: {
            PaymentState.HELD: PaymentDeed.CARD_PAYMENT_HELD,
            PaymentState.VOIDED: PaymentDeed.CARD_PAYMENT_VOIDED,
            PaymentState.FAILED: PaymentDeed.CARD_PAYMENT_FAILED,
        },
        PaymentState.HELD: {
            PaymentState.CAPTURED: PaymentDeed.CARD_PAYMENT_CAPTURED,
            PaymentState.VOIDED: PaymentDeed.CARD_PAYMENT_VOIDED,
            PaymentState.FAILED: PaymentDeed.CARD_PAYMENT_FAILED,
        },
        PaymentState.CAPTURED: {
            PaymentState.REFUNDED: PaymentDeed.CARD_PAYMENT_REFUNDED,
        },
        PaymentState.VOIDED: {},
        PaymentState.FAILED: {},
        PaymentState.REFUNDED: {},
    },
)


class PaymentGoal(models.TextChoices):
    """What the pool wants of a payment. It moves one way: nothing let go is held again."""

    HOLD = "hold", _("held")
    CAPTURE = "capture", _("paid")
    VOID = "void", _("let go")


PAYMENT_GOAL = Lifecycle(
    PaymentGoal,
    {
        PaymentGoal.HOLD: {
            PaymentGoal.CAPTURE: PaymentDeed.REQUEST_CAPTURE,
            PaymentGoal.VOID: PaymentDeed.REQUEST_VOID,
        },
        PaymentGoal.CAPTURE: {
            PaymentGoal.VOID: PaymentDeed.REQUEST_VOID,
        },
        PaymentGoal.VOID: {},
    },
)


class CardFailure(models.TextChoices):
    """Why a card payment did not go through: our words, never the processor's."""

    DECLINED = "declined", _("the bank said no")
    NOT_ENOUGH = "not_enough", _("there was not enough money on the card")
    CARD_ENDED = "card_ended", _("the card is out of date or no longer used")
    NEEDS_YES = "needs_yes", _("the bank wants you to say yes yourself")
    HOLD_LAPSED = "hold_lapsed", _("the bank let go of the money before it was needed")
    CANCELLED_BY_PROCESSOR = "let_go_there", _("the card company let go of the payment")
    TAKEN_BACK = "taken_back", _("the bank said yes and then no")
    PROVIDER = "provider", _("the provider cannot take cards just now")


class CardRefundState(models.TextChoices):
    """Card money on its way back to the card it came from."""

    ASKED = "asked", _("asked for")
    SENT = "sent", _("on its way back")
    DONE = "done", _("given back")
    FAILED = "failed", _("could not be given back to the card")


CARD_REFUND = Lifecycle(
    CardRefundState,
    {
        CardRefundState.ASKED: {
            CardRefundState.SENT: PaymentDeed.CARD_REFUND_SENT,
            CardRefundState.DONE: PaymentDeed.CARD_REFUND_DONE,
            CardRefundState.FAILED: PaymentDeed.CARD_REFUND_FAILED,
        },
        CardRefundState.SENT: {
            CardRefundState.DONE: PaymentDeed.CARD_REFUND_DONE,
            CardRefundState.FAILED: PaymentDeed.CARD_REFUND_FAILED,
        },
        # A bank may send back a refund that had already been called done.
        CardRefundState.DONE: {
            CardRefundState.FAILED: PaymentDeed.CARD_REFUND_FAILED,
        },
        CardRefundState.FAILED: {},
    },
)
