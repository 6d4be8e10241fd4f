"""Who tells somebody things face to face: held while it is written down; and who instead, when one
who works here leaves."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from community.messaging.actions.contact_plans import replace_contact
from community.messaging.actions.notifying import PersonMessage, notify_each_login, notify_people
from community.messaging.queries import persons_told_by
from community.people.acting import Acting
from community.people.message_kinds import PeopleMessage
from community.people.models.logins import Role
from community.people.models.persons import Person
from community.people.queries.acting import PAPER_ENTRY_ROLES, logins_with_role
from community.people.queries.persons import in_person_contacts, login_names, workers_of_area
from community.people.states import RoleKind


def hold_workers(login_ids: Iterable[int | None], area_id: int | None) -> set[int]:
    """Of these logins, those who work there: none of their roles ends before what the caller
    writes is written."""
    if area_id is None:
        return set()
    roles = Role.objects.select_for_update(no_key=True).filter(
        login_id__in={pk for pk in login_ids if pk is not None},
        area_id=area_id,
        kind__in=PAPER_ENTRY_ROLES,
        ended_at__isnull=True,
    )
    return {role.login_id for role in roles.order_by("pk")}


def deputy_in_area(area_id: int, *, but: int | None) -> int | None:
    """A connector there, else somebody else who works there; None where nobody does."""
    connectors = logins_with_role(RoleKind.CONNECTOR, area_id)
    workers = [*connectors, *workers_of_area(area_id)]
    return next((login.pk for login in workers if login.pk != but), None)


def pass_on_contacts(role: Role, *, by: Acting, now: datetime) -> None:
    """A role has ended, and its area is held: whom its login told things there are told them by
    the deputy, else by a connector, who is asked (fault G5). Each of them hears who."""
    login_id, area_id = role.login_id, role.area_id
    connectors = list(logins_with_role(RoleKind.CONNECTOR, area_id).values_list("pk", flat=True))
    there = Person.objects.filter(pk__in=persons_told_by(login_id), area_id=area_id)
    now_told_by: dict[UUID, int | None] = {}
    for person in there.order_by("pk"):
        if any(login.pk == login_id for login in in_person_contacts(person)):
            continue  # by another role of theirs, or for another reason
        plan = replace_contact(
            person_id=person.pk, login_id=login_id, instead_ids=connectors, by=by, now=now
        )
        now_told_by[person.pk] = plan.through_login_id
    _tell_who_tells_now(role, connectors, now_told_by, now)


def _tell_who_tells_now(
    role: Role, connectors: list[int], now_told_by: dict[UUID, int | None], now: datetime
) -> None:
    if not now_told_by:
        return
    tellers = [pk for pk in now_told_by.values() if pk is not None]
    notify_each_login(
        sorted({*tellers, *connectors}),
        kind=PeopleMessage.WHO_TELLS_NOW,
        subject=_("Who tells somebody things now?"),
        text=_(
            "%(name)s works here no more, and told people things. Whoever stood in tells them from"
            " now on, and where nobody did, you. Please ask each whom they would like."
        )
        % {"name": role.login.name},
        link="/visits/people/",
        key=f"role:{role.pk}:who-tells",
        now=now,
    )
    names = login_names(tellers)
    notify_people(
        [
            PersonMessage(
                person_id,
                f"role:{role.pk}:who-tells:{person_id}",
                _(
                    "%(old)s works here no more. From now on %(new)s tells you things. If you"
                    " would like somebody else, say so to them."
                )
                % {"old": role.login.name, "new": names[teller]},
            )
            for person_id, teller in now_told_by.items()
            if teller is not None
        ],
        kind=PeopleMessage.WHO_TELLS_NOW,
        subject=_("Who tells you things now"),
        now=now,
    )
