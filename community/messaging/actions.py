from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.common.refusals import NotFound, or_not_found
from community.messaging.states import Channel

from .deeds import MessagingDeed
from .message_kinds import MessagingMessage
from .models import ContactPlan, Message
from .states import MESSAGE, MessageState


def notify_person(
    *,
    person_id: UUID,
    kind: str,
    subject: str,
    text: str,
    key: str,
    link: str = "",
    urgent: bool = False,
    is_notice: bool = False,
    now: datetime,
) -> Message:
    """Write a message to a person, in the caller's transaction. The same `key` is told once."""
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
            "created_at": now,
        },
    )
    return message


def notify_login(
    *,
    login_id: int,
    kind: str,
    subject: str,
    text: str,
    key: str,
    link: str = "",
    urgent: bool = False,
    now: datetime,
) -> Message:
    """Write a message to somebody who works here: a provider, a council officer, a connector."""
    message, _created = Message.objects.get_or_create(
        key=key,
        defaults={
            "login_id": login_id,
            "kind": kind,
            "subject": subject,
            "text": text,
            "link": link,
            "urgent": urgent,
            "created_at": now,
        },
    )
    return message


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
    by,
    now: datetime,
) -> ContactPlan:
    """How to reach a person, from now on, for every sender there is."""
    plan, _created = ContactPlan.objects.update_or_create(
        person_id=person_id,
        defaults={
            "channel": channel,
            "address": address,
            "through_login_id": through_login_id,
            "through_words": through_words,
            "deputy_login_id": deputy_login_id,
            "days_words": days_words,
            "never_words": never_words,
        },
    )
    record_deed(
        by=by,
        deed=MessagingDeed.SET_CONTACT_PLAN,
        about=f"person:{person_id}",
        for_person=person_id,
        now=now,
    )
    return plan


@transaction.atomic
def record_told_in_person(*, message_id: int, told_on: date, by, now: datetime) -> Message:
    """The worker a person is reached through says "told on this day": only then it counts."""
    message = or_not_found(Message.objects.select_for_update().filter(pk=message_id).first())
    plan = _plan_of(message)
    tellers = {plan.through_login_id, plan.deputy_login_id} - {None} if plan else set()
    if by.login_id not in tellers:
        raise NotFound(_("There is no such message."))
    MESSAGE.check(message.state, MessageState.TOLD)
    message.state, message.told_on = MessageState.TOLD, told_on
    message.told_by_login_id = by.login_id
    message.save()
    record_deed(
        by=by,
        deed=MessagingDeed.RECORD_TOLD_IN_PERSON,
        about=f"message:{message.pk}",
        for_person=message.person_id,
        now=now,
    )
    return message


def _plan_of(message: Message) -> ContactPlan | None:
    """How the person it is written to is reached; a login is reached by its e-mail."""
    if message.person_id is None:
        return None
    return ContactPlan.objects.filter(person_id=message.person_id).first()


@transaction.atomic
def send_message(*, message_id: int, send, now: datetime) -> Message:
    """Send one queued message by its reader's contact plan; `send` is the post (see tasks).

    Held under the row's lock, so that two workers cannot both send it. A worker killed between
    the post taking it and this commit sends it again: better twice than never.
    """
    message = (
        Message.objects.select_for_update(skip_locked=True)
        .filter(pk=message_id, state=MessageState.QUEUED)
        .first()
    )
    if message is None:
        return Message.objects.get(pk=message_id)
    plan = _plan_of(message)
    if message.person_id and (plan is None or plan.channel in (Channel.IN_PERSON, Channel.NONE)):
        message.state, message.channel = MessageState.ON_SHEET, Channel.IN_PERSON
        if plan and message.urgent:
            for login_id in filter(None, (plan.through_login_id, plan.deputy_login_id)):
                notify_login(
                    login_id=login_id,
                    kind=MessagingMessage.URGENT_FOR_SOMEONE,
                    subject=_("Please tell someone today"),
                    text=message.text,
                    link=message.link,
                    urgent=True,
                    key=f"{message.key}:through:{login_id}",
                    now=now,
                )
    else:
        message.channel = plan.channel if plan else Channel.EMAIL
        send(message, plan.address if plan else None)
        message.state, message.sent_at = MessageState.SENT, now
    message.save()
    return message
