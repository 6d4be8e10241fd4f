"""Opening an area."""

from datetime import datetime

from django.db import transaction

from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.deeds import PeopleDeed
from community.people.queries.acting import roles_of
from community.people.queries.areas import missing_in
from community.people.rules.areas import check_ready_to_open
from community.people.rules.authority import check_role
from community.people.states import RoleKind
from community.places.models.areas import Area


def lock_area(area_id: int) -> Area:
    """An area opens, and its lead and deputy end, one after the other."""
    return or_not_found(Area.objects.select_for_update(no_key=True).filter(pk=area_id).first())


@transaction.atomic
def open_area(*, area_id: int, by: Acting, now: datetime) -> Area:
    """From now on it is found, joined and written to: so a lead and a deputy are there first, who
    read notes from people who are worried. Opened twice, it is opened once."""
    check_role(roles_of(by.login_id), RoleKind.OPERATOR, area_id)
    area = lock_area(area_id)
    if area.is_open:
        return area
    check_ready_to_open(missing_in(area))
    area.is_open = True
    area.save(update_fields=["is_open"])
    record_deed(by=by, deed=PeopleDeed.OPEN_AREA, about=f"area:{area.pk}", now=now)
    return area
