"""What is to be said at the next visit to each person who is reached through somebody (M84)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from community.messaging.models import Message
from community.messaging.queries import never_words_of
from community.people.queries.persons import preferred_names
from community.people.queries.visits import visit_items


@dataclass(frozen=True)
class NextVisit:
    """`lines`: first what cannot wait, then the rest, each oldest first."""

    person_id: UUID
    called: str
    lines: list[Message]
    never_words: str = ""

    @property
    def urgent(self) -> list[Message]:
        return [line for line in self.lines if line.urgent]

    @property
    def can_wait(self) -> list[Message]:
        return [line for line in self.lines if not line.urgent]


def next_visits_of_login(login_id: int, on: date) -> list[NextVisit]:
    """One for each person, those with something urgent first."""
    items = sorted(visit_items(login_id, on), key=lambda item: not item.urgent)
    names = preferred_names({item.person_id for item in items if item.person_id})
    never = never_words_of(names)
    visits = [
        NextVisit(
            person_id,
            names[person_id],
            [item for item in items if item.person_id == person_id],
            never.get(person_id, ""),
        )
        for person_id in sorted(names, key=lambda person_id: names[person_id].casefold())
    ]
    return sorted(visits, key=lambda visit: not visit.urgent)
