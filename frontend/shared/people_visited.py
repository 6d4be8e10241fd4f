"""Everybody to whom somebody tells things face to face, with or without anything to say."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from community.people.queries.visits import persons_told_in_person
from frontend.shared.next_visits import members_to_print_for
from groups.models.members import Member


@dataclass(frozen=True)
class PersonVisited:
    """`members`: their places in groups, whose sheets this login prints and enters."""

    person_id: UUID
    called: str
    members: tuple[Member, ...]


def people_visited_by(login_id: int, on: date) -> list[PersonVisited]:
    persons = persons_told_in_person(login_id, on)
    members = members_to_print_for([person.pk for person in persons], login_id)
    return [
        PersonVisited(
            person.pk,
            person.preferred_name,
            tuple(member for member in members if member.person_id == person.pk),
        )
        for person in persons
    ]
