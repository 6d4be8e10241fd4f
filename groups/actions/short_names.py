"""By what short name a person wants a text message to call a group of theirs (P49)."""

from datetime import datetime

from django.db import transaction

from community.common.shared_words import check_began_from
from community.messaging.actions import contact_plans
from community.messaging.queries.contact_plans import words_of_short_name
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from groups.deeds import GroupDeed
from groups.models.members import Member
from groups.queries.members import membership


@transaction.atomic
def set_short_name(
    *, group_id: int, short_name: str, began_from: str | None = None, by: Acting, now: datetime
) -> None:
    """Theirs alone: nobody in the group reads it. Empty, a text names no group. The same again
    changes nothing."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    member = membership(group_id, by)
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    person_id, written = member.person_id, {"short_name": short_name}
    standing = words_of_short_name(person_id, group_id)
    check_began_from(began_from, standing, written=written)
    if written == standing:
        return
    contact_plans.set_short_name(person_id=person_id, group_id=group_id, name=short_name)
    record_deed(by=by, deed=GroupDeed.SAY_SHORT_NAME, about=f"group:{group_id}", now=now)
