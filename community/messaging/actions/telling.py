"""What is told face to face: by whom, by when, and that it was; and what is told no more."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.audit.actors import NOBODY, Actor
from community.common.clock import today
from community.common.lifecycle import not_none
from community.common.refusals import NotFound, or_not_found
from community.messaging.actions.sending import plan_of_message
from community.messaging.actions.transitions import transition_message
from community.messaging.deeds import MessagingDeed
from community.messaging.models import ContactPlan, Message, NextVisitor, SendingPause, ShortName
from community.messaging.queries.contact_plans import joined_words
from community.messaging.queries.telling import NOBODY_S_LOGIN, tellers_of, waits_to_be_said
from community.messaging.states import TO_BE_TOLD, MessageState


@transaction.atomic
def join_messages(*, stays_id: UUID, goes_id: UUID) -> None:
    """Two are one person: what was said to either was said to the one, who is reached as they were;
    what is never to be done, and who is never to be told, is so of both. The caller, who knows that
    they are one, has held both and writes the deed."""
    plans = ContactPlan.objects.select_for_update(no_key=True).order_by("person_id")
    held = {plan.person_id: plan for plan in plans.filter(person_id__in=[stays_id, goes_id])}
    stays, goes = held.get(stays_id), held.get(goes_id)
    if goes is not None and stays is None:
        goes.person_id = stays_id
        goes.save()
    elif goes is not None and stays is not None:
        for name in ("never_words", "never_interprets_words"):
            setattr(stays, name, joined_words(name, stays, goes))
        stays.never_told_login_ids = sorted(
            {*stays.never_told_login_ids, *goes.never_told_login_ids}
        )
        stays.save()
        goes.delete()
    Message.objects.filter(person_id=goes_id).update(person_id=stays_id)
    ShortName.objects.filter(person_id=goes_id).update(person_id=stays_id)
    NextVisitor.objects.filter(person_id=goes_id).delete()
    SendingPause.objects.filter(person_id=goes_id).delete()


@transaction.atomic
def record_notice_told(*, key: str, told_on: date, by: Actor, now: datetime) -> None:
    """A notice was said face to face by somebody whose right to say it the caller has checked. One
    that was sent, or said before, stays as it is."""
    message = (
        Message.objects.select_for_update(no_key=True).filter(waits_to_be_said(), key=key).first()
    )
    if message is not None:
        _tell(message, told_on, by, now)


def ask_to_tell_by(*, key: str, day: date) -> list[int]:
    """By this day a message should be told, by whoever can go: who said before that they go, had
    another day in mind. Returns the logins that tell its person things: who was not to tell it is
    not among them."""
    message = Message.objects.select_for_update(no_key=True).get(key=key)
    message.tell_by = day
    message.save(update_fields=["tell_by"])
    forget_who_goes([message.person_id] if message.person_id else [])
    return tellers_of(message, plan_of_message(message))


@transaction.atomic
def record_told_in_person(
    *,
    message_id: int,
    told_on: date,
    stands_in: bool = False,
    out_of_hours: bool = False,
    by: Actor,
    now: datetime,
) -> Message:
    """The worker a person is reached through says "told on this day": only then it counts. What
    our mail would still send it sends no more.

    `stands_in`: the caller has seen that `by` works where the person lives, and so may say what
    nobody of their plan may; `out_of_hours`: that they say there what cannot wait (P51).
    """
    message = or_not_found(
        Message.objects.select_for_update(no_key=True).filter(pk=message_id).first()
    )
    plan = plan_of_message(message)
    may_tell = set(tellers_of(message, plan))
    never = {message.not_told_by_login_id, *(plan.never_told_login_ids if plan else [])}
    is_for_others_too = not may_tell or message.tell_by is not None
    may_stand_in = stands_in and is_for_others_too or out_of_hours and message.urgent
    may_stand_in = may_stand_in and by.login_id not in never
    if by.login_id is None or not (by.login_id in may_tell or may_stand_in):
        raise NotFound(_("There is no such message."))
    _tell(message, told_on, by, now)
    return message


def _tell(message: Message, told_on: date, by: Actor, now: datetime) -> None:
    """What our mail has in hand just now is taken out of it."""
    message.told_on, message.told_by_login_id = told_on, by.login_id
    message.claimed_by = message.claimed_until = None
    transition_message(
        message,
        MessageState.TOLD,
        "told_on",
        "told_by_login_id",
        "claimed_by",
        "claimed_until",
        for_person=message.person_id,
        by=by,
        now=now,
    )


@transaction.atomic
def take_back_told(*, message_id: int, by: Actor, now: datetime) -> Message:
    """Whoever noted today that they said it did not, after all: it waits to be said again."""
    message = or_not_found(
        Message.objects.select_for_update(no_key=True)
        .filter(
            pk=message_id,
            state=MessageState.TOLD,
            told_on=today(now),
            told_by_login_id=by.login_id or NOBODY_S_LOGIN,
        )
        .first()
    )
    message.told_on = message.told_by_login_id = None
    transition_message(
        message,
        MessageState.FOR_NEXT_VISIT,
        "told_on",
        "told_by_login_id",
        for_person=message.person_id,
        by=by,
        now=now,
    )
    return message


@transaction.atomic
def withhold(*, message_ids: Collection[int], now: datetime) -> None:
    """What waits to be said and is no news any more: newer was said, or its day has gone."""
    waiting = Message.objects.select_for_update(no_key=True).filter(
        pk__in=message_ids, state__in=TO_BE_TOLD, is_notice=False
    )
    for message in waiting.order_by("pk"):
        if message.state == MessageState.FAILED:
            transition_message(message, MessageState.FOR_NEXT_VISIT, by=NOBODY, now=now)
        transition_message(message, MessageState.WITHHELD, by=NOBODY, now=now)


@transaction.atomic
def say_who_goes(*, person_id: UUID, by: Actor, now: datetime) -> NextVisitor:
    """From now on it is this login that goes; the caller has seen that they tell the person things.
    The later of two who say so."""
    visitor, _is_new = NextVisitor.objects.update_or_create(
        person_id=person_id, defaults={"login_id": not_none(by.login_id), "said_at": now}
    )
    record_deed(by=by, deed=MessagingDeed.SAY_WHO_GOES, about=f"person:{person_id}", now=now)
    return visitor


def forget_who_goes(person_ids: Collection[UUID]) -> None:
    """They have been there, or it is asked anew."""
    NextVisitor.objects.filter(person_id__in=person_ids).delete()


def say_not_going(*, person_id: UUID, by: Actor, now: datetime) -> None:
    """Whoever said that they go cannot, after all; where somebody else has said so since, it stays
    theirs."""
    deleted, _kinds = NextVisitor.objects.filter(
        person_id=person_id, login_id=not_none(by.login_id)
    ).delete()
    if deleted:
        record_deed(by=by, deed=MessagingDeed.SAY_WHO_GOES, about=f"person:{person_id}", now=now)
