"""A first visit, read before it and said of afterwards: on pages, by program and on paper."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.audit.models import AuditEntry
from groups.models.members import Member
from providers.models.supply import Listing
from providers.models.visit_requests import VisitRequest
from tests.factories.pools import make_people, make_pool
from tests.factories.supply import NOW, make_connector, make_login, make_someone
from tests.factories.visits import come, make_time, make_visited_listing
from tests.frontend.api.test_twins import Calls
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db

SAID = {"door": "The side door", "day_number": "07700 900123", "leaving_early": "At any time"}
DURING, DAY_AFTER = NOW + timedelta(days=1, minutes=10), NOW + timedelta(days=2)


@pytest.fixture(autouse=True)
def _that_day(db):
    set_clock(NOW)


@pytest.mark.holds("P112", "fault:J1")
@pytest.mark.parametrize("by_program", [False, True])
def test_a_place_writes_it_beside_its_listing_and_anybody_reads_what_it_said(client, by_program):
    alice = make_login()
    listing = make_visited_listing(alice, who_meets_words="One of us, with a badge")
    if by_program:
        call = Calls(alice.login)
        url = f"/my-listings/{listing.pk}/"
        digest = call("get", url).json()["words_digest"]
        assert call("patch", url, first_visit={"tea": "yes"}).status_code == 400
        written = call("patch", url, first_visit=SAID, began_from=digest)
        assert written.status_code == 200, words(written)
    else:
        step = reverse("listing_step", args=[listing.pk, "first-visit"])
        signed_in(alice).post(step, SAID)
    assert Listing.objects.get().first_visit == SAID

    page = words(client.get(reverse("listing", args=[listing.pk])))
    sheet = words(client.get(reverse("listing_sheet", args=[listing.pk])))
    for said in ("The side door", "At any time", "One of us, with a badge"):
        assert said in page and said in sheet
    for read in (page, sheet):
        assert "07700" not in read and "You are told once you have a place" in read
    asked = page.partition("What they have not said yet")[2]
    assert "Where are the toilets?" in asked and "Not known, ask" in asked
    assert "Which door is it?" not in asked


@pytest.mark.holds("P112", "P80")
def test_whoever_comes_reads_it_all_and_says_afterwards_how_it_was():
    ann, alice = make_someone(), make_login()
    listing = make_visited_listing(alice, first_visit=SAID)
    session = make_time(listing)
    browser = signed_in(ann)
    come_page = reverse("come_to_listing", args=[listing.pk])
    assert "Somebody I know comes along" in words(browser.get(come_page))
    visit = come(ann, listing, session, comes_with_somebody=True)
    own = reverse("visit", args=[visit.pk])
    assert own in browser.get("/my-sessions/").text
    page = words(browser.get(own))
    assert "07700 900123" in page and "The side door" in page
    assert "They know that somebody comes along with you." in page
    assert "Somebody they know comes along." in words(signed_in(alice).get("/provide/visits/"))
    assert "Say how it was" not in page
    assert signed_in(make_someone("ben")).get(own).status_code == 404

    set_clock(DURING)
    assert "Not today" in words(browser.get(own)) and "Not today" in words(
        browser.get("/my-sessions/")
    )
    set_clock(DAY_AFTER)
    how = reverse("visit_how", args=[visit.pk])
    assert how in browser.get("/my-sessions/").text
    asked = words(browser.get(how))
    assert "It ends nothing" in asked and "Whoever runs it is not told." in asked
    browser.post(how, {"happened": "yes", "outcome": "not_this_one_for_now"})
    visit.refresh_from_db()
    assert (visit.state, visit.outcome) == ("came", "not_this_one_for_now")
    assert "You said: not this one for now." in words(browser.get(own))
    assert how not in browser.get("/my-sessions/").text


@pytest.mark.holds("P112", "P80")
@pytest.mark.parametrize("by_program", [False, True])
def test_on_paper_it_is_one_half_page_to_take_along_and_to_tick(by_program):
    people = make_people(2)
    member = Member.objects.get(group=make_pool(people).group, person=people[0].person)
    connie = make_connector()
    listing = make_visited_listing(make_login("baker"), first_visit=SAID)
    visit = come(people[0], listing, make_time(listing))
    later = come(people[0], listing, make_time(listing, days=8))
    browser, call, paper = signed_in(connie), Calls(connie.login), f"/paper/{member.paper_code}/"
    sheet = words(browser.get(f"{paper}sheets/?sheet=first-visit"))
    assert "Not today" in sheet and "07700 900123" in sheet
    assert "I was there: not this one for now" in sheet and "It did not happen" in sheet

    set_clock(DAY_AFTER)
    how = reverse("paper_visit_how", args=[member.paper_code, visit.pk])
    assert how in browser.get(f"{paper}stops/").text
    if by_program:
        call("post", f"{paper}visits/{visit.pk}/how-it-was/", happened=False, because="ours")
    else:
        browser.post(how, {"happened": "no", "because": "ours"})
    set_clock(NOW + timedelta(days=8, minutes=5))
    assert f"Not today: {listing.title}" in words(browser.get(f"{paper}stops/"))
    stop = reverse("paper_visit_stop", args=[member.paper_code, later.pk])
    call("post", f"{paper}stops/visit/{later.pk}/") if by_program else browser.post(stop)

    assert {each.because for each in VisitRequest.objects.all()} == {"ours"}
    deeds = AuditEntry.objects.filter(deed="say_visit_did_not_happen")
    assert {(deed.on_paper, deed.login_id) for deed in deeds} == {(True, connie.login_id)}
    assert deeds.count() == 2
