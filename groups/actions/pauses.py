"""Pausing newcomers, at once and by one; ended earlier by two others, or by a connector (P37)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.refusals import NotFound, or_not_found
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.queries.acting import roles_of
from community.people.rules.authority import check_authority, check_may_stop
from community.people.states import RepresentationScope, RoleKind
from groups.actions.notifications import notify_members
from groups.actions.search_index import index_group
from groups.deeds import GroupDeed
from groups.message_kinds import GroupMessage
from groups.models.members import Group, Member, NewcomerPause
from groups.queries.members import membership
from groups.queries.pauses import is_one_of_group, last_paused_at, pause_of_group
from groups.rules.pauses import PAUSE, check_is_another, check_not_lately
from groups.wording import who_ends_pause_text


@transaction.atomic
def pause_newcomers(*, group_id: int, by: Acting, now: datetime) -> NewcomerPause:
    """Nobody comes in for seven days, also by an invitation. All hear it, and not by whom."""
    check_may_stop(by, now=now)
    group = _lock_group(group_id)
    member = membership(group_id, by)
    pause = pause_of_group(group_id)
    if pause is not None and now < pause.ends_at:
        return pause
    if pause is not None:
        _end(pause, group, by=SYSTEM, now=now)
    check_not_lately(last_paused_at(member, by.login_id), now)
    pause = NewcomerPause.objects.create(
        group=group, paused_by=member, login=by.login, paused_at=now, ends_at=now + PAUSE
    )
    record_deed(by=by, deed=GroupDeed.PAUSE_NEWCOMERS, about=f"group:{group_id}", now=now)
    index_group(group)
    text = _("Newcomers are paused by one of us: nobody new comes in until %(day)s.") % {
        "day": format_day(pause.ends_at)
    }
    _notify(pause, f"{text} {who_ends_pause_text(group.area_id)}", "paused", now)
    return pause


@transaction.atomic
def agree_to_end_pause(*, group_id: int, by: Acting, now: datetime) -> NewcomerPause | None:
    """One of two others says that it may end, and the second ends it. Without a pause there is
    nothing to end: None."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    group = _lock_group(group_id)
    member = membership(group_id, by)
    pause = pause_of_group(group_id)
    if pause is None or pause.is_first(member):
        return pause
    check_is_another(is_same=member.pk == pause.paused_by_id or by.login_id == pause.login_id)
    if pause.needs_first:
        return _write_first(pause, member, by, now)
    check_is_another(is_same=by.login_id == pause.first_login_id)
    pause.ended_by = member
    _end(pause, group, by=by, now=now)
    return pause


@transaction.atomic
def end_pause_as_connector(*, group_id: int, by: Acting, now: datetime) -> NewcomerPause | None:
    """At once, by a connector of the group's area who is not one of the group, nor acts for one."""
    group = _lock_group(group_id)
    works_there = (RoleKind.CONNECTOR, group.area_id) in roles_of(by.login_id)
    if not works_there or is_one_of_group(group_id, by.login_id):
        raise NotFound("")
    pause = pause_of_group(group_id)
    if pause is not None:
        _end(pause, group, by=by, now=now)
    return pause


@transaction.atomic
def end_pause_that_is_over(*, pause_id: int, now: datetime) -> None:
    group = _lock_group(NewcomerPause.objects.get(pk=pause_id).group_id)
    pause = pause_of_group(group.pk)
    if pause is not None and pause.ends_at <= now:
        _end(pause, group, by=SYSTEM, now=now)


def _lock_group(group_id: int) -> Group:
    """So two who press at once, and whoever comes in, are one after the other."""
    groups = Group.objects.select_for_update(no_key=True, of=("self",)).select_related("area")
    return or_not_found(groups.filter(pk=group_id).first())


def _write_first(pause: NewcomerPause, member: Member, by: Acting, now: datetime) -> NewcomerPause:
    pause.first, pause.first_login = member, by.login
    pause.save(update_fields=["first", "first_login"])
    record_deed(by=by, deed=GroupDeed.AGREE_TO_END_PAUSE, about=f"group:{pause.group_id}", now=now)
    return pause


def _end(pause: NewcomerPause, group: Group, *, by: Acting, now: datetime) -> None:
    pause.ended_login, pause.ended_at = by.login, now
    pause.save(update_fields=["ended_by", "ended_login", "ended_at"])
    record_deed(by=by, deed=GroupDeed.END_PAUSE, about=f"group:{group.pk}", now=now)
    index_group(group)
    _notify(pause, _("Newcomers are not paused any more in your group."), "ended", now)


def _notify(pause: NewcomerPause, text: str, what: str, now: datetime) -> None:
    notify_members(
        pause.group_id,
        kind=GroupMessage.NEWCOMERS_PAUSED,
        subject=_("About your group"),
        text=text,
        link=f"/group/{pause.group_id}/",
        key=f"pause:{pause.pk}:{what}",
        now=now,
    )
