"""A message is written to somebody: what happens, in their inbox, and by whichever way they are
reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.text import capfirst

from community.messaging.message_kinds import MessageKind
from community.messaging.models import AnswerLink, Message


@dataclass(frozen=True)
class CountedDays:
    """What holds so many days after its reader was told. `words`: a sentence with that day in it,
    "Please say so before %(day)s."; it is filled in where it is read."""

    days: int | None = None
    words: str = ""


FROM_NO_DAY = CountedDays()


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
    counts: CountedDays = FROM_NO_DAY,
    answer_link: AnswerLink | None = None,
    not_told_by_login_id: int | None = None,
    now: datetime,
) -> Message:
    """Write a message to a person, in the caller's transaction. The same `key` is told once.

    `about`: the group and the thing, with which the text then begins.
    `group_id`: of which group it tells; a text has only the short name that its reader gave it.
    `over_at`: when it is no news any more.
    `counts`: what its reader may do until so many days after they were told.
    `answer_link`: by which its mail is answered, for whoever has no page here.
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
            "day_words": counts.words,
            "days_from_told": counts.days,
            "answer_link": answer_link,
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
    counts: CountedDays = FROM_NO_DAY,
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
                day_words=counts.words,
                days_from_told=counts.days,
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
    counts: CountedDays = FROM_NO_DAY,
    answer_link: AnswerLink | None = None,
    now: datetime,
) -> None:
    """The same words to each of these logins, as of people who work here, in one statement; `key`
    holds once for each of them. `answer_link`: by which their mail is answered without sign-in."""
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
                day_words=counts.words,
                days_from_told=counts.days,
                answer_link=answer_link,
                created_at=now,
            )
            for login_id in login_ids
        ],
        ignore_conflicts=True,
    )


def notify_address(
    *,
    address: str,
    kind: MessageKind,
    subject: str,
    text: str,
    key: str,
    link: str = "",
    answer_link: AnswerLink | None = None,
    now: datetime,
) -> None:
    """Once, to whoever has no page here and gave this mail address: it is forgotten once the
    message went, or is given up. `link` is a page that anybody who has it may read; or it is
    answered by `answer_link`."""
    Message.objects.get_or_create(
        key=key,
        defaults={
            "address": address,
            "kind": kind,
            "subject": subject,
            "text": capfirst(text),
            "link": link,
            "answer_link": answer_link,
            "created_at": now,
        },
    )
