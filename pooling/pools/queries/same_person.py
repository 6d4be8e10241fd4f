"""Two who are one person: which of them stays, what goes where, and what stops it (M77)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, Model, OuterRef
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.codes import format_code
from community.common.refusals import or_not_found
from community.common.shown import Shown, ShownLine
from community.messaging.models import Message
from community.messaging.queries.contact_plans import (
    MAX_NEVER_CHARS,
    contact_plan_of,
    joined_words,
)
from community.people.models.approvals import SlowChange, StaffApproval
from community.people.models.decisions import DecisionRecord
from community.people.models.life_events import LifeEvent
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.models.representations import Representation
from community.people.queries.getting_back_in import is_representative
from community.people.queries.life_events import OPEN_STATES
from community.people.queries.visits import persons_told_in_person
from community.people.states import (
    ApprovalState,
    DecisionRecordState,
    RepresentationState,
    SlowChangeState,
)
from groups.models.members import Member
from pooling.payments.models.bank_transfers import BankTransfer
from pooling.payments.models.cards import SavedCard
from pooling.payments.models.commitments import Commitment
from pooling.pools.models.pledges import MoneySource, Pledge
from pooling.pools.models.stops import MoneyStop
from providers.models.sessions import Booking
from providers.models.visit_requests import VisitRequest
from providers.models.waiting import WaitingListEntry

# Nothing of money is moved from one to another: whoever has some of it stays.
OF_MONEY: tuple[type[Model], ...] = (
    MoneySource,
    Pledge,
    MoneyStop,
    BankTransfer,
    SavedCard,
    Commitment,
)


@dataclass(frozen=True)
class TwoWhoAreOne:
    stays: Person
    goes: Person
    stops: list[str]
    shown: Shown


def two_who_are_one(*, login: Login, person_ids: Iterable[UUID], now: datetime) -> TwoWhoAreOne:
    """Both are told things face to face by this login; of anybody else there is nobody."""
    told = {person.pk: person for person in persons_told_in_person(login.pk, today(now))}
    pair = {pk: or_not_found(told.get(pk)) for pk in person_ids}
    first, second = or_not_found(tuple(pair.values()) if len(pair) == 2 else None)
    stays, goes = sorted((first, second), key=_who_stays)
    stops = what_stops(stays, goes)
    if any(is_representative(login.pk, person.pk) for person in (stays, goes)):
        stops.append(_("You act for one of them: ask somebody else who visits both."))
    return TwoWhoAreOne(stays, goes, stops, _shown(stays, goes))


def _who_stays(person: Person) -> tuple[bool, bool, datetime, UUID]:
    """Whoever signs in; then whoever has money here; then who came first."""
    return person.login_id is None, not has_money(person), person.created_at, person.pk


def late_for_who_went() -> list[UUID]:
    """Who is one with another since, and something was still written to them at that moment."""
    late = Message.objects.filter(person_id=OuterRef("pk"))
    gone = Person.objects.filter(Exists(late), one_with__isnull=False)
    return list(gone.order_by("pk").values_list("pk", flat=True))


def has_money(person: Person) -> bool:
    return any(model._default_manager.filter(person=person).exists() for model in OF_MONEY)


def what_stops(stays: Person, goes: Person, *, but_change: int | None = None) -> list[str]:
    """Each in a sentence; none where the two can be one. `but_change`: that itself waits."""
    either = [stays.pk, goes.pk]
    stops = {
        _("Both sign in, each with a login of their own."): goes.login_id is not None,
        _("Both have money here, or had some. Money is never moved from one to the other."): (
            has_money(goes)
        ),
        _("They live in two areas."): stays.area_id is None or stays.area_id != goes.area_id,
        _("Both are in one group, or were."): _meet(Member, "group", stays, goes),
        _("Both have a place at the same time."): _meet(Booking, "session", stays, goes),
        _("Both have asked to come to the same."): _meet(VisitRequest, "listing", stays, goes),
        _("Both wait for a place at the same."): _meet(WaitingListEntry, "listing", stays, goes),
        _("Somebody acts for the one that goes, or has asked to."): (
            Representation.objects.filter(person=goes)
            .exclude(state=RepresentationState.ENDED)
            .exists()
        ),
        _("One of them is in hospital, has moved or has died."): (
            LifeEvent.objects.filter(person__in=either, state__in=OPEN_STATES).exists()
        ),
        _("Something of one of them still waits for an answer."): _waits(either, but_change),
        _("What please never to do is too long for both together."): (
            _is_too_long("never_words", stays, goes)
        ),
        _("Who must not interpret is too long for both together."): (
            _is_too_long("never_interprets_words", stays, goes)
        ),
        _("One of them is one with somebody already."): (
            stays.one_with_id is not None or goes.one_with_id is not None
        ),
    }
    return [words for words, is_so in stops.items() if is_so]


def _is_too_long(name: str, stays: Person, goes: Person) -> bool:
    plans = contact_plan_of(stays.pk), contact_plan_of(goes.pk)
    return len(joined_words(name, *plans)) > MAX_NEVER_CHARS


def _meet(model: type[Model], where: str, stays: Person, goes: Person) -> bool:
    rows = model._default_manager
    theirs = rows.filter(person=stays).values(where)
    return rows.filter(person=goes, **{f"{where}__in": theirs}).exists()


def _waits(either: list[UUID], but_change: int | None) -> bool:
    changes = SlowChange.objects.filter(person__in=either, state=SlowChangeState.WAITING)
    approvals = StaffApproval.objects.filter(person__in=either, state=ApprovalState.WAITING)
    approvals = approvals.exclude(about=f"slow_change:{but_change}")
    decisions = DecisionRecord.objects.filter(
        person__in=either, state__in=[DecisionRecordState.HELD, DecisionRecordState.COUNTS]
    )
    if but_change is not None:
        changes = changes.exclude(pk=but_change)
    return changes.exists() or approvals.exists() or decisions.exists()


def _shown(stays: Person, goes: Person) -> Shown:
    """What stands above the button. Of money and messages no word."""
    rows = [
        (_("Who stays"), _as_named(stays)),
        (_("Who is one with them from then on"), _as_named(goes)),
        (
            _("What goes to who stays"),
            _("Groups, answers, history and messages. The codes of all sheets stay good."),
        ),
        (
            _("What stays as it is"),
            _("How who stays is reached, and their money. What please never to do is of both."),
        ),
        (
            _("A way back"),
            _(
                "Until it is done, one press stops it. After it there is none, as nobody could say"
                " whose is whose. The history says what came from where."
            ),
        ),
    ]
    return tuple(ShownLine(key, value) for key, value in rows)


def _as_named(person: Person) -> str:
    """By the codes of their sheets: two of one name are told apart by nothing else."""
    members = Member.objects.filter(person=person).select_related("group").order_by("pk")
    sheets = [f"{each.group.name}, {format_code(each.paper_code)}" for each in members]
    return "\n".join([person.preferred_name, *sheets])
