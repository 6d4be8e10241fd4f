"""Who tells somebody things face to face: held while it is written down; and who instead, when one
who works here leaves."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.messaging.actions.contact_plans import replace_contact
from community.messaging.actions.notifying import (
    PersonMessage,
    notify_each_login,
    notify_people,
    notify_person,
)
from community.messaging.models import ContactPlan
from community.messaging.queries.contact_plans import contacts_of, persons_told_by
from community.people.acting import SYSTEM, Acting
from community.people.message_kinds import PeopleMessage
from community.people.models.logins import Role
from community.people.models.persons import Person
from community.people.queries.acting import PAPER_ENTRY_ROLES, logins_with_role
from community.people.queries.persons import (
    in_person_contacts,
    login_names,
    stale_contacts,
    workers_of_area,
)
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


def tell_who_tells(plan: ContactPlan, *, now: datetime) -> None:
    """Somebody else has written down, or chosen, by whom a person is told things: they hear who it
    is now. The newest of it is what they are told."""
    names = login_names(pk for pk in (*contacts_of(plan), plan.money_login_id) if pk)
    teller, deputy = names.get(plan.through_login_id or 0), names.get(plan.deputy_login_id or 0)
    money = names.get(plan.money_login_id or 0)
    said = [
        *([_("%(name)s tells you things.") % {"name": teller}] if teller else []),
        *([_("When they cannot come, %(name)s does.") % {"name": deputy}] if deputy else []),
        *([_("What is about money, %(name)s tells you.") % {"name": money}] if money else []),
    ]
    if said:
        notify_person(
            person_id=plan.person_id,
            kind=PeopleMessage.WHO_TELLS_NOW,
            subject=_("Who tells you things now"),
            text=" ".join([*said, _("If you would like somebody else, say so to them.")]),
            key=f"plan:{plan.pk}:who-tells:{now.isoformat()}",
            now=now,
        )


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
    key = f"role:{role.pk}:who-tells"
    _tell_who_tells_now(role.login.name, connectors, now_told_by, key=key, now=now)


@transaction.atomic
def pass_on_stale_contact(*, person_id: UUID, login_id: int, now: datetime) -> None:
    """Somebody who works here no more, or whose login is closed, stands in a plan still: of a role
    that ended before plans were passed on, say. As where a role ends."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    if (person_id, login_id) not in stale_contacts(person_id):  # asked again under the lock
        return
    connectors: list[int] = []
    if person.area_id is not None:
        of_area = logins_with_role(RoleKind.CONNECTOR, person.area_id)
        connectors = list(of_area.values_list("pk", flat=True))
    plan = replace_contact(
        person_id=person_id, login_id=login_id, instead_ids=connectors, by=SYSTEM, now=now
    )
    [name] = login_names([login_id]).values()
    key = f"login:{login_id}:who-tells:{person_id}:{today(now)}"
    _tell_who_tells_now(name, connectors, {person_id: plan.through_login_id}, key=key, now=now)


def _tell_who_tells_now(
    old_name: str,
    connectors: list[int],
    now_told_by: dict[UUID, int | None],
    *,
    key: str,
    now: datetime,
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
        % {"name": old_name},
        link="/visits/people/",
        key=key,
        now=now,
    )
    names = login_names(tellers)
    notify_people(
        [
            PersonMessage(
                person_id,
                f"{key}:{person_id}",
                _(
                    "%(old)s works here no more. From now on %(new)s tells you things. If you"
                    " would like somebody else, say so to them."
                )
                % {"old": old_name, "new": names[teller]},
            )
            for person_id, teller in now_told_by.items()
            if teller is not None
        ],
        kind=PeopleMessage.WHO_TELLS_NOW,
        subject=_("Who tells you things now"),
        now=now,
    )
