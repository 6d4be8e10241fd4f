"""The one owner of a representation's moves, and what follows when one has ended."""

from datetime import datetime

from community.messaging.actions.contact_plans import replace_contact
from community.messaging.queries.contact_plans import contact_plan_of
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.contacts import tell_who_tells
from community.people.actions.representation_notices import notify_of_end, notify_who_tells_now
from community.people.models.representations import Representation
from community.people.queries.acting import logins_with_role, roles_of
from community.people.states import REPRESENTATION, RepresentationState, RoleKind


def end_authority(representation: Representation, *, by: Acting, now: datetime) -> None:
    """One, agreed or asked for, whose row the caller has locked."""
    was_active = representation.state == RepresentationState.ACTIVE
    representation.ended_at = now
    transition_representation(
        representation, RepresentationState.ENDED, "ended_at", "is_end_told", by=by, now=now
    )
    if was_active:
        _let_others_tell(representation, by, now)
    notify_of_end(representation, was_active=was_active, ended_by=by, now=now)


def _let_others_tell(representation: Representation, by: Acting, now: datetime) -> None:
    """Whoever was ended hears nothing of the person's any more and confirms nothing; a worker is
    asked who tells them from now on (fault A12)."""
    plan = contact_plan_of(representation.person_id)
    login_id = representation.login_id
    area = representation.agreed_in or representation.person.area
    tells = (plan.through_login_id, plan.deputy_login_id, plan.money_login_id) if plan else ()
    if login_id not in tells:
        return
    if area is None or any(area_id == area.pk for _kind, area_id in roles_of(login_id)):
        return  # somebody who works there tells people things by their own role
    connectors = [login.pk for login in logins_with_role(RoleKind.CONNECTOR, area.pk)]
    plan = replace_contact(
        person_id=representation.person_id,
        login_id=login_id,
        instead_ids=connectors or [pk for pk in [by.login_id] if pk is not None],
        by=by,
        now=now,
    )
    tellers = [pk for pk in (plan.through_login_id, plan.deputy_login_id) if pk is not None]
    notify_who_tells_now(representation, sorted({*connectors, *tellers}), now=now)
    tell_who_tells(plan, now=now)


def transition_representation(
    representation: Representation,
    state: RepresentationState,
    *fields: str,
    by: Acting,
    now: datetime,
) -> None:
    """One move of a representation whose row the caller has locked; `fields` changed with it."""
    deed = REPRESENTATION.deed_for(representation.state, state)
    representation.state = state
    representation.save(update_fields=["state", *fields])
    record_deed(
        by=by,
        deed=deed,
        about=f"representation:{representation.pk}",
        for_person=representation.person_id,
        now=now,
    )
