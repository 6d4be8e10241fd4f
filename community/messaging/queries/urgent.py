"""What cannot wait and nobody has said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.common.lifecycle import not_none
from community.messaging.message_kinds import kinds_seen_to
from community.messaging.models import ContactPlan, Message
from community.messaging.queries.sending import is_paused
from community.messaging.queries.telling import (
    TELLING_ENDS_AFTER,
    may_be_told_by,
    tellers_of,
    waits_to_be_said,
)


def urgent_items(login_id: int, *, person_ids: QuerySet[Any, Any]) -> list[Message]:
    """What cannot wait and nobody has said yet, of these persons, for a login that says it where
    those who usually do are not at work; not what it did itself."""
    plans = ContactPlan.objects.filter(person_id=OuterRef("person_id"))
    items = Message.objects.filter(
        may_be_told_by(login_id),
        ~Exists(plans.filter(never_told_login_ids__contains=[login_id])),
        waits_to_be_said(),
        person_id__in=person_ids,
        urgent=True,
    )
    return list(items.exclude(is_paused()).order_by("person_id", "created_at", "pk"))


@dataclass(frozen=True)
class UnsaidUrgent:
    """What cannot wait and has not reached somebody. `has_teller`: somebody of their plan may say
    it, and was told of it at once; `may_still_go`: our mail tries it again."""

    message_id: int
    key: str
    person_id: UUID
    text: str
    since: datetime
    has_teller: bool
    may_still_go: bool
    not_told_by_login_id: int | None


def unsaid_urgent(now: datetime, message_id: int | None = None) -> list[UnsaidUrgent]:
    """What is still news of the last weeks; not what its sender sees to where somebody may say
    it."""
    messages = Message.objects.filter(
        Q(over_at__isnull=True) | Q(over_at__gt=now),
        Q(pk=message_id) if message_id is not None else Q(),
        waits_to_be_said(),
        person_id__isnull=False,
        urgent=True,
        created_at__gt=now - TELLING_ENDS_AFTER,
    ).exclude(is_paused())
    messages = messages.order_by("pk")
    plans = {
        plan.person_id: plan
        for plan in ContactPlan.objects.filter(person_id__in=messages.values("person_id"))
    }
    unsaid, seen_to = [], kinds_seen_to()
    for message in messages:
        person_id = not_none(message.person_id)
        has_teller = bool(tellers_of(message, plans.get(person_id)))
        if has_teller and message.kind in seen_to:
            continue
        unsaid.append(
            UnsaidUrgent(
                message.pk,
                message.key,
                person_id,
                message.text,
                message.created_at,
                has_teller,
                message.may_still_go,
                message.not_told_by_login_id,
            )
        )
    return unsaid


def through_key(key: str) -> str:
    """Of what those of the plan hear who are to say the message with this key."""
    return f"{key}:through"


def unsaid_key(key: str) -> str:
    """Of what others hear, where nobody of the plan has said it."""
    return f"{key}:unsaid"


def is_said_or_over(message: Message) -> bool:
    """Of what somebody hears who is to say what cannot wait: whether it waits no more. Of anything
    else, no."""
    for through in (through_key(""), unsaid_key("")):
        key, is_of_this, _login = message.key.partition(f"{through}:")
        if is_of_this and message.login_id is not None:
            return not Message.objects.filter(waits_to_be_said(), key=key).exists()
    return False


def heard_of(message: Message) -> QuerySet[Message]:
    """What those were told, or are to be, who are to say this to its person."""
    keys = [through_key(message.key), unsaid_key(message.key)]
    begins = Q(key__startswith=f"{keys[0]}:") | Q(key__startswith=f"{keys[1]}:")
    return Message.objects.filter(begins, login_id__isnull=False)
