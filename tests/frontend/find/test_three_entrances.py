"""M12: need, goal and what I can bring are three doors into one list, of listings and groups."""

import re

import pytest
from django.test import Client

from pooling.payments.states.charges import Rail
from pooling.pools.states import SourceKind
from tests.factories.demand import make_group
from tests.factories.places import HOME, make_home
from tests.factories.pools import make_source
from tests.factories.supply import make_login, make_shown_listing, make_someone
from tests.frontend.markup import tight
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def sewing():
    """Groups that want sewing, that meet to sew, that want something else; and lessons to buy."""
    make_home()
    alice = make_someone("alice")
    words = "Our curtains need sewing, and none of us knows how"
    make_group(alice, name="Patch and mend", purposes=["need"], purpose_words=words)
    make_group(alice, name="Sewing circle", purposes=["bring", "company"])
    make_group(alice, name="Walkers", purposes=["company"], purpose_words="Up the hill and back")
    make_shown_listing(make_login("tailor"), title="Sewing lessons", what_happens="We teach you.")


def found(client, words, entrance=""):
    page = client.get("/find/", {"postcode": HOME, "words": words, "entrance": entrance})
    assert page.status_code == 200
    return re.findall(r'cp-card__title"><a[^>]*>([^<]*)</a>', tight(page.text))


WAYS_OF_SAYING = ["I used to teach sewing", "sewing", "I could teach people to sew", "sewwing"]


@pytest.mark.holds("M12")
@pytest.mark.parametrize("words", WAYS_OF_SAYING)
def test_whoever_used_to_teach_sewing_finds_groups_that_want_it(sewing, words):
    titles = found(Client(), words, "bring")

    assert titles == ["Sewing circle", "Patch and mend", "Sewing lessons"]


@pytest.mark.parametrize("entrance", ["", "need", "goal", "bring"])
def test_each_entrance_leads_to_one_list_of_listings_and_groups(sewing, entrance):
    assert set(found(Client(), "sewing", entrance)) == {
        "Patch and mend",
        "Sewing circle",
        "Sewing lessons",
    }


def test_the_list_is_the_same_for_somebody_signed_in(sewing):
    someone = signed_in(make_someone("bob"))

    assert found(someone, "sewing", "bring") == found(Client(), "sewing", "bring")


@pytest.mark.holds("M01")
def test_the_list_is_the_same_whatever_money_somebody_has(sewing):
    """A direct payment, money an office keeps, a mix, a carer's, one's own, and none."""
    kinds_of_money = [
        [(SourceKind.DIRECT_PAYMENT, Rail.TRANSFER)],
        [(SourceKind.COUNCIL_MANAGED, Rail.COMMITMENT)],
        [(SourceKind.ISF, Rail.COMMITMENT)],
        [(SourceKind.COUNCIL_MANAGED, Rail.COMMITMENT), (SourceKind.OWN, Rail.TRANSFER)],
        [(SourceKind.OWN, Rail.TRANSFER)],
        [(SourceKind.CARER, Rail.TRANSFER)],
        [],
    ]
    lists = []
    for number, money in enumerate(kinds_of_money):
        someone = make_someone(f"person-{number}")
        for kind, rail in money:
            make_source(someone, kind, rail)
        lists.append(found(signed_in(someone), "sewing"))

    assert lists == [found(Client(), "sewing")] * len(kinds_of_money)
    assert len(lists[0]) == 3
