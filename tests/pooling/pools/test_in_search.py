"""A shared cost that is forming can be found near its group; one that nobody can join cannot."""

import pytest

from marketplace.search.queries.results import search_near
from marketplace.search.queries.search_query import SearchQuery
from pooling.pools.states import PLEDGEABLE_STATES, PoolState
from tests.factories.cards import use_standin
from tests.factories.places import make_home
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
