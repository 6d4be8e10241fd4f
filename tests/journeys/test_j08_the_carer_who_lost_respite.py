"""J8: a woman who cares for her mother, and whose hours of respite were cut. On paper to the end of
her story.

She is in in principle, with no money yet; a connector finds a way; the price changes and without
her word nothing does; the group asks whether to call it off, and her voice on paper counts as any.

With later orders come: "hours changed" and what was promised, in the area's log (Area and
evidence); time off as a term of its own, and what else gives it nearby (Find, Come and meet).
"""

from datetime import UTC, datetime, timedelta

import pytest

from community.messaging.models import Message
from community.messaging.states import MessageState
from community.people.acting import Acting
from community.people.models.logins import Login
from community.people.models.persons import Person
from pooling.ledger.queries import ledger_faults, pool_balance
from pooling.pools.actions.call_offs import ask_group_to_call_off
from pooling.pools.actions.cover_choices import cast_cover_ballot
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.actions.terms_changes import change_prices
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.states import ChoiceKind, CoverOption
from tests.factories.pools import FLAT, office_agrees

from .paper_world import MORNINGS, make_card_into_a_shared_cost, member
from .steps import (
    OF_THE_OFFICE,
    comes_on_paper,
    enters_from_sheet,
    says_how_it_was_put,
    tells_all_at_a_visit,
    writes_which_money,
    yes_on_paper,
)
from .story import step

pytestmark = [pytest.mark.process, pytest.mark.parametrize("way", ["forms"])]
HER = "the woman who cares for her mother"


@pytest.mark.holds("J8", "M134")
def test_her_story_to_its_end_on_paper(town, somebody):
    card = make_card_into_a_shared_cost()
    worker, connie, museum = somebody("worker"), somebody("connie"), somebody("museum")
    worker.signs_in()

    sheet = comes_on_paper(worker, card, HER, told="me, on Fridays")
    she_is_in_in_principle(worker, sheet)
    a_connector_finds_a_way_and_she_hears_it_at_a_visit(town, connie, worker)
    her_yes_has_money_now(worker, sheet)
    the_price_changes_and_her_silence_is_no_yes(town, worker)
    she_reads_what_changed_and_says_yes_to_it(worker, sheet)
    it_goes_ahead(town)
    the_group_is_asked_whether_to_call_it_off(town)
    her_voice_on_paper_counts(worker, sheet)
    it_is_called_off_and_all_goes_back(town, worker)
    nobody_read_for_whom_she_cares(museum)
    nothing_was_sent_to_her()


@step
def she_is_in_in_principle(worker, sheet):
    """She ticked “I am not sure”: no money, and nobody hurries her."""
    yes_on_paper(worker, sheet, "16", kind="I am not sure")


@step
def a_connector_finds_a_way_and_she_hears_it_at_a_visit(town, connie, worker):
    town.work()
    connie.signs_in()
    connie.presses("Who asks for help with a cost")
    connie.presses(HER)
    connie.chooses("What did you find?", "A way to pay")
    connie.types("Say it to them in your own words", "Your carer’s budget can pay this.")
    connie.presses("Tell them")
    town.work()
    worker.goes_to("/visits/")
    worker.reads(HER, "Your carer’s budget can pay this.")
    tells_all_at_a_visit(worker)


@step
def her_yes_has_money_now(worker, sheet):
    """Her own budget, and not her mother’s."""
    writes_which_money(worker, sheet, "My own carer’s budget")
    worker.types("No more than this from “my own carer’s budget”, each session", "16")
    worker.types("What is the most you would pay for one session?", "16")
    worker.chooses(OF_THE_OFFICE, "Something else, or nothing")
    says_how_it_was_put(worker, "Read together")
    worker.presses("Look it over")
    worker.presses("Enter their yes")
    worker.reads("Their yes is in.")
    office_agrees(
        [Pledge.objects.get(person=her())], Acting(login=Login.objects.get(name="council"))
    )


@step
def the_price_changes_and_her_silence_is_no_yes(town, worker):
    """The others have said yes to it; without her word nothing goes ahead, and nothing lapses."""
    pool = Pool.objects.get()
    voice = Acting(login=pool.provider.members.get().login)
    change_prices(pool_id=pool.pk, prices=dict.fromkeys(FLAT, 5600), by=voice, now=town.now)
    for question in PrivateQuestion.objects.exclude(pledge__person=her()):
        by = Acting(login=question.pledge.person.login, person=question.pledge.person)
        answer_question(question_id=question.pk, yes=True, by=by, now=town.now)
    town.is_now(datetime(2027, 6, 1, 18, 0, tzinfo=UTC))
    pool.refresh_from_db()
    assert (pool.state, pool.closes_at > town.now) == ("open", True)
    worker.goes_to("/visits/")
    worker.reads(HER, "The provider asks a different price.")


@step
def she_reads_what_changed_and_says_yes_to_it(worker, sheet):
    tells_all_at_a_visit(worker)
    enters_from_sheet(worker, sheet)
    worker.presses("Print this sheet", within="A question to them alone")
    worker.reads("£15", "£14", "Yes to what is offered now")
    enters_from_sheet(worker, sheet)
    worker.presses("Enter what they ticked", within="A question to them alone")
    worker.chooses("What did they tick?", "Yes to what is offered now")
    worker.chooses("Which version does the sheet bear?", "Version 2")
    worker.chooses(OF_THE_OFFICE, "Something else, or nothing")
    says_how_it_was_put(worker, "Read together")
    worker.presses("Look it over")
    worker.presses("Enter their yes")
    worker.reads("Their yes is in.")


@step
def it_goes_ahead(town):
    pool = Pool.objects.get()
    town.is_now(pool.closes_at + timedelta(hours=1))
    assert pool.instalments.get().people == 4


@step
def the_group_is_asked_whether_to_call_it_off(town):
    """One of the others asks; who it was is told to nobody."""
    ask_group_to_call_off(pool_id=Pool.objects.get().pk, typed="224", by=member(1), now=town.now)
    town.work()


@step
def her_voice_on_paper_counts(worker, sheet):
    worker.goes_to("/visits/")
    worker.reads(HER, "Your group chooses whether to call this off")
    tells_all_at_a_visit(worker)
    enters_from_sheet(worker, sheet)
    worker.presses("Enter what they said to a shared cost")
    worker.presses("Print the sheet: the group chooses whether to call it off")
    worker.reads("Call it off")
    enters_from_sheet(worker, sheet)
    worker.presses("Enter what they said to a shared cost")
    worker.presses("They wrote whether the group should call it off")
    worker.ticks("Call it off")
    says_how_it_was_put(worker, "Read together")
    worker.presses("Enter this")
    worker.reads("It is entered.")


@step
def it_is_called_off_and_all_goes_back(town, worker):
    """Two against one with hers, and level without. What has begun by then is still for the museum
    to account for; the other three mornings go back."""
    pool = Pool.objects.get()
    for number, option in ((1, CoverOption.CALL_OFF), (2, CoverOption.GO_ON)):
        cast_cover_ballot(
            pool_id=pool.pk,
            kind=ChoiceKind.CALL_OFF,
            options=[option],
            by=member(number),
            now=town.now,
        )
    town.is_now(town.now + timedelta(days=8))
    pool.refresh_from_db()
    assert (pool.state, pool_balance(pool.pk), ledger_faults()) == ("cancelled", 5600, [])
    worker.goes_to("/visits/")
    worker.reads(HER, "Your group called this off.")
    tells_all_at_a_visit(worker)


@step
def nobody_read_for_whom_she_cares(museum):
    """Those who run it read that somebody comes; not from which money, or whose carer she is."""
    museum.signs_in()
    museum.goes_to("/provide/pools/")
    museum.presses(MORNINGS)
    museum.does_not_read("carer’s budget", "respite")


@step
def nothing_was_sent_to_her():
    states = set(Message.objects.filter(person_id=her().pk).values_list("state", flat=True))
    assert MessageState.SENT not in states and her().login is None
    assert Pledge.objects.get(person=her()).on_paper


def her() -> Person:
    return Person.objects.get(preferred_name=HER)
