"""The main job again, by program alone: bearer tokens, the API, and the card company's page.

Once with Ann's own hands and once with her daughter's, who acts for her in every call.
The steps are in main_job_by_program/.
"""

import pytest

from tests.access.doors import description
from tests.factories.places import make_postcode
from tests.factories.pools import make_officer
from tests.factories.supply import make_connector, make_login, make_someone

from .main_job_by_program import coming_together, going, sharing_the_cost
from .program import Program, not_described

pytestmark = pytest.mark.process


@pytest.fixture
def program(town):
    """program(acting) -> their program; all of them remember together what was called."""
    called: set[tuple[str, str]] = set()

    def of(by=None, **facts) -> Program:
        return Program(town.site, by.login if by else None, called=called, **facts)

    return of


@pytest.fixture(params=["her own hands", "her daughter's"])
def ann(request, program):
    ann = make_someone("ann")
    make_postcode()
    if request.param == "her own hands":
        return program(ann)
    return coming_together.the_daughter_acts_for(ann, program)


def test_the_main_job_by_program(town, program, ann):
    ben, cas = program(make_someone("ben")), program(make_someone("cas"))
    museum, walkers = program(make_login("museum")), program(make_login("walkers"))
    connie, council = program(make_connector("connie")), program(make_officer("council"))
    anybody = program()

    provider = coming_together.a_provider_is_listed_and_vetted(museum, connie, "Westsea Museum")
    other = coming_together.a_provider_is_listed_and_vetted(
        walkers, connie, "Westsea Walkers", listed=False
    )
    listing = coming_together.something_is_found(anybody)
    group = coming_together.a_group_comes_together(ann, ben, cas)
    sheet = coming_together.dot_comes_on_paper(connie, ann, group)
    brief = coming_together.they_write_what_they_want(ann, ben, group, listing)
    coming_together.the_museum_opens_its_account(museum, provider)
    offer = coming_together.two_offers_come(museum, provider, walkers, other, brief)
    coming_together.everybody_chooses(ann, ben, cas, connie, sheet, brief, offer, town)

    pool = sharing_the_cost.the_cost_is_shared(ann, ben, offer)
    sharing_the_cost.ann_says_yes_from_a_card(ann, pool)
    sharing_the_cost.ben_says_too_little_from_what_the_council_keeps(ben, pool)
    sharing_the_cost.cas_says_yes_in_two_parts(cas, pool)
    sharing_the_cost.dot_says_yes_on_paper(connie, sheet, pool, town)
    sharing_the_cost.the_council_answers_all_in_one_call(council)
    sharing_the_cost.ben_is_asked_in_private_and_says_a_little_more(ben, ann, pool, town)
    sharing_the_cost.the_council_says_yes_to_what_waits(council)
    sharing_the_cost.the_day_comes_and_it_goes_ahead(ann, ben, museum, pool, town)

    going.sessions_are_held(museum, ann, town)
    going.the_money_has_gone_to_the_museum_and_every_penny_is_known(museum, pool, town)
    going.each_has_a_statement_that_agrees_three_ways(ann, {"card": 6000})
    going.each_has_a_statement_that_agrees_three_ways(cas, {"card": 2800, "commitment": 3200})
    going.nobody_reads_anothers(ben, ann)
    going.the_museum_says_where_it_is_paid_and_is_asked_another_way(museum, connie)
    going.the_council_is_invoiced(museum, council, ben)
    going.what_was_done_is_said(ann)
    going.somebody_is_worried(anybody, program)

    assert not_described(ann.called, description()) == []
