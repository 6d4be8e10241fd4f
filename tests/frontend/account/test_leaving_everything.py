"""Leaving everything at once, by page, program and paper: what ends and stays is read first."""

import pytest
from django.test import Client
from django.urls import reverse

from community.audit.models import AuditEntry
from community.people.acting import Acting
from community.people.actions.api_keys import create_api_key
from community.people.actions.representations import agree_to_representation
from community.people.models.approvals import StopByOthers
from community.people.models.representations import Representation
from community.people.queries.acting import api_keys_of_login
from groups.models.members import Member
from pooling.pools.models.pledges import MoneySource, Pledge
from tests.factories.pools import make_group, make_people, make_pool, make_source, say_yes
from tests.factories.representations import act_for, ask_for
from tests.factories.supply import NOW, make_connector, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db
PAGE = "leave_everything"


@pytest.fixture
def ann():
    """In two groups, with a yes, money of two kinds, somebody who acts for her, somebody she acts
    for, and a program."""
    set_clock(NOW)
    people = make_people(4)
    pool = make_pool(people)
    ann, bea = people[0], make_someone("bea")
    make_group([ann, bea], name="Walkers")
    say_yes(pool, ann, 1500, make_source(ann, called="wages"))
    make_source(ann, called="a gift")
    act_for(ann, "nephew")
    hers = ask_for(bea, Acting(login=ann.login))
    agree_to_representation(representation_id=hers.pk, by=bea, now=NOW)
    create_api_key(by=ann, now=NOW)
    return ann


def what_goes_on(ann):
    person = ann.person
    return {
        "groups": Member.objects.filter(person=person, left_at=None).count(),
        "money": MoneySource.objects.filter(person=person, ended_at=None).count(),
        "yeses": Pledge.objects.filter(person=person, state="in").count(),
        "authorities": Representation.objects.filter(person=person, ended_at=None).count(),
        "hers": Representation.objects.filter(login=ann.login, ended_at=None).count(),
    }


EVERYTHING = {"groups": 2, "money": 2, "yeses": 1, "authorities": 1, "hers": 1}
NOTHING = dict.fromkeys(EVERYTHING, 0)


@pytest.mark.holds("fault:J3", "P18")
def test_what_ends_and_what_stays_is_read_and_one_press_ends_it(ann):
    browser, elsewhere = signed_in(ann), signed_in(ann)
    assert reverse(PAGE) in browser.get(reverse("my_sign_in")).text

    read = words(browser.get(reverse(PAGE)))
    for line in (
        *("You leave “Walkers”.", "You leave “Tuesday people”.", "Nothing more is taken from"),
        *("Nothing was taken, and nothing will be.", "Nephew acts for you no more"),
        "You act for bea no more",
        *("What was paid, to whom and for what", "Your sign-in, so that you can read"),
    ):
        assert line in read
    assert what_goes_on(ann) == EVERYTHING
    after = browser.post(reverse(PAGE), follow=True)

    assert what_goes_on(ann) == NOTHING
    assert api_keys_of_login(ann.login_id) == []
    assert "You owe nothing" in words(after) and "Statement of “wages”" in words(after)
    assert browser.get(reverse("home")).status_code == 200
    assert elsewhere.get(reverse("home")).status_code == 302  # signed out
    browser.post(reverse(PAGE))
    assert AuditEntry.objects.filter(deed="leave_everything").count() == 1


@pytest.mark.holds("fault:J3")
def test_nobody_leaves_another_s_life_for_them_and_a_program_reads_and_does_the_same(ann):
    nephew = act_for(ann, "nina")
    for_her = signed_in(nephew)
    refused = [for_her.get(reverse(PAGE)), for_her.post(reverse(PAGE))]
    assert [answer.status_code for answer in refused] == [409, 409]
    assert what_goes_on(ann) == EVERYTHING | {"authorities": 2}
    assert Client().get(reverse(PAGE)).status_code == 302

    program = signed_in(ann)
    read = program.get("/api/me/leaving/").json()
    assert read["first"] == []
    assert "You leave “Walkers”." in read["ends"] and len(read["stays"]) == 4
    done = program.post("/api/me/leaving/", {}, content_type="application/json")

    assert (done.status_code, what_goes_on(ann)) == (204, NOTHING)


@pytest.mark.holds("fault:J3", "P18", "P19")
@pytest.mark.parametrize("door", ["page", "program"])
def test_it_is_one_line_on_a_sheet_and_the_second_stop_in_a_month_is_asked_about(ann, door):
    first, second = make_connector("first"), make_connector("second")
    code = ann.person.memberships.order_by("pk")[0].paper_code
    is_page = door == "page"
    address = reverse(
        "paper_leave_everything" if is_page else "api:paper_leave_everything", args=[code]
    )
    how = {} if is_page else {"content_type": "application/json"}
    StopByOthers.objects.create(person=ann.person, stopped_by=first.login, stopped_at=NOW)

    signed_in(first).post(address, {}, **how)
    assert what_goes_on(ann) == EVERYTHING
    entered = signed_in(second).post(address, {}, **how)

    assert entered.status_code == (302 if is_page else 204)
    assert what_goes_on(ann) == NOTHING | {"hers": 1}  # her login's own, which no sheet speaks of
    line = AuditEntry.objects.get(deed="leave_everything")
    assert (line.on_paper, line.login_id) == (True, second.login_id)


def test_only_where_somebody_acts_for_them_it_is_asked_whether_those_hear_of_it(ann):
    asked = "Whoever acts for me hears that it has ended"
    alone = make_someone("alone")

    assert asked in words(signed_in(ann).get(reverse(PAGE)))
    assert asked not in words(signed_in(alone).get(reverse(PAGE)))
    gone = signed_in(alone).post(reverse(PAGE), {"is_end_told": "on"})
    assert gone.status_code == 302
