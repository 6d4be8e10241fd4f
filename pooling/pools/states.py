"""Life stories of shared costs. What only time decides (a pool past `closes_at`) is derived."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle
from pooling.pools.deeds import PoolDeed


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
        PoolState.DRAFT: {
            PoolState.OPEN: PoolDeed.OPEN_POOL,
            PoolState.CANCELLED: PoolDeed.CANCEL_POOL,
        },
        PoolState.OPEN: {
            PoolState.READY: PoolDeed.MARK_POOL_READY,
            PoolState.LAPSED: PoolDeed.LAPSE_POOL,
            PoolState.CANCELLED: PoolDeed.CANCEL_POOL,
        },
        PoolState.READY: {
            # When somebody leaves and the price is no longer covered.
            PoolState.OPEN: PoolDeed.MARK_POOL_NOT_READY,
            PoolState.COLLECTING: PoolDeed.COLLECT_POOL,
            PoolState.LAPSED: PoolDeed.LAPSE_POOL,
            PoolState.CANCELLED: PoolDeed.CANCEL_POOL,
        },
        PoolState.COLLECTING: {
            PoolState.FUNDED: PoolDeed.FUND_POOL,
            PoolState.LAPSED: PoolDeed.LAPSE_POOL,
            PoolState.CANCELLED: PoolDeed.CANCEL_POOL,
        },
        PoolState.FUNDED: {
            PoolState.RUNNING: PoolDeed.START_POOL,
            PoolState.CANCELLED: PoolDeed.CANCEL_POOL,
        },
        PoolState.RUNNING: {
            PoolState.FINISHED: PoolDeed.FINISH_POOL,
            PoolState.CANCELLED: PoolDeed.CANCEL_POOL,
        },
        PoolState.FINISHED: {},
        PoolState.LAPSED: {},
        PoolState.CANCELLED: {},
    },
)
PLEDGEABLE_STATES = (PoolState.OPEN, PoolState.READY)
PAID_POOL_STATES = (PoolState.FUNDED, PoolState.RUNNING)
WENT_AHEAD_STATES = (*PAID_POOL_STATES, PoolState.FINISHED)
ENDED_POOL_STATES = (PoolState.FINISHED, PoolState.LAPSED, PoolState.CANCELLED)
# Of these a session's money may still be waiting: what had begun before it was called off, too.
ACCOUNTED_POOL_STATES = (*PAID_POOL_STATES, PoolState.CANCELLED)


class PledgeState(models.TextChoices):
    IN = "in", _("in")
    OUT = "out", _("not this time")
    STOPPED = "stopped", _("stops after what is already paid")


PLEDGE = Lifecycle(
    PledgeState,
    {
        PledgeState.IN: {
            PledgeState.OUT: PoolDeed.WITHDRAW_PLEDGE,
            PledgeState.STOPPED: PoolDeed.STOP_PLEDGE,
        },
        PledgeState.OUT: {
            PledgeState.IN: PoolDeed.PLEDGE,
        },
        # Put back, where other hands had stopped it (P19).
        PledgeState.STOPPED: {
            PledgeState.IN: PoolDeed.PUT_BACK,
        },
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
        PartState.PLEDGED: {
            PartState.WAITING: PoolDeed.WAIT_FOR_PART,
            PartState.CONFIRMED: PoolDeed.CONFIRM_PART,
            PartState.ENDED: PoolDeed.END_PART,
        },
        PartState.WAITING: {
            PartState.CONFIRMED: PoolDeed.CONFIRM_PART,
            PartState.REFUSED: PoolDeed.REFUSE_PART,
            PartState.ENDED: PoolDeed.END_PART,
        },
        PartState.CONFIRMED: {
            PartState.WAITING: PoolDeed.WAIT_FOR_PART,
            PartState.ENDED: PoolDeed.END_PART,
        },
        PartState.REFUSED: {
            PartState.WAITING: PoolDeed.WAIT_FOR_PART,
            PartState.ENDED: PoolDeed.END_PART,
        },
        PartState.ENDED: {},
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
        InstalmentState.PLANNED: {
            InstalmentState.COLLECTING: PoolDeed.START_ATTEMPT,
            InstalmentState.NOT_COLLECTED: PoolDeed.DROP_INSTALMENT,
        },
        InstalmentState.COLLECTING: {
            InstalmentState.CAPTURING: PoolDeed.CAPTURE_INSTALMENT,
            InstalmentState.WAITING: PoolDeed.START_GAP,
            InstalmentState.NOT_COLLECTED: PoolDeed.DROP_INSTALMENT,
        },
        InstalmentState.CAPTURING: {
            InstalmentState.COLLECTED: PoolDeed.CLOSE_INSTALMENT,
            InstalmentState.WAITING: PoolDeed.START_GAP,
        },
        InstalmentState.WAITING: {
            InstalmentState.COLLECTING: PoolDeed.START_ATTEMPT,
            InstalmentState.NOT_COLLECTED: PoolDeed.DROP_INSTALMENT,
        },
        InstalmentState.COLLECTED: {
            InstalmentState.SETTLED: PoolDeed.SETTLE_INSTALMENT,
        },
        InstalmentState.SETTLED: {},
        InstalmentState.NOT_COLLECTED: {},
    },
)
PAID_INSTALMENT_STATES = (InstalmentState.COLLECTED, InstalmentState.SETTLED)
COLLECTING_STATES = (InstalmentState.COLLECTING, InstalmentState.CAPTURING, InstalmentState.WAITING)


class DateMoveReason(models.TextChoices):
    """Why a date is later than it was first said: in words that give nobody away."""

    ANSWER = "answer", _("we are waiting for one answer, and every place is held")
    TERMS = "terms", _("what is offered has changed, and each has time to answer")
    SHARE = "share", _("the share would change, and each has time to answer")


class PrivateQuestionKind(models.TextChoices):
    """What one person is asked in private."""

    LOW_MAXIMUM = "low_maximum", _("your most is below the share")
    FAILED_PAYMENT = "mend", _("your payment did not go through")
    NEW_SHARE = "new_share", _("the share would change")
    NEW_TERMS = "new_terms", _("what is offered would change")
    BILL_CHANGE = "bill_change", _("this would change what you pay the council")


# A yes to one of these is a yes to the shared cost, said anew.
NEW_YES_KINDS = (PrivateQuestionKind.LOW_MAXIMUM, PrivateQuestionKind.NEW_TERMS)


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
            PrivateQuestionState.YES: PoolDeed.ANSWER_QUESTION,
            PrivateQuestionState.NO: PoolDeed.ANSWER_QUESTION,
            PrivateQuestionState.NO_ANSWER: PoolDeed.CLOSE_UNANSWERED,
            PrivateQuestionState.NOT_NEEDED: PoolDeed.DROP_QUESTION,
        },
        PrivateQuestionState.YES: {},
        PrivateQuestionState.NO: {},
        PrivateQuestionState.NO_ANSWER: {},
        PrivateQuestionState.NOT_NEEDED: {},
    },
)


class ChoiceKind(models.TextChoices):
    """What a group chooses in mid-term."""

    COVER = "cover", _("what to do where a place is not covered")
    CALL_OFF = "call_off", _("whether to call it off")


class CoverOption(models.TextChoices):
    """What a group may choose where a place is not covered in mid-term (M54); and whether it calls
    the whole of it off (P40)."""

    NEW_SHARE = "new_share", _("a new share, which each agrees to")
    FEWER_SESSIONS = "fewer_sessions", _("fewer sessions")
    WEEKS_WITHOUT = "weeks_without", _("weeks without")
    CONNECTOR = "connector", _("a week to look for help")
    GO_ON = "go_on", _("go on with it")
    CALL_OFF = "call_off", _("call it off")


class CoverOutcome(models.TextChoices):
    """How that choice ended. With nothing chosen the connector is asked (P43)."""

    NEW_SHARE = CoverOption.NEW_SHARE.value, CoverOption.NEW_SHARE.label
    FEWER_SESSIONS = CoverOption.FEWER_SESSIONS.value, CoverOption.FEWER_SESSIONS.label
    WEEKS_WITHOUT = CoverOption.WEEKS_WITHOUT.value, CoverOption.WEEKS_WITHOUT.label
    CONNECTOR = CoverOption.CONNECTOR.value, CoverOption.CONNECTOR.label
    GO_ON = CoverOption.GO_ON.value, CoverOption.GO_ON.label
    CALL_OFF = CoverOption.CALL_OFF.value, CoverOption.CALL_OFF.label
    NOTHING = "nothing", _("nothing was chosen")
    NOT_NEEDED = "not_needed", _("no longer needed")


class HelpRequestKind(models.TextChoices):
    """What a connector is asked to help one person with."""

    ANOTHER_WAY = "another_way", _("another way, because the share is more than they can pay")
    HOW_TO_PAY = "how_to_pay", _("how it can be paid, because they are not sure")


class HelpOutcome(models.TextChoices):
    GRANT = "grant", _("a grant")
    FREE_PLACE = "free_place", _("a free place")
    WAY = "way", _("a way to pay")
    NOTHING = "nothing", _("nothing this time")


class StatementLineKind(models.TextChoices):
    """Whether money came in, went back or was spent."""

    PAID_IN = "paid_in", _("Paid in")
    REFUNDED = "given_back", _("Given back")
    SPENT = "spent", _("Spent on sessions held")


class CallOffReason(models.TextChoices):
    """Why a shared cost was called off, as all are told (P40)."""

    PROVIDER_CANNOT = "provider_cannot", _("the provider cannot go on")
    NOT_SAFE = "not_safe", _("it would not be safe")
    SHUT = "shut", _("the place is shut")


class GroupWaitKind(models.TextChoices):
    """What a group as a whole may do next, by any one of it."""

    TO_CHOOSE = "to_choose", _("answers are in, and nothing is being chosen")
    TO_OPEN = "to_open", _("an offer is chosen, and no shared cost is open")
    SECOND_WORD = "second_word", _("a step is proposed, and waits for a second")
    HELLO = "hello", _("somebody new waits for a hello")
