from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle
from community.people.deeds import PeopleDeed


class RepresentationScope(models.IntegerChoices):
    """What a representative may do; each includes those before it."""

    LOOK = 1, _("look")
    SUGGEST = 2, _("suggest")
    DECIDE = 3, _("decide")
    PAY = 4, _("decide and pay")


class RepresentationKind(models.TextChoices):
    SUPPORTER = "supporter", _("supporter")
    FAMILY_CARER = "family_carer", _("family carer")
    NOMINATED = "nominated", _("nominated person")
    AUTHORISED = "authorised", _("authorised person")
    ADVOCATE = "advocate", _("advocate")
    WORKER = "worker", _("worker")


class AuthorityBasis(models.TextChoices):
    """On what somebody acts for another (M144): seen, not claimed. What each needs and covers is
    in `bases.py`."""

    OWN_WORD = "own_word", _("the person said so themselves")
    SEEN_BY_WORKER = "seen_by_worker", _("somebody who works here spoke with the person")
    ATTORNEY_WELFARE = "attorney_welfare", _("lasting power of attorney for health and welfare")
    ATTORNEY_PROPERTY = "attorney_property", _("lasting power of attorney for property and money")
    DEPUTY_WELFARE = "deputy_welfare", _("court-appointed deputy for welfare")
    DEPUTY_PROPERTY = "deputy_property", _("court-appointed deputy for property and money")
    NOMINATED_PERSON = "nominated_person", _("the council’s nominated person")
    AUTHORISED_PERSON = "authorised_person", _("authorised person for a direct payment")
    APPOINTEE = "appointee", _("appointee for benefits")


class RepresentationState(models.TextChoices):
    ASKED = "asked", _("asked for, not yet agreed")
    ACTIVE = "active", _("agreed")
    ENDED = "ended", _("ended")


class ApprovalPurpose(models.TextChoices):
    """What the second of two people is asked to look at."""

    PAY_FOR_SOMEBODY = "pay_for_somebody", _("that somebody may pay for another")
    DECISION = "decision", _("a decision made for somebody")
    FREE_MONEY = "free_money", _("less money kept aside for somebody")
    MOVE_AWAY = "move_away", _("that somebody lives elsewhere")
    MOVE_HERE = "move_here", _("that somebody has moved into your area")
    REACH = "reach", _("another way to reach somebody")
    BRING_TOGETHER = "bring_together", _("that two are one person")
    GET_BACK_IN = "get_back_in", _("another way to sign in for somebody")
    DEATH = "death", _("that somebody has died")
    BANK_DETAILS = "bank_details", _("other bank details of a provider")


class ApprovalState(models.TextChoices):
    WAITING = "waiting", _("waits for a second person")
    AGREED = "agreed", _("a second person agreed")
    REFUSED = "refused", _("a second person said no")
    WITHDRAWN = "withdrawn", _("taken back")


STAFF_APPROVAL = Lifecycle(
    ApprovalState,
    {
        ApprovalState.WAITING: {
            ApprovalState.AGREED: PeopleDeed.AGREE_AS_SECOND,
            ApprovalState.REFUSED: PeopleDeed.REFUSE_AS_SECOND,
            ApprovalState.WITHDRAWN: PeopleDeed.WITHDRAW_APPROVAL_REQUEST,
        },
        ApprovalState.AGREED: {},
        ApprovalState.REFUSED: {},
        ApprovalState.WITHDRAWN: {},
    },
)


REPRESENTATION = Lifecycle(
    RepresentationState,
    {
        RepresentationState.ASKED: {
            RepresentationState.ACTIVE: PeopleDeed.AGREE_TO_REPRESENTATION,
            RepresentationState.ENDED: PeopleDeed.END_REPRESENTATION,
        },
        RepresentationState.ACTIVE: {RepresentationState.ENDED: PeopleDeed.END_REPRESENTATION},
        RepresentationState.ENDED: {},
    },
)


class RoleKind(models.TextChoices):
    CONNECTOR = "connector", _("community connector")
    COUNCIL_OFFICER = "council_officer", _("council officer who confirms payments")
    SAFEGUARDING_LEAD = "safeguarding_lead", _("safeguarding lead")
    SAFEGUARDING_DEPUTY = "safeguarding_deputy", _("safeguarding deputy")
    ADVISER = "adviser", _("payments adviser")
    WORKER = "worker", _("social worker")
    DATA_CONTACT = "data_contact", _("data-protection contact")
    OPERATOR = "operator", _("operator of this site")
    OUT_OF_HOURS = "out_of_hours", _("out-of-hours service")
    ONLINE_SAFETY = "online_safety", _("answerable for online safety")
    USER_LED_SEAT = "user_led_seat", _("seat of a user-led organisation")


class RecordsRequestKind(models.TextChoices):
    """What somebody who acts, or acted, for another asks for in writing; and, on paper, what
    somebody who has no page asks for themselves."""

    COPY = "copy", _("a copy of what is kept about somebody")
    OWN_DEEDS = "own_deeds", _("a statement of what they did while they could act for somebody")
    OWN_COPY = "own_copy", _("the whole copy, on paper, for the person themselves")


class ComplaintAbout(models.TextChoices):
    SESSION = "session", _("a session, or who runs it")
    MONEY = "money", _("a payment, or a bill")
    GROUP = "group", _("somebody in a group")
    WORKER = "worker", _("somebody who works here, or acts for me")
    SITE = "site", _("this site")


class Adjustment(models.TextChoices):
    """What makes it work for somebody. Travels to whoever runs what they chose."""

    TIME = "time", _("Time to answer")
    PLAIN = "plain", _("Short, plain words")
    LARGE_PRINT = "large_print", _("Large print")
    PICTURES = "pictures", _("Pictures")
    HEARING = "hearing", _("A hearing loop, or facing me when you speak")
    BSL = "bsl", _("British Sign Language")
    LANGUAGE = "language", _("Another language than English")
    STEP_FREE = "step_free", _("No steps")
    SEAT = "seat", _("A seat close by")
    QUIET = "quiet", _("A quiet place to go to")
    COMPANION = "companion", _("Somebody with me")
    KNOWN_FACE = "known_face", _("A face I know")
    REMINDER = "reminder", _("A reminder the day before")


class DecisionBasis(models.TextChoices):
    OWN = "own", _("decided by the person")
    SUPPORTED = "supported", _("decided by the person, with help")
    BEST_INTERESTS = "best_interests", _("decided for the person, in their best interests")


class DecisionRecordKind(models.TextChoices):
    """How much looks at it before it counts (P6)."""

    ORDINARY = "ordinary", _("free, ordinary, and can be undone")
    CAREFUL = "careful", _("with money, at a home, or one-to-one")
    # By those who hold one authority together: each of them says yes (M144).
    JOINT = "joint", _("by two who may decide only together")


class DecisionRecordState(models.TextChoices):
    HELD = "held", _("waits for a second person")
    COUNTS = "counts", _("counts, and is not done yet")
    DONE = "done", _("done")
    REFUSED = "refused", _("does not count")
    SUPERSEDED = "superseded", _("a newer one took its place")
    NOT_WANTED = "not_wanted", _("not wanted by the person")


class Interpreter(models.TextChoices):
    """Through whom the person said or showed it (P24)."""

    NOBODY = "nobody", _("nobody: they said or showed it themselves")
    INTERPRETER = "interpreter", _("an interpreter")
    WORKER = "worker", _("somebody who works here, or an advocate")
    REPRESENTATIVE = "representative", _("whoever acts for them")
    RELATIVE = "relative", _("a relative or a friend")


DECISION_RECORD = Lifecycle(
    DecisionRecordState,
    {
        DecisionRecordState.HELD: {
            DecisionRecordState.COUNTS: PeopleDeed.COUNT_DECISION,
            DecisionRecordState.REFUSED: PeopleDeed.REFUSE_DECISION,
            DecisionRecordState.SUPERSEDED: PeopleDeed.SUPERSEDE_DECISION,
            DecisionRecordState.NOT_WANTED: PeopleDeed.NOT_WANTED,
        },
        DecisionRecordState.COUNTS: {
            DecisionRecordState.DONE: PeopleDeed.DO_BY_DECISION,
            DecisionRecordState.SUPERSEDED: PeopleDeed.SUPERSEDE_DECISION,
            DecisionRecordState.NOT_WANTED: PeopleDeed.NOT_WANTED,
        },
        DecisionRecordState.DONE: {DecisionRecordState.NOT_WANTED: PeopleDeed.NOT_WANTED},
        DecisionRecordState.REFUSED: {},
        DecisionRecordState.SUPERSEDED: {},
        DecisionRecordState.NOT_WANTED: {},
    },
)


class LifeEventKind(models.TextChoices):
    """What somebody says in one line, so that nothing is asked that cannot be answered."""

    HOSPITAL = "hospital", _("They are in hospital")
    MOVED = "moved", _("They have moved")
    DIED = "died", _("They have died")


class LifeEventState(models.TextChoices):
    SAID = "said", _("said by one person")
    SEEN = "seen", _("seen by a second person")
    OVER = "over", _("over")
    NOT_SO = "not_so", _("was not so")


LIFE_EVENT = Lifecycle(
    LifeEventState,
    {
        LifeEventState.SAID: {
            LifeEventState.SEEN: PeopleDeed.SEE_DEATH,
            LifeEventState.OVER: PeopleDeed.END_LIFE_EVENT,
            LifeEventState.NOT_SO: PeopleDeed.REFUTE_DEATH,
        },
        LifeEventState.SEEN: {},
        LifeEventState.OVER: {},
        LifeEventState.NOT_SO: {},
    },
)


class TalkAbout(models.TextChoices):
    """What somebody would like to talk about first; which one is as opaque as in the audit."""

    POOL = "pool", _("a shared cost")
    DECISION = "decision", _("what a group is choosing")
    SESSION = "session", _("a time that you may come to")
    LISTING = "listing", _("something near you")
    GROUP = "group", _("a group")
    MONEY = "money", _("your money")


class TalkWay(models.TextChoices):
    CALL = "call", _("they ring me")
    VISIT = "visit", _("they come to see me")


class TalkState(models.TextChoices):
    WAITING = "waiting", _("waits for its day")
    TALKED = "talked", _("you have talked")
    NOT_NOTED = "not_noted", _("its day is over, and nobody wrote down that you talked")
    CALLED_OFF = "called_off", _("called off")


TALK = Lifecycle(
    TalkState,
    {
        TalkState.WAITING: {
            TalkState.TALKED: PeopleDeed.RECORD_TALK,
            TalkState.NOT_NOTED: PeopleDeed.CLOSE_TALK,
            TalkState.CALLED_OFF: PeopleDeed.CALL_OFF_TALK,
        },
        TalkState.NOT_NOTED: {TalkState.TALKED: PeopleDeed.RECORD_TALK},
        TalkState.TALKED: {},
        TalkState.CALLED_OFF: {},
    },
)


class SlowChangeState(models.TextChoices):
    WAITING = "waiting", _("waits until you were told, and a second person has looked")
    DONE = "done", _("done")
    REFUSED = "refused", _("a second person said no")
    NOT_WANTED = "not_wanted", _("not wanted")


SLOW_CHANGE = Lifecycle(
    SlowChangeState,
    {
        SlowChangeState.WAITING: {
            SlowChangeState.DONE: PeopleDeed.DO_SLOW_CHANGE,
            SlowChangeState.REFUSED: PeopleDeed.REFUSE_SLOW_CHANGE,
            SlowChangeState.NOT_WANTED: PeopleDeed.STOP_SLOW_CHANGE,
        },
        SlowChangeState.DONE: {},
        SlowChangeState.REFUSED: {},
        SlowChangeState.NOT_WANTED: {},
    },
)
