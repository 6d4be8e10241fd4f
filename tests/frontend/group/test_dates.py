"""When the group meets, by pages, by program and on paper."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from groups.actions.gatherings import plan_gatherings
from groups.actions.resting import set_resting
from groups.models.gatherings import Attendance, Gathering
from groups.models.members import Member
from groups.queries.gatherings import gathering_detail
from groups.rules.gatherings import Repeats
from tests.factories.demand import make_group_of
from tests.factories.gatherings import NEXT_TUESDAY, make_gathering, make_plan, say_coming
from tests.factories.supply import NOW, make_connector
from tests.frontend.markup import without_made_anew
from tests.frontend.reading import words
from tests.frontend.visiting import day, signed_in, statements_of

pytestmark = pytest.mark.usefixtures("on_the_day")

A_DATE = {"title": "A walk", **day("day", NEXT_TUESDAY.date()), "starts_at": "10.30 am"}


@pytest.fixture
def eight():
    return make_group_of("ann", "ben", "cat", "dan", "eve", "fay", "gus", "hal")


@pytest.mark.holds("M33", "M40")
def test_a_date_is_added_answered_and_called_off_without_scripts(eight):
    group, (ann, ben, *_others) = eight
    anns, bens = signed_in(ann), signed_in(ben)
    assert "No date is fixed yet" in words(anns.get(f"/group/{group.pk}/"))

    added = anns.post(f"/group/{group.pk}/dates/add/", A_DATE | {"ends_at": "1 am"}, follow=True)
    date = Gathering.objects.get()
    assert added.redirect_chain == [(f"/date/{date.pk}/", 302)]
    assert "Tuesday 11 May 2027 at 10.30 am, until 1 am" in words(added)

    page = words(bens.get(f"/group/{group.pk}/"))
    assert page.index("Next times") < page.index("Who is in it")
    said = bens.post(f"/date/{date.pk}/coming/", {"coming": "yes", "brings_words": "Cups"})
    assert said.status_code == 302
    assert "Coming: ben brings: Cups" in words(anns.get(f"/date/{date.pk}/"))
    assert "You said: I’m coming." in words(bens.get(f"/group/{group.pk}/"))
    # a press on the group's page loses nothing of what they bring
    off = anns.post(f"/date/{date.pk}/off/", {}, follow=True)
    assert "called off" in words(off) and "ann wrote this last, on Tuesday 4 May 2027" in words(off)
    assert "I’m coming" not in words(bens.get(f"/group/{group.pk}/")).replace("You said", "")
    bens.post(f"/date/{date.pk}/on/")
    assert "Call it off" in words(anns.get(f"/date/{date.pk}/"))


@pytest.mark.holds("M40")
def test_a_month_in_turn_is_added_in_one_page(eight):
    group, (ann, *_others) = eight
    typed = A_DATE | {"every_weeks": "1", "times": "4", "other_every": "4"}
    client = signed_in(ann)

    asked = client.post(f"/group/{group.pk}/dates/add-some/", typed)
    assert (asked.status_code, "Say what it is those times." in words(asked)) == (422, True)
    assert 'value="A walk"' in asked.text
    client.post(
        f"/group/{group.pk}/dates/add-some/",
        typed | {"other_title": "The hired room", "other_costs": "on"},
    )

    months = Gathering.objects.order_by("starts_at").values_list("title", "costs")
    assert list(months) == [*[("A walk", False)] * 3, ("The hired room", True)]
    assert "It costs something." in words(client.get(f"/group/{group.pk}/dates/"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"starts_at": "10"}, "Is that 10 am or 10 pm?"),
        ({**day("day", NOW.date()), "starts_at": "8 am"}, "A date lies ahead."),
        (
            {"day_day": "26", "day_month": "3", "day_year": "2028", "starts_at": "1.30 am"},
            "On Sunday 26 March 2028 there is no 1.30 am: the clocks go forward.",
        ),
        ({"title": ""}, "What shall we do?”"),
    ],
)
def test_what_is_no_date_is_asked_again_with_what_was_typed(eight, changed, said):
    group, (ann, *_others) = eight

    page = signed_in(ann).post(f"/group/{group.pk}/dates/add/", A_DATE | changed)

    assert (page.status_code, said in words(page)) == (422, True), words(page)
    assert not Gathering.objects.exists()
    assert f'value="{(A_DATE | changed)["starts_at"]}"' in page.text


@pytest.mark.holds("P119")
def test_no_page_call_or_sheet_of_another_tells_who_does_not_come(eight):
    """All that a member can read is the same, whether the others said no or said nothing."""
    group, (ann, ben, cat, *_others) = eight
    date = make_gathering(group, ann)
    say_coming(date, ben)
    client = signed_in(ann)

    def read():
        addresses = [
            *(f"/group/{group.pk}/", f"/group/{group.pk}/dates/", f"/date/{date.pk}/"),
            *(f"/api/groups/{group.pk}/dates/", f"/api/dates/{date.pk}/"),
            f"/group/{group.pk}/sheets/",
        ]
        return [without_made_anew(client.get(each).text) for each in addresses]

    before = read()
    assert "ben" in before[2]
    say_coming(date, cat, coming=False)
    assert read() == before


@pytest.mark.holds("P126")
def test_whoever_rests_is_asked_nothing_on_the_groups_page(eight):
    group, (ann, ben, *_others) = eight
    date = make_gathering(group, ann)
    set_resting(group_id=group.pk, rests=True, by=ben, now=NOW)
    client = signed_in(ben)

    page = client.get(f"/group/{group.pk}/")
    assert f"/date/{date.pk}/coming/" not in page.text
    assert f"/date/{date.pk}/" in page.text
    assert "nothing is asked of you" in words(client.get(f"/date/{date.pk}/"))
    assert client.post(f"/date/{date.pk}/coming/", {"coming": "yes"}).status_code == 302


def test_by_program_it_is_the_same(eight):
    group, (ann, ben, *_others) = eight
    anns, bens = signed_in(ann), signed_in(ben)
    body = {
        "title": "A walk",
        "starts_at": "2027-05-11T10:30:00",
        "repeats": {
            "every_weeks": 1,
            "times": 4,
            "other": {"every": 4, "title": "The hired room", "costs": True},
        },
    }

    made = _send(anns.post, f"/api/groups/{group.pk}/dates/", body)
    assert (made.status_code, made.json()["changed_by"]) == (201, "ann")
    number, began = made.json()["id"], made.json()["words_digest"]
    listed = bens.get(f"/api/groups/{group.pk}/dates/").json()
    assert (listed["count"], listed["results"][3]["costs"]) == (4, True)
    said = _send(bens.post, f"/api/dates/{number}/coming/", {"coming": True, "brings": "Cups"})
    assert said.json()["coming"] == [{"known_as": "ben", "brings": "Cups", "is_me": True}]
    change = {"place_words": "The gate", "began_from": began}
    assert _send(bens.patch, f"/api/dates/{number}/", change).status_code == 200
    late = _send(anns.patch, f"/api/dates/{number}/", change | {"place_words": "The door"})
    assert (late.status_code, late.json()["present"]) == (409, {"place_words": "The gate"})
    off = _send(anns.post, f"/api/dates/{number}/off/", {"and_later": True})
    assert off.json()["state"] == "called_off"
    assert Gathering.objects.filter(state="called_off").count() == 4
    assert _send(bens.post, f"/api/dates/{number}/on/", {}).json()["state"] == "planned"
    refused = _send(anns.post, f"/api/groups/{group.pk}/dates/", body | {"starts_at": "2020-01-01"})
    assert refused.status_code == 409 and refused.json()["field"] == "starts_at"


def _send(call, address, body):
    return call(address, json.dumps(body), content_type="application/json")


def test_what_somebody_ticked_on_paper_is_entered_and_shows_nobody_elses(eight):
    group, (ann, ben, cat, *_others) = eight
    date = make_gathering(group, ann)
    say_coming(date, cat, brings_words="A kettle")
    connie = signed_in(make_connector())
    code = Member.objects.get(group=group, person=ben.person).paper_code
    sheet = connie.get(f"/paper/{code}/sheets/?sheet=dates")
    assert "Next time: Museum coffee morning" in words(sheet)
    assert "Tuesday 11 May 2027 at 10.30 am, until 12.30 pm" in words(sheet)
    version = _version(connie.get(f"/api/paper/{code}/sheets/").json(), "Next time")
    page = f"/paper/{code}/dates/"
    assert "kettle" not in connie.get(page).text and "cat" not in words(connie.get(page))

    sent = {"about": date.pk, "coming": "yes", "brings_words": "Cake"}
    assert connie.post(page, sent | {"version": version}).status_code == 302
    said = Attendance.objects.get(member__person=ben.person)
    assert (said.state, said.on_paper, said.brings_words) == ("coming", True, "Cake")

    Gathering.objects.update(place_words="Another room")
    old = connie.post(page, sent | {"version": version, "coming": "no"})
    assert (old.status_code, Attendance.objects.get(pk=said.pk).state) == (409, "coming")
    connie.post(f"/paper/{code}/dates/add/", A_DATE)
    assert (
        gathering_detail(Gathering.objects.get(title="A walk").pk, ann, now=NOW).changed_by == "ben"
    )


def _version(named, title):
    sheets = [each["sheet"] for each in named["results"]]
    return next(each["version"] for each in sheets if each["title"].startswith(title))


def test_a_stranger_and_a_visitor_read_no_date(eight):
    group, (ann, *_others) = eight
    make_gathering(group, ann)

    page = Client().get(reverse("group", args=[group.pk]))

    assert (page.status_code, "Museum coffee morning" in page.text) == (200, False)


def test_a_hundred_dates_of_eight_people_take_the_same_statements(eight):
    group, people = eight
    ann, client = people[0], signed_in(people[0])
    date = make_gathering(group, ann)
    pages = (f"/group/{group.pk}/dates/", f"/date/{date.pk}/", f"/group/{group.pk}/")
    with_one = [statements_of(client, page) for page in pages]
    for number in range(4):
        dates = plan_gatherings(
            group_id=group.pk,
            plan=make_plan(title=f"Walk {number}", ends_at=None),
            repeats=Repeats(1, 24),
            by=ann,
            now=NOW,
        )
        for by in people:
            say_coming(dates[0], by)

    assert [statements_of(client, page) for page in pages] == with_one
    assert max(with_one[:2]) <= 12, with_one
