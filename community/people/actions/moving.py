"""Whose area a person lives in. From one that takes part to another, somebody who works there says
yes first (P21)."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.changes import values_of
from community.common.lifecycle import not_none
from community.messaging.actions.notifying import notify_person
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.deeds import PeopleDeed
from community.people.message_kinds import PeopleMessage
from community.people.models.approvals import StaffApproval
from community.people.models.persons import Person
from community.people.states import ApprovalState
from community.places.models.areas import Area


def set_where(
    person: Person, outward_code: str, area: Area | None, *, by: Acting, now: datetime
) -> None:
    """Of a person whose row the caller has locked."""
    before = values_of(person)
    person.outward_code, person.area = outward_code, area
    if values_of(person) == before:
        return
    person.save(update_fields=["outward_code", "area"])
    record_deed(
        by=by,
        deed=PeopleDeed.SET_HOME_AREA,
        about=f"person:{person.pk}",
        for_person=person.pk,
        now=now,
    )


def settle_move(approval: StaffApproval, *, now: datetime) -> None:
    """Somebody of the new area has answered, and the person is told. With their yes the person is
    of that area, and who works in the old one reads nothing new of them. Whoever tells them, and
    where an authority over them was agreed, stay as they are."""
    person = Person.objects.select_for_update(no_key=True).get(pk=not_none(approval.person_id))
    text = _("%(council)s has not said yes. Where you belonged before stays yours: ask there.")
    if approval.state == ApprovalState.AGREED:
        text = _("%(council)s has said yes, and is your council from now on.")
        set_where(person, person.outward_code, approval.area, by=SYSTEM, now=now)
    notify_person(
        person_id=person.pk,
        kind=PeopleMessage.SLOW_CHANGE_ENDED,
        subject=_("Where you live"),
        text=text % {"council": approval.area.council},
        link="/home/where/",
        key=f"move_here:{approval.pk}",
        now=now,
    )
