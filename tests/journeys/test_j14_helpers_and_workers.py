"""J14, as far as finding goes: a helper puts herself up, paid no less than the area's least; who
pays no way there says so on the card; whom somebody already knows is found by nobody."""

from datetime import date

import pytest

from community.people.states import RepresentationScope
from providers.states import Engager, QualityFact, VenueKind, YesNoUnknown
from tests.factories.places import HOME, make_postcode
from tests.factories.representations import act_for
from tests.factories.supply import (
    area,
    make_connector,
    make_listing,
    make_login,
    make_provider,
    make_shown_listing,
    make_someone,
)

from .conftest import WAYS
from .story import step

pytestmark = [pytest.mark.process, pytest.mark.parametrize("way", WAYS[:2], indirect=True)]

GRANDDAUGHTER, AGENCY = "Rosalind from next door", "Visits by the agency"


@pytest.fixture
def helpers(town) -> None:
    """The agency, which pays no way there; and somebody's granddaughter, who helps her alone."""
    area()
    make_postcode()
    make_connector("connie")
    at_home = {"is_hands_on": True, "kinds": [13], "venue_kind": VenueKind.VISITS_HOMES}
    make_shown_listing(
        make_login("agency"),
        title=AGENCY,
        what_happens="A helper comes to you.",
        engager=Engager.PROVIDER,
        hourly_pay_pence=1300,
        quality={
            QualityFact.TRAVEL_PAID: YesNoUnknown.NO,
            QualityFact.SHORTEST_VISIT: "Half an hour",
        },
        **at_home,
    )
    act_for(make_someone("neighbour"), GRANDDAUGHTER.split()[0], scope=RepresentationScope.DECIDE)
    known = make_login("granddaughter")
    make_listing(
        known,
        make_provider(known, GRANDDAUGHTER),
        title=f"{GRANDDAUGHTER} helps my neighbour",
        what_happens="A helper whom one person knows.",
        engager=Engager.YOU,
        hourly_pay_pence=1500,
        **at_home,
    )
    town.work()


@pytest.mark.holds("J14")
def test_a_helper_is_found_with_what_tells_good_from_poor(town, somebody, helpers):
    helper, connie, finder = somebody("helper"), somebody("connie"), somebody("finder")

    she_says_who_she_is(helper)
    she_says_what_she_does_and_where(helper)
    a_penny_under_the_least_is_refused_and_nothing_is_lost(helper)
    her_way_is_paid_and_a_visit_is_no_shorter_than_two_hours(helper)
    she_shows_it(helper)
    town.work()
    unchecked_says_nothing_bad(finder)
    a_connector_has_seen_a_paper_and_it_is_a_day(connie)
    each_card_says_how_help_is_given_before_any_price(finder)
    nobody_is_ranked_by_pay_or_by_stars(finder)
    who_would_be_no_employer_finds_the_agency_alone(finder)
    whom_somebody_knows_is_found_by_nobody(finder)


@step
def she_says_who_she_is(helper):
    helper.goes_to("/")
    helper.presses("Something I run")
    helper.presses("Start")
    helper.presses("I am new here")
    helper.is_new("the helper")
    helper.types("What are you called?", "A helper by the sea")
    helper.chooses("Are you one person, or more?", "One person")
    helper.presses("Go on")


@step
def she_says_what_she_does_and_where(helper):
    helper.types("What is it called?", "Out and about with me")
    helper.types("What happens?", "A helper to go out with, for swimming or the museum.")
    helper.ticks("Help at home")
    helper.chooses(
        "Do you help with washing, dressing or eating, or go into people’s homes?", "Yes"
    )
    helper.presses("Save and go on")
    helper.types("When does it happen?", "By arrangement")
    helper.types("The postcode", HOME)
    helper.chooses("Where does it happen?", "I come to people’s homes")
    helper.presses("Save and go on")
    helper.chooses("How do people come?", "Ask first")
    helper.types("If they ask first: why?", "We meet and see whether we get on.")
    helper.presses("Save and go on")


def says_how_she_is_paid(helper, pounds: str) -> None:
    helper.chooses("Who employs the helper?", "You")
    helper.types("What is the helper paid an hour?", pounds)
    helper.chooses("Is the helper’s travel time paid?", "Yes")
    helper.types("How long is the shortest visit?", "Two hours")
    helper.presses("Save and go on")


@step
def a_penny_under_the_least_is_refused_and_nothing_is_lost(helper):
    helper.chooses("What does it cost to come?", "Price by group size")
    helper.types("For one person, one time", "20")
    helper.presses("Save and go on")
    helper.presses("Save and go on")
    says_how_she_is_paid(helper, "12.99")
    helper.reads("Nobody sees it yet.", "The least that may be paid in Westsea", "is £13 an hour.")
    helper.reads("By arrangement", "Two hours")


@step
def her_way_is_paid_and_a_visit_is_no_shorter_than_two_hours(helper):
    helper.presses("Answer that")
    says_how_she_is_paid(helper, "15.00")


@step
def she_shows_it(helper):
    helper.presses("Show it to people")
    helper.reads("This is what people read.")


def finds(who, words: str, *must_be: str) -> None:
    who.goes_to("/find/")
    who.types("What would be good?", words)
    who.types("Where are you?", HOME)
    if must_be:
        who.opens("More choices")
    for fact in must_be:
        who.ticks(fact)
    who.presses("Find")


@step
def unchecked_says_nothing_bad(finder):
    finds(finder, "helper")
    finder.presses("Out and about with me", within="A helper to go out with")
    finder.reads("No check seen.", "That says nothing bad about anyone.")


@step
def a_connector_has_seen_a_paper_and_it_is_a_day(connie):
    connie.signs_in()
    connie.goes_to("/home/")
    connie.presses("Checks to record")
    connie.presses("A helper by the sea")
    connie.chooses("What did you see?", "Enhanced DBS check")
    connie.types_day("Which day did you see it?", date(2027, 5, 4))
    connie.types_day("Until which day does it run?", date(2028, 5, 4))
    connie.presses("I have seen it")


def of_card(who, title: str) -> str:
    """What the card says, from its title to its price."""
    text = who.text_in("cp-find__list")
    return text[text.index(title) :].split("Price")[0]


@step
def each_card_says_how_help_is_given_before_any_price(finder):
    finds(finder, "helper")
    theirs, hers = of_card(finder, AGENCY), of_card(finder, "Out and about with me")
    for asked, of_agency, of_helper in (
        ("Is the helper’s travel time paid?", "No", "Yes"),
        ("How long is the shortest visit?", "Half an hour", "Two hours"),
        ("Is it the same person each time?", "Not known, ask", "Not known, ask"),
        ("Who would be the employer?", "The provider", "You"),
    ):
        assert f"{asked} {of_agency}" in theirs
        assert f"{asked} {of_helper}" in hers
    finder.presses("Out and about with me", within="A helper to go out with")
    finder.reads("Enhanced DBS check: seen by a connector on Tuesday 4 May 2027")


@step
def nobody_is_ranked_by_pay_or_by_stars(finder):
    for words in ("helper", "stars", "cheapest helper"):
        finds(finder, words)
        finder.does_not_read("£15", "£13", "rating", "★", "out of 5")
    finder.does_not_read("Lowest pay")


@step
def who_would_be_no_employer_finds_the_agency_alone(finder):
    finds(finder, "helper", "I do not want to be an employer")
    finder.reads(AGENCY)
    finder.does_not_read("Out and about with me")


@step
def whom_somebody_knows_is_found_by_nobody(finder):
    for words in (GRANDDAUGHTER, "Rosalind", "granddaughter", "a helper whom one person knows", ""):
        finds(finder, words)
        without_what_was_typed = finder.text_in("cp-find__list").replace(f"“{words}”", "")
        assert "Rosalind" not in without_what_was_typed, words
        assert "helps my neighbour" not in without_what_was_typed, words
