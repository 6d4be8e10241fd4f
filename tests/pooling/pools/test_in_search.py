"""A shared cost that is forming can be found near its group; one that nobody can join cannot."""

import pytest
from django.urls import reverse

from groups.actions.pauses import pause_newcomers
from groups.states import MotionPurpose
from marketplace.search.queries.results import search_near
from marketplace.search.queries.search_query import SearchQuery
from pooling.pools.actions.leaving import leave_pool
from pooling.pools.states import PLEDGEABLE_STATES, PoolState
from pooling.pools.tasks import index_pools
from tests.factories.cards import use_standin
from tests.factories.motions import change_together
from tests.factories.places import HOME, make_home
from tests.factories.pools import (
    AFTER_CLOSE,
    call_off,
    look,
    make_people,
    make_pool,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW


@pytest.fixture
def forming(db, monkeypatch):
    use_standin(monkeypatch)
    people = make_people(4)
    pool = make_pool(people)
    assert pools_found() == [pool.pk]
    return people, pool


def pools_found() -> list[int]:
    hits = search_near(SearchQuery(location=make_home())).matches
    return [hit.object_id for hit in hits if hit.object_type == "pool"]


def test_what_did_not_go_ahead_is_not_found_any_more(forming):
    _people, pool = forming

    assert look(pool, AFTER_CLOSE).state == PoolState.LAPSED

    assert pools_found() == []


def test_what_is_being_paid_for_is_not_found_any_more(forming):
    people, pool = forming
    office_agrees([say_yes(pool, person, 2000) for person in people])

    assert look(pool, AFTER_CLOSE).state not in PLEDGEABLE_STATES

    assert pools_found() == []


def test_what_was_cancelled_is_not_found_any_more(forming):
    people, pool = forming

    cancelled = call_off(pool, typed="0", now=NOW)

    assert cancelled.state == PoolState.CANCELLED
    assert pools_found() == []


@pytest.mark.holds("fault:I11")
def test_what_is_covered_is_found_again_only_once_somebody_leaves(forming):
    people, pool = forming
    office_agrees([say_yes(pool, person, 2000) for person in people])
    assert pools_found() == []

    leave_pool(pool_id=pool.pk, by=people[0], now=NOW)

    assert pools_found() == [pool.pk]


@pytest.mark.holds("fault:I11")
def test_it_goes_with_its_group_and_comes_back_with_it(forming):
    people, pool = forming

    change_together(MotionPurpose.CLOSE_GROUP, pool.group, people[0])
    index_pools()
    assert pools_found() == []

    change_together(MotionPurpose.OPEN_GROUP, pool.group, people[0])
    index_pools()
    assert pools_found() == [pool.pk]


@pytest.mark.holds("fault:I11")
def test_it_goes_while_newcomers_are_paused(forming):
    people, pool = forming

    pause_newcomers(group_id=pool.group_id, by=people[0], now=NOW)
    index_pools()

    assert pools_found() == []


@pytest.mark.holds("fault:I11")
def test_its_card_leads_a_stranger_to_the_group(forming, client):
    _people, pool = forming
    address = reverse("group", args=[pool.group_id])

    page = client.get("/find/", {"postcode": HOME}).content.decode()
    (hit,) = [
        hit
        for hit in client.get("/api/search/", {"postcode": HOME}).json()["results"]
        if hit["object_type"] == "pool"
    ]

    assert f'href="{address}"' in page and f"/pools/{pool.pk}/" not in page
    assert client.get(address).status_code == 200
    assert hit["group_id"] == pool.group_id


@pytest.mark.holds("fault:I11")
def test_in_a_group_that_is_closed_it_is_not_found_when_somebody_leaves(forming):
    people, pool = forming
    office_agrees([say_yes(pool, person, 2000) for person in people])
    change_together(MotionPurpose.CLOSE_GROUP, pool.group, people[0])

    leave_pool(pool_id=pool.pk, by=people[0], now=NOW)

    assert pools_found() == []
