"""What an office that looks after somebody's money answers, and promises."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle
from pooling.payments.deeds import PaymentDeed


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


class CommitmentAnswer(models.TextChoices):
    """What an officer answers to a line."""

    YES = "yes", _("Yes")
    YES_WHEN = "yes_when", _("Yes, when something is done first")
    NO = "no", _("No")


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
