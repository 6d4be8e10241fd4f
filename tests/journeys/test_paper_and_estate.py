"""One who is told at visits and answers on paper; and whoever settles an estate."""

from datetime import timedelta

import pytest

from community.common import clock
from community.common.codes import format_code
from community.people.acting import Acting
from community.people.actions.life_events import say_life_event
from community.people.models.logins import Role
from community.people.models.persons import Person
from community.people.queries.acting import acting_on_paper
from community.people.states import RoleKind
from groups.actions.invites import make_invite
from pooling.pools.actions.opening import open_pool
from tests.factories.pools import CLOSES_ON, make_chosen_offer, make_people, make_source
from tests.factories.supply import (
    NOW,
    TODAY,
    area,
    book,
    make_connector,
    make_login,
    make_session,
    make_someone,
)

from .steps import comes_on_paper
from .story import step

pytestmark = [pytest.mark.process, pytest.mark.parametrize("way", ["forms"])]
HER = "Wyn"


def test_she_is_told_at_a_visit_and_what_she_writes_counts_from_the_day_she_said_it(town, somebody):
    where = area()
    Role.objects.create(
        login=make_login("worker").login, kind=RoleKind.WORKER, area=where, started_at=NOW
    )
    people = make_people(3)
    offer = make_chosen_offer(people)
    invite = make_invite(group_id=offer.brief.group_id, is_card=True, by=people[0], now=NOW)
    worker = somebody("worker")
    worker.signs_in()
    sheet = comes_on_paper(worker, format_code(invite.code), HER, told="me, on my visits only")
    open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=people[0], now=NOW)
    her = Acting(person=Person.objects.get(preferred_name=HER))
    booking = book(make_session(make_login("gym"), days=9), her)

    town.is_now(NOW + timedelta(days=2))
    the_worker_tells_her(worker)
    her_answer_is_entered_from_paper(worker, sheet)
    booking.refresh_from_db()
    assert (booking.state, clock.today(booking.told_at)) == ("not_coming", TODAY)


@step
def the_worker_tells_her(worker):
    worker.goes_to("/home/")
    worker.presses("For your next visits")
    worker.reads(HER, "Your group can share what its choice costs.")
    worker.presses("I have told them all of this")
    worker.reads("It is noted, with today’s date and your name.", "Nothing to say just now")


@step
def her_answer_is_entered_from_paper(worker, sheet):
    worker.goes_to("/paper/")
    worker.types("The code on your card", sheet)
    worker.presses("Go on")
    worker.presses("Something stops: money that ended, or not coming")
    worker.presses("Not coming to Museum morning")
    worker.types_day("On which day did they first say so?", TODAY)
    worker.presses("Enter this")


def test_whoever_settles_the_estate_is_written_down_and_given_a_statement(town, somebody):
    alice = make_someone("alice")
    make_source(alice)
    first, _second = make_connector("first"), make_connector("second")
    by = acting_on_paper(login=first.login, person=alice.person)
    say_life_event(kind="died", since=TODAY, by=by, now=NOW)

    second = somebody("second")
    second.signs_in()
    the_second_person_sees_it(second)
    the_settler_is_written_down(second)
    the_statement_is_printed(second)


@step
def the_second_person_sees_it(second):
    second.presses("Who may act for somebody in your area")
    second.presses("That somebody has died")
    second.chooses("Do you agree?", "Yes")
    second.types("What did you see?", "Her son, at the door.")
    second.presses("Enter this")
    second.reads("Your answer is noted.")


@step
def the_settler_is_written_down(second):
    second.goes_to("/home/")
    second.presses("In hospital, moved, died")
    second.presses("Alice: somebody settles the estate")
    second.reads("They read nothing else of the life of who died.")
    second.types("Who settles the estate, and what did they show?", "Her son, a grant of probate.")
    second.presses("Make the statement")


@step
def the_statement_is_printed(second):
    second.reads("Her son, a grant of probate.")
    assert second.fetches("The statement on paper, with every line").startswith(b"%PDF")
