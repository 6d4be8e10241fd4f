"""What is to be said at the next visit to each person who is reached through somebody (M84)."""

from dataclasses import dataclass

from community.messaging.models import Message
from community.messaging.queries import next_visit_items
from community.people.queries import preferred_names


@dataclass(frozen=True)
class NextVisit:
    """`lines`: first what cannot wait, then the rest, each oldest first."""

    called: str
    lines: list[Message]

    @property
    def urgent(self) -> list[Message]:
        return [line for line in self.lines if line.urgent]

    @property
    def can_wait(self) -> list[Message]:
        return [line for line in self.lines if not line.urgent]


def next_visits_of_login(login_id: int) -> list[NextVisit]:
    """One for each person, those with something urgent first."""
    lines = sorted(next_visit_items(login_id), key=lambda line: not line.urgent)
    called = preferred_names({line.person_id for line in lines})
    visits = [
        NextVisit(called[person_id], [line for line in lines if line.person_id == person_id])
        for person_id in sorted(called, key=lambda each: called[each].casefold())
    ]
    return sorted(visits, key=lambda visit: not visit.urgent)
