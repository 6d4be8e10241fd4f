"""Life stories of the rails: accounts and cards at the processor, council lines, bank transfers."""

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


class CommitmentState(models.TextChoices):
    ASKED = "asked", _("waiting for the council’s answer")
    YES_WHEN = "yes_when", _("yes, when one thing is done")
    CONFIRMED = "confirmed", _("your council agreed to pay")
    REFUSED = "refused", _("the council said no")
    ENDED = "ended", _("ended")


COMMITMENT = Lifecycle(
    CommitmentState,
    {
        CommitmentState.ASKED: {
            CommitmentState.YES_WHEN: PaymentDeed.COMMITMENT_YES_WHEN,
            CommitmentState.CONFIRMED: PaymentDeed.COMMITMENT_CONFIRMED,
            CommitmentState.REFUSED: PaymentDeed.COMMITMENT_REFUSED,
            CommitmentState.ENDED: PaymentDeed.COMMITMENT_ENDED,
        },
        CommitmentState.YES_WHEN: {
            CommitmentState.CONFIRMED: PaymentDeed.COMMITMENT_CONFIRMED,
            CommitmentState.REFUSED: PaymentDeed.COMMITMENT_REFUSED,
            CommitmentState.ENDED: PaymentDeed.COMMITMENT_ENDED,
        },
        CommitmentState.CONFIRMED: {
            CommitmentState.ENDED: PaymentDeed.COMMITMENT_ENDED,
        },
        CommitmentState.REFUSED: {},
        CommitmentState.ENDED: {},
    },
)


class RefusalReason(models.TextChoices):
    """A no names its reason."""

    BLOCK_CONTRACT = "block_contract", _("we already pay for this under a block contract")
    NOT_IN_PLAN = "not_in_plan", _("it is not in the person’s plan")
    PRICE = "price", _("the price")
    RISK = "risk", _("a risk")
    NO_FREE_MONEY = "no_free_money", _("there is no free money in the budget")
    NOT_MINE = "not_mine", _("it is not mine to decide")
    OTHER = "other", _("something else")


class BillChange(models.TextChoices):
    """What a yes does to the person's own bill from the council."""

    NO = "no", _("their bill stays the same")
    YES = "yes", _("their bill changes")
    NOT_KNOWN = "not_known", _("not known yet")


class CommitmentLineState(models.TextChoices):
    """What a council or a fund holder promised for one instalment."""

    COMMITTED = "committed", _("agreed")
    ACTIVE = "active", _("going ahead")
    INVOICED = "invoiced", _("invoiced for what was delivered")
    DECOMMITTED = "decommitted", _("not needed: let go")
    ENDED = "ended", _("let go after it had begun")


COMMITMENT_LINE = Lifecycle(
    CommitmentLineState,
    {
        CommitmentLineState.COMMITTED: {
            CommitmentLineState.ACTIVE: PaymentDeed.COMMITMENT_LINE_ACTIVE,
            CommitmentLineState.DECOMMITTED: PaymentDeed.COMMITMENT_LINE_DECOMMITTED,
        },
        CommitmentLineState.ACTIVE: {
            CommitmentLineState.INVOICED: PaymentDeed.COMMITMENT_LINE_INVOICED,
            CommitmentLineState.ENDED: PaymentDeed.COMMITMENT_LINE_ENDED,
        },
        CommitmentLineState.INVOICED: {},
        CommitmentLineState.DECOMMITTED: {},
        CommitmentLineState.ENDED: {},
    },
)


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
