"""“I am worried about someone”: to the area's safeguarding lead and deputy only (M140)."""

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.queries import entry_of_person
from community.common.refusals import NotFound
from community.common.working_time import add_working_days
from community.messaging.actions.notifying import notify_each_login
from community.people.acting import Acting
from community.people.message_kinds import PeopleMessage
from community.people.models.safeguarding import SafeguardingConcern
from community.people.queries.acting import logins_with_role
from community.people.queries.persons import former_ids
from community.people.queries.safeguarding import (
    concerns_of_login,
    read_concerns,
    safeguarding_logins,
    safeguarding_names,
)
from community.people.rules.safeguarding import check_reaches_somebody
from community.people.rules.time_limits import WORKING_DAYS_UNREAD
from community.people.states import RoleKind
from community.people.wording import unread_text
from community.places.models.areas import Area

SAME_WORDS_WITHIN = timedelta(hours=1)  # of what has been read: sent twice, it is one note


@transaction.atomic
def raise_concern(
    *,
    area: Area,
    words: str,
    about_page: str = "",
    about_deed_id: int | None = None,
    contact_words: str = "",
    is_one_of_many: bool = False,
    needs_reader: bool = True,
    by: Acting,
    now: datetime,
) -> SafeguardingConcern:
    """To the area's safeguarding lead and deputy, and to nobody else: no audit line, no history
    that an organiser, a representative or a provider could open (M140). The same words again are
    the same note; where nobody would read it, it is refused, with the numbers to ring.

    `about_deed_id`: the line of the history that was not wanted. Another person's is not there.
    `is_one_of_many`: more have come from one place than one person writes; its readers are told
    of all of them in one message. `needs_reader`: not where what was done is written down, for what
    stops a thing never waits for somebody who reads.
    """
    if about_deed_id is not None:
        formerly = former_ids(by.person_id) if by.person_id else []
        entry_of_person(about_deed_id, by.person_id, *formerly)
    readers = safeguarding_logins(area.pk)
    if needs_reader:
        check_reaches_somebody(
            readers,
            area=area.name,
            day_phone=area.safeguarding_phone,
            night_phone=area.out_of_hours_phone,
        )
    digest = _digest(words, contact_words, about_deed_id, by)
    same = SafeguardingConcern.objects.filter(
        area=area, words_digest=digest, written_at__gt=now - SAME_WORDS_WITHIN
    ).first()
    if same is not None:
        return same
    concern, is_new = SafeguardingConcern.objects.get_or_create(
        area=area,
        words_digest=digest,
        read_at=None,
        defaults={
            "words": words,
            "about_page": about_page,
            "about_deed_id": about_deed_id,
            "contact_words": contact_words,
            "is_one_of_many": is_one_of_many,
            "by_login": by.login,
            "written_at": now,
        },
    )
    if is_new:
        _notify_readers(concern, readers, now=now)
    return concern


def _digest(words: str, contact_words: str, about_deed_id: int | None, by: Acting) -> str:
    """The same for the same words of the same hands, however they are spaced."""
    parts = [" ".join(words.split()).casefold(), " ".join(contact_words.split()).casefold()]
    said = "\n".join([*parts, str(about_deed_id), str(by.login_id)])
    return hashlib.sha256(said.encode()).hexdigest()


def mark_concern_read(*, concern_id: int, by: Acting, now: datetime) -> SafeguardingConcern:
    """Note that the lead or the deputy has read it. Read by somebody else, it is not there."""
    [concern] = mark_concerns_read(concern_ids=[concern_id], by=by, now=now)
    return concern


@transaction.atomic
def mark_concerns_read(
    *, concern_ids: Collection[int], by: Acting, now: datetime
) -> list[SafeguardingConcern]:
    """Note of each of these that the lead or the deputy has read it, by one press; oldest first.
    With one that is not theirs, none is there."""
    theirs = {each.pk for each in concerns_of_login(by.login_id)}
    if not concern_ids or not theirs.issuperset(concern_ids):
        raise NotFound("")
    concerns = SafeguardingConcern.objects.select_for_update(no_key=True).filter(pk__in=concern_ids)
    for concern in concerns.order_by("pk"):
        if concern.read_at is None:
            concern.read_at, concern.read_by = now, by.login
            concern.save(update_fields=["read_at", "read_by"])
    return read_concerns(concern_ids, by.login_id)


@transaction.atomic
def answer_concern(
    *, concern_id: int, words: str, by: Acting, now: datetime
) -> SafeguardingConcern:
    """What was done about it, kept with it for the lead and the deputy."""
    concern = mark_concern_read(concern_id=concern_id, by=by, now=now)
    concern.answer = words
    concern.save(update_fields=["answer"])
    return concern


@transaction.atomic
def escalate_unread_concern(*, concern_id: int, now: datetime) -> SafeguardingConcern:
    """Unread for one working day: the lead, the deputy and the operator are told, once."""
    concern = SafeguardingConcern.objects.select_for_update(no_key=True).get(pk=concern_id)
    due_at = add_working_days(concern.written_at, WORKING_DAYS_UNREAD, nation=concern.area.nation)
    if concern.read_at or concern.escalated_at or now < due_at:
        return concern
    readers = safeguarding_logins(concern.area_id)
    operators = [login.pk for login in logins_with_role(RoleKind.OPERATOR, concern.area_id)]
    if not [*readers, *operators]:
        raise LookupError(f"nobody in area {concern.area_id} can be told of concern {concern.pk}")
    key = _key_of_unread(concern, due_at)
    _notify_readers_of_unread(concern, readers, key=key, now=now)
    _notify_operators_of_unread(concern, operators, key=key, now=now)
    concern.escalated_at = now
    concern.save(update_fields=["escalated_at"])
    return concern


def _key_of_unread(concern: SafeguardingConcern, due_at: datetime) -> str:
    """Those that came with many are told of in one message, as they were before."""
    if concern.is_one_of_many:
        return f"concerns:{concern.area_id}:unread:{due_at:%Y-%m-%dT%H}"
    return f"concern:{concern.pk}:unread"


# Nothing of a note leaves this site in any message: not its words, nor what it is about.


def _notify_readers(concern: SafeguardingConcern, readers: list[int], *, now: datetime) -> None:
    if concern.is_one_of_many:
        notify_each_login(
            readers,
            kind=PeopleMessage.CONCERN_RAISED,
            subject=_("Many notes are waiting for you"),
            text=_(
                "Many notes came from one place within an hour. They stand together on your page,"
                " and need to be read today."
            ),
            link="/worries/",
            urgent=True,
            key=f"concerns:{concern.area_id}:many:{now:%Y-%m-%dT%H}",
            now=now,
        )
        return
    notify_each_login(
        readers,
        kind=PeopleMessage.CONCERN_RAISED,
        subject=_("A note is waiting for you"),
        text=_("Somebody left a note that needs to be read today."),
        link=f"/worries/{concern.pk}/",
        urgent=True,
        key=f"concern:{concern.pk}",
        now=now,
    )


def _notify_readers_of_unread(
    concern: SafeguardingConcern, readers: list[int], *, key: str, now: datetime
) -> None:
    notify_each_login(
        readers,
        kind=PeopleMessage.CONCERN_UNREAD,
        subject=_("A note is still waiting for you"),
        text=_(
            "Somebody left a note that nobody has read for a working day. Open it and press “Read"
            " it”: until then the operator of this site is told too."
        ),
        link="/worries/" if concern.is_one_of_many else f"/worries/{concern.pk}/",
        urgent=True,
        key=key,
        now=now,
    )


def _notify_operators_of_unread(
    concern: SafeguardingConcern, operators: list[int], *, key: str, now: datetime
) -> None:
    """They read no note: they ring whoever does."""
    notify_each_login(
        operators,
        kind=PeopleMessage.CONCERN_UNREAD,
        subject=_("A note was not read in time"),
        text=unread_text(concern.area, safeguarding_names(concern.area_id)),
        link="/areas/",
        urgent=True,
        key=f"{key}:operator",
        now=now,
    )
