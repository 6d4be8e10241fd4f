"""“I am worried about someone”: to the area's safeguarding lead and deputy only (M140)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.queries import entry_of_person
from community.common.working_time import add_working_days
from community.messaging.actions import notify_each_login
from community.people.acting import Acting
from community.people.message_kinds import PeopleMessage
from community.people.models.safeguarding import SafeguardingConcern
from community.people.queries.acting import logins_with_role
from community.people.queries.safeguarding import concern_of_login, safeguarding_logins
from community.people.rules.time_limits import WORKING_DAYS_UNREAD
from community.people.states import RoleKind
from community.places.models.areas import Area


@transaction.atomic
def raise_concern(
    *,
    area: Area,
    words: str,
    about_page: str = "",
    about_deed_id: int | None = None,
    contact_words: str = "",
    by: Acting,
    now: datetime,
) -> SafeguardingConcern:
    """To the area's safeguarding lead and deputy, and to nobody else: no audit line, no history
    that an organiser, a representative or a provider could open (M140).

    `about_deed_id`: the line of the history that was not wanted. Another person's is not there.
    """
    if about_deed_id is not None:
        entry_of_person(about_deed_id, by.person_id)
    concern = SafeguardingConcern.objects.create(
        area=area,
        words=words,
        about_page=about_page,
        about_deed_id=about_deed_id,
        contact_words=contact_words,
        by_login=by.login,
        written_at=now,
    )
    _notify_of_concern(concern, safeguarding_logins(area.pk), key=f"concern:{concern.pk}", now=now)
    return concern


@transaction.atomic
def mark_concern_read(*, concern_id: int, by: Acting, now: datetime) -> SafeguardingConcern:
    """Note that the lead or the deputy has read it. Read by somebody else, it is not there."""
    concern = concern_of_login(concern_id, by.login_id)
    concern = SafeguardingConcern.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=concern.pk
    )
    if concern.read_at is None:
        concern.read_at, concern.read_by = now, by.login
        concern.save(update_fields=["read_at", "read_by"])
    return concern


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
    """Unread for one working day: the deputy and the operator are told, once."""
    concern = SafeguardingConcern.objects.select_for_update(no_key=True).get(pk=concern_id)
    due_at = add_working_days(concern.written_at, WORKING_DAYS_UNREAD, nation=concern.area.nation)
    if concern.read_at or concern.escalated_at or now < due_at:
        return concern
    logins = {
        login.pk
        for kind in (RoleKind.SAFEGUARDING_DEPUTY, RoleKind.OPERATOR)
        for login in logins_with_role(kind, concern.area_id)
    } | set(safeguarding_logins(concern.area_id))
    if not logins:
        raise LookupError(f"nobody in area {concern.area_id} can be told of concern {concern.pk}")
    _notify_of_concern(concern, sorted(logins), key=f"concern:{concern.pk}:unread", now=now)
    concern.escalated_at = now
    concern.save(update_fields=["escalated_at"])
    return concern


def _notify_of_concern(
    concern: SafeguardingConcern, login_ids: list[int], *, key: str, now: datetime
) -> None:
    # Nothing of the note leaves this site: not its words, nor what it is about.
    notify_each_login(
        login_ids,
        kind=PeopleMessage.CONCERN_RAISED,
        subject=_("A note is waiting for you"),
        text=_("Somebody left a note that needs to be read today."),
        link=f"/worries/{concern.pk}/",
        urgent=True,
        key=key,
        now=now,
    )
