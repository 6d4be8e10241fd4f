"""Hospital, moved, died: one line each, said by one person, and over in one press (P20 to P22)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.refusals import or_not_found
from community.common.working_time import add_working_days
from community.people.acting import Acting
from community.people.actions.approvals import request_approval, withdraw_approval_request
from community.people.actions.audit_lines import record_deed
from community.people.actions.life_event_states import set_sending, transition_life_event
from community.people.deeds import PeopleDeed
from community.people.models.life_events import LifeEvent
from community.people.models.persons import Person
from community.people.queries.life_events import OPEN_STATES, works_where_they_live
from community.people.rules.life_events import (
    check_can_end,
    check_can_say,
    check_has_area,
    check_may_end,
    check_reached,
    check_settler_words,
    check_since,
    check_words,
)
from community.people.rules.time_limits import WORKING_DAYS_TO_LOOK
from community.people.states import ApprovalPurpose, LifeEventKind, LifeEventState

DEEDS = {
    LifeEventKind.HOSPITAL: PeopleDeed.SAY_HOSPITAL,
    LifeEventKind.MOVED: PeopleDeed.SAY_MOVED,
    LifeEventKind.DIED: PeopleDeed.SAY_DIED,
}


@transaction.atomic
def say_life_event(
    *, kind: str, since: date, words: str = "", by: Acting, now: datetime
) -> LifeEvent:
    """Of whoever `by` acts for: in hospital, moved, died. At once no reminder goes to them, and
    what waits for them waits. A death counts when a second person has seen it.

    Who may say it of somebody, from a visit, a register or a sheet, the caller has seen. Said twice
    it is said once.
    """
    check_can_say(by, LifeEventKind(kind), now=now)
    check_since(since, now=now)
    # Held, so that two who say it at once say it once.
    person = Person.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=by.required_person.pk
    )
    said_before = person.life_events.filter(kind=kind, state__in=OPEN_STATES).first()
    if said_before is not None:
        return said_before
    event = LifeEvent.objects.create(
        person=person, kind=kind, since=since, words=words.strip(), said_by=by.login, said_at=now
    )
    _record(DEEDS[LifeEventKind(kind)], event, by, now)
    if kind == LifeEventKind.DIED:
        _ask_second_person(event, by, now)
    set_sending(person.pk, now=now)
    return event


@transaction.atomic
def end_life_event(*, life_event_id: int, by: Acting, now: datetime) -> LifeEvent:
    """They are back, or it is settled, in one press: by the person, whoever may decide for them,
    whoever said it, or whoever works where they live. Of a death that nobody has seen yet: it is
    not so. The same again changes nothing."""
    event = _lock_event(life_event_id)
    check_may_end(
        by,
        person_id=event.person_id,
        said_by_id=event.said_by_id,
        works_there=works_where_they_live(by.login_id, event.person),
        now=now,
    )
    if event.state in (LifeEventState.OVER, LifeEventState.NOT_SO):
        return event
    check_can_end(event.state)
    event.ended_at = now
    is_death = event.kind == LifeEventKind.DIED
    state = LifeEventState.NOT_SO if is_death else LifeEventState.OVER
    transition_life_event(event, state, "ended_at", by=by, now=now)
    if is_death:
        withdraw_approval_request(
            purpose=ApprovalPurpose.DEATH, about=f"life_event:{event.pk}", by=by, now=now
        )
    set_sending(event.person_id, now=now)
    return event


@transaction.atomic
def record_told_of_death(
    *, life_event_id: int, family_words: str, by: Acting, now: datetime
) -> LifeEvent:
    """A person of the area has told the group and whoever runs what they went to, in the words the
    family agreed, or their own where there is no family."""
    event = _lock_event(life_event_id)
    is_theirs = works_where_they_live(by.login_id, event.person)
    or_not_found(event if is_theirs and event.state == LifeEventState.SEEN else None)
    check_words(family_words)
    if event.told_at is None:
        event.family_words = family_words.strip()
        event.told_by, event.told_at = by.login, now
        event.save(update_fields=["family_words", "told_by", "told_at"])
        _record(PeopleDeed.TELL_OF_DEATH, event, by, now)
    return event


@transaction.atomic
def record_settler(
    *, life_event_id: int, settler_words: str, by: Acting, now: datetime
) -> LifeEvent:
    """Whoever settles the estate has asked where the person lived, and shown what says so. From
    then on whoever works there can make them a dated statement; each asking has its line."""
    event = _lock_event(life_event_id)
    is_theirs = works_where_they_live(by.login_id, event.person)
    or_not_found(event if is_theirs and event.state == LifeEventState.SEEN else None)
    check_settler_words(settler_words)
    event.settler_words = settler_words.strip()
    event.settler_by, event.settler_at = by.login, now
    event.save(update_fields=["settler_words", "settler_by", "settler_at"])
    _record(PeopleDeed.GIVE_ESTATE_STATEMENT, event, by, now)
    return event


@transaction.atomic
def record_estate_reached(
    *,
    life_event_id: int,
    reached_pence: int,
    reached_on: date,
    reached_words: str,
    by: Acting,
    now: datetime,
) -> LifeEvent:
    """What could not go back by itself has reached whoever settles the estate: how much in all,
    when and how. Whoever works there says it, once somebody settles it; said again it takes the
    place of what was said, and each saying has its line. It is a note, and moves nothing in the
    ledger: that follows what a rail shows, and never one worker's word (docs/ledger.md)."""
    event = _lock_event(life_event_id)
    is_theirs = works_where_they_live(by.login_id, event.person)
    or_not_found(event if is_theirs and event.settler_at is not None else None)
    check_reached(reached_pence, reached_on, reached_words, now=now)
    event.reached_pence, event.reached_on = reached_pence, reached_on
    event.reached_words = reached_words.strip()
    event.reached_by, event.reached_at = by.login, now
    event.save(
        update_fields=["reached_pence", "reached_on", "reached_words", "reached_by", "reached_at"]
    )
    _record(PeopleDeed.NOTE_ESTATE_REACHED, event, by, now)
    return event


def _lock_event(life_event_id: int) -> LifeEvent:
    events = LifeEvent.objects.select_for_update(no_key=True, of=("self",))
    return or_not_found(events.select_related("person").filter(pk=life_event_id).first())


def _ask_second_person(event: LifeEvent, by: Acting, now: datetime) -> None:
    area = check_has_area(event.person.area)
    request_approval(
        purpose=ApprovalPurpose.DEATH,
        about=f"life_event:{event.pk}",
        area=area,
        person=event.person,
        words=_("It was said that %(person)s has died. Please find out by %(day)s.")
        % {
            "person": event.person.preferred_name,
            "day": format_day(add_working_days(now, WORKING_DAYS_TO_LOOK, nation=area.nation)),
        },
        by=by,
        now=now,
    )


def _record(deed: PeopleDeed, event: LifeEvent, by: Acting, now: datetime) -> None:
    record_deed(
        by=by, deed=deed, about=f"life_event:{event.pk}", for_person=event.person_id, now=now
    )
