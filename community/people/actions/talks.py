"""Talking to somebody first: asked for, moved, called off, noted, and what nobody noted (M125)."""

from datetime import date, datetime

from django.db import transaction

from community.common.clock import today
from community.common.lifecycle import not_none
from community.common.refusals import or_not_found
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.talk_messages import (
    notify_not_noted,
    notify_of_day,
    notify_off,
    notify_to_have,
)
from community.people.deeds import PeopleDeed
from community.people.models.persons import Person
from community.people.models.talks import TalkRequest
from community.people.queries.talks import (
    had_a_place_held,
    people_to_talk_to,
    talk_of_person,
    talk_to_have,
    waiting_talk,
)
from community.people.rules.authority import check_authority, check_may_stop, check_may_write
from community.people.rules.talks import (
    TalkChoice,
    TalkTopic,
    check_day_to_talk,
    check_few_talks,
    check_whom,
    days_to_talk,
    held_until,
)
from community.people.states import TALK, RepresentationScope, TalkState


@transaction.atomic
def ask_to_talk(
    *, topic: TalkTopic, choice: TalkChoice, holds_place: bool = False, by: Acting, now: datetime
) -> TalkRequest:
    """By the person, or whoever decides with them. Asked again about the same thing while it waits
    is asked once. `holds_place`: the caller holds the lock of what has places, and one is free.
    Its place is held once: whoever asks again holds nobody up."""
    check_authority(by, RepresentationScope.DECIDE, now=now)
    person = by.required_person
    already = waiting_talk(person.pk, topic.about, topic.ref)
    if already is not None:
        return already
    _check_choice(choice, person, topic.last_day, asked_at=now, by=by, now=now)
    check_few_talks(TalkRequest.objects.filter(person=person, state=TalkState.WAITING).count())
    holds = holds_place and not had_a_place_held(person.pk, topic.about, topic.ref)
    talk, is_new = TalkRequest.objects.get_or_create(
        person=person,
        about=topic.about,
        about_ref=topic.ref,
        state=TalkState.WAITING,
        defaults={
            "about_text": topic.text,
            "way": choice.way,
            "day": choice.day,
            "last_day": topic.last_day,
            "with_login_id": choice.with_whom,
            "state_at": now,
            "held_until": held_until(choice.day) if holds else None,
            "asked_at": now,
            "asked_by": by.login,
            "on_paper": by.on_paper,
        },
    )
    if is_new:
        record_deed(by=by, deed=PeopleDeed.ASK_TO_TALK, about=f"talk:{talk.pk}", now=now)
        _tell_of_day(talk, by, now)
    return talk


@transaction.atomic
def move_talk(*, talk_id: int, choice: TalkChoice, by: Acting, now: datetime) -> TalkRequest:
    """Another day, way or person, by whose talk it is. The place is held till the new day, which
    is no later than two weeks after it was asked for."""
    check_authority(by, RepresentationScope.DECIDE, now=now)
    return _move(_lock(talk_of_person(talk_id, by=by)), choice, by, now)


@transaction.atomic
def move_talk_to_have(
    *, talk_id: int, choice: TalkChoice, by: Acting, now: datetime
) -> TalkRequest:
    """The same by whoever is to talk with them: who cannot on that day offers another, or passes
    it on to somebody else who works there. The person is told, and may choose again."""
    check_may_write(by)
    talk = _lock(talk_to_have(talk_id, not_none(by.login_id)))
    return _move(talk, choice, by, now)


def _move(talk: TalkRequest, choice: TalkChoice, by: Acting, now: datetime) -> TalkRequest:
    TALK.check(talk.state, TalkState.CALLED_OFF)  # what is over is not moved
    if (talk.way, talk.day, talk.with_login_id) == (choice.way, choice.day, choice.with_whom):
        return talk
    person = talk.person
    _check_choice(choice, person, talk.last_day, asked_at=talk.asked_at, by=by, now=now)
    passed_on = talk.with_login_id if talk.with_login_id != choice.with_whom else None
    talk.way, talk.day, talk.with_login_id = choice.way, choice.day, choice.with_whom
    if talk.held_until is not None:
        talk.held_until = held_until(choice.day)
    talk.state_at = now
    talk.save(update_fields=["way", "day", "with_login", "held_until", "state_at"])
    record_deed(
        by=by, deed=PeopleDeed.MOVE_TALK, about=f"talk:{talk.pk}", for_person=person.pk, now=now
    )
    _tell_of_day(talk, by, now)
    if passed_on:
        notify_off(talk, passed_on, now)
    return talk


@transaction.atomic
def call_off_talk(*, talk_id: int, by: Acting, now: datetime) -> TalkRequest:
    """It is not needed any more: the place is anybody's again. Whoever was to talk is told."""
    check_may_stop(by, now=now)
    talk = _lock(talk_of_person(talk_id, by=by))
    if talk.held_until is not None:
        talk.held_until = min(talk.held_until, now)
    transition_talk(talk, TalkState.CALLED_OFF, "held_until", by=by, now=now)
    if talk.with_login_id is not None:
        notify_off(talk, talk.with_login_id, now)
    return talk


@transaction.atomic
def record_talk(*, talk_id: int, by: Acting, now: datetime) -> TalkRequest:
    """They have talked. The place stays held until the end of the day that was chosen."""
    check_may_write(by)
    talk = _lock(talk_to_have(talk_id, not_none(by.login_id)))
    transition_talk(talk, TalkState.TALKED, by=by, now=now)
    return talk


@transaction.atomic
def close_talk(*, talk_id: int, now: datetime) -> None:
    """Its day is over, and nobody noted that they talked: both are told, once."""
    talk = _lock(TalkRequest.objects.get(pk=talk_id))
    if talk.state != TalkState.WAITING or talk.day >= today(now):
        return
    transition_talk(talk, TalkState.NOT_NOTED, by=SYSTEM, now=now)
    notify_not_noted(talk, now)


def transition_talk(
    talk: TalkRequest, state: TalkState, *fields: str, by: Acting, now: datetime
) -> None:
    """One move of a talk whose row the caller has locked; `fields` changed with it."""
    deed = TALK.deed_for(talk.state, state)
    talk.state, talk.state_at = state, now
    talk.save(update_fields=["state", "state_at", *fields])
    record_deed(by=by, deed=deed, about=f"talk:{talk.pk}", for_person=talk.person_id, now=now)


def _lock(talk: TalkRequest) -> TalkRequest:
    talks = TalkRequest.objects.select_for_update(no_key=True, of=("self",))
    locked = talks.select_related("person__area", "with_login").filter(pk=talk.pk)
    return or_not_found(locked.first())


def _check_choice(
    choice: TalkChoice,
    person: Person,
    last_day: date | None,
    *,
    asked_at: datetime,
    by: Acting,
    now: datetime,
) -> None:
    acts_for = [not_none(by.login_id)] if by.representation else []
    people = [each.login_id for each in people_to_talk_to(person, but=acts_for)]
    check_whom(choice.with_whom, people)
    nation = not_none(person.area).nation
    check_day_to_talk(choice.day, days_to_talk(asked_at, last_day, nation=nation, now=now))


def _tell_of_day(talk: TalkRequest, by: Acting, now: datetime) -> None:
    notify_of_day(talk, not_told_by=by.login_id if by.is_by_other_hands else None, now=now)
    if talk.with_login_id != by.login_id:
        notify_to_have(talk, now)
