"""From a listing's page to “you are expected”, by page and by program (P107, P108)."""

import re

import pytest
from django.urls import reverse

from providers.actions.listings import pause_listing
from providers.models.sessions import Booking, Session
from providers.models.visit_requests import VisitRequest
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_login, make_provider, make_shown_listing, make_someone
from tests.factories.visits import WHY, come, make_time, make_visited_listing
from tests.frontend.reading import words
from tests.frontend.visiting import day, set_clock, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _that_day(db):
    set_clock(NOW)


def address(listing) -> str:
    return reverse("come_to_listing", args=[listing.pk])


@pytest.mark.holds("P107")
def test_whoever_runs_it_says_its_times_and_they_stand_on_its_page(client):
    alice = make_login()
    listing = make_visited_listing(alice, when_words="Tuesdays, 10.30 am to 12 noon")
    browser, times = signed_in(alice), reverse("listing_times", args=[listing.pk])
    page = browser.get(times)
    form = page.context["form"]
    assert (str(form["first_day"].value()), form["begins_at"].value()) == ("2027-05-11", "10.30")

    bad = browser.post(times, {"first_day_day": "31", "minutes": "0", "weeks": "27"})
    assert bad.status_code == 422 and Session.objects.count() == 0
    told = browser.post(
        times,
        {
            **day("first_day", NOW.date().replace(day=11)),
            **{"begins_at": "10.30 am", "minutes": "90", "weeks": "3", "places": "1"},
        },
        follow=True,
    )

    assert "3 times are there." in words(told) and "0 of 1 places taken" in words(told)
    come(make_someone("ben"), listing, Session.objects.order_by("starts_at").first())
    shown = words(client.get(f"/find/listing/{listing.pk}/"))
    assert "Next times Tuesday 11 May 2027 at 10.30 am: full" in shown
    assert "Tuesday 18 May 2027 at 10.30 am: 1 place left" in shown
    by_program = client.get(f"/api/listings/{listing.pk}/").json()
    assert [each["places_left"] for each in by_program["next_times"]] == [0, 1, 1]
    assert by_program["takes_visits"] is True
    session = Session.objects.order_by("starts_at").first()
    few = reverse("session_places", args=[session.pk])
    assert browser.post(few, {"places": "0"}).status_code == 422
    browser.post(few, {"places": ""})
    assert Session.objects.get(pk=session.pk).places is None


@pytest.mark.holds("P107")
def test_a_place_is_taken_in_two_presses_with_a_way_back(client):
    ann, listing = make_someone(), make_visited_listing()
    session = make_time(listing, places=2)
    assert address(listing) in client.get(f"/find/listing/{listing.pk}/").text
    browser, said = signed_in(ann), {"session": session.pk, "known_as": "Annie"}
    assert 'value="ann"' in browser.get(address(listing)).text

    looked = browser.post(address(listing), said)
    assert "What they may call you Annie" in words(looked) and "The place is yours." in words(
        looked
    )
    assert not VisitRequest.objects.exists()
    back = browser.post(address(listing), said | {"step": "change"})
    assert 'value="Annie"' in back.text
    done = browser.post(address(listing), said | {"step": "yes"}, follow=True)

    assert "You are expected." in words(done) and "Museum morning" in words(done)
    [booking] = Booking.objects.all()
    browser.post(reverse("booking_not_coming", args=[booking.pk]))
    assert VisitRequest.objects.get().state == "withdrawn"


@pytest.mark.holds("P107", "P110")
def test_who_asks_first_is_asked_which_help_and_can_take_it_back(client):
    ann, alice = make_someone(), make_login()
    listing = make_visited_listing(alice, access="ask_first")
    browser = signed_in(ann)
    page = words(browser.get(address(listing)))
    assert "Would you like help from them?" in page and "Somebody beside me" in page

    browser.post(
        address(listing), {"known_as": "Ann", "help_asked": ["toilet"], "step": "yes"}, follow=True
    )
    own = words(browser.get("/my-sessions/"))
    assert "asked, and not answered yet" in own.lower() and "help in the toilet" in own
    visit = VisitRequest.objects.get()
    provider = signed_in(alice)
    theirs = words(provider.get("/provide/visits/"))
    assert "Help they ask of you: help in the toilet" in theirs and "Ann" not in theirs
    [by_program] = provider.get("/api/provider-visits/").json()["results"]
    assert (by_program["known_as"], by_program["help_asked"]) == ("", ["toilet"])

    browser.post(reverse("visit_withdraw", args=[visit.pk]))
    assert VisitRequest.objects.get().state == "withdrawn"
    assert "Where you asked" not in words(browser.get("/my-sessions/"))


@pytest.mark.holds("P107")
def test_who_just_comes_reads_the_way_first_and_may_leave_a_name(client):
    listing = make_visited_listing(alice := make_login(), access="just_come")
    page = client.get(f"/find/listing/{listing.pk}/")
    assert "Tell them I may come, if you like" in words(page)
    [button] = re.findall(r'class="govuk-button"[^>]*href="([^"]*)"', page.text)
    assert "sheet" in button
    browser = signed_in(make_someone())
    form = words(browser.get(address(listing)))
    assert "Would you like help" not in form
    told = browser.post(address(listing), {"known_as": "Ann", "step": "yes"}, follow=True)
    assert "They know that you may come." in words(told)
    assert "Ann" in words(signed_in(alice).get("/provide/visits/"))


@pytest.mark.holds("P107")
def test_what_is_full_or_paused_says_so_before_anything_is_typed_with_two_like_it():
    ann, ben, alice = make_someone(), make_someone("ben"), make_login()
    listing = make_visited_listing(alice, kinds=[4])
    session = make_time(listing, places=1)
    other = make_visited_listing(make_login("bob"), kinds=[4], title="Open house")
    browser = signed_in(ann)
    typed = {"session": session.pk, "known_as": "Annie", "step": "yes"}
    come(ben, listing, session)

    page = browser.get(address(listing), follow=True)
    assert "It has no places just now." in words(page) and other.title in words(page)
    late = browser.post(address(listing), typed)
    assert late.status_code == 422 and 'value="Annie"' in late.text
    assert "All places at this time are taken." in words(late) and other.title in words(late)
    by_program = browser.post(
        f"/api/listings/{listing.pk}/visits/", {"session": session.pk, "known_as": "Annie"}
    )
    assert (by_program.status_code, by_program.json()["code"]) == (409, "full")

    pause_listing(listing_id=listing.pk, by=alice, now=NOW)
    paused = words(browser.get(address(listing), follow=True))
    assert "is paused" in paused.lower() and other.title in paused
    assert browser.post(address(listing), typed).url == f"/find/listing/{listing.pk}/"


@pytest.mark.holds("M143", "P108")
def test_nobody_is_led_to_say_it_where_nobody_has_seen_the_papers(client):
    ann, alice = make_someone(), make_login()
    listing = make_shown_listing(alice, make_provider(alice), attending_access="just_come")
    assert address(listing) not in client.get(f"/find/listing/{listing.pk}/").text
    browser = signed_in(ann)
    assert browser.get(address(listing)).url == f"/find/listing/{listing.pk}/"
    sent = browser.post(address(listing), {"known_as": "Ann", "step": "yes"})
    assert sent.status_code in (409, 422) and not VisitRequest.objects.exists()


def test_whoever_acts_says_it_for_somebody_and_a_date_that_is_hidden_is_not_theirs_to_read():
    ann, listing = make_someone(), make_visited_listing()
    session = make_time(listing)
    rita = act_for(ann)
    browser = signed_in(rita)
    said = {"session": session.pk, "known_as": "Ann"}
    sent = browser.post(
        f"/api/listings/{listing.pk}/visits/", said, headers={"X-Acting-For": str(ann.person_id)}
    )
    assert sent.status_code == 201
    signed_in(ann).post(reverse("booking_hide", args=[Booking.objects.get().pk]))
    own = signed_in(ann).get("/api/my-visits/").json()["results"]
    theirs = browser.get("/api/my-visits/", headers={"X-Acting-For": str(ann.person_id)})
    assert (len(own), theirs.json()["results"]) == (1, [])


def test_it_says_why_one_asks_first(client):
    listing = make_visited_listing(access="ask_first")
    assert f"They ask you to ask first: {WHY}" in words(client.get(f"/find/listing/{listing.pk}/"))
