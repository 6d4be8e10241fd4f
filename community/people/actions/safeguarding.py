"""“I am worried about someone”: to the area's safeguarding lead and deputy only (M140)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.messaging.actions import tell_login
from community.people.models import Worry
from community.people.queries import logins_with_role, who_reads_worries, worry_for
from community.people.rules import one_working_day_after
from community.people.states import RoleKind
from community.places.models.areas import Area


@transaction.atomic
def tell_a_worry(
    *, area: Area, words: str, about_page: str = "", reach_me: str = "", by, now: datetime
) -> Worry:
    """To the area's safeguarding lead and deputy, and to nobody else: no audit line, no history
    that an organiser, a representative or a provider could open (M140)."""
    worry = Worry.objects.create(
        area=area,
        words=words,
        about_page=about_page,
        reach_me=reach_me,
        by_login=by.login,
        written_at=now,
    )
    for login_id in who_reads_worries(area.pk):
        _say_it_waits(worry, login_id, key=f"worry:{worry.pk}:{login_id}", now=now)
    return worry


@transaction.atomic
def read_worry(*, worry_id: int, by, now: datetime) -> Worry:
    """Note that the lead or the deputy has read it. Read by somebody else, it is not there."""
    worry = worry_for(worry_id, by.login_id)
    worry = Worry.objects.select_for_update(no_key=True, of=("self",)).get(pk=worry.pk)
    if worry.read_at is None:
        worry.read_at, worry.read_by = now, by.login
        worry.save(update_fields=["read_at", "read_by"])
    return worry


@transaction.atomic
def answer_worry(*, worry_id: int, words: str, by, now: datetime) -> Worry:
    """What was done about it, kept with it for the lead and the deputy."""
    worry = read_worry(worry_id=worry_id, by=by, now=now)
    worry.answer = words
    worry.save(update_fields=["answer"])
    return worry


@transaction.atomic
def alarm_unread_worry(*, worry_id: int, now: datetime) -> Worry:
    """Unread for one working day: the deputy and the operator are told, once."""
    worry = Worry.objects.select_for_update(no_key=True).get(pk=worry_id)
    if worry.read_at or worry.alarmed_at or now < one_working_day_after(worry.written_at):
        return worry
    logins = {
        login.pk
        for kind in (RoleKind.SAFEGUARDING_DEPUTY, RoleKind.OPERATOR)
        for login in logins_with_role(kind, worry.area_id)
    } | set(who_reads_worries(worry.area_id))
    if not logins:
        raise LookupError(f"nobody in area {worry.area_id} can be told of worry {worry.pk}")
    for login_id in sorted(logins):
        _say_it_waits(worry, login_id, key=f"worry:{worry.pk}:unread:{login_id}", now=now)
    worry.alarmed_at = now
    worry.save(update_fields=["alarmed_at"])
    return worry


def _say_it_waits(worry: Worry, login_id: int, *, key: str, now: datetime) -> None:
    # Nothing of the note leaves this site: not its words, nor what it is about.
    tell_login(
        login_id=login_id,
        kind="worry",
        subject=_("A note is waiting for you"),
        text=_("Somebody left a note that needs to be read today."),
        link=f"/worries/{worry.pk}/",
        urgent=True,
        key=key,
        now=now,
    )
