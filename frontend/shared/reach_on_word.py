"""How somebody is reached, for whoever visits them or enters their paper (fault G5)."""

from dataclasses import dataclass
from datetime import date

from community.messaging.models import ContactPlan
from community.messaging.queries.contact_plans import contact_plan_of
from community.people.acting import Acting
from community.people.models.logins import Login
from community.people.queries.getting_back_in import is_representative
from community.people.queries.persons import in_person_contacts, login_names
from community.people.rules.getting_back_in import check_represents_nobody_here


@dataclass(frozen=True)
class ReachOnWord:
    """`said_on`, `said_to`: where it was said to somebody else, on which day and to whom."""

    plan: ContactPlan | None
    contacts: list[Login]
    said_on: date | None
    said_to: str


def reach_on_word(by: Acting) -> ReachOnWord:
    """Whoever acts for them reads nothing of it (P12)."""
    person = by.required_person
    check_represents_nobody_here(is_representative(by.login_id, person.pk))
    plan = contact_plan_of(person.pk)
    said_to = plan.said_to_login_id if plan else None
    names = login_names([said_to]) if said_to else {}
    return ReachOnWord(
        plan=plan,
        contacts=in_person_contacts(person),
        said_on=plan.said_on if plan else None,
        said_to=names.get(said_to or 0, ""),
    )
