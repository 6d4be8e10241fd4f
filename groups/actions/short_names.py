"""By what short name a person wants a text message to call a group of theirs (P49)."""

from datetime import datetime

from django.db import transaction

from community.messaging.actions import contact_plans
from community.messaging.queries import short_name_of
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from groups.deeds import GroupDeed
from groups.queries.members import membership


@transaction.atomic
def set_short_name(*, group_id: int, short_name: str, by: Acting, now: datetime) -> None:
    """Theirs alone: nobody in the group reads it. Empty, a text names no group. The same again
    changes nothing."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    person_id = membership(group_id, by).person_id
    if short_name == short_name_of(person_id, group_id):
        return
    contact_plans.set_short_name(person_id=person_id, group_id=group_id, name=short_name)
    record_deed(by=by, deed=GroupDeed.SAY_SHORT_NAME, about=f"group:{group_id}", now=now)
