"""From a sheet: they would like to come to something, and are not coming after all (M72, M122)."""

import pytest
from django.urls import reverse

from community.audit.models import AuditEntry
from groups.models.members import Member
from providers.models.visit_requests import VisitRequest
from tests.factories.pools import make_people, make_pool
from tests.factories.supply import NOW, make_connector
from tests.factories.visits import make_time, make_visited_listing
from tests.frontend.api.test_twins import Calls
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in


@pytest.mark.holds("P107", "M122")
@pytest.mark.parametrize("by_program", [False, True])
def test_it_is_entered_by_its_number_and_taken_back(client, db, by_program):
    set_clock(NOW)
    people = make_people(2)
    pool = make_pool(people)
    member = Member.objects.get(group=pool.group, person=people[0].person)
    connie = make_connector()
    listing = make_visited_listing(access="ask_first")
    session = make_time(listing, places=3)
    sheet = words(client.get(reverse("listing_sheet", args=[listing.pk])))
    assert f"Its number: {listing.pk}." in sheet and "Next times: Wednesday 5 May" in sheet
    browser, call, paper = signed_in(connie), Calls(connie.login), f"/paper/{member.paper_code}/"
    printed = words(browser.get(f"{paper}sheets/?sheet=come"))
    assert "I would like to come to something" in printed and "Version" in printed
    said = {"session": session.pk, "known_as": "Annie", "help_asked": ["eating"]}

    asked = browser.post(f"{paper}come/", {"number": str(listing.pk)})
    none = browser.post(f"{paper}come/", {"number": "999999"})
    assert none.status_code == 422 and "Nothing that is shown has this number." in words(none)
    other = browser.post(asked.url, said | {"version": "ZZZZZZ"})
    assert "Their sheet is of another version" in words(other)
    if by_program:
        done = call("post", f"{paper}listings/{listing.pk}/visits/", **said)
    else:
        done = browser.post(asked.url, said)
    assert done.status_code in (201, 302), words(done)

    visit = VisitRequest.objects.get()
    assert (visit.state, visit.person_id) == ("requested", people[0].person_id)
    deed = AuditEntry.objects.get(deed="ask_to_come")
    assert (deed.on_paper, deed.login_id) == (True, connie.login_id)
    change = words(browser.get(f"{paper}sheets/?sheet=change"))
    assert "I am not coming after all to Museum morning" in change
    stop = reverse("paper_visit_stop", args=[member.paper_code, visit.pk])
    assert stop in browser.get(f"{paper}stops/").text
    call("post", f"{paper}stops/visit/{visit.pk}/") if by_program else browser.post(stop)
    visit.refresh_from_db()
    assert visit.state == "withdrawn"
