"""Each state of a shared cost in one sentence, and no button that means nothing (fault J5)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from pooling.payments.states.charges import Rail
from pooling.pools.models.pledges import Pool
from pooling.pools.states import PartState, PoolState, SourceKind
from pooling.pools.wording.status import part_status_text
from providers.actions.sessions import call_off_session
from providers.wording.prices import price_text
from tests.factories.cards import use_standin
from tests.factories.pools import (
    AFTER_CLOSE,
    call_off,
    look,
    make_people,
    make_pool,
    make_source,
    say_yes,
)
from tests.factories.supply import NOW, after, book, make_listing, make_login, make_session
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")

LEAVE = "pool_leave"
WHAT_BECAME_OF_IT = {
    PoolState.LAPSED: "It did not go ahead. Nothing was taken.",
    PoolState.FINISHED: "It is over. Your statement shows each payment, and what went back.",
}


@pytest.fixture
def shared():
    """Of four who share, one has said yes."""
    people = make_people(4)
    pool = make_pool(people)
    say_yes(pool, people[0], 1500, make_source(people[0], SourceKind.OWN, Rail.TRANSFER))
    return people[0], pool


def page_of(by, pool: Pool) -> str:
    return signed_in(by).get(reverse("pool", args=[pool.pk])).text


@pytest.mark.holds("fault:J5")
def test_an_open_one_says_once_how_many_places_are_covered(shared):
    ann, pool = shared

    said = words(signed_in(ann).get(reverse("pool", args=[pool.pk])))

    assert said.count("places are covered") + said.count("places covered") == 1
    assert said.count("Not yet") == 1
    assert reverse(LEAVE, args=[pool.pk]) in page_of(ann, pool)


@pytest.mark.holds("fault:J5")
@pytest.mark.parametrize("state", ["lapsed", "cancelled"])
def test_one_that_is_over_says_so_and_nothing_more_can_be_pressed(shared, state, monkeypatch):
    ann, pool = shared
    if state == "lapsed":
        use_standin(monkeypatch)
        set_clock(AFTER_CLOSE)
        look(pool, AFTER_CLOSE)
        look(pool, AFTER_CLOSE + timedelta(days=10))
    else:
        call_off(pool)
    pool.refresh_from_db()
    assert pool.state == state

    said, page = words(signed_in(ann).get(reverse("pool", args=[pool.pk]))), page_of(ann, pool)

    assert said.count(str(PoolState(state).label).capitalize()) == 1
    assert "covered" not in said
    assert "Confirmed by your yes" not in said
    assert "Before you say yes" not in said
    assert [
        name
        for name in (LEAVE, "pool_pledge", "pool_call_off")
        if f'href="{reverse(name, args=[pool.pk])}"' in page
    ] == []


@pytest.mark.holds("fault:J5")
@pytest.mark.parametrize("state", [PoolState.LAPSED, PoolState.FINISHED])
def test_a_part_of_one_that_is_over_waits_for_nothing(state):
    said = part_status_text(PartState.WAITING, Rail.COMMITMENT, None, pool_state=state)

    assert said == WHAT_BECAME_OF_IT[state]


@pytest.mark.holds("fault:J5")
def test_a_session_that_is_called_off_does_not_say_that_one_is_coming():
    voice, ann = make_login("museum"), make_people(1)[0]
    session = make_session(voice)
    book(session, ann)
    call_off_session(session_id=session.pk, why="A burst pipe", by=voice, now=NOW)
    set_clock(after(session))

    said = words(signed_in(ann).get(reverse("my_sessions")))

    assert "Called off" in said
    assert "Coming" not in said.replace("To come", "")


@pytest.mark.holds("fault:J5")
def test_an_example_without_a_price_is_no_example_of_a_price():
    listing = make_listing(make_login("museum"))
    listing.is_example, listing.price_kind, listing.price_words = True, "not_known", ""

    assert price_text(listing, on=NOW.date()) == "Price not known, ask."
