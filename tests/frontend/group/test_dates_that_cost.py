"""A date made of something listed; what one costs; and the free things near where it is not
covered (M33, M34, M40)."""

import pytest

from groups.actions.gatherings import call_off_gathering
from groups.models.briefs import Brief
from groups.models.gatherings import Gathering
from groups.models.members import Member
from pooling.pools.models.pledges import Pool
from pooling.pools.states import PoolState
from providers.states import PriceKind
from tests.factories.demand import make_group, make_group_of, make_people
from tests.factories.gatherings import NEXT_TUESDAY, make_gathering, make_month
from tests.factories.pools import make_pool
from tests.factories.supply import NOW, make_login, make_shown_listing
from tests.frontend.reading import words
from tests.frontend.visiting import day, signed_in, statements_of

pytestmark = pytest.mark.usefixtures("on_the_day")

FREE = "Free things near you"
ASKS_FOR_A_PRICE = "Ask for a price, to share the cost of this date alone"


@pytest.fixture
def free():
    return make_shown_listing(
        make_login("library"), title="Library knitting", price_kind=PriceKind.FREE
    )


@pytest.mark.holds("M40")
def test_something_listed_is_made_the_groups_next_time(free):
    group, (ann, *_others) = make_group_of("ann", "ben")
    client = signed_in(ann)
    listed = client.get(f"/find/listing/{free.pk}/").text
    assert f"/group/date/?listing={free.pk}" in listed

    form = client.get(f"/group/date/?listing={free.pk}", follow=True)
    assert form.redirect_chain[-1][0] == f"/group/{group.pk}/dates/add/?listing={free.pk}"
    assert 'value="Library knitting"' in form.text
    typed = {"title": "Knitting", **day("day", NEXT_TUESDAY.date()), "starts_at": "2 pm"}
    client.post(form.redirect_chain[-1][0], typed)

    date = Gathering.objects.get()
    assert (date.listing, date.costs) == (free, False)
    assert f"/find/listing/{free.pk}/" in client.get(f"/date/{date.pk}/").text


def test_whoever_has_two_groups_says_which_and_whoever_has_none_can_start_one(free):
    ann, ben = make_people("ann", "ben")
    page = f"/group/date/?listing={free.pk}"
    assert "You are in none yet" in words(signed_in(ben).get(page))
    groups = [make_group(ann, name=name) for name in ("Walkers", "Singers")]

    client = signed_in(ann)
    assert "For which group?" in words(client.get(page))
    chosen = client.post(page, {"group": groups[1].pk})
    assert chosen.url == f"/group/{groups[1].pk}/dates/add/?listing={free.pk}"


@pytest.mark.holds("M33")
def test_in_a_month_of_free_outings_only_the_room_says_anything_of_money(free):
    group, (ann, *_others) = make_group_of("ann", "ben")
    *outings, room = make_month(group, ann)
    client = signed_in(ann)

    for date in outings:
        page = words(client.get(f"/date/{date.pk}/"))
        assert ASKS_FOR_A_PRICE not in page and "It costs" not in page and FREE not in page
        call = {"group": group.pk, "date": date.pk, "what": "x", "when_words": "x"}
        refused = client.post("/api/briefs/", call | {"where_words": "x"}, "application/json")
        assert (refused.status_code, refused.json()["code"]) == (409, "costs_nothing")
    assert ASKS_FOR_A_PRICE in words(client.get(f"/date/{room.pk}/"))
    on_groups_page = words(client.get(f"/group/{group.pk}/"))
    assert ASKS_FOR_A_PRICE not in on_groups_page


@pytest.mark.holds("M40")
def test_what_costs_opens_the_way_to_a_shared_cost_of_that_date_alone(free):
    group, (ann, ben) = make_group_of("ann", "ben")
    room = make_month(group, ann)[3]
    client = signed_in(ben)
    start = f"/group/{group.pk}/ask/?date={room.pk}"
    assert start in client.get(f"/date/{room.pk}/").text

    form = client.get(start)
    assert 'value="The hired room"' in form.text
    assert "Tuesday 1 June 2027 at 10.30 am, until 12.30 pm" in form.text
    client.post(start, {"what": "The room", "when_words": "1 June", "where_words": "Room 2"})

    assert Brief.objects.get().gathering == room
    page = words(client.get(f"/date/{room.pk}/"))
    assert "The room" in page and ASKS_FOR_A_PRICE not in page
    elsewhere = make_gathering(make_group(ann, name="Others"), ann, costs=True)
    assert client.get(f"/group/{group.pk}/ask/?date={elsewhere.pk}").status_code == 404


@pytest.mark.holds("M34")
def test_a_date_that_is_not_covered_stands_beside_what_is_free_near(free):
    make_shown_listing(
        make_login("gym"), title="A paid class", price_kind=PriceKind.ON_THE_DAY, prices={1: 500}
    )
    people = make_people("ann", "ben", "cat", "dan")
    pool = make_pool(people)
    client = signed_in(people[0])
    room = make_gathering(pool.group, people[0], title="The hired room", costs=True)
    Brief.objects.filter(pk=pool.offer.brief_id).update(gathering=room)

    def page() -> str:
        return words(client.get(f"/date/{room.pk}/"))

    assert "It costs something, and is not covered." in page()
    assert page().index(FREE) < page().index("Library knitting")
    assert "A paid class" not in page()

    for state in (PoolState.READY, PoolState.COLLECTING, PoolState.FUNDED):
        Pool.objects.filter(pk=pool.pk).update(state=state, funded_at=NOW, ready_at=NOW)
    assert "It is covered." in page() and FREE not in page()
    call_off_gathering(gathering_id=room.pk, by=people[1], now=NOW)
    assert FREE in page()
    assert Member.objects.filter(group=pool.group, left_at=None).count() == 4
    assert statements_of(client, f"/date/{room.pk}/") <= 12
