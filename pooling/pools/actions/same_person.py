"""Two who are one person are brought together, with care (fault G3, M77).

Asked for by one who visits both; both hear of it, a second person looks, and it waits its days
(P17). Then everything of the one is the other's, at once or not at all.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from community.common.shown import check_shown
from community.conversations.actions.same_person import join_conversations
from community.conversations.models import (
    Conversation,
    HiddenMessage,
    MemberBlock,
    MessageReport,
    RelayedMessage,
)
from community.messaging.actions.notifying import notify_person
from community.messaging.actions.telling import join_messages
from community.messaging.queries.messages import told_by_key
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.same_person import move_what_people_keeps
from community.people.actions.slow_changes import (
    do_slow_change,
    request_slow_change,
    stop_waiting_change,
)
from community.people.deeds import PeopleDeed
from community.people.message_kinds import PeopleMessage
from community.people.models.approvals import SlowChange
from community.people.models.persons import Person
from community.people.rules.representations import WAIT_BEFORE_DECIDING
from community.people.rules.same_person import check_nothing_stops
from community.people.states import ApprovalPurpose, SlowChangeState
from community.pictures.models import PictureAgreement
from groups.actions.calendar_feeds import end_calendar_feeds_of
from groups.actions.peers import end_peer_talks_of_both
from groups.models.calendar_feeds import CalendarFeed
from groups.models.members import Group, Member
from groups.models.peers import PeerOffer, PeerTalk
from pooling.pools.queries.same_person import two_who_are_one, what_stops
from providers.models.sessions import Booking, SessionDispute
from providers.models.visit_askings import VisitAsking
from providers.models.visit_requests import VisitRequest
from providers.models.waiting import WaitingListEntry

# (model, the field that names the person), of the apps above people; none of money.
ABOVE_PEOPLE: tuple[tuple[type[Model], str], ...] = (
    (Member, "person"),
    (Group, "started_by"),
    (CalendarFeed, "person"),
    (Booking, "person"),
    (SessionDispute, "person"),
    (Conversation, "person"),
    (RelayedMessage, "for_person"),
    (HiddenMessage, "person"),
    (MessageReport, "person"),
    (MemberBlock, "person"),
    (MemberBlock, "blocked"),
    (VisitRequest, "person"),
    (VisitAsking, "person"),
    (WaitingListEntry, "person"),
    (PictureAgreement, "person"),
    (PeerOffer, "person"),
    (PeerTalk, "person"),
    (PeerTalk, "peer"),
)


@transaction.atomic
def request_bring_together(
    *,
    person_id: UUID,
    other_id: UUID,
    what_they_showed: str,
    shown_digest: str | None = None,
    by: Acting,
    now: datetime,
) -> SlowChange:
    """By one who tells both things face to face. Nothing changes yet. Asked twice, also at once, it
    is one."""
    _lock([person_id, other_id])
    two = two_who_are_one(login=by.required_login, person_ids=[person_id, other_id], now=now)
    about = f"person:{two.goes.pk}"
    waiting = SlowChange.objects.filter(
        purpose=ApprovalPurpose.BRING_TOGETHER,
        about=about,
        person=two.stays,
        state=SlowChangeState.WAITING,
    ).first()
    if waiting is not None:
        return waiting
    check_nothing_stops(two.stops)
    check_shown(shown_digest, two.shown)
    change = request_slow_change(
        purpose=ApprovalPurpose.BRING_TOGETHER,
        about=about,
        words=_("You are in here twice, and both are to be one."),
        second_words="\n".join(f"{line.key}: {line.value}" for line in two.shown),
        values={"goes": str(two.goes.pk)},
        what_they_showed=what_they_showed,
        by=Acting(login=by.login, person=two.stays, on_paper=True),
        now=now,
    )
    _tell_the_other(change, two.goes, by, now)
    return change


@transaction.atomic
def move_what_came_late(*, goes_id: UUID) -> None:
    """To the one: what was written to the other at the moment in which they were brought
    together."""
    goes = Person.objects.get(pk=goes_id)
    if goes.one_with_id is not None:
        join_messages(stays_id=goes.one_with_id, goes_id=goes_id)


def _lock(person_ids: list[UUID]) -> dict[UUID, Person]:
    """In one order, wherever two are held. Whole: nothing new names either meanwhile, as each
    table that names somebody looks at their row first, and waits for it."""
    persons = Person.objects.select_for_update().filter(pk__in=person_ids)
    return {person.pk: person for person in persons.order_by("pk")}


def other_asked_key(change_id: int) -> str:
    """Of the message to the one that goes: where they are two people, both have heard."""
    return f"slow_change:{change_id}:asked_other"


def _tell_the_other(change: SlowChange, goes: Person, by: Acting, now: datetime) -> None:
    notify_person(
        person_id=goes.pk,
        kind=PeopleMessage.SLOW_CHANGE_REQUESTED,
        subject=_("Somebody asked to change something of yours"),
        text=_(
            "%(who)s asked for this: %(what)s They wrote that you said or showed: “%(showed)s”."
            " Nothing has changed. If you are two people, or do not want it, say so to anybody who"
            " works here: one press stops it."
        )
        % {
            "who": by.required_login.name,
            "what": change.words,
            "showed": change.what_they_showed,
        },
        is_notice=True,
        key=other_asked_key(change.pk),
        not_told_by_login_id=by.login_id,
        now=now,
    )


@transaction.atomic
def bring_together_as_agreed(*, change_id: int, now: datetime) -> None:
    """Both were told, a second person agreed, and the wait is over since. What stops it by now
    stops it in words."""
    change = SlowChange.objects.get(pk=change_id)
    key = other_asked_key(change_id)
    told = told_by_key([key])
    told_at = told[key].at if key in told else None
    if told_at is None or told_at > now - WAIT_BEFORE_DECIDING:
        return
    held = _lock([change.person_id, UUID(change.values["goes"])])
    stays, goes = held[change.person_id], held[UUID(change.values["goes"])]
    if what_stops(stays, goes, but_change=change_id):
        stop_waiting_change(
            purpose=ApprovalPurpose.BRING_TOGETHER, about=change.about, by=SYSTEM, now=now
        )
        return
    if do_slow_change(change_id=change_id, now=now) is None:
        return
    join_conversations(stays=stays, goes=goes)
    end_peer_talks_of_both(stays=stays, goes=goes, now=now)
    end_calendar_feeds_of(goes, now=now)
    for model, field in ABOVE_PEOPLE:
        model._default_manager.filter(**{field: goes}).update(**{field: stays})
    move_what_people_keeps(stays=stays, goes=goes, now=now)
    join_messages(stays_id=stays.pk, goes_id=goes.pk)
    record_deed(
        by=SYSTEM,
        deed=PeopleDeed.BRING_TOGETHER,
        about=f"person:{goes.pk}",
        for_person=stays.pk,
        now=now,
    )
