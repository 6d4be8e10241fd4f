"""What a login does for an area: given, and ended."""

from datetime import datetime

from django.db import transaction

from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.deeds import PeopleDeed
from community.people.models.logins import Login, Role
from community.people.rules.authority import check_is_somebody_else
from community.people.states import RoleKind
from community.places.models.areas import Area


@transaction.atomic
def give_role(*, login: Login, kind: RoleKind, area: Area, by: Acting, now: datetime) -> Role:
    """From now on, until it is ended. Given twice, it is one role. Nobody gives themselves one."""
    check_is_somebody_else(by, login.pk)
    role, is_new = Role.objects.get_or_create(
        login=login, kind=kind, area=area, ended_at=None, defaults={"started_at": now}
    )
    if is_new:
        record_deed(by=by, deed=PeopleDeed.GIVE_ROLE, about=f"role:{role.pk}", note=kind, now=now)
    return role


@transaction.atomic
def end_role(*, role_id: int, by: Acting, now: datetime) -> Role:
    """It bites at the login's next request. Ended twice, it is ended once."""
    role = or_not_found(Role.objects.select_for_update(no_key=True).filter(pk=role_id).first())
    if role.ended_at is None:
        role.ended_at = now
        role.save()
        record_deed(
            by=by, deed=PeopleDeed.END_ROLE, about=f"role:{role.pk}", note=role.kind, now=now
        )
    return role
