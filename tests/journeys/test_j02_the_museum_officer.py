"""J2: a museum's officer puts a morning here in ten minutes, and is found. Her checks are seen;
nobody asks her how people pay."""

from datetime import date

import pytest

from tests.factories.places import make_postcode
from tests.factories.supply import area, make_connector

from .story import step

pytestmark = pytest.mark.process


@pytest.fixture
def quay(town) -> None:
    area()
    make_postcode()
    make_connector("connie")


def test_the_officer_publishes_is_checked_and_is_found(town, somebody, quay):
    officer, connie, finder = somebody("officer"), somebody("connie"), somebody("finder")

    she_says_who_she_is(officer)
    she_says_what_happens_and_stops_for_tea(officer)
    a_grant_pays_until_a_day_and_then_it_says_what(officer)
    what_nobody_knows_stays_not_known(officer)
    she_shows_it_and_pauses_it_and_shows_it_again(officer)
    a_connector_has_seen_her_papers(connie)
    it_is_found(finder)


@step
def she_says_who_she_is(officer):
    officer.goes_to("/")
    officer.presses("Something I run")
    officer.presses("Start")
    officer.presses("I am new here")
    officer.is_new("the museum officer")
    officer.types("What are you called?", "Westsea Museum")
    officer.chooses("Are you one person, or more?", "More than one, or an organisation")
    officer.presses("Go on")


@step
def she_says_what_happens_and_stops_for_tea(officer):
    officer.types("What is it called?", "Museum morning")
    officer.types("What happens?", "Coffee, old photographs and talk.")
    officer.ticks("Museums and old things")
    officer.presses("Save and stop for now")
    officer.reads("Kept. Come back to it whenever you like.")
    officer.presses("Museum morning")
    officer.reads("Nobody sees it yet.")
    officer.presses("Answer that")
    officer.types("When does it happen?", "Tuesdays at half past ten")
    officer.types("The postcode", "ZZ1 1AA")
    officer.chooses("Where does it happen?", "In a public place")
    officer.types("What is the place called?", "The old hall")
    officer.presses("Save and go on")
    officer.chooses("How do people come?", "Just come")
    officer.presses("Save and go on")


@step
def a_grant_pays_until_a_day_and_then_it_says_what(officer):
    officer.chooses("What does it cost to come?", "Free until a date, paid by a grant")
    officer.types_day("If a grant pays: until which day?", date(2028, 3, 31))
    officer.types("And after that day?", "£4 on the day")
    officer.presses("Save and go on")


@step
def what_nobody_knows_stays_not_known(officer):
    officer.chooses("Are people with memory problems welcome?", "Yes")
    officer.presses("Save and go on")
    officer.reads("Not known, ask")


@step
def she_shows_it_and_pauses_it_and_shows_it_again(officer):
    officer.presses("Show it to people")
    officer.reads("This is what people read.")
    officer.presses("Pause it")
    officer.presses("Show it to people")
    officer.reads("This is what people read.")


@step
def a_connector_has_seen_her_papers(connie):
    connie.signs_in()
    for kind in ("Who they are", "Insurance"):
        connie.goes_to("/home/")
        connie.presses("Checks to record")
        connie.presses("Westsea Museum")
        connie.chooses("What did you see?", kind)
        connie.types_day("Which day did you see it?", date(2027, 5, 4))
        connie.types_day("Until which day does it run?", date(2028, 5, 4))
        connie.presses("I have seen it")
        connie.reads("Kept, with the day and your name.")


@step
def it_is_found(finder):
    finder.goes_to("/")
    finder.types("What would be good?", "old photographs")
    finder.types("Where are you?", "ZZ1")
    finder.presses("Find")
    finder.presses("Museum morning")
    finder.reads("£4 on the day", "Insurance: seen by a connector on Tuesday 4 May 2027")
