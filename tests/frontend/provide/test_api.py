"""The same supply by program: the same actions, the same refusals in the same words."""

import html

import pytest
from rest_framework.test import APIClient

from providers.models.sessions import Booking
from providers.models.supply import Check, Listing
from providers.states import BookingState, ListingState
from tests.factories.places import HOME, make_postcode, rows_of
from tests.factories.supply import (
    area,
    make_connector,
    make_listing,
    make_login,
    make_provider,
    make_shown_listing,
    make_someone,
)

from .test_session_pages import make_session, take

pytestmark = pytest.mark.django_db


def signed_in(by) -> APIClient:
    client = APIClient()
    client.force_login(by.login)
    return client


def test_a_listing_from_nothing_to_shown_and_paused():
    make_postcode()
    api = signed_in(make_login())
    provider = api.post(
        "/api/providers/", {"name": "Westsea Museum", "is_one_person": False, "area": area().pk}
    ).data

    made = api.post("/api/my-listings/", {"provider": provider["id"], "title": "Museum morning"})
    assert (made.status_code, made.data["state"]) == (201, ListingState.DRAFT)
    own = f"/api/my-listings/{made.data['id']}/"
    fields = {
        "what_happens": "Coffee and talk.",
        "when_words": "Tuesdays",
        "postcode": HOME,
        "venue_kind": "public_place",
        "attending_access": "just_come",
        "price_kind": "by_group",
        "prices": {"1": 4000, "3": 7500},
        "suits": {"step_free": "yes"},
    }
    changed = api.patch(own, fields)
    assert changed.status_code == 200
    assert changed.data["price"] == "£40 for one person. £75 in all for 3 people."
    [step_free] = [fact for fact in changed.data["suits"] if fact["key"] == "step_free"]
    assert (step_free["answer"], step_free["who"]) == ("yes", "provider")

    assert api.post(f"{own}publish/").data["state"] == ListingState.SHOWN
    assert rows_of(made.data["id"]) == [0]
    assert api.post(f"{own}pause/").data["state"] == ListingState.PAUSED
    assert [row["id"] for row in api.get("/api/my-listings/").data["results"]] == [made.data["id"]]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"suits": {"step_free": "perhaps"}}, "suits"),
        ({"suits": {"colour": "yes"}}, "suits"),
        ({"kinds": [99]}, "kinds"),
        ({"prices": {"few": 7500}}, "prices"),
        ({"prices": {"3": -1}}, "prices"),
        ({"prices": {"3": 3000, "4": 8000}}, "prices"),
        ({"postcode": "nowhere"}, "postcode"),
        ({"price_kind": "cheap"}, "price_kind"),
        ({"places_left": -1}, "places_left"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"title": "x" * 161}, "title"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field_and_not_kept(said, field):
    alice = make_login()
    listing = make_listing(alice)
    before = Listing.objects.values().get()

    answer = signed_in(alice).patch(f"/api/my-listings/{listing.pk}/", said)

    assert answer.status_code in (400, 409)
    assert answer.data["field"] == field
    assert answer.data["message"] and answer.data["code"]
    assert Listing.objects.values().get() == before


def test_page_and_program_refuse_in_the_same_words(client):
    alice = make_login()
    client.force_login(alice.login)
    listing = make_shown_listing(alice)
    unready = make_listing(alice, listing.provider, when_words="")
    session = make_session(alice, days=-1, provider=listing.provider)
    client.post(f"/provide/sessions/{session.pk}/", {"step": "yes"})
    pairs = [
        (
            client.post(f"/provide/listings/{unready.pk}/do/publish/"),
            f"/api/my-listings/{unready.pk}/publish/",
            {},
        ),
        (
            client.post(f"/provide/listings/{unready.pk}/do/pause/"),
            f"/api/my-listings/{unready.pk}/pause/",
            {},
        ),
        (
            client.post(f"/provide/sessions/{session.pk}/"),
            f"/api/sessions/{session.pk}/delivered/",
            {"came": []},
        ),
    ]

    for page, path, said in pairs:
        answer = signed_in(alice).post(path, said)
        assert answer.status_code == 409
        assert answer.data["message"] in html.unescape(page.content.decode())
        assert answer.data["next_step"] in html.unescape(page.content.decode())


def test_what_is_anothers_and_what_never_was_are_the_same_404():
    listing = make_listing(make_login())
    session = make_session(make_login("carol"), days=2)
    place = take(session, make_someone())
    bob = signed_in(make_someone("bob"))
    paths = [
        ("get", "/api/providers/{}/", listing.provider_id),
        ("get", "/api/my-listings/{}/", listing.pk),
        ("patch", "/api/my-listings/{}/", listing.pk),
        ("post", "/api/my-listings/{}/publish/", listing.pk),
        ("post", "/api/my-listings/{}/pause/", listing.pk),
        ("post", "/api/my-listings/{}/withdraw/", listing.pk),
        ("post", "/api/my-listings/{}/reopen/", listing.pk),
        ("get", "/api/sessions/{}/", session.pk),
        ("post", "/api/sessions/{}/call-off/", session.pk),
        ("post", "/api/sessions/{}/not-delivered/", session.pk),
        ("post", "/api/my-places/{}/not-coming/", place.pk),
        ("post", "/api/my-places/{}/coming/", place.pk),
        ("post", "/api/my-places/{}/it-happened/", place.pk),
    ]

    for method, path, pk in paths:
        answers = [getattr(bob, method)(path.format(which)) for which in (pk, pk + 999, "x")]
        assert [answer.status_code for answer in answers] == [404] * 3, path
        assert answers[0].data == answers[1].data == answers[2].data


def test_nothing_is_there_for_somebody_who_is_not_signed_in():
    for path in ("providers", "my-listings", "checks", "sessions", "my-places"):
        answer = APIClient().get(f"/api/{path}/")
        assert answer.status_code in (401, 403)
        assert set(answer.data) == {"code", "message", "field", "next_step"}


def test_a_session_by_program_shows_names_they_chose_and_records_who_came():
    alice, ann = make_login(), make_someone("Annabel")
    session = make_session(alice, days=-1)
    place = take(session, ann)
    api = signed_in(alice)

    data = api.get(f"/api/sessions/{session.pk}/").data["places"]
    assert [dict(row) for row in data] == [
        {
            "id": place.pk,
            "known_as": "Annabel as chosen",
            "what_helps": "",
            "never_words": "",
            "state": BookingState.COMING,
            "told_at": None,
            "is_let_off": False,
        }
    ]
    answer = api.post(f"/api/sessions/{session.pk}/delivered/", {"came": [place.pk]})

    assert answer.status_code == 200
    assert Booking.objects.get().state == BookingState.CAME
    theirs = signed_in(ann)
    assert theirs.post(f"/api/my-places/{place.pk}/it-happened/").data["confirmed_at"]
    response = theirs.post(f"/api/my-places/{place.pk}/otherwise/", {"words": "Too hot."})
    assert response.status_code == 201


def test_somebody_who_works_here_has_no_places_of_their_own():
    answer = signed_in(make_login()).get("/api/my-places/")

    assert (answer.status_code, answer.data["code"]) == (409, "not_yours_to_do")


def test_a_connector_records_a_check_by_program():
    museum = make_provider(make_login())
    api = signed_in(make_connector())
    [row] = api.get("/api/checks/").data["results"]
    assert (row["is_vetted"], row["to_see"]) == (False, ["identity", "insurance"])

    fields = {"provider": museum.pk, "kind": "identity", "seen_on": "2020-05-01"}
    assert api.post("/api/checks/", fields).status_code == 201
    refused = api.post("/api/checks/", fields | {"kind": "insurance"})

    assert (refused.status_code, refused.data["field"]) == (409, "valid_until")
    assert Check.objects.count() == 1
