"""Four who act for somebody, each as far as was agreed: look, suggest, decide, pay.

Each opens the person's day from sign-in, does what they may, and reads in words where it ends.
"""

import pytest

from community.people.states import RepresentationScope
from pooling.pools.actions.opening import open_pool
from tests.factories.pools import CLOSES_ON, make_chosen_offer, make_people
from tests.factories.representations import act_for
from tests.factories.supply import NOW, book, make_login, make_session

from .steps import adds_money, goes_to_the_shared_cost, says_how_it_was_put, says_up_to
from .story import step

# What each page holds in a browser, the other journeys walk: here it is by forms alone.
pytestmark = [pytest.mark.process, pytest.mark.parametrize("way", ["forms"])]
YES = "I’m in, up to an amount I choose"
OWN = "member-1"
MOST_PENCE = 10_000


@pytest.fixture
def acts(town, somebody):
    """acts(scope) -> somebody who acts for the first of a group that shares a cost."""

    def one(scope, **limit):
        people = make_people(3)
        offer = make_chosen_offer(people)
        open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=people[0], now=NOW)
        book(make_session(make_login("gym")), people[0])
        act_for(people[0], "helper", scope, **limit)
        return somebody("helper")

    return one


def test_who_may_look_reads_the_day_and_is_told_where_looking_ends(acts):
    helper = acts(RepresentationScope.LOOK)
    opens_their_day(helper)
    there_is_no_way_on(helper, "What helps me", "Where I live", "Who may act for me")
    reads_how_many_and_no_names(helper)
    the_yes_is_not_theirs(helper, "You can look for member-1.")


def test_who_may_suggest_suggests_and_the_person_keeps_it_or_not(acts):
    helper = acts(RepresentationScope.SUGGEST)
    opens_their_day(helper)
    there_is_no_way_on(helper, "How to reach me", "Who may act for me")
    suggests_what_helps(helper)
    reads_how_many_and_no_names(helper)
    the_yes_is_not_theirs(helper, "You can suggest for member-1.")


def test_who_may_decide_says_yes_from_kept_money_and_not_from_their_own(acts):
    helper = acts(RepresentationScope.DECIDE)
    opens_their_day(helper)
    there_is_no_way_on(helper, "How to reach me", "Who may act for me")
    goes_to_the_shared_cost(helper)
    helper.presses(YES)
    adds_money(helper, "Money the council looks after")
    says_up_to(helper, "16", in_all="£64", put="Read aloud")
    helper.reads("You said: I’m in.")
    their_own_money_is_not_theirs_to_promise(helper)


def test_who_may_pay_says_yes_from_their_own_money_up_to_the_limit(acts):
    helper = acts(RepresentationScope.PAY, limit_pence=MOST_PENCE)
    opens_their_day(helper)
    there_is_no_way_on(helper, "How to reach me", "Who may act for me")
    goes_to_the_shared_cost(helper)
    helper.presses(YES)
    adds_money(helper, "My own money", "By bank transfer")
    says_up_to(helper, "16", in_all="£64", put="Read aloud")
    helper.reads("You are in, up to £16 a session.")
    more_than_was_agreed_is_refused(helper)


@step
def opens_their_day(helper):
    helper.signs_in()
    helper.presses("Choose who you act for")
    helper.presses(OWN)
    helper.reads("You are acting for member-1.")
    helper.presses("My sessions")
    helper.reads("Museum morning", "The old hall")
    helper.presses("Your page")


@step
def there_is_no_way_on(helper, *links):
    helper.does_not_read(*links)


@step
def reads_how_many_and_no_names(helper):
    helper.presses("Groups")
    helper.presses("Tuesday people")
    helper.reads("There are 3 people in it.")
    helper.does_not_read("member-2")


@step
def the_yes_is_not_theirs(helper, why):
    goes_to_the_shared_cost(helper)
    helper.presses(YES, status=409)
    helper.reads(why, "This needs somebody who can decide.", "Nothing was changed.")


@step
def suggests_what_helps(helper):
    helper.opens("What helps me")
    helper.presses("What helps me")
    helper.ticks("No steps")
    helper.presses("Keep this")
    helper.reads("It is suggested. What was there stays, until it is taken up.")


@step
def their_own_money_is_not_theirs_to_promise(helper):
    helper.goes_to("/money/")
    helper.presses("Add where money comes from")
    adds_money(helper, "My own money", "By bank transfer")
    goes_to_the_shared_cost(helper)
    helper.presses("Change my yes")
    helper.types("What is the most you would pay for one session?", "20")
    says_how_it_was_put(helper, "Read aloud")
    helper.types("No more than this from “my own money”, each session", "4")
    helper.presses("Look it over", status=422)
    helper.reads("This needs somebody who can decide and pay.", "Ask them to do it")


@step
def more_than_was_agreed_is_refused(helper):
    helper.presses("Change my yes")
    helper.types("What is the most you would pay for one session?", "30")
    says_how_it_was_put(helper, "Read aloud")
    helper.presses("Look it over", status=422)
    helper.reads(
        "You may say yes for member-1 up to £100. This could come to £120.",
        "Choose less, or ask for a second yes.",
    )
