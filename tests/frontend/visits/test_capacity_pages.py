"""A month in units, said by whoever runs it; and the kind of help ticked before anything is typed
(M18, M92)."""

import pytest
from django.urls import reverse

from community.people.acting import Acting
from providers.actions.visit_requests import withdraw_visit
from providers.actions.waiting import wait_for_place
from providers.models.capacity import CapacityPeriod, CapacityUse
from providers.models.visit_requests import VisitRequest
from tests.factories.capacity import (
    HEAVY,
    NEXT_MONTH,
    make_counted_listing,
    make_full_listing,
)
from tests.factories.supply import NOW, make_login, make_someone
from tests.factories.visits import come, make_visited_listing
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db
TAKES = {"takes_place": "1", "takes_beside": "2", "takes_toilet": "1", "takes_eating": "1"}
SAID = {"units": "6", "reserved_units": "", **TAKES, "takes_without_words": "3"}


@pytest.fixture(autouse=True)
def _that_day(db):
    set_clock(NOW)


def address(listing) -> str:
    return reverse("come_to_listing", args=[listing.pk])


@pytest.mark.holds("M18")
def test_whoever_runs_it_says_its_month_by_page_and_by_program():
    alice = make_login()
    listing = make_visited_listing(alice, access="ask_first")
    browser, page = signed_in(alice), reverse("provider_capacity", args=[listing.provider_id])
    assert "Nothing is counted so far." in words(browser.get(page))

    bad = browser.post(page, SAID | {"reserved_units": "6"})
    assert bad.status_code == 422 and 'value="6"' in bad.text
    assert not CapacityPeriod.objects.exists()
    done = browser.post(page, SAID, follow=True)

    assert "Nobody loses a place by it." in words(done)
    assert "Taken this month: 0 units of 6." in words(browser.get(page))
    by_program = f"/api/providers/{listing.provider_id}/capacity/"
    assert browser.get(by_program).json() == {
        "units": 6,
        "reserved_units": 0,
        "weights": {"place": 1, "beside": 2, "toilet": 1, "eating": 1, "without_words": 3},
        "taken": 0,
    }
    told = browser.put(
        by_program, {"units": 4, "weights": {"place": 2}}, content_type="application/json"
    ).json()
    assert (told["units"], told["weights"]["place"], told["weights"]["beside"]) == (4, 2, 2)
    wrong = browser.put(
        by_program, {"units": 4, "weights": {"x": 2}}, content_type="application/json"
    )
    assert wrong.status_code == 400


@pytest.mark.holds("M18", "M92")
def test_at_the_limit_it_is_refused_before_anything_is_typed_with_a_day_and_two_like_it(client):
    listing = make_counted_listing(units=2)
    like = make_visited_listing(make_login("other"), access="say_coming", title="Garden morning")
    browser = signed_in(make_someone())
    first = words(browser.get(address(listing)))
    assert "Would you like help from them?" in first and "What may they call you?" not in first

    refused = browser.post(address(listing), {"ticked": "1", "help_asked": list(HEAVY)})

    assert refused.status_code == 422
    assert "It opens again on" not in words(refused)
    assert "They have no time for this help" in words(refused)
    assert like.title in words(refused) and "What may they call you?" not in words(refused)
    asked = browser.post(address(listing), {"ticked": "1", "help_asked": ["beside"]})
    assert asked.status_code == 200 and "What may they call you?" in words(asked)
    assert asked.context["form"]["help_asked"].value() == ["beside"]
    browser.post(
        address(listing), {"known_as": "Ann", "help_asked": ["beside"], "step": "yes"}, follow=True
    )
    assert CapacityUse.objects.get().units == 1 and VisitRequest.objects.count() == 1


@pytest.mark.holds("M18", "M92")
def test_what_its_units_have_closed_says_the_day_and_shows_two_like_it(client):
    listing = make_counted_listing(units=1)
    make_visited_listing(make_login("other"), access="say_coming", title="Garden morning")
    come(make_someone("ben"), listing)

    shown = words(client.get(f"/find/listing/{listing.pk}/"))

    assert "It opens again on Tuesday 1 June 2027." in shown and "Garden morning" in shown
    by_program = client.get(f"/api/listings/{listing.pk}/").json()
    assert by_program["takes_visits"] is False
    refused = signed_in(make_someone()).post(address(listing), {"ticked": "1"})
    assert "It opens again on Tuesday 1 June 2027." in words(refused)
    told = signed_in(make_someone("cy")).post(
        f"/api/listings/{listing.pk}/visits/", {"known_as": "C"}, content_type="application/json"
    )
    assert (told.status_code, told.json()["code"]) == (409, "no_units_left")


@pytest.mark.holds("M18")
def test_where_it_filled_up_meanwhile_what_was_typed_stands(client):
    listing = make_counted_listing(units=1)
    browser = signed_in(make_someone())
    come(make_someone("ben"), listing)

    refused = browser.post(address(listing), {"known_as": "Annie", "step": "yes"})

    assert refused.status_code == 422 and 'value="Annie"' in refused.text
    assert "It opens again on" in words(refused)


@pytest.mark.holds("M92", "P72")
def test_somebody_waits_with_the_day_that_stood_there_and_takes_what_is_offered():
    listing, first = make_full_listing()
    ann = make_someone()
    browser = signed_in(ann)
    refused = browser.post(address(listing), {"ticked": "1"})
    assert "You can wait for it: it opens for you on Tuesday 1 June 2027" in words(refused)
    to, form = f"/find/listing/{listing.pk}/wait/", words(browser.get(address(listing)))
    assert "You can wait for it" not in form

    moved = browser.post(to, {"opens_on": "2027-07-01"})
    assert moved.status_code == 422 and "The day is now Tuesday 1 June 2027" in words(moved)
    assert 'value="2027-06-01"' in moved.text
    done = browser.post(to, {"opens_on": "2027-06-01"}, follow=True)

    assert "You wait, and keep your turn." in words(done)
    assert "Where you wait for a place" in words(done) and "There is room for you." not in words(
        done
    )
    had = Acting(login=first.person.login, person=first.person)
    withdraw_visit(visit_request_id=first.pk, by=had, now=NOW)
    assert "There is room for you." in words(browser.get("/my-sessions/"))
    [waiting] = browser.get("/api/my-waiting/").json()["results"]
    assert waiting["offered"]["expires_at"] is None
    taken = browser.post(f"/my-waiting/{waiting['id']}/place/", {"known_as": "Annie"}, follow=True)
    assert "They are asked." in words(taken)
    assert "Where you wait for a place" not in words(browser.get("/my-sessions/"))
    assert VisitRequest.objects.get(person=ann.person).known_as == "Annie"


@pytest.mark.holds("P72")
def test_whoever_runs_it_says_now_or_later_of_whom_they_read_no_name():
    alice = make_login()
    listing, _first = make_full_listing(alice, units=3)
    entry = wait_for_place(
        listing_id=listing.pk, help_asked=HEAVY, opens_on=NEXT_MONTH, by=make_someone(), now=NOW
    )
    browser = signed_in(alice)

    shown = words(browser.get("/provide/waiting/"))
    assert "Kept until" in shown and "ann" not in shown.split()
    page = f"/provide/waiting/{entry.pk}/"
    assert "opens for them on Tuesday 1 June 2027" in words(browser.get(page))
    browser.post(page, {"answer": "now"})

    assert "Nobody just now." in words(browser.get("/provide/waiting/"))
    assert entry.invitations.count() == 1
    again = browser.post(
        f"/api/provider-waiting/{entry.pk}/", {"answer": "now"}, content_type="application/json"
    )
    assert (again.status_code, again.json()["code"]) == (409, "nothing_to_say")
