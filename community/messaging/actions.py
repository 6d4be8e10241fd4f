import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.audit.actors import NOBODY, Actor
from community.common.changes import values_of
from community.common.clock import today
from community.common.lifecycle import not_none
from community.common.refusals import NotFound, or_not_found
from community.common.shared_words import check_began_from
from community.messaging.states import Channel

from .deeds import MessagingDeed
from .message_kinds import MessageKind, MessagingMessage, reminder_kinds
from .models import ContactPlan, Message, NextVisitor, SendingPause, ShortName
from .queries import (
    NOBODY_S_LOGIN,
    PLAN_FIELDS,
    contacts_of,
    is_due,
    is_sent_by,
    joined_never_words,
    pause_of,
    tellers_of,
    words_of_plan,
)
from .states import MESSAGE, TO_BE_TOLD, MessageForm, MessageState, NotSentReason, PauseLevel


def notify_person(
    *,
    person_id: UUID,
    kind: MessageKind,
    subject: str,
    text: str,
    about: str = "",
    key: str,
    link: str = "",
    group_id: int | None = None,
    urgent: bool = False,
    is_notice: bool = False,
    over_at: datetime | None = None,
    not_told_by_login_id: int | None = None,
    now: datetime,
) -> Message:
    """Write a message to a person, in the caller's transaction. The same `key` is told once.

    `about`: the group and the thing, with which the text then begins.
    `group_id`: of which group it tells; a text has only the short name that its reader gave it.
    `over_at`: when it is no news any more.
    `not_told_by_login_id`: whoever did what it tells of, and so may not be the one who says it.
    """
    message, _created = Message.objects.get_or_create(
        key=key,
        defaults={
            "person_id": person_id,
            "kind": kind,
            "subject": subject,
            "about": about,
            "text": _beginning_with(about, text),
            "link": link,
            "group_id": group_id,
            "urgent": urgent,
            "is_notice": is_notice,
            "over_at": over_at,
            "not_told_by_login_id": not_told_by_login_id,
            "created_at": now,
        },
    )
    return message


def _beginning_with(about: str, text: str) -> str:
    """Each with a capital, also where it begins with what somebody typed."""
    return f"{capfirst(about)}: {capfirst(text)}" if about else capfirst(text)


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
    about: str = "",
    link: str = "",
    group_id: int | None = None,
    urgent: bool = False,
    is_notice: bool = False,
    over_at: datetime | None = None,
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
                about=about,
                text=_beginning_with(about, message.text),
                link=link,
                group_id=group_id,
                urgent=urgent,
                is_notice=is_notice,
                over_at=over_at,
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
    about: str = "",
    key: str,
    link: str = "",
    group_id: int | None = None,
    urgent: bool = False,
    now: datetime,
) -> None:
    """The same words to each person, in one statement; `key` holds once for each of them."""
    notify_people(
        [PersonMessage(person_id, f"{key}:{person_id}", text) for person_id in person_ids],
        kind=kind,
        subject=subject,
        about=about,
        link=link,
        group_id=group_id,
        urgent=urgent,
        now=now,
    )


def notify_each_login(
    login_ids: Iterable[int],
    *,
    kind: MessageKind,
    subject: str,
    text: str,
    about: str = "",
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
                about=about,
                text=_beginning_with(about, text),
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
    money_login_id: int | None = None,
    days_words: str = "",
    never_words: str = "",
    form: str = MessageForm.STANDARD,
    language: str = "",
    only_they_read: bool = False,
    never_told_login_ids: Iterable[int] = (),
    said_on: date | None = None,
    began_from: str | None = None,
    by: Actor,
    now: datetime,
) -> ContactPlan:
    """How to reach a person, from now on, for every sender there is. `said_on`: the day on which
    they said it to whoever writes it down; None where they wrote it themselves."""
    plan = ContactPlan.objects.select_for_update(no_key=True).filter(person_id=person_id).first()
    check_began_from(began_from, words_of_plan(plan), written=PLAN_FIELDS)
    plan = plan or ContactPlan(person_id=person_id)
    before = values_of(plan)
    plan.channel, plan.address = channel, address
    plan.through_login_id, plan.through_words = through_login_id, through_words
    plan.deputy_login_id = deputy_login_id
    plan.money_login_id = money_login_id
    plan.days_words, plan.never_words = days_words, never_words
    plan.form, plan.language, plan.only_they_read = form, language, only_they_read
    plan.never_told_login_ids = sorted(never_told_login_ids)
    plan.said_on, plan.said_to_login_id = said_on, by.login_id if said_on else None
    if plan.pk and values_of(plan) == before:
        return plan
    plan.save()
    way = {"channel": channel, "address": address, "form": form, "language": language}
    if {name: before.get(name) for name in way} != way:
        _send_failed_again(person_id, now)
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
    *, person_id: UUID, login_id: int, instead_ids: Sequence[int], by: Actor, now: datetime
) -> ContactPlan:
    """A login tells a person nothing any more: its deputy does, else the first of `instead_ids`,
    and the next of them is the deputy; with nobody, the person's things wait for whoever works
    there to say who."""
    plan = ContactPlan.objects.select_for_update(no_key=True).get(person_id=person_id)
    if login_id not in (plan.through_login_id, plan.deputy_login_id, plan.money_login_id):
        return plan
    if plan.money_login_id == login_id:
        plan.money_login_id = None
    others = [pk for pk in contacts_of(plan) if pk != login_id]
    free = set(instead_ids) - {login_id, *others, *plan.never_told_login_ids}
    contacts = [*others, *(pk for pk in instead_ids if pk in free)]
    if plan.through_login_id not in others:
        plan.through_words = ""
    plan.through_login_id = contacts[0] if contacts else None
    plan.deputy_login_id = contacts[1] if len(contacts) > 1 else None
    if plan.through_login_id is None and plan.channel == Channel.IN_PERSON:
        plan.channel = Channel.NONE
    plan.save()
    record_deed(
        by=by,
        deed=MessagingDeed.SET_CONTACT_PLAN,
        about=f"person:{person_id}",
        for_person=person_id,
        now=now,
    )
    return plan


def set_short_name(*, person_id: UUID, group_id: int, name: str) -> None:
    """By what short name a text to a person calls a group; with none, by none. The caller, who
    knows whose group it is, writes down the deed."""
    if not name:
        ShortName.objects.filter(person_id=person_id, group_id=group_id).delete()
        return
    ShortName.objects.update_or_create(
        person_id=person_id, group_id=group_id, defaults={"name": name}
    )


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
        stays.never_words = joined_never_words(stays, goes)
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
        Message.objects.select_for_update(no_key=True).filter(key=key, state__in=TO_BE_TOLD).first()
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
    return tellers_of(message, _plan_of(message))


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


def _plan_of(message: Message) -> ContactPlan | None:
    """How the person it is written to is reached; a login is reached by its e-mail."""
    if message.person_id is None:
        return None
    return ContactPlan.objects.filter(person_id=message.person_id).first()


log = logging.getLogger(__name__)

CLAIM_FOR = timedelta(minutes=2)  # well beyond what one call to the post may take
TRY_AGAIN_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=16),
)
MAX_TRIES = len(TRY_AGAIN_AFTER) + 1
MAX_TRIES_OF_ADDRESS = 3  # an address that its own server does not know
SEND_AGAIN_WITHIN = timedelta(days=30)  # what failed longer ago is no news at a new address


class NotSent(Exception):
    """The post did not take a message: for its address, or because no mail goes now."""

    def __init__(self, because: NotSentReason, said: str = "") -> None:
        super().__init__(said or because)
        self.because = because


type Send = Callable[[Message, str | None], None]


def send_message(*, message_id: int, send: Send, now: datetime) -> Message:
    """Send one message that is due, by its reader's contact plan; `send` is the post (see tasks).

    Claimed in one commit, handed to the post outside any transaction, and marked in another. So a
    slow post holds no row, and of two workers one sends. One that is killed in between leaves a
    claim that runs out: then it is sent once more, under the same Message-ID; never lost.
    """
    claimed = claim_message(message_id=message_id, now=now)
    if claimed is None:
        return Message.objects.get(pk=message_id)
    message, address = claimed
    try:
        send(message, address)
    except NotSent as error:
        message = mark_not_sent(message=message, because=error.because, now=now)
        if error.because == NotSentReason.SERVER:
            raise
        return message
    except Exception:
        mark_not_sent(message=message, because=NotSentReason.SERVER, now=now)
        raise
    return mark_sent(message=message, now=now)


@transaction.atomic(durable=True)
def claim_message(*, message_id: int, now: datetime) -> tuple[Message, str | None] | None:
    """The message in this worker's hand, and to which address; None where there is nothing to send:
    another has it, it is not due, or it is for whoever tells its reader. A try counts from here, so
    that also one which kills its worker has an end."""
    message = (
        Message.objects.select_for_update(no_key=True, skip_locked=True)
        .filter(is_due(now), pk=message_id)
        .first()
    )
    if message is None:
        return None
    pause = pause_of(message.person_id)
    if pause == PauseLevel.WAITS:
        return None
    plan = _plan_of(message)
    if pause == PauseLevel.ENDED or pause and message.kind in reminder_kinds():
        _let_go(message, MessageState.WITHHELD, now=now)
        return None
    if message.person_id and not is_sent_by(plan):
        _keep_for_next_visit(message, plan, now)
        return None
    if message.tries >= MAX_TRIES:
        _give_up(message, message.not_sent_because or NotSentReason.SERVER, now)
        return None
    message.channel = plan.channel if plan else Channel.EMAIL
    message.tries += 1
    message.claimed_by, message.claimed_until = uuid4(), now + CLAIM_FOR
    message.save(update_fields=["channel", "tries", "claimed_by", "claimed_until"])
    return message, plan.address if plan else None


@transaction.atomic(durable=True)
def mark_sent(*, message: Message, now: datetime) -> Message:
    """The post has taken it."""
    claimed = _still_claimed(message)
    if claimed is not None:
        claimed.sent_at, claimed.not_sent_because = now, ""
        fields = "sent_at", "not_sent_because"
        _let_go(claimed, MessageState.SENT, *fields, now=now)
    return claimed or message


@transaction.atomic(durable=True)
def mark_not_sent(*, message: Message, because: NotSentReason, now: datetime) -> Message:
    """The post has not taken it: it waits to be tried again, longer each time, or is given up."""
    claimed = _still_claimed(message)
    if claimed is None:
        return message
    most = MAX_TRIES_OF_ADDRESS if because == NotSentReason.ADDRESS else MAX_TRIES
    if claimed.tries >= most:
        _give_up(claimed, because, now)
        return claimed
    claimed.claimed_by = claimed.claimed_until = None
    claimed.not_sent_because = because
    claimed.try_again_at = now + TRY_AGAIN_AFTER[claimed.tries - 1]
    claimed.save(update_fields=["claimed_by", "claimed_until", "not_sent_because", "try_again_at"])
    return claimed


def _still_claimed(message: Message) -> Message | None:
    """The row, where this claim on it still stands: another may have taken it up since."""
    if message.claimed_by is None:
        return None
    messages = Message.objects.select_for_update(no_key=True)
    return messages.filter(pk=message.pk, claimed_by=message.claimed_by).first()


def _let_go(message: Message, state: MessageState, *fields: str, now: datetime) -> None:
    message.claimed_by = message.claimed_until = None
    transition_message(message, state, "claimed_by", "claimed_until", *fields, by=NOBODY, now=now)


def _give_up(message: Message, because: str, now: datetime) -> None:
    """Its reader reads why; whoever tells them things can say it, and hears at once of what is
    urgent."""
    message.not_sent_because = because
    _let_go(message, MessageState.FAILED, "not_sent_because", now=now)
    log.error("message %s was given up: %s", message.pk, because)
    _tell_contacts(message, _plan_of(message), now)


def _send_failed_again(person_id: UUID, now: datetime) -> None:
    """To the address that is right now, what could not be sent lately."""
    failed = Message.objects.select_for_update(no_key=True).filter(
        person_id=person_id,
        state=MessageState.FAILED,
        created_at__gte=now - SEND_AGAIN_WITHIN,
    )
    for message in failed.order_by("pk"):
        message.tries, message.try_again_at = 0, None
        transition_message(
            message, MessageState.QUEUED, "tries", "try_again_at", by=NOBODY, now=now
        )


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
    """To be told face to face, or written by whoever tells it; they hear at once of what is
    urgent."""
    message.channel = plan.true_channel if plan else Channel.IN_PERSON
    _let_go(message, MessageState.FOR_NEXT_VISIT, "channel", now=now)
    _tell_contacts(message, plan, now)


def _tell_contacts(message: Message, plan: ContactPlan | None, now: datetime) -> None:
    notify_each_login(
        tellers_of(message, plan) if message.urgent else [],
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
