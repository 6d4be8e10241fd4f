"""Life stories of shared costs. What only time decides (a pool past `closes_at`) is derived."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle


class SourceKind(models.TextChoices):
    DIRECT_PAYMENT = "direct_payment", _("a direct payment")
    COUNCIL_MANAGED = "council_managed", _("money the council looks after")
    ISF = "isf", _("money a provider or trust looks after for me")
    CARER = "carer", _("my own carer’s budget")
    OWN = "own", _("my own money")
    GRANT = "grant", _("a grant")
    NOT_SURE = "not_sure", _("I am not sure")


class Stream(models.TextChoices):
    SOCIAL_CARE = "social_care", _("social care")
    HEALTH = "health", _("health")
    CARER = "carer", _("carer")
    OWN = "own", _("own money")
    GRANT = "grant", _("grant")


class PoolState(models.TextChoices):
    DRAFT = "draft", _("being set up")
    OPEN = "open", _("open")
    READY = "ready", _("covered, waiting for its date")
    COLLECTING = "collecting", _("being paid for")
    FUNDED = "funded", _("going ahead")
    RUNNING = "running", _("under way")
    FINISHED = "finished", _("finished")
    LAPSED = "lapsed", _("did not go ahead, nobody paid")
    CANCELLED = "cancelled", _("cancelled")


POOL = Lifecycle(
    PoolState,
    {
        PoolState.DRAFT: {PoolState.OPEN, PoolState.CANCELLED},
        PoolState.OPEN: {PoolState.READY, PoolState.LAPSED, PoolState.CANCELLED},
        # Back to open when somebody leaves and the price is no longer covered.
        PoolState.READY: {
            PoolState.OPEN,
            PoolState.COLLECTING,
            PoolState.LAPSED,
            PoolState.CANCELLED,
        },
        PoolState.COLLECTING: {PoolState.FUNDED, PoolState.LAPSED, PoolState.CANCELLED},
        PoolState.FUNDED: {PoolState.RUNNING, PoolState.CANCELLED},
        PoolState.RUNNING: {PoolState.FINISHED, PoolState.CANCELLED},
        PoolState.FINISHED: set(),
        PoolState.LAPSED: set(),
        PoolState.CANCELLED: set(),
    },
)
PLEDGEABLE_STATES = (PoolState.OPEN, PoolState.READY)


class PledgeState(models.TextChoices):
    IN = "in", _("in")
    OUT = "out", _("not this time")
    STOPPED = "stopped", _("stops after what is already paid")


PLEDGE = Lifecycle(
    PledgeState,
    {
        PledgeState.IN: {PledgeState.OUT, PledgeState.STOPPED},
        PledgeState.OUT: {PledgeState.IN},
        PledgeState.STOPPED: set(),
    },
)


class PartState(models.TextChoices):
    PLEDGED = "said_yes", _("said yes, not decided how to pay")
    WAITING = "waiting", _("waiting")
    CONFIRMED = "confirmed", _("confirmed")
    REFUSED = "refused", _("the office said no")
    ENDED = "ended", _("ended")


PART = Lifecycle(
    PartState,
    {
        PartState.PLEDGED: {PartState.WAITING, PartState.CONFIRMED, PartState.ENDED},
        PartState.WAITING: {PartState.CONFIRMED, PartState.REFUSED, PartState.ENDED},
        PartState.CONFIRMED: {PartState.WAITING, PartState.ENDED},
        PartState.REFUSED: {PartState.WAITING, PartState.ENDED},
        PartState.ENDED: set(),
    },
)


class InstalmentState(models.TextChoices):
    PLANNED = "planned", _("not yet")
    COLLECTING = "collecting", _("being paid for")
    CAPTURING = "capturing", _("everybody can pay: being taken now")
    WAITING = "waiting", _("waiting, nothing is held")
    COLLECTED = "collected", _("paid")
    SETTLED = "settled", _("all accounted for")
    NOT_COLLECTED = "not_collected", _("not paid, everything given back")


INSTALMENT = Lifecycle(
    InstalmentState,
    {
        InstalmentState.PLANNED: {InstalmentState.COLLECTING, InstalmentState.NOT_COLLECTED},
        InstalmentState.COLLECTING: {
            InstalmentState.CAPTURING,
            InstalmentState.WAITING,
            InstalmentState.NOT_COLLECTED,
        },
        InstalmentState.CAPTURING: {InstalmentState.COLLECTED, InstalmentState.WAITING},
        InstalmentState.WAITING: {InstalmentState.COLLECTING, InstalmentState.NOT_COLLECTED},
        InstalmentState.COLLECTED: {InstalmentState.SETTLED},
        InstalmentState.SETTLED: set(),
        InstalmentState.NOT_COLLECTED: set(),
    },
)


class PrivateQuestionKind(models.TextChoices):
    """What one person is asked in private."""

    LOW_MAXIMUM = "low_maximum", _("your most is below the share")
    FAILED_PAYMENT = "mend", _("your payment did not go through")
    NEW_SHARE = "new_share", _("the share would change")
    NEW_TERMS = "new_terms", _("what is offered would change")
    BILL_CHANGE = "bill_change", _("this would change what you pay the council")


class PrivateQuestionState(models.TextChoices):
    ASKED = "asked", _("asked")
    YES = "yes", _("yes")
    NO = "no", _("not this time")
    NO_ANSWER = "no_answer", _("no answer by the date, so no")
    NOT_NEEDED = "not_needed", _("no longer needed")


PRIVATE_QUESTION = Lifecycle(
    PrivateQuestionState,
    {
        PrivateQuestionState.ASKED: {
            PrivateQuestionState.YES,
            PrivateQuestionState.NO,
            PrivateQuestionState.NO_ANSWER,
            PrivateQuestionState.NOT_NEEDED,
        },
        PrivateQuestionState.YES: set(),
        PrivateQuestionState.NO: set(),
        PrivateQuestionState.NO_ANSWER: set(),
        PrivateQuestionState.NOT_NEEDED: set(),
    },
)


class HelpRequestKind(models.TextChoices):
    """What a connector is asked to help one person with."""

    ANOTHER_WAY = "another_way", _("another way, because the share is more than they can pay")
    HOW_TO_PAY = "how_to_pay", _("how it can be paid, because they are not sure")


class HelpOutcome(models.TextChoices):
    GRANT = "grant", _("a grant")
    FREE_PLACE = "free_place", _("a free place")
    WAY = "way", _("a way to pay")
    NOTHING = "nothing", _("nothing this time")
