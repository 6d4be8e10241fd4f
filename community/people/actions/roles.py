"""What a login does for an area: given, and ended."""

from datetime import datetime

from django.db import transaction

from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.actions.areas import lock_area
from community.people.actions.audit_lines import record_deed
from community.people.actions.contacts import pass_on_contacts
from community.people.deeds import PeopleDeed
from community.people.models.logins import Login, Role
from community.people.queries.acting import PAPER_ENTRY_ROLES
from community.people.queries.areas import holders
from community.people.rules.areas import check_answerable_stays, check_lead_and_deputy_stay
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
    """It bites at the login's next request. Ended twice, it is ended once. An open area keeps a
    lead, a deputy, and somebody answerable for online safety. Whom it told things are told them by
    somebody else."""
    role = or_not_found(Role.objects.filter(pk=role_id).first())
    area = lock_area(role.area_id)
    role = Role.objects.select_for_update(no_key=True).get(pk=role_id)
    if role.ended_at is None:
        _check_lead_and_deputy_stay(role, area)
        _check_answerable_stays(role, area)
        role.ended_at = now
        role.save()
        record_deed(
            by=by, deed=PeopleDeed.END_ROLE, about=f"role:{role.pk}", note=role.kind, now=now
        )
        if role.kind in PAPER_ENTRY_ROLES:
            pass_on_contacts(role, by=by, now=now)
    return role


def _check_answerable_stays(role: Role, area: Area) -> None:
    if role.kind == RoleKind.ONLINE_SAFETY:
        answerable = holders(RoleKind.ONLINE_SAFETY, area.pk) - {role.login_id}
        check_answerable_stays(is_open=area.is_open, answerable=answerable)


def _check_lead_and_deputy_stay(role: Role, area: Area) -> None:
    kinds = (RoleKind.SAFEGUARDING_LEAD, RoleKind.SAFEGUARDING_DEPUTY)
    if role.kind not in kinds:
        return
    leads, deputies = (
        holders(kind, area.pk) - ({role.login_id} if kind == role.kind else set()) for kind in kinds
    )
    check_lead_and_deputy_stay(is_open=area.is_open, leads=leads, deputies=deputies)
