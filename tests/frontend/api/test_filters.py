"""Lists are narrowed by what the call asks for, and a filter that is not understood says so."""

from datetime import UTC, datetime, timedelta

import pytest

from groups.states import BriefState
from providers.states import ListingState
from tests.factories.demand import make_brief, make_group_of
from tests.factories.supply import (
    NOW,
    book,
    make_listing,
    make_login,
    make_session,
    make_shown_listing,
    make_someone,
)
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(db):
    set_clock(NOW)


def ids(client, url: str) -> list[int]:
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return [row["id"] for row in answer.json()["results"]]


def test_listings_by_state():
    voice = make_login("curator")
    draft, shown = make_listing(voice), make_shown_listing(voice)
    client = signed_in(voice)

    assert ids(client, "/api/my-listings/?state=draft") == [draft.pk]
    assert ids(client, f"/api/my-listings/?state={ListingState.SHOWN}") == [shown.pk]
    assert sorted(ids(client, "/api/my-listings/")) == sorted([draft.pk, shown.pk])


def test_briefs_by_state_and_group():
    group, [alice] = make_group_of("alice")
    brief = make_brief(group, alice)
    client = signed_in(alice)

    assert ids(client, f"/api/briefs/?state={BriefState.DRAFT}&group={group.pk}") == [brief.pk]
    assert ids(client, f"/api/briefs/?state={BriefState.ASKING}") == []
    assert ids(client, f"/api/briefs/?group={group.pk + 1}") == []


def test_sessions_and_places_by_their_day_in_the_uk():
    """Half past midnight in summer time is still the day before by the world's clock."""
    curator, alice = make_login("curator"), make_someone("alice")
    starts = datetime(2027, 6, 1, 23, 30, tzinfo=UTC)  # 2 June, 00:30 in London
    session = make_session(curator, days=(starts - NOW) / timedelta(days=1))
    place = book(session, alice)

    for client, things, one in (
        (signed_in(curator), "sessions", session),
        (signed_in(alice), "my-places", place),
    ):
        assert ids(client, f"/api/{things}/?from_day=2027-06-02&until_day=2027-06-02") == [one.pk]
        assert ids(client, f"/api/{things}/?until_day=2027-06-01") == []
    assert ids(signed_in(alice), "/api/my-places/?state=came") == []


def test_a_filter_that_is_not_understood_is_refused_by_name():
    voice = make_login("curator")
    answer = signed_in(voice).get("/api/my-listings/?state=sideways")

    assert answer.status_code == 400
    data = answer.json()
    assert (data["code"], data["field"]) == ("invalid", "state")
    assert "sideways" in data["message"]
