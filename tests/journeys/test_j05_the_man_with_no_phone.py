"""J5: a man with no phone, on paper to the end of his story.

His yes comes at the third visit; the office changes his bill; nobody can go to him, so the date
waits and somebody goes sooner; a morning is called off; he goes once and not again. Nothing is ever
sent to him.

With later orders come: that he is told about by a worker, and stands first (Refer); the half-sheet
with two pictures and "known people only" (Refer, Come and meet); what was seen, and "could not be
asked" (Area and evidence).
"""

from datetime import UTC, datetime, timedelta

import pytest

from community.messaging.message_kinds import reminder_kinds
from community.messaging.models import Message
from community.messaging.states import MessageState
from community.people.models.logins import Login
from community.people.models.persons import Person
from pooling.ledger.queries import ledger_faults
from pooling.payments.models.commitments import Decommitment
from pooling.pools.models.pledges import Part, Pledge, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from tests.factories.supply import NOW

from .paper_world import MORNINGS, OTHERS, make_card_into_a_shared_cost, one_who_came_says_so
from .steps import (
    comes_on_paper,
    enters_from_sheet,
    it_happened,
    says_how_it_was_put,
    tells_all_at_a_visit,
    the_office_changes_the_bill,
    yes_on_paper,
)
from .story import step

pytestmark = [pytest.mark.process, pytest.mark.parametrize("way", ["forms"])]
HIM = "the man with no phone"
CLOSED = datetime(2027, 6, 1, 18, 0, tzinfo=UTC)


@pytest.mark.holds("J5", "M134", "fault:N7")
def test_his_story_to_its_end_on_paper(town, somebody):
    card = make_card_into_a_shared_cost()
    worker, connie = somebody("worker"), somebody("connie")
    council, museum = somebody("council"), somebody("museum")
    worker.signs_in()

    sheet = comes_on_paper(worker, card, HIM, told="me, on my visits only")
    town.is_now(NOW + timedelta(days=7))
    at_the_second_visit_there_is_nothing_to_enter(worker)
    town.is_now(NOW + timedelta(days=14))
    yes_on_paper(worker, sheet, "16")
    the_office_changes_the_bill(council, HIM, "3.50")
    the_day_comes_and_waits_for_him(town, worker)
    somebody_can_go_sooner(town, connie, worker)
    the_question_is_read_to_him_and_he_ticks_yes(connie, sheet)
    it_goes_ahead_with_all_four(town)
    he_goes_once(town, museum)
    a_morning_is_called_off_and_he_hears_it_the_same_day(town, museum, worker)
    it_is_not_for_him_now(town, worker, connie, sheet)
    he_has_paid_for_one_morning(town, museum)
    he_stays_in_view(worker, sheet)
    nobody_wrote_to_him()


@step
def at_the_second_visit_there_is_nothing_to_enter(worker):
    worker.goes_to("/visits/")
    worker.does_not_read("we did not hear", "reminder")


@step
def the_day_comes_and_waits_for_him(town, worker):
    """His worker is away: the others wait, and nothing of his runs out."""
    town.is_now(CLOSED)
    pool = Pool.objects.get()
    assert pool.closes_at > CLOSED
    worker.goes_to("/visits/")
    worker.reads(HIM, "What you pay the council yourself changes by £3.50 a week.")
    worker.does_not_read("not this time")


@step
def somebody_can_go_sooner(town, connie, worker):
    town.is_now(CLOSED + timedelta(hours=16))  # in working hours
    assert "Who can go sooner?" in " ".join(town.post_to("connie@example.org"))
    connie.signs_in()
    connie.presses("For your next visits")
    connie.reads(HIM, "Nobody has said so yet.")
    connie.presses("I can go")
    connie.reads("Please go by the end of")
    worker.goes_to("/visits/")
    worker.reads("connie said that they can go")


@step
def the_question_is_read_to_him_and_he_ticks_yes(connie, sheet):
    connie.presses("Print their sheets for")
    connie.reads("It changes by £3.50 a week", "never your “no”", "I would like to talk first")
    tells_all_at_a_visit(connie)
    enters_from_sheet(connie, sheet)
    connie.presses("Enter what they ticked", within="A question to them alone")
    connie.chooses("What did they tick?", "Yes, I know and I choose it")
    says_how_it_was_put(connie, "Read aloud at his table")
    connie.presses("Look it over")
    connie.reads("Look at it once more beside the sheet", "It changes by £3.50 a week")
    connie.presses("Enter their yes")
    connie.reads("Their yes is in.")


@step
def it_goes_ahead_with_all_four(town):
    pool = Pool.objects.get()
    town.is_now(pool.closes_at + timedelta(hours=1))
    assert pool.instalments.get().people == 4


@step
def he_goes_once(town, museum):
    museum.signs_in()
    it_happened(museum, town, MORNINGS, datetime(2027, 6, 15, 14, 0, tzinfo=UTC), HIM, *OTHERS)


@step
def a_morning_is_called_off_and_he_hears_it_the_same_day(town, museum, worker):
    town.is_now(datetime(2027, 6, 21, 9, 0, tzinfo=UTC))
    museum.goes_to("/provide/sessions/")
    museum.presses(MORNINGS, within="22 June 2027")
    museum.presses("Call it off")
    museum.types("Why is it called off?", "The boiler has failed.")
    museum.presses("Call it off")
    town.work()
    assert "Please tell someone today" in " ".join(town.post_to("worker@example.org"))
    worker.goes_to("/visits/")
    worker.reads(HIM, "This cannot wait", "The boiler has failed.")
    tells_all_at_a_visit(worker)


@step
def it_is_not_for_him_now(town, worker, connie, sheet):
    """He goes to neither of the two mornings that are left, and nobody asks why. The second in a
    month is entered by somebody else, so that nobody keeps him at home (P19)."""
    for each, day in ((worker, "29 June 2027"), (connie, "6 July 2027")):
        enters_from_sheet(each, sheet)
        each.presses("Something stops: money that ended, or not coming")
        each.presses(f"Not coming to {MORNINGS} on Tuesday {day}")
        each.types_day("On which day did they first say so?", town.now.date())
        each.presses("Enter this")
        each.reads("It is entered.")


@step
def he_has_paid_for_one_morning(town, museum):
    """The morning that was called off and the two that he gave up in time go back, by the museum's
    own rule, which he read before his yes."""
    for moment in (
        datetime(2027, 6, 29, 14, 0, tzinfo=UTC),
        datetime(2027, 7, 6, 14, 0, tzinfo=UTC),
    ):
        it_happened(museum, town, MORNINGS, moment, *OTHERS)
    one_who_came_says_so(town)
    part = Part.objects.get(pledge__person=him())
    his = Decommitment.objects.filter(line__commitment__part_ref=part.pk)
    assert sum(his.values_list("pence", flat=True)) == 3 * 1500
    assert ledger_faults() == []


@step
def he_stays_in_view(worker, sheet):
    enters_from_sheet(worker, sheet)
    worker.reads(f"The sheet of {HIM}")
    worker.does_not_read("not active", "left")


@step
def nobody_wrote_to_him():
    """By no way at all; nothing counted as a no because he was silent; and he has no account."""
    told = Message.objects.filter(person_id=him().pk)
    assert {message.state for message in told} <= {
        MessageState.TOLD,
        MessageState.FOR_NEXT_VISIT,
        MessageState.WITHHELD,
    }
    assert not told.filter(kind__in=reminder_kinds()).exists()
    assert set(PrivateQuestion.objects.values_list("state", flat=True)) == {"yes"}
    assert (him().login, Login.objects.filter(name=HIM).count()) == (None, 0)
    assert Pledge.objects.get(person=him()).on_paper


def him() -> Person:
    return Person.objects.get(preferred_name=HIM)
