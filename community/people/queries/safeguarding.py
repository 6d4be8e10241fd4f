"""Worries, for the two who read them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from community.common.refusals import or_not_found
from community.people.models.logins import Role
from community.people.models.safeguarding import SafeguardingConcern
from community.people.queries.acting import logins_with_role, roles_of
from community.people.states import RoleKind

SAFEGUARDING_ROLES = (RoleKind.SAFEGUARDING_LEAD, RoleKind.SAFEGUARDING_DEPUTY)


def safeguarding_logins(area_id: int) -> list[int]:
    """The logins of an area's safeguarding lead and deputy."""
    return sorted(
        {login.pk for kind in SAFEGUARDING_ROLES for login in logins_with_role(kind, area_id)}
    )


def safeguarding_names(area_id: int) -> list[str]:
    """Who reads them, each with what they are: for whoever rings them."""
    return [
        f"{login.name or login.email} ({kind.label})"
        for kind in SAFEGUARDING_ROLES
        for login in logins_with_role(kind, area_id)
    ]


def areas_with_reader(area_ids: Collection[int]) -> set[int]:
    """Those of these areas where a note about a worry reaches somebody."""
    roles = Role.objects.filter(
        kind__in=SAFEGUARDING_ROLES,
        area_id__in=area_ids,
        ended_at__isnull=True,
        login__is_active=True,
    )
    return set(roles.values_list("area_id", flat=True))


def concerns_of_login(login_id: int | None) -> list[SafeguardingConcern]:
    """Every concern of the areas where a login is lead or deputy: unread first, and of these what
    came with many from one place last; each oldest first."""
    return list(_concerns_of_login(login_id))


@dataclass(frozen=True)
class ConcernsByStep:
    """What waits for one reader, each oldest first: to be read, by itself or many from one place
    together; read, and not written yet what was done about it; and that it was."""

    unread: list[SafeguardingConcern]
    unread_of_many: list[SafeguardingConcern]
    unanswered: list[SafeguardingConcern]
    answered: list[SafeguardingConcern]


def concerns_by_step(login_id: int | None) -> ConcernsByStep:
    concerns = sorted(_concerns_of_login(login_id), key=lambda each: (each.written_at, each.pk))
    unread = [each for each in concerns if each.read_at is None]
    read = [each for each in concerns if each.read_at is not None]
    return ConcernsByStep(
        unread=[each for each in unread if not each.is_one_of_many],
        unread_of_many=[each for each in unread if each.is_one_of_many],
        unanswered=[each for each in read if not each.answer],
        answered=[each for each in read if each.answer],
    )


def concern_of_login(concern_id: int, login_id: int | None) -> SafeguardingConcern:
    """One of them. To everybody else it is not there."""
    return or_not_found(_concerns_of_login(login_id).filter(pk=concern_id).first())


def read_concerns(concern_ids: Collection[int], login_id: int | None) -> list[SafeguardingConcern]:
    """Of these, what a login that reads them may read, oldest first: each of them was read."""
    concerns = _concerns_of_login(login_id).filter(pk__in=concern_ids, read_at__isnull=False)
    return list(concerns.order_by("written_at", "pk"))


def _concerns_of_login(login_id: int | None) -> QuerySet[SafeguardingConcern]:
    roles = roles_of(login_id)
    area_ids = {area_id for kind, area_id in roles if kind in SAFEGUARDING_ROLES}
    return (
        SafeguardingConcern.objects.filter(area_id__in=area_ids)
        .select_related("area", "read_by", "by_login")
        .order_by(F("read_at").asc(nulls_first=True), "is_one_of_many", "written_at", "pk")
    )


def unread_concerns() -> list[tuple[int, datetime, str]]:
    """(id, written at, nation) of those that nobody has read, and that more were not told of."""
    waiting = SafeguardingConcern.objects.filter(read_at__isnull=True, escalated_at__isnull=True)
    return list(waiting.order_by("pk").values_list("pk", "written_at", "area__nation"))
