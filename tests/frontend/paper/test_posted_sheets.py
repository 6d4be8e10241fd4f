"""A sheet goes by post with a stamped way back: a line for one named worker (P59)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.audit.models import AuditEntry
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.actions.roles import end_role
from community.people.models.logins import Role
from community.people.states import RepresentationScope
from groups.actions.membership import leave_group
from groups.models.members import Member
from groups.models.posted_sheets import PostedSheet
from tests.factories.places import make_area
from tests.factories.pools import make_people, make_pool
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector
from tests.frontend.api.test_twins import Calls
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

TO, BACK = "Ann Price\n3 Mill Lane", "Common Purse, 1 High Street"


@pytest.fixture
def member(db):
    set_clock(NOW)
    people = make_people(2)
    return Member.objects.get(group=make_pool(people).group, person=people[0].person)


def asks(by: Acting, member: Member, worker: Acting, **typed: str):
    page = reverse("paper_post", args=[member.paper_code])
    typed = {"sheet": "leave", "address": TO, "way_back": BACK} | typed
    return signed_in(by).post(page, {"worker_id": worker.login_id, **typed}, follow=True)


@pytest.mark.holds("P59")
def test_it_is_one_workers_line_and_said_to_be_sent_only_once_it_is_ticked(member):
    connie, carl = make_connector(), make_connector("carl")

    asked = asks(connie, member, carl)

    posted = PostedSheet.objects.get()
    assert "to be posted to them by carl. It is not sent yet." in words(asked)
    assert "3 Mill Lane" not in words(signed_in(connie).get(reverse("next_visits")))
    own = signed_in(carl)
    assert "3 Mill Lane" in words(own.get(reverse("next_visits")))
    sheet = words(own.get(reverse("sheet_to_print", args=[posted.pk])))
    assert "I want to leave “Tuesday people”" in sheet and BACK in sheet
    assert "Give this to your connector" not in sheet and "What helps me" not in sheet
    tick = reverse("sheet_posted", args=[posted.pk])
    assert signed_in(connie).post(tick).status_code == 404

    own.post(tick)

    posted.refresh_from_db()
    assert (posted.address, posted.posted_by) == ("", carl.login)
    page = words(signed_in(connie).get(reverse("paper_sheet", args=[member.paper_code])))
    assert "A sheet was posted to them on Tuesday 4 May 2027, by carl." in page
    assert own.post(tick).status_code == 404
    entry = AuditEntry.objects.get(deed="post_sheet")
    assert (entry.for_person, entry.login_id) == (member.person_id, carl.login_id)
    again = signed_in(connie).get(reverse("paper_post", args=[member.paper_code]))
    assert BACK in again.text and "Mill Lane" not in again.text


@pytest.mark.holds("P59")
def test_the_same_by_program_and_what_is_not_needed_is_taken_off(member):
    connie = make_connector()
    call, address = Calls(connie.login), f"/paper/{member.paper_code}/post/"
    line = {"sheet": "all", "worker": connie.login_id, "address": TO, "way_back": BACK}

    none = call("post", address, **line | {"sheet": "x"})
    first, again = (call("post", address, **line).json() for _each in range(2))

    assert none.status_code == 404 and first["id"] == again["id"]
    [listed] = call("get", "/visits/post/").json()["results"]
    assert (listed["address"], listed["posted_at"]) == (TO, None)
    assert call("post", f"/visits/post/{first['id']}/posted/").status_code == 204
    [kept] = call("get", address).json()["results"]
    assert kept["address"] == "" and kept["posted_at"]
    other = call("post", address, **line).json()["id"]
    assert call("delete", f"/visits/post/{other}/posted/").status_code == 204
    assert call("get", "/visits/post/").json()["results"] == []


@pytest.mark.holds("P59")
def test_who_works_there_no_more_leaves_it_to_whoever_does_and_who_left_gets_nothing(member):
    connie, carl = make_connector(), make_connector("carl")
    other = make_connector("olive", make_area("Elsewhere", authority_code="E06999998"))
    assert asks(connie, member, other).status_code == 422
    asks(connie, member, carl)

    end_role(role_id=Role.objects.get(login=carl.login).pk, by=connie, now=NOW)

    assert Calls(connie.login)("get", "/visits/post/").json()["count"] == 1
    assert Calls(carl.login)("get", "/visits/post/").status_code == 404
    assert Calls(other.login)("get", "/visits/post/").json()["count"] == 0
    leave_group(group_id=member.group_id, by=Acting(person=member.person), now=NOW)
    assert not PostedSheet.objects.exists()


@pytest.mark.holds("P59")
def test_they_ask_themselves_and_one_worker_is_named_who_says_when_it_went(member):
    make_connector("carl")
    connie = make_connector()
    ann = Acting(login=member.person.login, person=member.person)
    plan = {"channel": Channel.IN_PERSON, "through_login_id": connie.login_id}
    set_contact_plan(person_id=member.person_id, **plan, by=ann, now=NOW)
    own, page = signed_in(ann), reverse("ask_by_post", args=[member.group_id])
    assert page in own.get(reverse("group", args=[member.group_id])).text

    asked = own.post(page, {"sheet": "leave", "address": ""}, follow=True)

    assert "Connie is asked to post it." in words(asked)
    line = words(signed_in(connie).get(reverse("next_visits")))
    assert "It waits for where it goes, and where it comes back to." in line
    posted = PostedSheet.objects.get()
    tick = reverse("sheet_posted", args=[posted.pk])
    for door in ("get", "post"):
        address = tick if door == "post" else reverse("sheet_to_print", args=[posted.pk])
        refused = getattr(signed_in(connie), door)(address)
        assert (refused.status_code, "does not say yet where" in words(refused)) == (409, True)
    own.post(page, {"sheet": "leave", "address": TO})
    write = reverse("paper_post", args=[member.paper_code], query={"sheet": "leave"})
    assert "3 Mill Lane" in signed_in(connie).get(write).text
    assert "3 Mill Lane" not in signed_in(make_connector("carla")).get(write).text
    asks(connie, member, connie)
    assert PostedSheet.objects.count() == 1
    signed_in(connie).post(tick)
    assert "A sheet was posted to you on Tuesday 4 May 2027, by connie." in words(own.get(page))


@pytest.mark.holds("P59", "P17")
def test_whoever_acts_for_them_asks_too_and_never_says_where_it_goes(member):
    ann = Acting(login=member.person.login, person=member.person)
    dora = act_for(ann, "dora", scope=RepresentationScope.DECIDE)
    path = f"/groups/{member.group_id}/sheets/post/"
    call = Calls(dora.login)
    call.client.defaults["HTTP_X_ACTING_FOR"] = str(ann.person_id)

    refused = call("post", path, sheet="all", address="9 Dora Road")
    asked = call("post", path, sheet="all")
    again = Calls(ann.login)("post", path, sheet="all", address=TO)

    assert (refused.status_code, refused.json()["code"]) == (409, "address_is_theirs")
    assert (asked.status_code, again.status_code) == (201, 201)
    assert [each.address for each in PostedSheet.objects.all()] == [TO]
    assert call("post", path, sheet="nothing").status_code == 404
    [row] = call("get", path).json()["results"]
    named = PostedSheet.objects.get().worker.name
    assert (row["posted_by"], row["posted_at"], "address" in row) == (named, None, False)


@pytest.mark.holds("P59", "P11")
def test_nobody_whom_they_said_never_to_tell_is_asked_and_where_nobody_works_it_says_so(member):
    connie = make_connector()
    ann = Acting(login=member.person.login, person=member.person)
    plan = {"channel": Channel.EMAIL, "address": "ann@example.org"}
    plan |= {"never_told_login_ids": [connie.login_id]}
    set_contact_plan(person_id=member.person_id, **plan, by=ann, now=NOW)
    page, own = reverse("ask_by_post", args=[member.group_id]), signed_in(ann)
    assert "connie" not in words(own.get(page))
    Role.objects.exclude(login=connie.login).update(ended_at=NOW)

    refused = own.get(page)

    assert "Nobody works in your area just now who could post it." in words(refused)
    made = Calls(ann.login)("post", f"/groups/{member.group_id}/sheets/post/", sheet="leave")
    assert (made.status_code, made.json()["code"]) == (409, "nobody_posts")
    assert not PostedSheet.objects.exists()


def test_the_database_keeps_no_address_of_what_is_posted(member):
    connie = make_connector()
    asks(connie, member, connie)

    with pytest.raises(IntegrityError), transaction.atomic():
        PostedSheet.objects.update(posted_at=NOW, posted_by=connie.login)
