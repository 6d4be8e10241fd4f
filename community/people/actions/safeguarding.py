"""“I am worried about someone”: to the area's safeguarding lead and deputy only (M140)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.messaging.actions import notify_login
from community.people.message_kinds import PeopleMessage
from community.people.models import SafeguardingConcern
from community.people.queries import concern_of_login, logins_with_role, safeguarding_logins
from community.people.rules import one_working_day_after
from community.people.states import RoleKind
from community.places.models.areas import Area


@transaction.atomic
def raise_concern(
    *, area: Area, words: str, about_page: str = "", reach_me: str = "", by, now: datetime
) -> SafeguardingConcern:
    """To the area's safeguarding lead and deputy, and to nobody else: no audit line, no history
    that an organiser, a representative or a provider could open (M140)."""
    worry = SafeguardingConcern.objects.create(
        area=area,
        words=words,
        about_page=about_page,
        reach_me=reach_me,
        by_login=by.login,
        written_at=now,
    )
    for login_id in safeguarding_logins(area.pk):
        _say_it_waits(worry, login_id, key=f"worry:{worry.pk}:{login_id}", now=now)
    return worry


@transaction.atomic
def mark_concern_read(*, worry_id: int, by, now: datetime) -> SafeguardingConcern:
    """Note that the lead or the deputy has read it. Read by somebody else, it is not there."""
    worry = concern_of_login(worry_id, by.login_id)
    worry = SafeguardingConcern.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=worry.pk
    )
    if worry.read_at is None:
        worry.read_at, worry.read_by = now, by.login
        worry.save(update_fields=["read_at", "read_by"])
    return worry


@transaction.atomic
def answer_concern(*, worry_id: int, words: str, by, now: datetime) -> SafeguardingConcern:
    """What was done about it, kept with it for the lead and the deputy."""
    worry = mark_concern_read(worry_id=worry_id, by=by, now=now)
    worry.answer = words
    worry.save(update_fields=["answer"])
    return worry


@transaction.atomic
def escalate_unread_concern(*, worry_id: int, now: datetime) -> SafeguardingConcern:
    """Unread for one working day: the deputy and the operator are told, once."""
    worry = SafeguardingConcern.objects.select_for_update(no_key=True).get(pk=worry_id)
    if worry.read_at or worry.alarmed_at or now < one_working_day_after(worry.written_at):
        return worry
    logins = {
        login.pk
        for kind in (RoleKind.SAFEGUARDING_DEPUTY, RoleKind.OPERATOR)
        for login in logins_with_role(kind, worry.area_id)
    } | set(safeguarding_logins(worry.area_id))
    if not logins:
        raise LookupError(f"nobody in area {worry.area_id} can be told of worry {worry.pk}")
    for login_id in sorted(logins):
        _say_it_waits(worry, login_id, key=f"worry:{worry.pk}:unread:{login_id}", now=now)
    worry.alarmed_at = now
    worry.save(update_fields=["alarmed_at"])
    return worry


def _say_it_waits(worry: SafeguardingConcern, login_id: int, *, key: str, now: datetime) -> None:
    # Nothing of the note leaves this site: not its words, nor what it is about.
    notify_login(
        login_id=login_id,
        kind=PeopleMessage.CONCERN_RAISED,
        subject=_("A note is waiting for you"),
        text=_("Somebody left a note that needs to be read today."),
        link=f"/worries/{worry.pk}/",
        urgent=True,
        key=key,
        now=now,
    )
