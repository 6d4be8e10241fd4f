"""The areas that somebody runs, and what each still needs."""

from dataclasses import dataclass

from community.people.models.safeguarding import SafeguardingConcern
from community.people.queries.acting import logins_with_role, roles_of
from community.people.queries.safeguarding import safeguarding_names
from community.people.rules.areas import missing_to_open
from community.people.states import RoleKind
from community.places.models.areas import Area


@dataclass(frozen=True)
class AreaRun:
    """`readers`: who reads notes from worried people there. `unread`: how many were not read in
    time; of none does whoever runs it see more."""

    area: Area
    missing: list[str]
    readers: list[str]
    unread: int


def areas_run_by(login_id: int | None) -> list[AreaRun]:
    """Those where a login is the operator, by their names."""
    area_ids = {area_id for kind, area_id in roles_of(login_id) if kind == RoleKind.OPERATOR}
    areas = Area.objects.filter(pk__in=area_ids).order_by("name", "pk")
    return [_run(area) for area in areas]


def missing_in(area: Area) -> list[str]:
    """What it needs before it opens, in words."""
    return missing_to_open(
        leads=holders(RoleKind.SAFEGUARDING_LEAD, area.pk),
        deputies=holders(RoleKind.SAFEGUARDING_DEPUTY, area.pk),
        answerable=holders(RoleKind.ONLINE_SAFETY, area.pk),
        numbers=[area.safeguarding_phone, area.out_of_hours_phone, area.crisis_phone],
    )


def holders(kind: RoleKind, area_id: int) -> set[int]:
    """The logins that have a role there."""
    return set(logins_with_role(kind, area_id).values_list("pk", flat=True))


def answerable_names(area_id: int) -> list[str]:
    """Who is answerable for online safety there, by name (P124)."""
    logins = logins_with_role(RoleKind.ONLINE_SAFETY, area_id)
    return list(logins.order_by("name", "pk").values_list("name", flat=True))


def _run(area: Area) -> AreaRun:
    unread = SafeguardingConcern.objects.filter(
        area=area, read_at__isnull=True, escalated_at__isnull=False
    )
    return AreaRun(area, missing_in(area), safeguarding_names(area.pk), unread.count())
