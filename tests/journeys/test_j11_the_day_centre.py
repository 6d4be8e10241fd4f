"""J11, as far as meeting goes: who wants the day centre finds it, reads what the day is, asks to
come, and is expected; and nothing else is said to be as good."""

import pytest
from django.urls import reverse

from providers.states import Engager, SuitFact, YesNoUnknown
from tests.factories.places import HOME
from tests.factories.supply import area, make_connector, make_login
from tests.factories.visits import make_time, make_visited_listing

from .conftest import WAYS
from .story import step
from .things_to_find import make_things_to_find

pytestmark = [pytest.mark.process, pytest.mark.parametrize("way", WAYS[:2], indirect=True)]

DAY_CENTRE = "Day centre by the river"
TIME = "Thursday 6 May 2027 at 11 am"


@pytest.fixture
def day_centre(town):
    area()
    make_connector("connie")
    make_things_to_find()
    yes = YesNoUnknown.YES
    listing = make_visited_listing(
        make_login("keeper"),
        access="ask_first",
        title=DAY_CENTRE,
        what_happens="A day centre: company, people you know, and a hot lunch.",
        when_words="Mondays and Thursdays, ten till three",
        kinds=[17],
        engager=Engager.PROVIDER,
        suits={SuitFact.HOT_MEAL: yes, SuitFact.STAY_WITHOUT_CARER: yes},
    )
    make_time(listing, days=2, places=4)
    make_time(listing, days=9, places=4)
    town.work()
    return listing


@pytest.mark.holds("J11")
def test_who_wants_the_day_centre_finds_it_and_goes(town, somebody, day_centre):
    rose, keeper = somebody("rose"), somebody("keeper")

    it_is_found_and_nothing_unlike_is_called_as_good(rose)
    she_reads_what_the_day_is(rose)
    she_asks_to_come(rose)
    she_asks_a_question_and_neither_reads_the_others_address(rose, keeper)
    the_keeper_says_yes_without_knowing_who_she_is_before(keeper)
    the_keeper_and_the_connector_have_all_else_at_hand(keeper, somebody("connie"), day_centre)
    she_is_expected_and_may_still_say_not_this_time(town, rose)


@step
def it_is_found_and_nothing_unlike_is_called_as_good(rose):
    rose.goes_to("/")
    rose.types("What would be good?", "day centre")
    rose.types("Where are you?", HOME)
    rose.presses("Find")
    text = rose.text()
    assert text.index(DAY_CENTRE) < text.index("Something quite different")
    assert "as good" not in text and "instead" not in text


@step
def she_reads_what_the_day_is(rose):
    rose.presses(DAY_CENTRE)
    rose.reads(
        "Is there a hot meal? Yes",
        "Mondays and Thursdays, ten till three",
        "There are only four chairs.",
    )


@step
def she_asks_to_come(rose):
    rose.is_new("Rose")
    rose.goes_to("/find/?words=day+centre&postcode=ZZ1+1AA")
    rose.presses(DAY_CENTRE)
    rose.presses("Ask if you can come")
    rose.chooses("Which time?", f"{TIME} (4 places left)")
    rose.types("What may they call you?", "Rose")
    rose.presses("Go on")
    rose.reads("not who you are before they say yes")
    rose.presses("Ask them")
    rose.reads("They are asked. You are told what they answer.")


@step
def she_asks_a_question_and_neither_reads_the_others_address(rose, keeper):
    rose.goes_to("/find/?words=day+centre&postcode=ZZ1+1AA")
    rose.presses(DAY_CENTRE)
    rose.presses("Ask a question")
    rose.types("What would you like to say?", "May my neighbour come and look too?")
    rose.presses("Ask them")
    rose.reads("May my neighbour come and look too?")
    keeper.signs_in()
    keeper.goes_to("/written/")
    keeper.presses(DAY_CENTRE)
    keeper.reads("May my neighbour come and look too?")
    keeper.does_not_read("rose@example.org")


@step
def the_keeper_says_yes_without_knowing_who_she_is_before(keeper):
    keeper.goes_to("/provide/visits/")
    keeper.does_not_read("Rose")
    keeper.presses("Answer")
    keeper.chooses("Can they come?", "Yes")
    keeper.presses("Send this answer")


@step
def the_keeper_and_the_connector_have_all_else_at_hand(keeper, connie, day_centre):
    keeper.goes_to(reverse("listing_pictures", args=[day_centre.pk]))
    connie.signs_in()
    for words in (
        "Who would like to come, and is to be rung",
        "Answers that somebody thinks are not fair",
    ):
        connie.goes_to("/home/")
        connie.presses(words)
    for page in ("motions", "newcomers", "pauses"):
        connie.goes_to(reverse(f"connector_{page}"))
    connie.goes_to(reverse("removals_to_decide"))


@step
def she_is_expected_and_may_still_say_not_this_time(town, rose):
    town.work()
    rose.goes_to("/home/messages/")
    rose.reads(DAY_CENTRE)
    rose.goes_to("/my-sessions/")
    rose.reads(DAY_CENTRE, TIME)
