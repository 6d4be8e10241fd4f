"""What stands before somebody comes on paper: three who share a cost that holds only with a fourth,
a worker and a connector, and a card that lets somebody in."""

from community.common.codes import format_code
from community.people.acting import Acting
from community.people.models.logins import Role
from community.people.models.persons import Person
from community.people.states import RoleKind
from groups.actions.invites import make_invite
from pooling.pools.actions.opening import open_pool
from providers.actions.session_outcomes import confirm_session
from providers.models.sessions import Session
from providers.states import SessionState
from tests.factories.pools import (
    CLOSES_ON,
    make_chosen_offer,
    make_officer,
    make_people,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW, area, make_connector, make_login

MORNINGS = "Museum mornings with coffee"
OTHERS = ("member-1", "member-2", "member-3")


def make_card_into_a_shared_cost() -> str:
    where = area()
    worker = make_login("worker")
    Role.objects.create(login=worker.login, kind=RoleKind.WORKER, area=where, started_at=NOW)
    make_connector("connie")
    people = make_people(len(OTHERS))
    offer = make_chosen_offer(people)
    pool = open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=people[0], now=NOW)
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer("council"))
    invite = make_invite(group_id=offer.brief.group_id, is_card=True, by=people[0], now=NOW)
    return format_code(invite.code)


def member(number: int) -> Acting:
    person = Person.objects.get(preferred_name=OTHERS[number - 1])
    return Acting(login=person.login, person=person)


def one_who_came_says_so(town) -> None:
    """Of every session that was recorded: so its money is the provider's without a wait."""
    for session in Session.objects.filter(state=SessionState.DELIVERED).order_by("pk"):
        confirm_session(session_id=session.pk, by=member(1), now=town.now)
    town.work()
