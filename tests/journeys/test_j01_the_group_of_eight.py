"""J1: eight people whose service closed. Weeks that cost nothing and a room in the fourth; all of
their money is withdrawn and they stay; and when it ends, each has a next step.

By keyboard, and by forms alone. Those who do what another did before them do it by forms.
"""

import pytest

from tests.factories.places import make_postcode
from tests.factories.supply import area

from .form_client import FormClient
from .group_of_eight import a_month, money_goes, the_end
from .somebody import Somebody

pytestmark = pytest.mark.process


@pytest.fixture
def by_forms(town, looks):
    """Somebody who never sits at a browser, whichever way the others go."""
    return lambda name: Somebody(name, FormClient(town.site), town, looks)


@pytest.mark.holds("J1", "M34", "M43")
def test_eight_meet_for_a_month_lose_their_money_stay_and_end_with_a_next_step(
    town, somebody, by_forms
):
    area()
    make_postcode()
    founder, connie, keeper = somebody("founder"), somebody("connie"), by_forms("keeper")
    one, two = somebody("member-1"), somebody("member-2")
    four = [by_forms(f"member-{number}") for number in range(3, 7)]

    connector = a_month.what_there_is_near()
    a_month.the_founder_starts_it_for_company_alone(founder)
    people, sheet = a_month.six_come_by_a_link_and_one_on_paper(connie)
    a_month.eight_weeks_are_planned_on_one_page(founder)
    a_month.they_say_that_they_come_and_dot_on_paper(founder, connie, people, sheet)
    everybody = [*people, a_month.by_paper("Dot", connector.login)]
    pool = a_month.the_room_is_chosen_by_one_voice_each(founder, everybody, town)
    a_month.the_founder_says_yes_herself(founder)
    a_month.each_says_yes_in_their_own_way_and_dot_on_paper(connie, one, people, sheet, pool, town)
    a_month.in_the_fourth_week_all_eight_are_in_the_room(keeper, one, people, town)

    pool = money_goes.the_next_room_is_covered_by_all_eight(everybody, town)
    for each in (two, *four):
        each.signs_in()
    for each in (founder, one, two, *four):
        money_goes.their_money_has_changed_and_they_owe_nothing(each)
    money_goes.dots_has_ended_too_and_she_says_so_on_paper(connie, sheet)
    money_goes.the_others_read_no_name_and_no_reason(two, pool)
    money_goes.the_group_stands_with_all_eight_and_nobody_owes(pool)
    money_goes.beside_the_room_stands_what_is_free(two, town)
    money_goes.they_take_the_free_thing_for_that_week(two, town)
    money_goes.the_weeks_go_on_and_nobody_is_asked_to_come_back(one, town)

    the_end.the_founder_proposes_that_it_ends_and_says_why_in_one_line(founder)
    the_end.another_agrees(one)
    the_end.says_what_is_next(founder, "No thanks")
    the_end.says_what_is_next(one, "I would like help to find something else", "Music")
    for each in (two, *four):
        the_end.says_what_is_next(each, "I know what I do next")
    the_end.it_has_not_ended_while_one_has_not_said(one, town)
    the_end.dot_says_hers_on_paper(connie, sheet)
    the_end.it_has_ended_and_can_be_read_and_begun_again(one)
    the_end.the_connector_speaks_to_whoever_asked(connie, "member-1", "Music")
