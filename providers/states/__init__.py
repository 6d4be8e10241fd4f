from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle
from providers.deeds import ProviderDeed

from .capacity import (
    MAX_MONTH_UNITS as MAX_MONTH_UNITS,
)
from .capacity import (
    MAX_WEIGHT as MAX_WEIGHT,
)
from .capacity import (
    WaitingAnswer as WaitingAnswer,
)
from .first_visits import (
    FACTS_OF_PLACE as FACTS_OF_PLACE,
)
from .first_visits import (
    FirstVisitFact as FirstVisitFact,
)
from .first_visits import (
    VisitOutcome as VisitOutcome,
)
from .safety_lines import (
    SafetyBasis as SafetyBasis,
)
from .skills import (
    Skill as Skill,
)
from .visit_lines import (
    NEEDS_WORDS as NEEDS_WORDS,
)
from .visit_lines import (
    VisitLineAnswer as VisitLineAnswer,
)
from .visit_lines import (
    VisitLineKind as VisitLineKind,
)
from .visits import (
    VISIT_OPEN as VISIT_OPEN,
)
from .visits import (
    VISIT_REQUEST as VISIT_REQUEST,
)
from .visits import (
    DeclineReason as DeclineReason,
)
from .visits import (
    DidNotHappenBecause as DidNotHappenBecause,
)
from .visits import (
    HelpAsked as HelpAsked,
)
from .visits import (
    VisitAnswer as VisitAnswer,
)
from .visits import (
    VisitRequestState as VisitRequestState,
)

# Said of a listing that no place is known of: it is shown as if in the middle of its area.
LOCATION_NOT_KNOWN_TEXT = _("Place not known, ask")


class ListingState(models.TextChoices):
    DRAFT = "draft", _("not shown yet")
    SHOWN = "shown", _("shown to people")
    PAUSED = "paused", _("paused")
    WITHDRAWN = "withdrawn", _("taken down")


LISTING = Lifecycle(
    ListingState,
    {
        ListingState.DRAFT: {
            ListingState.SHOWN: ProviderDeed.PUBLISH_LISTING,
            ListingState.WITHDRAWN: ProviderDeed.WITHDRAW_LISTING,
        },
        ListingState.SHOWN: {
            ListingState.PAUSED: ProviderDeed.PAUSE_LISTING,
            ListingState.WITHDRAWN: ProviderDeed.WITHDRAW_LISTING,
        },
        ListingState.PAUSED: {
            ListingState.SHOWN: ProviderDeed.PUBLISH_LISTING,
            ListingState.WITHDRAWN: ProviderDeed.WITHDRAW_LISTING,
        },
        ListingState.WITHDRAWN: {ListingState.DRAFT: ProviderDeed.REOPEN_LISTING},
    },
)


class PriceKind(models.TextChoices):
    FREE = "free", _("free")
    ON_THE_DAY = "on_the_day", _("pay on the day")
    GRANT = "grant", _("free until a date, paid by a grant")
    BY_GROUP = "by_group", _("price by group size")
    NOT_KNOWN = "not_known", _("price not known, ask")


class YesNoUnknown(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    NOT_KNOWN = "not_known", _("not known, ask")


class VenueKind(models.TextChoices):
    """Where it happens, as whoever shows it answers once: where that is a home, the place is shown
    by its district (P101)."""

    PUBLIC_PLACE = "public_place", _("in a public place")
    OWN_HOME = "own_home", _("from my home")
    VISITS_HOMES = "visits_homes", _("I come to people’s homes")
    SOMEBODYS_HOME = "somebodys_home", _("at somebody’s home")


HOMES = (VenueKind.OWN_HOME, VenueKind.VISITS_HOMES, VenueKind.SOMEBODYS_HOME)


class AttendingAccess(models.TextChoices):
    """How one comes to it, as Open Referral names it (P107): nothing is asked of whoever just
    comes; who says so has a place at once; who asks waits for a yes."""

    JUST_COME = "just_come", _("just come")
    SAY_COMING = "say_coming", _("say you are coming")
    ASK_FIRST = "ask_first", _("ask first")
    NOT_KNOWN = "not_known", _("not known, ask")


class SuitFact(models.TextChoices):
    """What decides whether a place suits somebody (M08). Each has a dated answer, with who said."""

    STAY_WITHOUT_CARER = "stay_without_carer", _("Can someone stay without their carer?")
    MEMORY_WELCOME = "memory_welcome", _("Are people with memory problems welcome?")
    COMPANION_WELCOME = "companion_welcome", _("Can somebody come along to help?")
    STEP_FREE = "step_free", _("Is it step-free?")
    QUIET_ROOM = "quiet_room", _("Is there a quiet room?")
    HOT_MEAL = "hot_meal", _("Is there a hot meal?")
    TOILET_HELP = "toilet_help", _("Can someone have help in the toilet?")
    EATING_HELP = "eating_help", _("Can someone have help with eating?")


class QualityFact(models.TextChoices):
    """What decides whether hands-on help is good help (M16). Shown above the price."""

    SAME_PERSON = "same_person", _("Is it the same person each time?")
    TRAVEL_PAID = "travel_paid", _("Is the helper’s travel time paid?")
    SHORTEST_VISIT = "shortest_visit", _("How long is the shortest visit?")
    NOTICE = "notice", _("How much notice of a change do you give?")


WORDED_QUALITY_FACTS = frozenset({QualityFact.SHORTEST_VISIT, QualityFact.NOTICE})


class FactSource(models.TextChoices):
    """Who a fact about a listing comes from."""

    PROVIDER = "provider", _("the provider says")
    CONNECTOR = "connector", _("a connector checked")
    DIRECTORY = "directory", _("the council’s directory says")


class Openness(models.TextChoices):
    """Has it places? Worked out from the listing and the day, never stored with it."""

    FULL = "full", _("full for now")
    NOT_KNOWN = "not_known", _("places not known, ask")
    NEARLY_FULL = "nearly_full", _("has a place or two")
    OPEN = "open", _("has places")


class MissedRule(models.TextChoices):
    """What whoever tells in time pays for a time that they miss; later than that, all of it."""

    FREE = "free", _("nothing")
    HALF = "half", _("half of it")
    PAID = "paid", _("all of it, whenever they tell you")
    AS_WRITTEN = "as_written", _("as whoever runs it once wrote it")


class ChangeOfMind(models.TextChoices):
    """Whether whoever said yes has 14 days to change their mind, as the offer says (P123)."""

    FOURTEEN_DAYS = "fourteen_days", _("yes, within 14 days")
    FIXED_DAY = "fixed_day", _("no, because it is for a fixed day")


class Engager(models.TextChoices):
    """Who would be the employer (M25)."""

    NOBODY = "nobody", _("nobody: nobody is employed")
    PROVIDER = "provider", _("the provider")
    SELF_EMPLOYED = "self_employed", _("they work for themselves")
    YOU = "you", _("you")
    SHARED = "shared", _("shared: one of those who share the helper is named as employer")
    NOT_KNOWN = "not_known", _("not known, ask")


# Whoever takes it may be the employer.
MAKES_AN_EMPLOYER = (Engager.YOU, Engager.SHARED)


class CheckKind(models.TextChoices):
    IDENTITY = "identity", _("who they are")
    INSURANCE = "insurance", _("insurance")
    ADDRESS = "address", _("address")
    DBS_BASIC = "dbs_basic", _("basic DBS check")
    DBS_ENHANCED = "dbs_enhanced", _("enhanced DBS check")
    CQC = "cqc", _("registered with the CQC")
    PUBLIC_REGISTER = "public_register", _("on a public register, and insured by their own word")


MAX_PLACES = 10_000  # of one time


class SessionState(models.TextChoices):
    PLANNED = "planned", _("planned")
    CALLED_OFF = "called_off", _("called off")
    DELIVERED = "delivered", _("it happened")
    NOT_DELIVERED = "not_delivered", _("it did not happen")


SESSION = Lifecycle(
    SessionState,
    {
        SessionState.PLANNED: {
            SessionState.CALLED_OFF: ProviderDeed.CALL_OFF_SESSION,
            SessionState.DELIVERED: ProviderDeed.RECORD_DELIVERED,
            SessionState.NOT_DELIVERED: ProviderDeed.RECORD_NOT_DELIVERED,
        },
        SessionState.CALLED_OFF: {},
        # A connector found, after somebody said so, that it did not happen.
        SessionState.DELIVERED: {SessionState.NOT_DELIVERED: ProviderDeed.RECORD_NOT_DELIVERED},
        SessionState.NOT_DELIVERED: {},
    },
)


class BookingState(models.TextChoices):
    COMING = "coming", _("coming")
    NOT_COMING = "not_coming", _("not coming this time")
    CAME = "came", _("came")
    VISIT_DID_NOT_HAPPEN = "visit_did_not_happen", _("this visit did not happen")
    ENDED = "ended", _("no place in it any more")


BOOKING = Lifecycle(
    BookingState,
    {
        BookingState.COMING: {
            BookingState.NOT_COMING: ProviderDeed.MARK_NOT_COMING,
            BookingState.CAME: ProviderDeed.RECORD_CAME,
            BookingState.VISIT_DID_NOT_HAPPEN: ProviderDeed.RECORD_VISIT_DID_NOT_HAPPEN,
            BookingState.ENDED: ProviderDeed.END_BOOKING,
        },
        BookingState.NOT_COMING: {
            BookingState.COMING: ProviderDeed.MARK_COMING,
            BookingState.CAME: ProviderDeed.RECORD_CAME,
            BookingState.ENDED: ProviderDeed.END_BOOKING,
        },
        BookingState.CAME: {},
        BookingState.VISIT_DID_NOT_HAPPEN: {},
        BookingState.ENDED: {},
    },
)


class SessionDisputeOutcome(models.TextChoices):
    OPEN = "open", _("not known yet what was")
    HAPPENED = "happened", _("it happened")
    DID_NOT_HAPPEN = "did_not_happen", _("it did not happen")


SESSION_DISPUTE = Lifecycle(
    SessionDisputeOutcome,
    {
        SessionDisputeOutcome.OPEN: {
            SessionDisputeOutcome.HAPPENED: ProviderDeed.RESOLVE_SESSION_DISPUTE,
            SessionDisputeOutcome.DID_NOT_HAPPEN: ProviderDeed.RESOLVE_SESSION_DISPUTE,
        },
        SessionDisputeOutcome.HAPPENED: {},
        SessionDisputeOutcome.DID_NOT_HAPPEN: {},
    },
)


class RowOutcome(models.TextChoices):
    """What became of one row of a directory feed."""

    CREATED = "created", _("created")
    CHANGED = "changed", _("changed")
    UNCHANGED = "unchanged", _("unchanged")
    REJECTED = "rejected", _("held back")
    HIDDEN = "hidden", _("hidden: no longer in the feed")
    LEFT = "left", _("no longer in the feed, and stays: whoever runs it looks after it here")


class SourceState(models.TextChoices):
    ON = "on", _("read each night")
    FAILING = "failing", _("could not be read the last time, and is tried again")
    PAUSED = "paused", _("read only when somebody asks for it")


DIRECTORY_SOURCE = Lifecycle(
    SourceState,
    {
        SourceState.ON: {
            SourceState.FAILING: ProviderDeed.NOTE_DIRECTORY_FAILING,
            SourceState.PAUSED: ProviderDeed.PAUSE_DIRECTORY,
        },
        SourceState.FAILING: {
            SourceState.ON: ProviderDeed.NOTE_DIRECTORY_READ,
            SourceState.PAUSED: ProviderDeed.PAUSE_DIRECTORY,
        },
        SourceState.PAUSED: {SourceState.ON: ProviderDeed.RESUME_DIRECTORY},
    },
)


class ImportedPart(models.TextChoices):
    """What a directory says of something, and people here may say otherwise: then it stays."""

    TITLE = "title", _("what it is called")
    WHAT_HAPPENS = "what_happens", _("what happens there")
    WEBSITE = "website", _("its website")
    WHEN = "when", _("when it is")
    COMING = "coming", _("how people come, and its telephone number")
    PRICE = "price", _("the price")
    KINDS = "kinds", _("what kind of thing it is")
    SUITS = "suits", _("who it suits")
    PLACE = "place", _("where it is")
    SHOWN = "shown", _("that it was taken down")


class ObjectionKind(models.TextChoices):
    """What anybody may say against something that came from a directory (P104)."""

    WRONG = "wrong", _("this is wrong")
    NOT_US = "not_us", _("this is not us")
    TAKE_DOWN = "take_down", _("take this down")


class ObjectionAnswer(models.TextChoices):
    TAKEN_DOWN = "taken_down", _("it is taken down here")
    PASSED_ON = "passed_on", _("whoever keeps the directory was asked to change it")
    STAYS = "stays", _("it stays as it is")


class PublicContact(models.TextChoices):
    """By what a claim is checked: what stands in public, never what the claimant brings (P104)."""

    TELEPHONE = "telephone", _("the telephone number that the directory, or their own page, shows")
    ADDRESS = (
        "address",
        _("the e-mail or postal address that the directory, or their own page, shows"),
    )
    REGISTER = "register", _("what a public register shows of them")


class ClaimState(models.TextChoices):
    WAITING = "waiting", _("waits for an answer")
    CONFIRMED = "confirmed", _("it is theirs")
    REFUSED = "refused", _("not agreed to")
    WITHDRAWN = "withdrawn", _("taken back")
    UNDONE = "undone", _("agreed to, and found to be wrong")


PROVIDER_CLAIM = Lifecycle(
    ClaimState,
    {
        ClaimState.WAITING: {
            ClaimState.CONFIRMED: ProviderDeed.CONFIRM_CLAIM,
            ClaimState.REFUSED: ProviderDeed.REFUSE_CLAIM,
            ClaimState.WITHDRAWN: ProviderDeed.WITHDRAW_CLAIM,
        },
        ClaimState.CONFIRMED: {ClaimState.UNDONE: ProviderDeed.UNDO_CLAIM},
        ClaimState.REFUSED: {},
        ClaimState.WITHDRAWN: {},
        ClaimState.UNDONE: {},
    },
)
