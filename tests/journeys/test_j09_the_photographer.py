"""J9, as far as meeting goes: he finds the art class himself, with his PA; starts a group by what
he can do, and it has a next time. His mother may suggest, and her yes is never taken for his."""

from datetime import date

import pytest
from django.urls import reverse

from community.people.states import RepresentationScope
from groups.models.members import Group
from providers.models.visit_requests import VisitRequest
from providers.states import SuitFact, YesNoUnknown
from tests.factories.places import HOME, make_postcode
from tests.factories.representations import act_for
from tests.factories.supply import area, make_connector, make_login, make_someone
from tests.factories.visits import make_time, make_visited_listing

from .conftest import WAYS
from .story import step
from .things_to_find import make_things_to_find

pytestmark = [pytest.mark.process, pytest.mark.parametrize("way", WAYS[:2], indirect=True)]

CLASS = "Art class by the quay"
TIME = "Thursday 6 May 2027 at 11 am"


@pytest.fixture
def art_class(town):
    area()
    make_postcode()
    make_connector("connie")
    make_things_to_find()
    listing = make_visited_listing(
        make_login("painter"),
        title=CLASS,
        what_happens="Painting, drawing and photography together.",
        companion_words="Your PA comes free. Your carer may come as herself.",
        kinds=[2],
        suits={SuitFact.COMPANION_WELCOME: YesNoUnknown.YES},
    )
    make_time(listing, days=2, places=8)
    make_time(listing, days=9, places=8)
    act_for(make_someone("photographer"), "mother", scope=RepresentationScope.SUGGEST)
    town.work()
    return listing


@pytest.mark.holds("J9")
def test_he_goes_and_others_come_because_of_what_he_can_do(town, somebody, art_class):
    photographer, mother = somebody("photographer"), somebody("mother")

    his_mother_may_look_and_cannot_say_yes_for_him(mother)
    he_finds_the_class_and_how_his_pa_comes(photographer)
    he_says_that_he_is_coming(photographer)
    he_starts_a_group_by_what_he_can_do(photographer)
    it_meets_at_what_he_found(photographer)
    he_has_an_idea_and_says_what_matters_to_him(photographer)
    he_writes_to_whoever_comes_and_finds_where_pictures_go(photographer)
    he_has_his_dates_in_a_calendar_that_says_nothing(photographer)
    he_finds_all_that_he_can_set_for_himself(photographer)
    he_reads_both_and_what_his_mother_did_is_hers(photographer)


@step
def his_mother_may_look_and_cannot_say_yes_for_him(mother):
    mother.signs_in()
    mother.goes_to("/acting/")
    mother.presses("photographer")
    finds_the_class(mother)
    mother.presses("Say you are coming", status=409)
    mother.reads("You can suggest for photographer. This needs somebody who can decide.")
    assert not VisitRequest.objects.exists()


def finds_the_class(who) -> None:
    who.goes_to("/find/")
    who.types("What would be good?", "photography")
    who.types("Where are you?", HOME)
    who.presses("Find")
    who.presses(CLASS)


@step
def he_finds_the_class_and_how_his_pa_comes(photographer):
    photographer.signs_in()
    finds_the_class(photographer)
    photographer.reads("Your PA comes free. Your carer may come as herself.")


@step
def he_says_that_he_is_coming(photographer):
    photographer.presses("Say you are coming")
    photographer.chooses("Which time?", f"{TIME} (8 places left)")
    photographer.presses("Go on")
    photographer.reads("What they may call you")
    photographer.presses("I am coming")
    photographer.reads("You are expected.")


@step
def he_starts_a_group_by_what_he_can_do(photographer):
    photographer.goes_to("/groups/start/")
    photographer.types("What shall we call the group?", "I take photographs")
    photographer.types("Where?", "ZZ1")
    photographer.types("How often?", "Every month")
    photographer.ticks("Company: being with people is enough")
    photographer.types("What shall the others in the group call you?", "the photographer")
    photographer.ticks("I agree to this")
    photographer.presses("Start the group")
    photographer.does_not_read("£", "budget", "diagnosis")


@step
def it_meets_at_what_he_found(photographer):
    finds_the_class(photographer)
    photographer.presses("Make this our group’s next time")
    photographer.types_day("On which day?", date(2027, 5, 13))
    photographer.types("When does it begin?", "11 am")
    photographer.presses("Add this")
    photographer.reads(CLASS)


def to_his_group(who) -> None:
    who.goes_to("/groups/")
    who.presses("I take photographs")


@step
def he_has_an_idea_and_says_what_matters_to_him(photographer):
    to_his_group(photographer)
    photographer.presses("Add an idea, by a picture or in words")
    photographer.types("Or in words", "A wall to show our pictures")
    photographer.presses("Add this")
    photographer.reads("Your idea is there. It gets an answer.", "A wall to show our pictures")
    photographer.goes_to(reverse("what_matters", args=[Group.objects.get().pk]))
    photographer.presses("Not now")


@step
def he_writes_to_whoever_comes_and_finds_where_pictures_go(photographer):
    to_his_group(photographer)
    photographer.presses("Our words: what we write to one another")
    photographer.types("What would you like to say?", "Bring any camera, or none.")
    photographer.presses("Say it to all of us")
    photographer.reads("Bring any camera, or none.")
    photographer.presses("How often I hear of it, and who prints it for me")
    photographer.presses("Not now")
    photographer.presses("Not hear from somebody in it")
    to_his_group(photographer)
    photographer.presses("Pictures of this group")
    photographer.goes_to("/home/")
    photographer.goes_to(reverse("my_pictures"))


@step
def he_has_his_dates_in_a_calendar_that_says_nothing(photographer):
    to_his_group(photographer)
    photographer.presses("All our dates")
    photographer.presses("Put my dates in my calendar")
    photographer.presses("Make a link")
    photographer.reads("It shows “Something on”.", "it is shown this once")
    photographer.presses("End this link")


@step
def he_finds_all_that_he_can_set_for_himself(photographer):
    for under, words in (
        ("How to reach me", "How to reach me"),
        ("How to reach me", "What comes to me through whom"),
        ("What helps me", "What helps me"),
        ("What was written and done", "What was done, and by whom"),
        ("What is kept about me", "What is kept about you"),
        ("How to reach me", "Your name, and how you sign in"),
    ):
        photographer.goes_to("/home/")
        photographer.opens(under)
        photographer.presses(words)
    photographer.goes_to(reverse("my_name"))
    for page in ("blocks", "kinds", "arranged"):
        photographer.goes_to(reverse(page))
    to_his_group(photographer)
    photographer.presses("What a text message calls this group")


@step
def he_reads_both_and_what_his_mother_did_is_hers(photographer):
    photographer.goes_to("/my-sessions/")
    photographer.reads(CLASS, TIME)
    assert VisitRequest.objects.get().known_as == "photographer"
