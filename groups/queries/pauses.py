"""Whether newcomers are paused in a group, and until when."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from community.people.models.representations import Representation
from community.people.states import RepresentationState
from groups.models.members import Group, Member, NewcomerPause
from groups.states import HELD_STATES, GroupState


def pause_of_group(group_id: int) -> NewcomerPause | None:
    return _live().select_related("first").filter(group_id=group_id).first()


def is_paused(group_id: int, now: datetime) -> bool:
    """Not where it is over and no task has ended it yet."""
    return _live().filter(group_id=group_id, ends_at__gt=now).exists()


def is_found(group: Group) -> bool:
    """By whoever looks: it may be found, is open, and not paused."""
    return group.is_findable and takes_newcomers(group)


def takes_newcomers(group: Group) -> bool:
    """Who find it: open, and not paused."""
    return group.state == GroupState.FORMING and pause_of_group(group.pk) is None


def found_groups() -> QuerySet[Group]:
    groups = Group.objects.filter(is_findable=True, state=GroupState.FORMING)
    return groups.exclude(pk__in=_live().values("group_id"))


def last_paused_at(member: Member, login_id: int | None) -> datetime | None:
    """By this member, or by these hands for another of the group."""
    same = Q(paused_by=member) | Q(login_id=login_id, login__isnull=False)
    pauses = NewcomerPause.objects.filter(same, group_id=member.group_id)
    return pauses.aggregate(last=Max("paused_at"))["last"]


def pauses_over(now: datetime) -> list[int]:
    return list(_live().filter(ends_at__lte=now).order_by("pk").values_list("pk", flat=True))


def paused_groups(area_ids: Collection[int], login_id: int | None) -> list[Group]:
    """Of these areas, for a connector who is not one of them, nor acts for one."""
    paused = _live().filter(group__area_id__in=area_ids).values("group_id")
    groups = Group.objects.filter(pk__in=paused).order_by("pk")
    return [group for group in groups if not is_one_of_group(group.pk, login_id)]


def is_one_of_group(group_id: int, login_id: int | None) -> bool:
    """In it by this login, or acting for somebody who is."""
    if login_id is None:
        return False
    members = Member.objects.filter(group_id=group_id, state__in=HELD_STATES)
    acts_for = Representation.objects.filter(
        login_id=login_id, state=RepresentationState.ACTIVE
    ).values("person_id")
    own = Q(person__login_id=login_id) | Q(person_id__in=acts_for)
    return members.filter(own).exists()


def _live() -> QuerySet[NewcomerPause]:
    return NewcomerPause.objects.filter(ended_at__isnull=True)
