"""Life stories of the rails: accounts and cards at the processor, council lines, bank transfers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle


class ProviderAccountState(models.TextChoices):
    ASKED = "asked", _("not begun")
    OPENING = "opening", _("being opened")
    ACTIVE = "active", _("open: cards can be used")
    RESTRICTED = "restricted", _("the card company needs something more")


ACCOUNT = Lifecycle(
    ProviderAccountState,
    {
        ProviderAccountState.ASKED: {ProviderAccountState.OPENING},
        ProviderAccountState.OPENING: {
            ProviderAccountState.ACTIVE,
            ProviderAccountState.RESTRICTED,
        },
        ProviderAccountState.ACTIVE: {ProviderAccountState.RESTRICTED},
        ProviderAccountState.RESTRICTED: {ProviderAccountState.ACTIVE},
    },
)


class CardState(models.TextChoices):
    ASKED = "asked", _("not saved yet")
    SAVED = "saved", _("saved")
    ABANDONED = "abandoned", _("not saved")
    REMOVED = "removed", _("no longer used")


CARD = Lifecycle(
    CardState,
    {
        CardState.ASKED: {CardState.SAVED, CardState.ABANDONED},
        CardState.SAVED: {CardState.REMOVED},
        CardState.ABANDONED: set(),
        CardState.REMOVED: set(),
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
    GIVEN_BACK = "given_back", _("given back")


PAYMENT = Lifecycle(
    PaymentState,
    {
        PaymentState.ASKED: {PaymentState.CREATED, PaymentState.VOIDED, PaymentState.FAILED},
        PaymentState.CREATED: {PaymentState.HELD, PaymentState.VOIDED, PaymentState.FAILED},
        PaymentState.HELD: {PaymentState.CAPTURED, PaymentState.VOIDED, PaymentState.FAILED},
        PaymentState.CAPTURED: {PaymentState.GIVEN_BACK},
        PaymentState.VOIDED: set(),
        PaymentState.FAILED: set(),
        PaymentState.GIVEN_BACK: set(),
    },
)


class PaymentGoal(models.TextChoices):
    """What the pool wants of a payment. It moves one way: nothing let go is held again."""

    HOLD = "hold", _("held")
    CAPTURE = "capture", _("paid")
    VOID = "void", _("let go")


WANTED = Lifecycle(
    PaymentGoal,
    {
        PaymentGoal.HOLD: {PaymentGoal.CAPTURE, PaymentGoal.VOID},
        PaymentGoal.CAPTURE: {PaymentGoal.VOID},
        PaymentGoal.VOID: set(),
    },
)


class CardFailure(models.TextChoices):
    """Why a card payment did not go through: our words, never the processor's."""

    DECLINED = "declined", _("the bank said no")
    NOT_ENOUGH = "not_enough", _("there was not enough money on the card")
    CARD_ENDED = "card_ended", _("the card is out of date or no longer used")
    NEEDS_YES = "needs_yes", _("the bank wants you to say yes yourself")
    HOLD_LAPSED = "hold_lapsed", _("the bank let go of the money before it was needed")
    LET_GO_THERE = "let_go_there", _("the card company let go of the payment")
    TAKEN_BACK = "taken_back", _("the bank said yes and then no")
    PROVIDER = "provider", _("the provider cannot take cards just now")


class CardRefundState(models.TextChoices):
    """Card money on its way back to the card it came from."""

    ASKED = "asked", _("asked for")
    SENT = "sent", _("on its way back")
    DONE = "done", _("given back")
    FAILED = "failed", _("could not be given back to the card")


REVERSAL = Lifecycle(
    CardRefundState,
    {
        CardRefundState.ASKED: {CardRefundState.SENT, CardRefundState.DONE, CardRefundState.FAILED},
        CardRefundState.SENT: {CardRefundState.DONE, CardRefundState.FAILED},
        # A bank may send back a refund that had already been called done.
        CardRefundState.DONE: {CardRefundState.FAILED},
        CardRefundState.FAILED: set(),
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
        PayoutState.ASKED: {PayoutState.SENT, PayoutState.PAID, PayoutState.FAILED},
        PayoutState.SENT: {PayoutState.PAID, PayoutState.FAILED},
        PayoutState.PAID: {PayoutState.FAILED},
        PayoutState.FAILED: set(),
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
            CommitmentState.YES_WHEN,
            CommitmentState.CONFIRMED,
            CommitmentState.REFUSED,
            CommitmentState.ENDED,
        },
        CommitmentState.YES_WHEN: {
            CommitmentState.CONFIRMED,
            CommitmentState.REFUSED,
            CommitmentState.ENDED,
        },
        CommitmentState.CONFIRMED: {CommitmentState.ENDED},
        CommitmentState.REFUSED: set(),
        CommitmentState.ENDED: set(),
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
    STANDING = "standing", _("going ahead")
    INVOICED = "invoiced", _("invoiced for what was delivered")
    RELEASED = "released", _("not needed: let go")
    ENDED = "ended", _("let go after it had begun")


LINE = Lifecycle(
    CommitmentLineState,
    {
        CommitmentLineState.COMMITTED: {CommitmentLineState.STANDING, CommitmentLineState.RELEASED},
        CommitmentLineState.STANDING: {CommitmentLineState.INVOICED, CommitmentLineState.ENDED},
        CommitmentLineState.INVOICED: set(),
        CommitmentLineState.RELEASED: set(),
        CommitmentLineState.ENDED: set(),
    },
)


class BankTransferState(models.TextChoices):
    ASKED = "asked", _("asked for, not arrived yet")
    PART_ARRIVED = "part_arrived", _("part of it has arrived")
    ARRIVED = "arrived", _("arrived")
    NOT_NEEDED = "not_needed", _("not needed any more")
    GIVE_BACK_QUEUED = "give_back_queued", _("to be sent back")
    GIVEN_BACK = "given_back", _("sent back")


TRANSFER = Lifecycle(
    BankTransferState,
    {
        BankTransferState.ASKED: {
            BankTransferState.PART_ARRIVED,
            BankTransferState.ARRIVED,
            BankTransferState.NOT_NEEDED,
        },
        BankTransferState.PART_ARRIVED: {
            BankTransferState.ARRIVED,
            BankTransferState.GIVE_BACK_QUEUED,
        },
        # Back to part of it when what is asked for grows: a share worked out again.
        BankTransferState.ARRIVED: {
            BankTransferState.PART_ARRIVED,
            BankTransferState.GIVE_BACK_QUEUED,
        },
        # Money that comes after the door has closed goes back by itself.
        BankTransferState.NOT_NEEDED: {BankTransferState.GIVE_BACK_QUEUED},
        BankTransferState.GIVE_BACK_QUEUED: {BankTransferState.GIVEN_BACK},
        BankTransferState.GIVEN_BACK: set(),
    },
)


class BankTransferRefundState(models.TextChoices):
    """Bank money on its way back to the account it came from; somebody sends it by hand."""

    QUEUED = "queued", _("to be sent back")
    SENT = "sent", _("sent back")


BACK = Lifecycle(
    BankTransferRefundState,
    {
        BankTransferRefundState.QUEUED: {BankTransferRefundState.SENT},
        BankTransferRefundState.SENT: set(),
    },
)


class Rail(models.TextChoices):
    CARD = "card", _("card")
    COMMITMENT = "commitment", _("council or fund holder")
    TRANSFER = "transfer", _("bank transfer")


class ChargeStatus(models.TextChoices):
    """Where the money of one charge stands, whatever it travels on."""

    MOVING = "moving", _("waiting for an answer")
    SECURED = "secured", _("ready: nothing is taken yet")
    IN = "in", _("paid")
    FAILED = "failed", _("did not go through, nothing was paid")
    LET_GO = "let_go", _("let go, nothing was paid")
    GOING_BACK = "going_back", _("on its way back")
    GIVEN_BACK = "given_back", _("given back")
