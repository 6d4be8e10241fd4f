"""A father and his daughter, each with a life of their own, and she may decide for him."""

from dataclasses import dataclass

from community.people.acting import Acting
from community.people.actions.representations import agree_to_representation, end_representation
from community.people.queries.acting import acting_as
from groups.models.members import Group
from tests.factories.demand import make_group_of
from tests.factories.representations import ask_for
from tests.factories.supply import NOW
from tests.frontend.visiting import set_clock


@dataclass(frozen=True)
class Family:
    group: Group  # both are in it
    father: Acting
    daughter: Acting
    for_father: Acting  # the daughter, for him

    def end(self) -> None:
        """The father ends it."""
        end_representation(
            representation_id=self.for_father.representation.pk, by=self.father, now=NOW
        )


def make_family() -> Family:
    """It is the day from which she may decide."""
    group, [father, daughter] = make_group_of("father", "daughter")
    representation = ask_for(father, daughter)
    agreed = agree_to_representation(representation_id=representation.pk, by=father, now=NOW)
    set_clock(agreed.deciding_starts_at)
    day = agreed.deciding_starts_at.date()
    for_father = acting_as(login=daughter.login, person_id=father.person_id, on=day)
    return Family(group, father, daughter, for_father)
