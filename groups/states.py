from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle
from groups.deeds import GroupDeed
from groups.removal_states import REMOVAL

__all__ = ["REMOVAL"]  # drawn and held with the others


class Purpose(models.TextChoices):
    """Why people come together. Company alone is a whole reason."""

    COMPANY = "company", _("Company: being with people is enough")
    NEED = "need", _("Something we need")
    GOAL = "goal", _("Something we want to do")
    BRING = "bring", _("Something we can bring or are good at")


class GroupState(models.TextChoices):
    FORMING = "forming", _("open to new people")
    FULL = "full", _("not open to new people for now")
    ENDING = "ending", _("ends, and asks each of you what is next")
    ENDED = "ended", _("ended")


GROUP = Lifecycle(
    GroupState,
    {
        GroupState.FORMING: {
            GroupState.FULL: GroupDeed.CLOSE_GROUP,
            GroupState.ENDING: GroupDeed.BEGIN_ENDING,
        },
        GroupState.FULL: {
            GroupState.FORMING: GroupDeed.OPEN_GROUP,
            GroupState.ENDING: GroupDeed.BEGIN_ENDING,
        },
        GroupState.ENDING: {
            GroupState.FULL: GroupDeed.KEEP_GROUP,
            GroupState.ENDED: GroupDeed.END_GROUP,
        },
        GroupState.ENDED: {GroupState.FULL: GroupDeed.BEGIN_GROUP_AGAIN},
    },
)
LIVING_STATES = (GroupState.FORMING, GroupState.FULL)


class EndReason(models.TextChoices):
    """Why a group ends (M43). Nobody says more of it than this line."""

    BUDGETS = "budgets", _("Our money for it was taken away")
    CLOSED = "closed", _("Others closed what we came for")
    PLACE = "place", _("We have no place to meet any more")
    TOO_FEW = "too_few", _("Too few of us can come")
    DONE = "done", _("We have done what we came for")
    OTHER = "other", _("Something else, which need not be said")


class PeerDid(models.TextChoices):
    """What somebody has done, and would tell another of (M41)."""

    SHARED_HELP = "shared_help", _("shared a personal assistant with others")
    SHARED_COST = "shared_cost", _("shared the cost of something with a group")
    DIRECT_PAYMENT = "direct_payment", _("taken money for support as a direct payment")
    BEGUN_GROUP = "begun_group", _("begun a group")
    NEW_PLACE = "new_place", _("gone somewhere new, where they knew nobody")
    LEFT_SERVICE = "left_service", _("left something that did not suit them")


class PeerTalkState(models.TextChoices):
    ASKED = "asked", _("asked")
    AGREED = "agreed", _("you talk")
    NOT_THIS_TIME = "not_this_time", _("not this time")
    OVER = "over", _("over")


PEER_TALK = Lifecycle(
    PeerTalkState,
    {
        PeerTalkState.ASKED: {
            PeerTalkState.AGREED: GroupDeed.AGREE_TO_PEER_TALK,
            PeerTalkState.NOT_THIS_TIME: GroupDeed.DECLINE_PEER_TALK,
            PeerTalkState.OVER: GroupDeed.END_PEER_TALK,
        },
        PeerTalkState.AGREED: {PeerTalkState.OVER: GroupDeed.END_PEER_TALK},
        PeerTalkState.NOT_THIS_TIME: {},
        PeerTalkState.OVER: {},
    },
)
PEER_TALK_OPEN = (PeerTalkState.ASKED, PeerTalkState.AGREED)


class ReviewWish(models.TextChoices):
    """ "Do you want it to go on?" Nobody is asked why."""

    YES = "yes", _("Yes, I want it to go on")
    NO = "no", _("No, not as it is")
    NOT_SURE = "not_sure", _("I do not know")


class ReviewOutcome(models.TextChoices):
    """What all of them said, as their group reads it. No number stands beside it (P43)."""

    GOES_ON = "goes_on", _("Most of those who answered want it to go on.")
    OTHERWISE = (
        "otherwise",
        _("Many of those who answered would like something else. Nobody knows who said what."),
    )
    TOO_FEW = (
        "too_few",
        _("Too few answered to say what they said: nobody’s answer is to be known."),
    )


class NextStepKind(models.TextChoices):
    """What is next for somebody whose group ends (P125)."""

    FIND = "find", _("I would like help to find something else")
    TALK = "talk", _("I would like to talk to somebody about it")
    OWN = "own", _("I know what I do next")
    NO_THANKS = "no_thanks", _("No thanks")


ASKS_CONNECTOR = (NextStepKind.FIND, NextStepKind.TALK)


class GroupBeginning(models.TextChoices):
    """When a group begins for somebody who comes in (P44)."""

    OPEN = "open", _("at once")
    HELLO = "hello", _("after somebody of the group has said hello")


class MemberState(models.TextChoices):
    NEWCOMER = "newcomer", _("came in, and waits for a hello")
    IN = "in", _("in the group")
    RESTING = "resting", _("in the group, and not here for now")
    SUSPENDED = "suspended", _("asked to stay away for now")
    LEFT = "left", _("left")


class NameGoes(models.TextChoices):
    """When the others read the name of somebody who left no more (M140)."""

    NOW = "now", _("My name goes now")
    NEXT_PAYMENT = "next_payment", _("My name goes at the next payment")


MEMBER = Lifecycle(
    MemberState,
    {
        MemberState.NEWCOMER: {
            MemberState.IN: GroupDeed.SAY_HELLO,
            MemberState.LEFT: GroupDeed.LEAVE_GROUP,
        },
        MemberState.IN: {
            MemberState.RESTING: GroupDeed.REST,
            MemberState.SUSPENDED: GroupDeed.SUSPEND_MEMBER,
            MemberState.LEFT: GroupDeed.LEAVE_GROUP,
        },
        MemberState.RESTING: {
            MemberState.IN: GroupDeed.COME_BACK,
            MemberState.SUSPENDED: GroupDeed.SUSPEND_MEMBER,
            MemberState.LEFT: GroupDeed.LEAVE_GROUP,
        },
        MemberState.SUSPENDED: {
            MemberState.IN: GroupDeed.LET_MEMBER_BACK,
            MemberState.RESTING: GroupDeed.LET_MEMBER_BACK,
            MemberState.LEFT: GroupDeed.LEAVE_GROUP,
        },
        MemberState.LEFT: {
            MemberState.IN: GroupDeed.JOIN_GROUP,
            MemberState.NEWCOMER: GroupDeed.JOIN_GROUP,
        },
    },
)
CURRENT_STATES = (MemberState.IN, MemberState.RESTING)  # for whom the group has begun
# Whose places, money and answers hold: also while they are asked to stay away (P118).
HELD_STATES = (MemberState.SUSPENDED, *CURRENT_STATES)
PLACE_STATES = (MemberState.NEWCOMER, *HELD_STATES)  # with a place and a name in it


class HearsWords(models.TextChoices):
    """How often a member hears that something was written in their group. They read it whenever
    they like."""

    EACH_DAY = "each_day", _("Once a day, when something was written")
    EACH_WEEK = "each_week", _("Once a week, when something was written")
    NOT = "not", _("Not at all: I look there myself")


class BriefState(models.TextChoices):
    DRAFT = "draft", _("being written")
    ASKING = "asking", _("waiting for answers")
    COMPARING = "comparing", _("answers are in")
    DECIDED = "decided", _("an offer was chosen")
    CLOSED = "closed", _("closed")


BRIEF = Lifecycle(
    BriefState,
    {
        BriefState.DRAFT: {
            BriefState.ASKING: GroupDeed.PUBLISH_BRIEF,
            BriefState.CLOSED: GroupDeed.CLOSE_BRIEF,
        },
        BriefState.ASKING: {
            BriefState.COMPARING: GroupDeed.STOP_TAKING_ANSWERS,
            BriefState.DRAFT: GroupDeed.UNSEND_BRIEF,
            BriefState.CLOSED: GroupDeed.CLOSE_BRIEF,
        },
        BriefState.COMPARING: {
            BriefState.ASKING: GroupDeed.TAKE_ANSWERS_AGAIN,
            BriefState.DECIDED: GroupDeed.DECIDE_BRIEF,
            BriefState.CLOSED: GroupDeed.CLOSE_BRIEF,
        },
        BriefState.DECIDED: {},
        BriefState.CLOSED: {},
    },
)


class Requirement(models.TextChoices):
    """What must be possible, so that everybody can take part. A brief ticks; an offer answers."""

    STEP_FREE = "step_free", _("No steps, or a ramp or lift")
    SEAT = "seat", _("A seat whenever somebody wants one")
    TOILET = "toilet", _("A toilet close by that fits a wheelchair")
    TOILET_HELP = "toilet_help", _("Help in the toilet")
    QUIET = "quiet", _("A quiet room to go to")
    MEMORY = "memory", _("People with memory problems are welcome")
    COMPANION = "companion", _("Somebody may come along without paying")
    WITHOUT_CARER = "without_carer", _("People can stay without their carer")
    KNOWN_FACE = "known_face", _("The same face each time")
    HOT_MEAL = "hot_meal", _("A hot meal")
    TIME_OFF = "time_off", _("Time off for carers")
    GETTING_THERE = "getting_there", _("Help to get there and home")
    HEARING = "hearing", _("A hearing loop, or somebody who signs")
    LARGE_PRINT = "large_print", _("Pictures or large print")


class OfferState(models.TextChoices):
    SENT = "sent", _("sent")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CHOSEN = "chosen", _("chosen")
    NOT_CHOSEN = "not_chosen", _("not this time")


OFFER = Lifecycle(
    OfferState,
    {
        OfferState.SENT: {
            OfferState.WITHDRAWN: GroupDeed.WITHDRAW_OFFER,
            OfferState.CHOSEN: GroupDeed.CHOOSE_OFFER,
            OfferState.NOT_CHOSEN: GroupDeed.DECLINE_OFFER,
        },
        OfferState.WITHDRAWN: {},
        OfferState.CHOSEN: {},
        OfferState.NOT_CHOSEN: {},
    },
)


class CareBasis(models.TextChoices):
    """Why a provider may give what it offers (facts.md, who may give personal care)."""

    NOT_PERSONAL_CARE = "not_personal_care", _("No personal care is given")
    CQC_REGISTERED = "cqc_registered", _("Yes, and we are registered with the CQC")
    EMPLOYED_BY_INDIVIDUAL = (
        "employed_by_individual",
        _("Yes, by a helper whom each person employs themselves"),
    )


class DecisionOutcome(models.TextChoices):
    """How a decision ended. What comes after each is in docs/decisions (level votes)."""

    CHOSEN = "chosen", _("an offer was chosen")
    NONE = "none", _("none of these")
    LEVEL = "level", _("level: the group is asked again")
    TOO_FEW = "too_few", _("too few people answered")
    TAKEN_BACK = "taken_back", _("taken back before anybody answered")


class MoneyInHand(models.TextChoices):
    """Whether there is money for what a group wants, and never how much (M35)."""

    YES = "yes", _("There is money in hand")
    NOT_YET = "not_yet", _("There is no money in hand yet")


class MotionPurpose(models.TextChoices):
    """A step that costs nothing yet and binds or shows the whole group (P38)."""

    SEND_BRIEF = "send_brief", _("Send what we want, and ask for offers")
    SEND_CHANGES = "send_changes", _("Send what we want, as it is written now")
    STOP_ANSWERS = "stop_answers", _("Stop taking answers, and compare those there are")
    OPEN_CHOICE = "open_choice", _("Choose together now")
    CLOSE_BRIEF = "close_brief", _("Do not go on with what we asked for")
    OPEN_GROUP = "open_group", _("Open our group to new people who find it")
    CLOSE_GROUP = "close_group", _("Close our group to new people who find it")
    HELLO_FIRST = "hello_first", _("Say hello first to whoever comes into our group")
    BEGIN_AT_ONCE = "begin_at_once", _("Let our group begin at once for whoever comes in")
    END_GROUP = "end_group", _("End our group")
    KEEP_GROUP = "keep_group", _("Let our group go on, and not end")
    BEGIN_AGAIN = "begin_again", _("Begin our group again")


# About the group itself; the others are about a brief of it.
GROUP_PURPOSES = frozenset(
    {
        MotionPurpose.OPEN_GROUP,
        MotionPurpose.CLOSE_GROUP,
        MotionPurpose.HELLO_FIRST,
        MotionPurpose.BEGIN_AT_ONCE,
        MotionPurpose.END_GROUP,
        MotionPurpose.KEEP_GROUP,
        MotionPurpose.BEGIN_AGAIN,
    }
)


class MotionState(models.TextChoices):
    WAITING = "waiting", _("waits for a second person")
    CARRIED = "carried", _("agreed and done")
    TAKEN_BACK = "taken_back", _("taken back")
    LET_GO = "let_go", _("not agreed, and over")


MOTION = Lifecycle(
    MotionState,
    {
        MotionState.WAITING: {
            MotionState.CARRIED: GroupDeed.CARRY_STEP,
            MotionState.TAKEN_BACK: GroupDeed.TAKE_BACK_STEP,
            MotionState.LET_GO: GroupDeed.LET_STEP_GO,
        },
        MotionState.CARRIED: {MotionState.TAKEN_BACK: GroupDeed.TAKE_BACK_STEP},
        MotionState.TAKEN_BACK: {},
        MotionState.LET_GO: {},
    },
)


class CarriedBy(models.TextChoices):
    """By whose word a step was done. Two are two lives, through two different hands."""

    TWO = "two", _("two agreed")
    NOBODYS_NO = "nobodys_no", _("nobody said no")
    ALONE = "alone", _("there is nobody else in the group")


class GatheringState(models.TextChoices):
    PLANNED = "planned", _("on")
    CALLED_OFF = "called_off", _("called off")


GATHERING = Lifecycle(
    GatheringState,
    {
        GatheringState.PLANNED: {GatheringState.CALLED_OFF: GroupDeed.CALL_OFF_DATE},
        GatheringState.CALLED_OFF: {GatheringState.PLANNED: GroupDeed.PUT_DATE_ON_AGAIN},
    },
)


class AttendanceState(models.TextChoices):
    """What somebody said of one date; no reason is asked. Who said nothing has no row."""

    COMING = "coming", _("I’m coming")
    NOT_COMING = "not_coming", _("Not this time")


# One deed for both: a history that somebody else reads tells nothing by it (P119).
ATTENDANCE = Lifecycle(
    AttendanceState,
    {
        AttendanceState.COMING: {AttendanceState.NOT_COMING: GroupDeed.SAY_ATTENDANCE},
        AttendanceState.NOT_COMING: {AttendanceState.COMING: GroupDeed.SAY_ATTENDANCE},
    },
)


class IdeaPicture(models.TextChoices):
    """An idea without a word: each is a drawing of `static/kinds`, with its words beside it."""

    ROUND = "round", _("Being together")
    TABLE = "table", _("Eating together")
    WALK = "walk", _("A walk")
    GARDEN = "garden", _("A garden, or growing things")
    CHOIR = "choir", _("Music or singing")
    ART = "art", _("Making things")
    MUSEUM = "museum", _("Looking at something, like a museum")
    SWIM = "swim", _("Swimming, or moving")
    CAMERA = "camera", _("Taking pictures, or learning something")
    BUS = "bus", _("A trip, or getting there")
    HALL = "hall", _("A room to meet in")
    REST = "rest", _("Somewhere quiet, or a rest")


class IdeaRoundState(models.TextChoices):
    HEARING = "hearing", _("each is heard")
    LIKING = "liking", _("each says which they would like")
    OVER = "over", _("answered")


IDEA_ROUND = Lifecycle(
    IdeaRoundState,
    {
        IdeaRoundState.HEARING: {
            IdeaRoundState.LIKING: GroupDeed.HEAR_IDEAS,
            IdeaRoundState.OVER: GroupDeed.ANSWER_IDEAS,
        },
        IdeaRoundState.LIKING: {IdeaRoundState.OVER: GroupDeed.ANSWER_IDEAS},
        IdeaRoundState.OVER: {},
    },
)


class IdeaState(models.TextChoices):
    WAITING = "waiting", _("waits until each was heard")
    TAKEN_UP = "taken_up", _("taken up")
    NOT_TAKEN_UP = "not_taken_up", _("not, because")


IDEA = Lifecycle(
    IdeaState,
    {
        IdeaState.WAITING: {
            IdeaState.TAKEN_UP: GroupDeed.TAKE_UP_IDEA,
            IdeaState.NOT_TAKEN_UP: GroupDeed.LEAVE_IDEA,
        },
        IdeaState.TAKEN_UP: {},
        IdeaState.NOT_TAKEN_UP: {},
    },
)
