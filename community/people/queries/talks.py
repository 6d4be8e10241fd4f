"""Talks asked for: whose, with whom, and the places that are held meanwhile (M125)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.common.database_now import APP_NOW
from community.common.refusals import or_not_found
from community.messaging.queries.contact_plans import contact_plan_of
from community.people.acting import Acting
from community.people.models.logins import Role
from community.people.models.persons import Person
from community.people.models.talks import TalkRequest
from community.people.queries.acting import roles_of
from community.people.states import RoleKind, TalkAbout, TalkState

MAX_TALKS = 40  # of a person's own, on a page
TALKING_ROLES = (RoleKind.CONNECTOR, RoleKind.WORKER, RoleKind.ADVISER)


@dataclass(frozen=True)
class TalkPerson:
    """Somebody who works where a person lives, by name."""

    login_id: int
    name: str
    role: str


def people_to_talk_to(person: Person, *, but: Collection[int] = ()) -> list[TalkPerson]:
    """Who works where they live: first whoever advises them or tells them things, then by name.
    Never one whom they never want told, or who asks for them (`but`)."""
    if person.area_id is None:
        return []
    roles = Role.objects.filter(
        area_id=person.area_id,
        kind__in=TALKING_ROLES,
        ended_at__isnull=True,
        login__is_active=True,
    ).select_related("login")
    plan = contact_plan_of(person.pk)
    own = {person.adviser_id, plan.through_login_id if plan else None}
    never = {person.login_id, *but, *(plan.never_told_login_ids if plan else ())}
    people = {
        role.login_id: TalkPerson(role.login_id, role.login.name, str(RoleKind(role.kind).label))
        for role in roles.order_by("-kind")
        if role.login_id not in never
    }
    return sorted(
        people.values(), key=lambda each: (each.login_id not in own, each.name, each.login_id)
    )


def talks_of_person(person_id: UUID) -> list[TalkRequest]:
    """What is to come first, soonest first; then what is over, the newest first."""
    talks = TalkRequest.objects.filter(person_id=person_id).select_related("with_login")
    waiting = talks.filter(state=TalkState.WAITING).order_by("day", "pk")
    over = talks.exclude(state=TalkState.WAITING).order_by("-state_at", "-pk")
    return [*waiting, *over[:MAX_TALKS]]


def talk_of_person(talk_id: int, *, by: Acting) -> TalkRequest:
    """One that waits. Any other is not there."""
    waiting = TalkRequest.objects.filter(person=by.person, state=TalkState.WAITING)
    return or_not_found(
        waiting.select_related("with_login", "person__area").filter(pk=talk_id).first()
    )


def waiting_talk(person_id: UUID, about: str, ref: int) -> TalkRequest | None:
    talks = TalkRequest.objects.filter(
        person_id=person_id, about=about, about_ref=ref, state=TalkState.WAITING
    )
    return talks.select_related("with_login").first()


def had_a_place_held(person_id: UUID, about: str, ref: int) -> bool:
    return TalkRequest.objects.filter(
        person_id=person_id, about=about, about_ref=ref, held_until__isnull=False
    ).exists()


def talks_to_have(login_id: int) -> list[TalkRequest]:
    """Whom this login is to talk with, soonest first; and those whom nobody is, who live where it
    works: whoever they chose works there no more. What nobody noted on its day, too."""
    return list(_to_have(login_id).order_by("day", "pk"))


def talk_to_have(talk_id: int, login_id: int) -> TalkRequest:
    """One of them. For anybody else it is not there."""
    return or_not_found(_to_have(login_id).filter(pk=talk_id).first())


def _to_have(login_id: int) -> QuerySet[TalkRequest]:
    areas = {area_id for kind, area_id in roles_of(login_id) if kind in TALKING_ROLES}
    works_there = Role.objects.filter(
        login_id=OuterRef("with_login_id"),
        area_id=OuterRef("person__area_id"),
        kind__in=TALKING_ROLES,
        ended_at__isnull=True,
        login__is_active=True,
    )
    of_nobody = ~Exists(works_there) & ~Q(person__login_id=login_id)
    talks = TalkRequest.objects.filter(
        Q(with_login_id=login_id) | of_nobody,
        person__area_id__in=areas,
        state__in=[TalkState.WAITING, TalkState.NOT_NOTED],
    )
    return talks.select_related("person__area", "with_login")


def talks_past_their_day(on: date) -> list[int]:
    """The ids of those whose day is over, and of which nobody noted that they talked."""
    past = TalkRequest.objects.filter(state=TalkState.WAITING, day__lt=on)
    return list(past.order_by("pk").values_list("pk", flat=True))


def places_held_for_talks(about: TalkAbout) -> QuerySet[TalkRequest]:
    """Places that count as somebody's until they have talked (`about_ref`, `person_id`)."""
    return TalkRequest.objects.filter(about=about, held_until__gt=APP_NOW)
