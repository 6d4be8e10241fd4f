"""The names of people, and who meets them."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q

from community.common.intake import compared
from community.common.refusals import or_not_found
from community.common.shared_words import Words
from community.people.models.logins import Login
from community.people.models.persons import Person
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
