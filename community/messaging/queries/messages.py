"""What was said to somebody, and how far each message has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from community.common.dates import end_of_day
from community.messaging.message_kinds import MessageKind
from community.messaging.models import ContactPlan, Message
from community.messaging.queries.contact_plans import IS_IN_OURS
from community.messaging.queries.sending import is_paused
from community.messaging.queries.telling import TELLING_ENDS_AFTER, may_be_told_by, waits_to_be_said
from community.messaging.states import SENT_CHANNELS, TO_BE_TOLD, MessageState


def messages_for(person_id: UUID) -> QuerySet[Message]:
    """Everything that was said to a person, newest first: to be shown a page at a time."""
    messages = Message.objects.filter(person_id=person_id).exclude(state=MessageState.WITHHELD)
    return messages.order_by("-created_at", "-pk")


def messages_not_kept_from(
    person_id: UUID, login_id: int | None, *, but_kinds: Iterable[MessageKind]
) -> QuerySet[Message]:
    """What somebody who acts for a person reads of it: nothing that tells of their own deeds, and
    none of `but_kinds`."""
    return messages_for(person_id).filter(may_be_told_by(login_id)).exclude(kind__in=but_kinds)


def pending_notices(keys: list[str], now: datetime) -> QuerySet[Message]:
    """Of these notices, those that do not count yet: they were not sent, and nobody has told them
    face to face. What is a line for whoever tells them, or is kept back from them for now, and has
    been for `TELLING_ENDS_AFTER`, is waited for no more: somebody else's pay does not hang on it
    for ever."""
    arrived = Q(state__in=[MessageState.SENT, MessageState.TOLD, MessageState.WITHHELD])
    waited_long = (Q(state__in=TO_BE_TOLD) | _is_kept_back()) & Q(
        created_at__lte=now - TELLING_ENDS_AFTER
    )
    return Message.objects.filter(key__in=keys, is_notice=True).exclude(arrived | waited_long)


def _is_kept_back() -> Q:
    """To be sent, and not sent while everything waits for its person."""
    return Q(is_paused(), state=MessageState.QUEUED)


def keys_kept_back(keys: Iterable[str]) -> list[str]:
    """Of these, what nobody is told for now."""
    kept_back = Message.objects.filter(_is_kept_back(), key__in=list(keys))
    return list(kept_back.order_by("pk").values_list("key", flat=True))


def keys_to_be_told(keys: Iterable[str]) -> list[str]:
    """Of these, what somebody has still to say face to face."""
    waiting = Message.objects.filter(key__in=list(keys), state__in=TO_BE_TOLD)
    return list(waiting.order_by("pk").values_list("key", flat=True))


def untold_keys(keys: Iterable[str]) -> set[str]:
    """Of these notices of money, those that reached nobody by any way, or were never written: for
    them nothing is taken."""
    arrived = Message.objects.filter(
        key__in=list(keys), state__in=[MessageState.SENT, MessageState.TOLD]
    )
    return set(keys) - set(arrived.values_list("key", flat=True))


def keys_to_tell_sooner(keys: Iterable[str]) -> set[str]:
    """Of these messages, those that somebody has still to say, and about which nobody was asked yet
    who can go sooner."""
    waiting = Message.objects.filter(key__in=list(keys), state__in=TO_BE_TOLD, tell_by__isnull=True)
    return set(waiting.values_list("key", flat=True))


def told_at_visits(keys: Iterable[str]) -> dict[str, datetime | None]:
    """Of these messages, those that somebody tells face to face: by the end of which day it was
    told; None until then."""
    by_somebody = ContactPlan.objects.exclude(IS_IN_OURS, channel__in=SENT_CHANNELS)
    messages = Message.objects.filter(
        Q(state__in=[*TO_BE_TOLD, MessageState.TOLD])
        | Q(state=MessageState.QUEUED, person_id__in=by_somebody.values("person_id")),
        key__in=list(keys),
    )
    return {
        message.key: end_of_day(message.told_on) if message.told_on else None
        for message in messages
    }


def waiting_to_be_told_since(keys: Iterable[str]) -> datetime | None:
    """Since when the first of these waits for somebody to say it face to face; None where none
    does."""
    waiting = Message.objects.filter(waits_to_be_said(), key__in=list(keys))
    return waiting.order_by("created_at").values_list("created_at", flat=True).first()


def message_with_key(key: str) -> Message | None:
    """The message with this key, as far as it has come."""
    return Message.objects.filter(key=key).first()


@dataclass(frozen=True)
class Told:
    """Whether and when somebody was told one thing. `at` is None until then; `is_lost`: they could
    not be told; `is_at_visits`: face to face."""

    at: datetime | None
    is_lost: bool
    is_at_visits: bool


def told_by_key(keys: Iterable[str]) -> dict[str, Told]:
    """Of each of these messages, how far it has come. What was told on a day is told by its end."""
    return {message.key: _told(message) for message in Message.objects.filter(key__in=list(keys))}


def _told(message: Message) -> Told:
    at = end_of_day(message.told_on) if message.told_on else message.sent_at
    return Told(
        at=at,
        is_lost=message.state in (MessageState.FAILED, MessageState.WITHHELD),
        is_at_visits=message.state in (MessageState.FOR_NEXT_VISIT, MessageState.TOLD),
    )
