"""J7: a woman who does not accept that she needs support, tells stories of her work, and has a form
that nobody finished. On paper to the end of her story, with no relative named and no word of hers
put right.

One decision with money is written down from what she showed, and looked at by a second person; the
office says that her bill changes; she does not want to on the day, and it costs her nothing; a
morning does not happen; she shows that she wants it no more.

With later orders come: her three sentences as all that is asked (Refer), the advocate's heavier
hour, and what was seen (Area and evidence).
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from community.messaging.models import Message
from community.messaging.states import MessageState
from community.people.models.persons import Person
from community.people.models.representations import Representation
from pooling.ledger.queries import ledger_faults
from pooling.payments.models.commitments import Decommitment
from pooling.pools.models.pledges import Part, Pledge, Pool

from .paper_world import MORNINGS, OTHERS, make_card_into_a_shared_cost, one_who_came_says_so
from .steps import (
    comes_on_paper,
    enters_from_sheet,
    it_happened,
    says_how_it_was_put,
    tells_all_at_a_visit,
    the_office_changes_the_bill,
    writes_which_money,
)
from .story import step

pytestmark = [pytest.mark.process, pytest.mark.parametrize("way", ["forms"])]
HER = "the woman who worked at the mill"
SHOWED = "She told us about the looms, and held on to the programme."


@pytest.mark.holds("J7", "M134")
def test_her_story_to_its_end_on_paper(town, somebody):
    card = make_card_into_a_shared_cost()
    worker, connie = somebody("worker"), somebody("connie")
    council, museum = somebody("council"), somebody("museum")
    worker.signs_in()

    sheet = comes_on_paper(worker, card, HER, told="me, on Mondays")
    writes_which_money(worker, sheet, "Money the council looks after")
    what_she_showed_is_written_down(worker, sheet)
    it_is_held_until_a_second_person_has_looked(connie)
    her_yes_is_entered_from_what_the_office_keeps(town, worker)
    the_office_changes_the_bill(council, HER, "2")
    she_is_told_and_shows_that_she_chooses_it(worker, sheet)
    it_goes_ahead(town)
    on_the_day_she_does_not_want_to(town, worker, sheet)
    the_museum_asks_nothing_for_it(town, museum)
    a_morning_does_not_happen(town, museum, worker)
    she_shows_that_she_wants_it_no_more(town, worker, sheet)
    she_has_paid_for_nothing_that_she_did_not_go_to(town)
    nobody_was_asked_for_a_relative_and_nothing_was_sent()


@step
def what_she_showed_is_written_down(worker, sheet):
    """In the worker's or the advocate's hand, at her table; entered afterwards."""
    enters_from_sheet(worker, sheet)
    worker.presses("Write down a decision for somebody who cannot say it alone")
    worker.reads("No relative is needed.", "It is for one decision.")
    worker.does_not_read("next of kin", "emergency contact", "cannot do")
    worker.chooses("What is it about?", f"A shared cost: {MORNINGS}")
    worker.types("What was asked, in a line?", "Does she go to the museum on Tuesdays?")
    worker.types("What was chosen?", "Yes, with somebody she knows")
    worker.chooses("Who decided?", "Decided for the person, in their best interests")
    worker.chooses("What kind of decision is it?", "With money, at a home, or one-to-one")
    worker.types("Who was asked?", "Nobody else")
    worker.types(
        "What else was there, and why does this limit them least?",
        "A morning at home. She can leave when she likes.",
    )
    worker.types(
        "Only if it was decided for them: why could they not decide this, this time?",
        "could not decide this, this time, because she spoke of another year",
    )
    says_how_it_was_put(worker, "With the programme, at her table")
    worker.types("Only if it costs something: the most for one session", "16")
    worker.types_day("When is it looked at again?", date(2027, 8, 2))
    worker.presses("Write it down", status=422)
    worker.reads("Say what they said or showed, in a line.")
    worker.types("What did they say or show?", SHOWED)
    worker.presses("Write it down")
    worker.reads("It is written down. They are told of it.")


@step
def it_is_held_until_a_second_person_has_looked(connie):
    connie.signs_in()
    connie.goes_to("/acting/waiting/")
    connie.presses("A decision made for somebody")
    connie.reads(SHOWED, "Nobody else")
    connie.types("What did you see?", "I asked her too: she smiled at the programme.")
    connie.chooses("Do you agree?", "Yes")
    connie.presses("Enter this")


@step
def her_yes_is_entered_from_what_the_office_keeps(town, worker):
    town.work()
    worker.goes_to(town.link_sent_to(worker.address, "/do/"))
    says_how_it_was_put(worker, "With the programme, at her table")
    worker.presses("Look it over")
    worker.presses("Enter their yes")
    worker.reads("It is done")


@step
def she_is_told_and_shows_that_she_chooses_it(worker, sheet):
    worker.goes_to("/visits/")
    worker.reads(HER, "What you pay the council yourself changes by £2 a week.")
    tells_all_at_a_visit(worker)
    enters_from_sheet(worker, sheet)
    worker.presses("Enter what they ticked", within="A question to them alone")
    worker.chooses("What did they tick?", "Yes, I know and I choose it")
    says_how_it_was_put(worker, "Two coins on the table")
    worker.presses("Look it over")
    worker.presses("Enter their yes")
    worker.reads("Their yes is in.")


@step
def it_goes_ahead(town):
    pool = Pool.objects.get()
    town.is_now(pool.closes_at + timedelta(hours=1))
    assert pool.instalments.get().people == 4


@step
def on_the_day_she_does_not_want_to(town, worker, sheet):
    """That day is a no: nobody asks her why, and it is not the end of her place."""
    day = datetime(2027, 6, 15, 8, 0, tzinfo=UTC)
    town.is_now(day)
    enters_from_sheet(worker, sheet)
    worker.presses("Something stops: money that ended, or not coming")
    worker.presses(f"Not coming to {MORNINGS} on Tuesday 15 June 2027")
    worker.types_day("On which day did they first say so?", day.date())
    worker.presses("Enter this")
    worker.reads("It is entered.")
    assert Pledge.objects.get(person=her()).state == "in"


@step
def the_museum_asks_nothing_for_it(town, museum):
    """It was too late by its own rule, which stood in the terms; it lets her off in one press."""
    museum.signs_in()
    it_happened(museum, town, MORNINGS, datetime(2027, 6, 15, 14, 0, tzinfo=UTC), *OTHERS)
    museum.presses("Ask nothing for this time", within=HER)


@step
def a_morning_does_not_happen(town, museum, worker):
    town.is_now(datetime(2027, 6, 22, 14, 0, tzinfo=UTC))
    museum.goes_to("/provide/sessions/")
    museum.presses(MORNINGS, within="22 June 2027")
    museum.presses("It did not happen")
    museum.presses("It did not happen")
    town.is_now(datetime(2027, 6, 23, 9, 0, tzinfo=UTC))
    worker.goes_to("/visits/")
    worker.reads(HER, "did not happen")
    tells_all_at_a_visit(worker)


@step
def she_shows_that_she_wants_it_no_more(town, worker, sheet):
    """What was decided for her is undone in one press, and nobody's silence stands against it."""
    enters_from_sheet(worker, sheet)
    worker.presses("Write down a decision for somebody who cannot say it alone")
    worker.presses("They did not want this")
    worker.reads("It is noted. Ask them what is to be undone.")


@step
def she_has_paid_for_nothing_that_she_did_not_go_to(town):
    one_who_came_says_so(town)
    part = Part.objects.get(pledge__person=her())
    back = Decommitment.objects.filter(line__commitment__part_ref=part.pk)
    assert sum(back.values_list("pence", flat=True)) == 2 * 1500
    assert ledger_faults() == []


@step
def nobody_was_asked_for_a_relative_and_nothing_was_sent():
    assert not Representation.objects.filter(person=her()).exists()
    states = set(Message.objects.filter(person_id=her().pk).values_list("state", flat=True))
    assert MessageState.SENT not in states and her().login is None


def her() -> Person:
    return Person.objects.get(preferred_name=HER)
