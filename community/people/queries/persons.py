"""The names of people, and who meets them."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from community.common.intake import compared
from community.common.refusals import or_not_found
from community.common.shared_words import Words
from community.messaging.queries.contact_plans import contacts_in_plans
from community.people.models.logins import Login, Role
from community.people.models.persons import Person
from community.people.models.representations import Representation
from community.people.queries.acting import PAPER_ENTRY_ROLES
from community.people.states import (
    RepresentationState,
)

HELPS_FIELDS = ("adjustments",)


def in_person_contacts(person: Person) -> list[Login]:
    """Who might tell a person things face to face: whoever acts for them, their adviser, and the
    connectors and workers of their area."""
    represents = Q(
        representations__person=person, representations__state=RepresentationState.ACTIVE
    )
    works_there = Q(
        roles__area_id=person.area_id,
        roles__kind__in=PAPER_ENTRY_ROLES,
        roles__ended_at__isnull=True,
    )
    is_contact = represents | works_there | Q(advises=person)
    return list(Login.objects.filter(is_contact, is_active=True).distinct().order_by("name", "pk"))


def workers_of_area(area_id: int) -> list[Login]:
    """Who enters paper there and visits people."""
    works_there = Q(
        roles__area_id=area_id, roles__kind__in=PAPER_ENTRY_ROLES, roles__ended_at__isnull=True
    )
    workers = Login.objects.filter(works_there, is_active=True)
    return list(workers.distinct().order_by("name", "pk"))


def stale_contacts(person_id: UUID | None = None) -> list[tuple[UUID, int]]:
    """(a person, a login that tells them things and works nowhere here any more, acts for them no
    more, or is closed). Whoever works in another area since they moved stays (P21)."""
    named = contacts_in_plans(person_id)
    persons = {pk for pk, _login_id in named}
    works = Exists(
        Role.objects.filter(login=OuterRef("pk"), kind__in=PAPER_ENTRY_ROLES, ended_at__isnull=True)
    )
    logins = Login.objects.filter(pk__in={login_id for _pk, login_id in named}, is_active=True)
    acts = Representation.objects.filter(person__in=persons, state=RepresentationState.ACTIVE)
    advises = Person.objects.filter(pk__in=persons, adviser__isnull=False)
    by_role = set(logins.filter(works).values_list("pk", flat=True))
    is_open = set(logins.values_list("pk", flat=True))
    for_them = {
        *acts.values_list("person_id", "login_id"),
        *advises.values_list("pk", "adviser_id"),
    }
    return [
        (pk, login_id)
        for pk, login_id in named
        if login_id not in by_role and not ((pk, login_id) in for_them and login_id in is_open)
    ]


def person_in_areas(person_id: UUID, area_ids: Collection[int]) -> Person:
    """Somebody of these areas. Of another area there is nobody."""
    persons = Person.objects.select_related("area", "login").filter(area_id__in=area_ids)
    return or_not_found(persons.filter(pk=person_id).first())


def is_name_known_on_paper(name: str, area_id: int) -> bool:
    """Whether somebody of this area who has no login is called so, as the eye compares it. Never
    who: people are matched by reference, and never by a name (M77)."""
    names = Person.objects.filter(area_id=area_id, login__isnull=True)
    return compared(name) in {
        compared(each) for each in names.values_list("preferred_name", flat=True)
    }


def former_ids(person_id: UUID | None) -> list[UUID]:
    """By what other numbers somebody was known, before two were brought together."""
    return list(Person.objects.filter(one_with=person_id).values_list("pk", flat=True))


def login_names(login_ids: Iterable[int]) -> dict[int, str]:
    """How each login is named beside its deeds."""
    return dict(Login.objects.filter(pk__in=login_ids).values_list("pk", "name"))


def preferred_names(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What each person is called, for whoever is to tell them something."""
    return dict(Person.objects.filter(pk__in=person_ids).values_list("pk", "preferred_name"))


def words_of_helps(person: Person) -> Words:
    """What helps them, as they or whoever decides for them wrote it."""
    return {name: getattr(person, name) for name in HELPS_FIELDS}
