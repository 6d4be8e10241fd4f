"""Finding, as far as it goes, for J4, J5, J7 and J8 (P105), and for J9, J10, J11 and J14.

With later orders come: three sentences in a box that forgets, and who goes along (Refer); coming
along (Come and meet).
"""

import re

import pytest

from tests.factories.places import HOME
from tests.factories.supply import area, make_connector

from .story import step
from .things_to_find import make_things_to_find

pytestmark = pytest.mark.process


@pytest.fixture
def things(town):
    area()
    make_connector("connie")
    found = make_things_to_find()
    town.work()
    return found


def finds(who, words: str, *must_be: str) -> None:
    who.goes_to("/find/")
    who.types("What would be good?", words)
    who.types("Where are you?", HOME)
    if must_be:
        who.opens("More choices")
    for fact in must_be:
        who.ticks(fact)
    who.presses("Find")


def stand_in_this_order(who, *titles: str) -> None:
    text = who.text()
    places = [text.find(title) for title in titles]
    assert -1 not in places and places == sorted(places), f"{titles} at {places} in:\n{text}"


@pytest.mark.holds("P105", "M134")
def test_the_four_hardest_find_what_they_can_go_to(town, somebody, things):
    daughter, worker = somebody("daughter"), somebody("worker")

    she_would_not_be_the_employer_and_he_can_stay_without_her(daughter)
    two_half_pages_in_pictures_for_the_man_with_no_phone(worker)
    three_sentences_of_her_story_find_company_and_what_she_talks_of(worker)
    what_gives_time_off_for_the_one_who_cares(daughter)


@step
def she_would_not_be_the_employer_and_he_can_stay_without_her(daughter):
    finds(
        daughter,
        "",
        "My relative can stay without me",
        "Help in the toilet",
        "I do not want to be an employer",
    )
    daughter.reads("One thing found.", "Day centre in the old school", "Not known, ask")
    stand_in_this_order(daughter, "Day centre in the old school", "Not known, ask", "Swimming")
    daughter.does_not_read("A helper of your own")


@step
def two_half_pages_in_pictures_for_the_man_with_no_phone(worker):
    finds(worker, "allotment")
    worker.presses("Allotment", within="Digging, sowing and tea.")
    worker.presses("Half a page for paper, with pictures")
    worker.reads("Two sheets fit on one piece of paper.", "I would like to see it.")
    worker.presses("Railway mornings at the museum")
    worker.reads("Digging, sowing and tea.", "Old photographs and talk of the railway works.")
    assert worker.hands.count("svg") >= 8  # where, when, yes and no of each


@step
def three_sentences_of_her_story_find_company_and_what_she_talks_of(worker):
    finds(worker, "She worked at the railway. She talks of her friends. She likes old photographs.")
    worker.reads("Railway mornings at the museum", "Tea and company")
    worker.reads("People with memory problems are welcome")


@step
def what_gives_time_off_for_the_one_who_cares(daughter):
    finds(daughter, "time off")
    daughter.reads("Sitting service", "Day centre in the old school")


@pytest.mark.holds("P105")
def test_others_find_theirs(town, somebody, things):
    visitor = somebody("visitor")

    the_photographer_finds_the_art_class_and_how_his_pa_comes(visitor)
    who_wants_the_day_centre_finds_the_day_centre_first(visitor)
    of_a_helper_the_travel_pay_and_the_shortest_visit_are_said(visitor)
    what_is_found_is_the_same_whoever_looks_after_the_money(visitor)


@step
def the_photographer_finds_the_art_class_and_how_his_pa_comes(visitor):
    finds(visitor, "photography")
    visitor.presses("Monday art class", within="Painting, drawing and photography.")
    visitor.reads("Your PA comes free. Your carer may come as herself.", "Mondays at two")


@step
def who_wants_the_day_centre_finds_the_day_centre_first(visitor):
    finds(visitor, "day centre")
    stand_in_this_order(visitor, "Day centre in the old school", "Something quite different")
    visitor.reads("A hot meal", "My relative can stay without me")


@step
def of_a_helper_the_travel_pay_and_the_shortest_visit_are_said(visitor):
    finds(visitor, "helper")
    visitor.reads("A helper of your own", "Is the helper’s travel time paid?", "45 minutes")


@step
def what_is_found_is_the_same_whoever_looks_after_the_money(visitor):
    finds(visitor, "company")
    as_a_stranger = visitor.text().split("Tell us in one line")[0]
    visitor.is_new("the carer")
    finds(visitor, "company")
    signed_in = visitor.text()
    assert "Tea and company" in as_a_stranger and "Tea and company" in signed_in
    visitor.does_not_read("direct payment", "set up")


TEN_WAYS = (
    "choir",
    "singing",
    "sing",
    "I like to sing",
    "somewhere to sing",
    "chior",
    "singging",
    "singalong",
    "singing for the brain",
    "I used to be in a choir",
)
WHAT_ELSE = re.compile("Something quite different|Or one of these|Could it be one of these")


@pytest.mark.parametrize("way", ["forms"])
def test_a_visitor_reaches_what_she_wants_from_ten_ways_of_saying_it(town, somebody, things):
    visitor = somebody("visitor")

    missed = []
    for words in TEN_WAYS:
        finds(visitor, words)
        if "We sing what everybody knows." not in WHAT_ELSE.split(visitor.text())[0]:
            missed.append(words)
        else:
            visitor.presses("Tuesday choir", within="We sing what everybody knows.")
            visitor.reads("We sing what everybody knows.")
    assert missed == []
