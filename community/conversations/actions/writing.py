"""Words are written down in a conversation. Who may write for a side, and what is told of it, is
asked and done by the app that knows the side."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

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
    key = {
        "about": about, "person": sides.person, "asking": sides.asking, "asked": sides.asked,
    }  # fmt: skip
    Conversation.objects.bulk_create(
        [Conversation(area=area, begun_at=now, **key)], ignore_conflicts=True
    )
    return Conversation.objects.select_for_update(no_key=True).get(**key)


@transaction.atomic
def write_message(
    conversation: Conversation,
    *,
    words: str,
    is_from_asking: bool,
    for_person: Person | None,
    by: Acting,
    now: datetime,
) -> RelayedMessage:
    """Words that the caller has tidied, into a conversation whose row it has locked."""
    return RelayedMessage.objects.create(
        conversation=conversation,
        words=words,
        is_from_asking=is_from_asking,
        sent_at=now,
        sent_by=by.login,
        for_person=for_person,
    )


def move_conversations(*, about: str, to: str) -> None:
    """What was said about one thing goes on about the thing that took its place."""
    Conversation.objects.filter(about=about).update(about=to)
