"""The main job, end to end: find, gather, ask, choose, pool, pay, go, account for it.

By keyboard, and by forms alone. The steps are in main_job/, what every page must hold in looks.py.
"""

import pytest

from .main_job import coming_together, going, sharing_the_cost

pytestmark = pytest.mark.process


def test_the_main_job(town, somebody):
    coming_together.supply_is_there()
    ann, ben, cas = somebody("ann"), somebody("ben"), somebody("cas")
    connie, officer, council = somebody("connie"), somebody("officer"), somebody("council")

    coming_together.ann_finds_something(ann)
    coming_together.ann_starts_a_group(ann)
    coming_together.ben_comes_by_a_link(ben, ann)
    card = coming_together.cas_comes_by_the_code_on_a_card(cas, ann)
    sheet = coming_together.dot_comes_on_paper(connie, card)

    coming_together.they_write_what_they_want(ann, ben)
    coming_together.the_connector_looks_at_their_words(connie)
    coming_together.the_museum_opens_its_account(officer)
    coming_together.the_museum_makes_an_offer(officer)
    coming_together.walkers_make_an_offer_too()
    coming_together.everybody_chooses(ann, ben, cas, connie, sheet, town)

    sharing_the_cost.the_cost_is_shared(ann)
    sharing_the_cost.ann_says_yes_from_a_card(ann)
    sharing_the_cost.ben_says_too_little_from_what_the_council_keeps(ben)
    sharing_the_cost.cas_says_yes_in_two_parts(cas)
    sharing_the_cost.dot_says_yes_on_paper(connie, sheet, town)
    sharing_the_cost.the_council_answers_all_on_one_screen(council)
    sharing_the_cost.ben_is_asked_in_private_and_says_a_little_more(ben, ann, town)
    sharing_the_cost.the_council_says_yes_to_what_waits(council, "Dot", "ben")
    sharing_the_cost.the_day_comes_and_it_goes_ahead(ann, ben, officer, town)

    going.sessions_are_held(officer, ann, town)
    going.the_money_has_gone_to_the_museum_and_every_penny_is_known(town)
    going.each_has_a_statement_that_agrees_three_ways(ann, cas)
    going.the_museum_says_where_it_is_paid_and_is_asked_another_way(officer, connie)
    going.the_council_is_invoiced(officer, council)
