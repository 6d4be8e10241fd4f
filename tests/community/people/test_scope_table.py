"""What each scope sees: the table cell by cell, by hand, and the page that shows it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from community.people.acting import Acting
from community.people.models.representations import Representation
from community.people.rules.authority import NotYours
from community.people.rules.sight import check_sees, may_see
from community.people.scope_table import SCOPE_TABLE, Seen
from community.people.states import RepresentationScope, RepresentationState
from config.management.commands.draw_authority import authority_page
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_login, make_someone

LOOK, SUGGEST, DECIDE, PAY = RepresentationScope
# By hand, from P12: whoever may do least and sees it; None, nobody but the person.
SMALLEST = {
    "plans": LOOK,
    "hidden_dates": None,
    "groups": LOOK,
    "never": LOOK,
    "helps": SUGGEST,
    "home_area": SUGGEST,
    "others_words": DECIDE,
    "codes": DECIDE,
    "fits": DECIDE,
    "questions": DECIDE,
    "sums": PAY,
    "card": PAY,
    "ballot": None,
    "reach": None,
    "authorities": None,
    "sign_in": None,
    "worries": None,
    "copy": None,
    "kept_searches": None,
}


@pytest.mark.holds("P12", "fault:E2")
@pytest.mark.parametrize("scope", RepresentationScope)
def test_each_scope_sees_what_the_table_says_and_no_more(db, scope):
    rita = act_for(make_someone("ann"), scope=scope)

    sees = {seen for seen in Seen if may_see(rita, seen, now=NOW)}

    assert sees == {
        seen for seen, smallest in SMALLEST.items() if smallest is not None and smallest <= scope
    }


@pytest.mark.holds("P12")
def test_the_person_sees_all_and_nobody_else_sees_anything(db):
    ann, stranger = make_someone("ann"), make_login("charlie").login
    by_paper = Acting(login=stranger, person=ann.person, on_paper=True)
    for_nobody = Acting(login=stranger)

    assert all(may_see(ann, seen, now=NOW) for seen in Seen)
    assert not any(may_see(by, seen, now=NOW) for by in (by_paper, for_nobody) for seen in Seen)


@pytest.mark.holds("P14")
@pytest.mark.parametrize("what", ["ended", "past its last day"])
def test_an_authority_that_is_over_sees_nothing(db, what):
    rita = act_for(make_someone("ann"), scope=PAY)
    over = Representation(
        state=RepresentationState.ENDED if what == "ended" else RepresentationState.ACTIVE,
        scope=PAY,
        starts_on=NOW.date() - timedelta(days=9),
        ends_on=NOW.date() - timedelta(days=1),
        deciding_starts_at=NOW,
        paying_agreed_at=NOW,
    )
    by = Acting(login=rita.login, person=rita.person, representation=over)

    assert not any(may_see(by, seen, now=NOW) for seen in Seen)


def test_whoever_may_not_see_it_reads_who_may(db):
    rita = act_for(make_someone("ann"), scope=LOOK)

    with pytest.raises(NotYours, match="for ann, and for whoever can decide and pay"):
        check_sees(rita, Seen.SUMS, now=NOW)
    with pytest.raises(NotYours, match="Only ann can see this"):
        check_sees(rita, Seen.REACH, now=NOW)


def test_every_row_has_words():
    assert set(SCOPE_TABLE) == set(Seen)
    assert all(str(rule.what) for rule in SCOPE_TABLE.values())


@pytest.mark.holds("P5", "P12")
def test_the_page_of_both_tables_is_current():
    page = Path(settings.BASE_DIR, "docs", "authority.md").read_text()

    assert page == authority_page(), "run `manage.py draw_authority`"
