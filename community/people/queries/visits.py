"""What is to be said to whom at the next visit, by this login, today."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from community.common.dates import start_of_day
from community.common.refusals import NotFound, or_not_found
from community.messaging.models import Message
from community.messaging.queries.contact_plans import (
    contact_plan_of,
    is_never_told,
    persons_told_by,
    persons_visited_by,
)
from community.messaging.queries.messages import messages_for, messages_not_kept_from
from community.messaging.queries.telling import next_visit_items
from community.messaging.queries.urgent import urgent_items
from community.people.acting import Acting
from community.people.message_kinds import AUTHORITY_MESSAGES
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.models.representations import Representation
from community.people.queries.acting import PAPER_ENTRY_ROLES, roles_of
from community.people.queries.life_events import works_where_they_live
from community.people.states import RepresentationState, RoleKind


def visit_items(login_id: int, on: date) -> list[Message]:
    """The newest state of each thing that `all_visit_items` says, without what is past (F4)."""
    return newest_of_each(
        [each for each in all_visit_items(login_id, on) if not _is_past(each, on)]
    )


def all_visit_items(login_id: int, on: date) -> list[Message]:
    """What those who are reached through this login have still to be told; and, for whoever enters
    paper in their area, what nobody of their plan may say: each is somebody's to tell. Besides,
    out of hours, what cannot wait (P51).

    Nothing of a person for whom the login acted and does so no more (fault A12).
    """
    roles = roles_of(login_id)
    works_in = {area_id for kind, area_id in roles if kind in PAPER_ENTRY_ROLES}
    there = Person.objects.filter(area_id__in=works_in) if works_in else Person.objects.none()
    items = next_visit_items(login_id, stands_in_for=there.values("pk"))
    own = {item.pk for item in items}
    items += [item for item in _items_out_of_hours(login_id, roles) if item.pk not in own]
    over = _no_longer_for(login_id, {area_id for _kind, area_id in roles}, on) if items else set()
    return [item for item in items if item.person_id not in over]


def _is_past(item: Message, on: date) -> bool:
    return not item.is_notice and item.over_at is not None and item.over_at < start_of_day(on)


def day_to_go_by(items: Iterable[Message], on: date) -> date | None:
    """By when somebody should go who can go sooner: the first day, of those to come, for which a
    date waits (P58)."""
    return min(
        (item.tell_by for item in items if item.tell_by and item.tell_by >= on), default=None
    )


def newest_of_each(items: list[Message]) -> list[Message]:
    """Of each thing the newest state, and what is no less urgent; all that money hangs on, or a
    date waits for."""
    return [
        item
        for item in items
        if item.is_notice or item.tell_by or not any(_replaces(other, item) for other in items)
    ]


def older_than(items: Iterable[Message], said: Collection[Message]) -> list[Message]:
    """Those that say of a thing what was so before one of `said`."""
    return [
        item
        for item in items
        if not (item.is_notice or item.tell_by) and any(_replaces(other, item) for other in said)
    ]


def _replaces(newer: Message, older: Message) -> bool:
    """Whether it says of the same thing, to the same person, what is so now."""
    return (
        (newer.person_id, _thing(newer)) == (older.person_id, _thing(older))
        and (newer.created_at, newer.pk) > (older.created_at, older.pk)
        and newer.urgent >= older.urgent
    )


def _thing(item: Message) -> str:
    """What it is about, as its key begins: "pool:12"."""
    return ":".join(item.key.split(":")[:2])


def items_out_of_hours(login_id: int) -> list[Message]:
    """What cannot wait and nobody has said, in the areas where a login works out of hours."""
    return _items_out_of_hours(login_id, roles_of(login_id))


def _items_out_of_hours(login_id: int, roles: set[tuple[str, int]]) -> list[Message]:
    area_ids = {area_id for kind, area_id in roles if kind == RoleKind.OUT_OF_HOURS}
    there = Person.objects.filter(area_id__in=area_ids)
    return urgent_items(login_id, person_ids=there.values("pk")) if area_ids else []


def persons_to_visit(login_id: int, on: date) -> set[UUID]:
    """Whom the login visits, and who asked that something please never be done (P11): also where
    nothing is to be said to them."""
    visited = persons_visited_by(login_id)
    if not visited:
        return set()
    areas = {area_id for _kind, area_id in roles_of(login_id)}
    return visited - _no_longer_for(login_id, areas, on)


def persons_told_in_person(login_id: int, on: date) -> list[Person]:
    """Everybody to whom this login, or whoever's deputy it is, tells things face to face."""
    told = persons_told_by(login_id)
    if not told:
        return []
    areas = {area_id for _kind, area_id in roles_of(login_id)}
    told -= _no_longer_for(login_id, areas, on)
    return list(Person.objects.filter(pk__in=told).order_by("preferred_name", "created_at", "pk"))


def acting_at_visit(*, login: Login, person_id: UUID) -> Acting:
    """Whoever tells a person things face to face, or works where they live, says of them what can
    be said in one line. For anybody else there is no such person."""
    person = or_not_found(Person.objects.select_related("area").filter(pk=person_id).first())
    plan = contact_plan_of(person_id)
    tells = (plan.through_login_id, plan.deputy_login_id, plan.money_login_id) if plan else ()
    if login.pk not in tells and not works_where_they_live(login.pk, person):
        raise NotFound("")
    return Acting(login=login, person=person, on_paper=True)


def _no_longer_for(login_id: int, area_ids: set[int], on: date) -> set[UUID]:
    """For whom the login acted, does so no more, and has no other reason to tell them things."""
    acted = Representation.objects.filter(login_id=login_id)
    live = acted.filter(
        state=RepresentationState.ACTIVE, starts_on__lte=on, ends_on__gte=on
    ).values("person_id")
    over = (
        Person.objects.filter(pk__in=acted.values("person_id"))
        .exclude(pk__in=live)
        .exclude(Q(area_id__in=area_ids) | Q(adviser_id=login_id))
    )
    return set(over.values_list("pk", flat=True))


def messages_read_by(by: Acting) -> QuerySet[Message]:
    """What was said to a person: all of it to them; to whoever acts for them nothing about any
    authority, and nothing that tells of their own deeds (P12)."""
    person_id = by.required_person.pk
    if by.representation is None:
        return messages_for(person_id)
    if is_never_told(person_id, by.login_id):
        return Message.objects.none()
    return messages_not_kept_from(person_id, by.login_id, but_kinds=AUTHORITY_MESSAGES)
