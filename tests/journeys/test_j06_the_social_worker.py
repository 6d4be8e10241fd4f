"""J6: at ten to five, five lines on one screen; her bill unchanged; words ready for the plan."""

from datetime import date

import pytest

from pooling.payments.models.commitments import Commitment
from tests.factories.pools import make_officer, make_people, make_pool, say_yes

from .story import step

pytestmark = pytest.mark.process
BILL = "If yes: does what they pay the council themselves change?"


def test_five_lines_on_one_screen_each_with_its_own_answer(town, somebody):
    people = make_people(5)
    pool = make_pool(people)
    for person in people:
        say_yes(pool, person, 1500)
    make_officer("council")
    council = somebody("council")
    council.signs_in()
    council.presses("Payments waiting for your answer")

    a_line_without_its_reason_is_shown_beside_it_and_the_rest_is_kept(council)
    yes_when_set_up_and_her_bill_unchanged(council)
    words_for_the_plan_are_ready_to_copy(council)
    states = Commitment.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["confirmed"] * 3 + ["refused", "yes_when"]


@step
def a_line_without_its_reason_is_shown_beside_it_and_the_rest_is_kept(council):
    for number in (1, 2, 3):
        line = f"member-{number}, Westsea Museum"
        council.picks("Your answer", "Yes", within=line)
        council.picks(BILL, "their bill stays the same", within=line)
    council.picks("Your answer", "No", within="member-4, Westsea Museum")
    council.presses("Look over my answers", status=422)
    council.reads("There is a problem")
    council.presses("Look over my answers", status=422)
    council.reads("There is a problem")


@step
def yes_when_set_up_and_her_bill_unchanged(council):
    line = "member-4, Westsea Museum"
    council.picks("Why not?", "we already pay for this under a block contract", within=line)
    line = "member-5, Westsea Museum"
    council.picks("Your answer", "Yes, when something is done first", within=line)
    council.opens("If yes, when something is done first", within=line)
    council.types("What has to be done first?", "The supplier is set up", within=line)
    council.types("Who does it?", "my finance colleague", within=line)
    council.types_day("By which day?", date(2027, 5, 20), within=line)
    council.presses("Look over my answers")
    council.reads("Their bill stays the same", "Yes, when: The supplier is set up")
    council.presses("Send these answers")
    council.reads("5 lines are answered.", "You said yes, when")


@step
def words_for_the_plan_are_ready_to_copy(council):
    line = "member-1, Westsea Museum"
    council.opens("Words for the support plan", within=line)
    assert "Westsea Museum" in council.value_in("Copy this", within=line)
