from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.audit.actors import NOBODY, Actor
from community.common.changes import values_of
from community.common.refusals import NotFound, or_not_found
from community.common.shared_words import check_began_from
from community.messaging.states import Channel

from .deeds import MessagingDeed
from .message_kinds import MessageKind, MessagingMessage, reminder_kinds
from .models import ContactPlan, Message, SendingPause
from .queries import PLAN_FIELDS, pause_of, words_of_plan
from .states import MESSAGE, MessageState, PauseLevel


def notify_person(
    *,
    person_id: UUID,
    kind: MessageKind,
    subject: str,
    text: str,
    key: str,
    link: str = "",
    urgent: bool = False,
    is_notice: bool = False,
    not_told_by_login_id: int | None = None,
    now: datetime,
) -> Message:
    """Write a message to a person, in the caller's transaction. The same `key` is told once.

    `not_told_by_login_id`: whoever did what it tells of, and so may not be the one who says it.
    """
    message, _created = Message.objects.get_or_create(
        key=key,
        defaults={
            "person_id": person_id,
            "kind": kind,
            "subject": subject,
            "text": text,
            "link": link,
            "urgent": urgent,
            "is_notice": is_notice,
            "not_told_by_login_id": not_told_by_login_id,
            "created_at": now,
        },
    )
    return message


@dataclass(frozen=True)
class PersonMessage:
    """What one of many people is told; the same `key` is told once."""

    person_id: UUID
    key: str
    text: str
    not_told_by_login_id: int | None = None


def notify_people(
    messages: Iterable[PersonMessage],
    *,
    kind: MessageKind,
    subject: str,
    link: str = "",
    urgent: bool = False,
    is_notice: bool = False,
    now: datetime,
) -> None:
    """Many messages of one kind, in the caller's transaction and in one statement."""
    Message.objects.bulk_create(
        [
            Message(
                key=message.key,
                person_id=message.person_id,
                kind=kind,
                subject=subject,
                text=message.text,
                link=link,
                urgent=urgent,
                is_notice=is_notice,
                not_told_by_login_id=message.not_told_by_login_id,
                created_at=now,
            )
            for message in messages
        ],
        ignore_conflicts=True,
    )


def notify_each_person(
    person_ids: Iterable[UUID],
    *,
    kind: MessageKind,
    subject: str,
    text: str,
    key: str,
    link: str = "",
    urgent: bool = False,
    now: datetime,
) -> None:
    """The same words to each person, in one statement; `key` holds once for each of them."""
    notify_people(
        [PersonMessage(person_id, f"{key}:{person_id}", text) for person_id in person_ids],
        kind=kind,
        subject=subject,
        link=link,
        urgent=urgent,
        now=now,
    )


def notify_each_login(
    login_ids: Iterable[int],
    *,
    kind: MessageKind,
    subject: str,
    text: str,
    key: str,
    link: str = "",
    urgent: bool = False,
    now: datetime,
) -> None:
    """The same words to each of these logins, as of people who work here, in one statement; `key`
    holds once for each of them."""
    Message.objects.bulk_create(
        [
            Message(
                key=f"{key}:{login_id}",
                login_id=login_id,
                kind=kind,
                subject=subject,
                text=text,
                link=link,
                urgent=urgent,
                created_at=now,
            )
            for login_id in login_ids
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def set_contact_plan(
    *,
    person_id: UUID,
    channel: str,
    address: str = "",
    through_login_id: int | None = None,
    through_words: str = "",
    deputy_login_id: int | None = None,
    days_words: str = "",
    never_words: str = "",
    never_told_login_ids: Iterable[int] = (),
    began_from: str | None = None,
    by: Actor,
    now: datetime,
) -> ContactPlan:
    """How to reach a person, from now on, for every sender there is."""
    plan = ContactPlan.objects.select_for_update(no_key=True).filter(person_id=person_id).first()
    check_began_from(began_from, words_of_plan(plan), written=PLAN_FIELDS)
    plan = plan or ContactPlan(person_id=person_id)
    before = values_of(plan)
    plan.channel, plan.address = channel, address
    plan.through_login_id, plan.through_words = through_login_id, through_words
    plan.deputy_login_id = deputy_login_id
    plan.days_words, plan.never_words = days_words, never_words
    plan.never_told_login_ids = sorted(never_told_login_ids)
    if plan.pk and values_of(plan) == before:
        return plan
    plan.save()
    record_deed(
        by=by,
        deed=MessagingDeed.SET_CONTACT_PLAN,
        about=f"person:{person_id}",
        for_person=person_id,
        now=now,
    )
    return plan


@transaction.atomic
def replace_contact(
    *, person_id: UUID, login_id: int, instead_id: int | None, by: Actor, now: datetime
) -> None:
    """A login tells a person nothing any more: its deputy does, else `instead_id`; with neither,
    the person's things wait for whoever works there to say who."""
    plan = ContactPlan.objects.select_for_update(no_key=True).get(person_id=person_id)
    others = [pk for pk in _contacts_of(plan) if pk != login_id]
    instead_id = None if instead_id in plan.never_told_login_ids else instead_id
    plan.through_login_id = others[0] if others else instead_id
    plan.deputy_login_id = None
    plan.through_words = ""
    if plan.through_login_id is None:
        plan.channel = Channel.NONE
    plan.save(update_fields=["channel", "through_login_id", "deputy_login_id", "through_words"])
    record_deed(
        by=by,
        deed=MessagingDeed.SET_CONTACT_PLAN,
        about=f"person:{person_id}",
        for_person=person_id,
        now=now,
    )


@transaction.atomic
def record_notice_told(*, key: str, told_on: date, by: Actor, now: datetime) -> None:
    """A notice was said face to face by somebody whose right to say it the caller has checked. One
    that was sent, or said before, stays as it is."""
    message = (
        Message.objects.select_for_update(no_key=True)
        .filter(key=key, state=MessageState.FOR_NEXT_VISIT)
        .first()
    )
    if message is not None:
        _tell(message, told_on, by, now)


def ask_to_tell_by(*, key: str, day: date) -> list[int]:
    """By this day a message should be told, by whoever can go. Returns the logins that tell its
    person things: who was not to tell it is not among them."""
    message = Message.objects.select_for_update(no_key=True).get(key=key)
    message.tell_by = day
    message.save(update_fields=["tell_by"])
    return [pk for pk in _contacts_of(_plan_of(message)) if pk != message.not_told_by_login_id]


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
    """The worker a person is reached through says "told on this day": only then it counts.

    `stands_in`: the caller has seen that `by` works where the person lives, and so may say what
    nobody of their plan may; `out_of_hours`: that they say there what cannot wait (P51).
    """
    message = or_not_found(
        Message.objects.select_for_update(no_key=True).filter(pk=message_id).first()
    )
    plan = _plan_of(message)
    may_tell = set(_contacts_of(plan)) - {message.not_told_by_login_id}
    never = {message.not_told_by_login_id, *(plan.never_told_login_ids if plan else [])}
    is_for_others_too = not may_tell or message.tell_by is not None
    may_stand_in = stands_in and is_for_others_too or out_of_hours and message.urgent
    may_stand_in = may_stand_in and by.login_id not in never
    if by.login_id is None or not (by.login_id in may_tell or may_stand_in):
        raise NotFound(_("There is no such message."))
    _tell(message, told_on, by, now)
    return message


def _tell(message: Message, told_on: date, by: Actor, now: datetime) -> None:
    message.told_on, message.told_by_login_id = told_on, by.login_id
    transition_message(
        message,
        MessageState.TOLD,
        "told_on",
        "told_by_login_id",
        for_person=message.person_id,
        by=by,
        now=now,
    )


def _plan_of(message: Message) -> ContactPlan | None:
    """How the person it is written to is reached; a login is reached by its e-mail."""
    if message.person_id is None:
        return None
    return ContactPlan.objects.filter(person_id=message.person_id).first()


def _contacts_of(plan: ContactPlan | None) -> list[int]:
    """The logins that tell a person things face to face, and the first of them first; nobody
    whom they said never to tell."""
    if plan is None:
        return []
    contacts = [pk for pk in (plan.through_login_id, plan.deputy_login_id) if pk is not None]
    return [pk for pk in contacts if pk not in plan.never_told_login_ids]


@transaction.atomic
def send_message(
    *, message_id: int, send: Callable[[Message, str | None], None], now: datetime
) -> Message:
    """Send one queued message by its reader's contact plan; `send` is the post (see tasks).

    Held under the row's lock, so that two workers cannot both send it. A worker killed between
    the post taking it and this commit sends it again: better twice than never.
    """
    message = (
        Message.objects.select_for_update(no_key=True, skip_locked=True)
        .filter(pk=message_id, state=MessageState.QUEUED)
        .first()
    )
    if message is None:
        return Message.objects.get(pk=message_id)
    pause = pause_of(message.person_id)
    if pause == PauseLevel.WAITS:
        return message
    plan = _plan_of(message)
    if pause == PauseLevel.ENDED or pause and message.kind in reminder_kinds():
        transition_message(message, MessageState.WITHHELD, by=NOBODY, now=now)
    elif message.person_id and (plan is None or plan.channel in (Channel.IN_PERSON, Channel.NONE)):
        _keep_for_next_visit(message, plan, now)
    else:
        message.channel = plan.channel if plan else Channel.EMAIL
        send(message, plan.address if plan else None)
        message.sent_at = now
        transition_message(message, MessageState.SENT, "channel", "sent_at", by=NOBODY, now=now)
    return message


def pause_sending(*, person_id: UUID, level: PauseLevel | None, now: datetime) -> None:
    """From now on less is sent to somebody, or nothing; with no `level` all of it again. The
    caller, who knows why, has written down the deed."""
    if level is None:
        SendingPause.objects.filter(person_id=person_id).delete()
        return
    SendingPause.objects.update_or_create(
        person_id=person_id, defaults={"level": level, "since": now}
    )


def _keep_for_next_visit(message: Message, plan: ContactPlan | None, now: datetime) -> None:
    """To be told face to face; whoever tells it hears at once of what is urgent."""
    message.channel = Channel.IN_PERSON
    transition_message(message, MessageState.FOR_NEXT_VISIT, "channel", by=NOBODY, now=now)
    notify_each_login(
        [pk for pk in _contacts_of(plan) if message.urgent and pk != message.not_told_by_login_id],
        kind=MessagingMessage.URGENT_FOR_SOMEONE,
        subject=_("Please tell someone today"),
        text=_(
            "One of the people you visit is to hear this today: “%(text)s” Their name stands first"
            " on the page, and who has told them."
        )
        % {"text": message.text},
        link="/visits/",
        urgent=True,
        key=f"{message.key}:through",
        now=now,
    )


def transition_message(
    message: Message,
    state: MessageState,
    *fields: str,
    for_person: UUID | None = None,
    by: Actor,
    now: datetime,
) -> None:
    """One move of a message whose row the caller has locked; `fields` changed with it."""
    deed = MESSAGE.deed_for(message.state, state)
    message.state = state
    message.save(update_fields=["state", *fields])
    record_deed(by=by, deed=deed, about=f"message:{message.pk}", for_person=for_person, now=now)
