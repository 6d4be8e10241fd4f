"""Words are written down in a conversation, and it is closed. Who may do so for a side, and what is
told of it, is asked and done by the app that knows the side."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from community.common.refusals import or_not_found
from community.conversations.models import Conversation, RelayedMessage
from community.people.acting import Acting
from community.people.models.persons import Person
from community.places.models.areas import Area


@dataclass(frozen=True)
class Sides:
    """Between whom: one person, or `asking` ("group:3"), and `asked` ("provider:7")."""

    asked: str
    asking: str = ""
    person: Person | None = None


def hold_conversation(*, about: str, sides: Sides, area: Area, now: datetime) -> Conversation:
    """The one between these two about this, its row locked; begun where there was none. Two who
    begin it at once begin one."""
    key = {"about": about, "person": sides.person, "asking": sides.asking, "asked": sides.asked}
    Conversation.objects.bulk_create(
        [Conversation(area=area, begun_at=now, **key)], ignore_conflicts=True
    )
    return Conversation.objects.select_for_update(no_key=True).get(**key)


def lock_conversation(conversation_id: int) -> Conversation:
    return or_not_found(
        Conversation.objects.select_for_update(no_key=True).filter(pk=conversation_id).first()
    )


@transaction.atomic
def write_message(
    conversation: Conversation,
    *,
    words: str,
    is_from_asking: bool,
    for_person: Person | None,
    what_helps: str = "",
    by: Acting,
    now: datetime,
) -> RelayedMessage:
    """Words that the caller has tidied, into a conversation whose row it has locked. Whoever writes
    with other hands than the person's own is named."""
    return RelayedMessage.objects.create(
        conversation=conversation,
        words=words,
        is_from_asking=is_from_asking,
        sent_at=now,
        sent_by=by.login,
        for_person=for_person,
        what_helps=what_helps,
        written_by=by.required_login.name if for_person and by.is_by_other_hands else "",
    )


def mark_closed(
    conversation: Conversation, *, is_asking: bool, at: datetime | None, by: Acting
) -> bool:
    """By one side, or opened again with None. Whether that changed anything; the caller has locked
    the row."""
    name = "closed_by_asking_at" if is_asking else "closed_by_asked_at"
    if (getattr(conversation, name) is None) == (at is None):
        return False
    setattr(conversation, name, at)
    conversation.closed_by = by.login if at else None
    conversation.save(update_fields=[name, "closed_by"])
    return True


def move_conversations(*, about: str, to: str) -> None:
    """What was said about one thing goes on about the thing that took its place."""
    Conversation.objects.filter(about=about).update(about=to)


def close_all_conversations(person: Person, *, now: datetime) -> None:
    """Of somebody who leaves everything: nothing more is passed on, either way."""
    own = Conversation.objects.filter(person=person, closed_by_asking_at__isnull=True)
    own.update(closed_by_asking_at=now)
