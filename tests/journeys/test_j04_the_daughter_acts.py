"""J4: a daughter acts for her father. She decides; the council holds the money; it can end."""

from datetime import date, timedelta

import pytest

from community.common.codes import format_code
from community.people.acting import Acting
from community.people.actions.representations import end_representation
from community.people.models.representations import Representation
from groups.actions.invites import make_invite
from pooling.pools.actions.opening import open_pool
from tests.factories.pools import CLOSES_ON, make_chosen_offer, make_officer, make_people
from tests.factories.supply import NOW, TODAY, area, make_connector

from .steps import comes_on_paper, goes_to_the_shared_cost, says_how_it_was_put, says_up_to
from .story import step

pytestmark = pytest.mark.process


@pytest.fixture
def card(town) -> str:
    """A group that shares a cost, and a card that lets somebody in."""
    area()
    make_connector("connie")
    people = make_people(3)
    offer = make_chosen_offer(people)
    open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=people[0], now=NOW)
    invite = make_invite(group_id=offer.brief.group_id, is_card=True, by=people[0], now=NOW)
    return format_code(invite.code)


def test_the_daughter_acts_for_her_father_as_far_as_was_agreed_and_no_longer(town, somebody, card):
    make_officer("council")
    connie, council, daughter = somebody("connie"), somebody("council"), somebody("daughter")

    reference = her_father_is_in_the_group(connie, card)
    she_asks_to_decide_for_him(daughter, reference)
    she_sees_nothing_of_his_before_it_is_agreed(daughter)
    the_council_has_seen_why_she_may(council)
    she_may_not_decide_before_he_was_told_and_three_days_have_gone(daughter)
    the_connector_told_him_alone(connie)
    three_days_go_by(town)
    she_says_yes_for_him_from_money_the_council_keeps(daughter)
    she_cannot_pay_for_him_with_a_card(daughter)
    it_is_his_history(daughter)
    it_ends_and_the_next_press_is_too_late(daughter)


@step
def her_father_is_in_the_group(connie, card) -> str:
    """Entered from his card; he asked for a number to give to somebody he trusts."""
    connie.signs_in()
    comes_on_paper(connie, card, "the father", told="his daughter")
    connie.opens("If somebody asks to act for them")
    connie.presses("They asked for a number")
    return connie.text_in("cp-sheet__code")


@step
def she_asks_to_decide_for_him(daughter, reference):
    daughter.is_new("the daughter")
    daughter.presses("Ask to act for somebody")
    daughter.types("The number that they gave you", reference)
    daughter.chooses("What are you to them?", "Family carer")
    daughter.chooses("Are you paid to support them?", "No")
    daughter.chooses("What would you do for them?", "Decide")
    daughter.types_day("Until which day?", date(2028, 1, 1))
    daughter.presses("Ask")
    daughter.reads("You have asked. Nothing may be done until it is agreed.", "Somebody you asked")


@step
def she_sees_nothing_of_his_before_it_is_agreed(daughter):
    daughter.does_not_read("the father")
    daughter.goes_to("/pools/1/", status=404)
    daughter.reads("This page is not here")


@step
def the_council_has_seen_why_she_may(council):
    council.signs_in()
    council.presses("Who may act for somebody in your area")
    council.presses("the daughter, for the father")
    council.chooses("What have you seen that says so?", "The council’s nominated person")
    council.types(
        "What did you see, and what did the person say or show?", "Our letter of 3 May. He nodded."
    )
    council.presses("Agree")
    council.reads("It is agreed, and what you have seen is noted.")


@step
def she_may_not_decide_before_he_was_told_and_three_days_have_gone(daughter):
    daughter.goes_to("/acting/")
    daughter.reads("Deciding begins three days after they were told.")


@step
def the_connector_told_him_alone(connie):
    connie.goes_to("/home/")
    connie.presses("Who may act for somebody in your area")
    connie.presses("I told them")
    connie.types_day("On which day did you tell them?", TODAY)
    connie.types("Who was there?", "alone with him, in his kitchen")
    connie.presses("Enter this")
    connie.reads("It is noted that they were told.")


@step
def three_days_go_by(town):
    town.is_now(town.now + timedelta(hours=73))


@step
def she_says_yes_for_him_from_money_the_council_keeps(daughter):
    daughter.goes_to("/home/")
    daughter.presses("Choose who you act for")
    daughter.presses("the father")
    daughter.reads("You are acting for the father.")
    goes_to_the_shared_cost(daughter)
    daughter.presses("I’m in, up to an amount I choose")
    daughter.chooses("Where does the money come from?", "Money the council looks after")
    daughter.presses("Go on")
    daughter.presses("Keep this")
    says_up_to(daughter, "16", in_all="£64", put="Read aloud at his table")
    daughter.reads("You are in, up to £16 a session.", "You are acting for the father.")


@step
def she_cannot_pay_for_him_with_a_card(daughter):
    """His own money is not hers to promise: the same words as by program, and nothing is lost."""
    daughter.goes_to("/money/")
    daughter.presses("Add where money comes from")
    daughter.chooses("Where does the money come from?", "My own money")
    daughter.presses("Go on")
    daughter.chooses("How does it pay?", "By bank transfer")
    daughter.presses("Keep this")
    goes_to_the_shared_cost(daughter)
    daughter.presses("Change my yes")
    daughter.types("What is the most you would pay for one session?", "20")
    says_how_it_was_put(daughter, "Read aloud at his table")
    daughter.types("No more than this from “my own money”, each session", "4")
    daughter.presses("Look it over", status=422)
    daughter.reads(
        "There is a problem", "This needs somebody who can decide and pay.", "Ask them to do it"
    )


@step
def it_is_his_history(daughter):
    daughter.goes_to("/home/history/")
    daughter.reads(
        "Said “I’m in” to a shared cost: Museum mornings with coffee, by the daughter, for you"
    )


@step
def it_ends_and_the_next_press_is_too_late(daughter):
    goes_to_the_shared_cost(daughter)
    grant = Representation.objects.get()
    end_representation(
        representation_id=grant.pk, by=Acting(login=grant.login), now=daughter.town.now
    )
    daughter.presses("Change my yes", status=404)
    daughter.reads("This page is not here")
    daughter.does_not_read("You are acting for")
