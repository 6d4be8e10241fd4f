"""Who acts, and for whom: the `by` of every action."""

from dataclasses import dataclass
from uuid import UUID

from community.common.lifecycle import not_none
from community.people.how_put import HowPut
from community.people.models.decisions import DecisionRecord
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.models.representations import Representation


@dataclass(frozen=True)
class Acting:
    """A login's hands and a person's life. Neither is required: tasks have no login, and
    people who work here act for nobody in particular. With a `decision`, whoever wrote it down does
    the one thing that it is about, and nothing else."""

    login: Login | None = None
    person: Person | None = None
    representation: Representation | None = None
    on_paper: bool = False
    decision: DecisionRecord | None = None

    @property
    def login_id(self) -> int | None:
        return self.login.pk if self.login else None

    @property
    def person_id(self) -> UUID | None:
        return self.person.pk if self.person else None

    @property
    def representation_id(self) -> int | None:
        return self.representation.pk if self.representation else None

    @property
    def is_by_other_hands(self) -> bool:
        """Done for somebody by a login that is not theirs."""
        own = self.person is not None and self.person.login_id == self.login_id
        return self.login is not None and self.person is not None and not own

    @property
    def required_person(self) -> Person:
        """For an action whose rule has said that there is somebody it is done for."""
        return not_none(self.person)

    @property
    def required_login(self) -> Login:
        """For an action that nobody reaches but signed in."""
        return not_none(self.login)

    @property
    def required_decision(self) -> DecisionRecord:
        """For what is done by a decision that was written down."""
        return not_none(self.decision)

    @property
    def asks_how_it_was_put(self) -> bool:
        """Of what is agreed for somebody. What was written down for them says it itself (P23)."""
        return self.is_by_other_hands and self.decision is None

    def how_put(self, how_put: HowPut) -> HowPut:
        """As it was said; or as it stands in what was written down for them."""
        record = self.decision
        return HowPut(record.shown_words, record.interpreted_by) if record else how_put

    @property
    def looks_only(self) -> bool:
        """Another address to sign in with waits for this login to have been told of it (P48)."""
        return self.login is not None and self.login.looks_only_since is not None

    @property
    def is_system(self) -> bool:
        return self.login is None and self.person is None


SYSTEM = Acting()
