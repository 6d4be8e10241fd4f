"""A link for one's own calendar: “something on”, for one reader, until it ends (P120)."""

import logging
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar

from community.people.acting import Acting
from community.people.actions.representations import agree_to_representation, end_representation
from community.people.queries.acting import acting_as
from community.people.rules.representations import DAYS_BEFORE_ASKING_AGAIN
from community.people.states import RepresentationScope
from groups.actions.calendar_feeds import make_calendar_feed
from groups.actions.gatherings import call_off_gathering
from groups.actions.membership import leave_group
from groups.models.calendar_feeds import CalendarFeed
from groups.tasks import end_calendar_feeds
from providers.actions.hidden_dates import hide_date
from tests.factories.demand import join, make_group, make_group_of
from tests.factories.gatherings import make_gathering, say_coming
from tests.factories.representations import act_for, ask_for
from tests.factories.supply import NOW, book, make_login, make_session, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def ann(db):
    set_clock(NOW)
    return make_someone("ann")


def make_link(by) -> str:
    page = signed_in(by).post("/calendar-links/").text
    address = page.split('<code class="cp-sheet__code">')[1].split("</code>")[0]
    return "/" + address.split("/", 3)[3]


def events(address):
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


@pytest.mark.holds("P120")
def test_it_says_something_on_until_its_owner_chooses_more_and_never_a_name_or_a_home(ann):
    group = make_group(ann, name="Secret singers")
    join(group, ben := make_someone("ben"))
    make_gathering(group, ben, words="Ask for Benjamin")
    home = datetime(2027, 5, 18, 10, 30, tzinfo=LONDON)
    make_gathering(
        group, ann, title="Tea", starts_at=home, place_words="4 Mill Lane", is_at_home=True
    )
    book(session := make_session(make_login("museum")), ann)
    address = make_link(ann)

    read = events(address)
    assert {each["summary"] for each in read} == {"Something on"} and len(read) == 3
    assert not any("location" in each or "url" in each for each in read)
    link = CalendarFeed.objects.get()
    signed_in(ann).post(f"/calendar-links/{link.pk}/shows/", {"shows": "all"})

    read = {str(each["summary"]): each for each in events(address)}
    assert set(read) == {"Museum coffee morning", "Tea", session.title}
    assert read["Museum coffee morning"]["location"] == "The learning room"
    assert "location" not in read["Tea"] and "location" not in read[session.title]
    text = Client().get(address).text
    assert not any(word in text for word in ("ben", "Benjamin", "Mill Lane", "singers"))


@pytest.mark.holds("P120")
def test_only_the_person_chooses_what_it_says(ann):
    make_gathering(make_group(ann), ann)
    rita = act_for(ann, "rita", scope=RepresentationScope.PAY)
    address = make_link(rita)
    [theirs] = CalendarFeed.objects.filter(login=rita.login)
    by_rita = signed_in(rita)

    refused = by_rita.post(f"/calendar-links/{theirs.pk}/shows/", {"shows": "all"})
    assert refused.status_code == 409
    assert [each["summary"] for each in events(address)] == ["Something on"]
    page = words(signed_in(ann).get("/calendar-links/"))
    assert "For rita" in page  # and she may end it, or let it say more
    signed_in(ann).post(f"/calendar-links/{theirs.pk}/shows/", {"shows": "all"})
    assert [each["summary"] for each in events(address)] == ["Museum coffee morning"]


@pytest.mark.holds("P120")
def test_its_token_is_kept_as_a_digest_and_stands_in_no_log(ann, caplog):
    address = make_link(ann)
    token = address.partition("link=")[2]
    link = CalendarFeed.objects.get()
    assert len(token) > 40 and token not in str(vars(link))

    with caplog.at_level(logging.DEBUG):
        Client().get(address)
        signed_in(ann).post(f"/calendar-links/{link.pk}/end/")
        assert Client().get(address).status_code == 404
    assert token not in caplog.text and "calendar.ics" in caplog.text
    assert token not in signed_in(ann).get("/calendar-links/").text


@pytest.mark.holds("P120")
def test_there_is_one_for_each_reader_and_it_ends_by_one_press(ann):
    first, second = make_link(ann), make_link(ann)
    assert Client().get(first).status_code == 404
    rita = act_for(ann, "rita", scope=RepresentationScope.LOOK)
    third = make_link(rita)
    assert [Client().get(each).status_code for each in (second, third)] == [200, 200]

    link = CalendarFeed.objects.get(login=ann.login, ended_at=None)
    theirs = CalendarFeed.objects.get(login=rita.login)
    # whoever acts ends their own, and nobody else's
    assert signed_in(rita).post(f"/calendar-links/{link.pk}/end/").status_code == 404
    signed_in(ann).post(f"/calendar-links/{theirs.pk}/end/")
    assert [Client().get(each).status_code for each in (second, third)] == [200, 404]


@pytest.mark.holds("P120")
def test_it_ends_by_itself_with_its_reader_s_authority_and_for_good(ann):
    rita = act_for(ann, "rita", scope=RepresentationScope.DECIDE)
    address = make_link(rita)
    assert Client().get(address).status_code == 200

    end_representation(representation_id=rita.representation.pk, by=ann, now=NOW)
    assert Client().get(address).status_code == 404
    later = NOW + timedelta(days=DAYS_BEFORE_ASKING_AGAIN)
    set_clock(later)
    again = ask_for(ann, Acting(login=rita.login), now=later)
    agree_to_representation(representation_id=again.pk, by=ann, now=later)
    assert acting_as(login=rita.login, person_id=ann.person_id, on=later.date()).representation
    assert Client().get(address).status_code == 404
    end_calendar_feeds()
    assert CalendarFeed.objects.get().ended_at is not None


@pytest.mark.holds("P120")
def test_it_holds_no_hidden_date_nor_one_they_do_not_come_to_nor_a_group_they_left(ann):
    group, (ben, cat) = make_group_of("ben", "cat")
    join(group, ann)
    date = make_gathering(group, ben)
    booking = book(make_session(make_login("museum")), ann)
    rita = act_for(ann, "rita", scope=RepresentationScope.DECIDE)
    anns, ritas = make_link(ann), make_link(rita)
    assert (len(events(anns)), len(events(ritas))) == (2, 2)

    hide_date(booking_id=booking.pk, by=ann, now=NOW)
    assert (len(events(anns)), len(events(ritas))) == (2, 1)
    say_coming(date, cat)
    say_coming(date, ann, coming=False)
    assert (len(events(anns)), len(events(ritas))) == (1, 0)
    say_coming(date, ann)
    call_off_gathering(gathering_id=date.pk, by=ben, now=NOW)
    assert [each["status"] for each in events(ritas)] == ["CANCELLED"]
    leave_group(group_id=group.pk, by=ann, now=NOW)
    assert events(ritas) == []


@pytest.mark.holds("P120")
def test_each_date_is_at_london_s_time_on_both_sides_of_both_clock_changes(ann):
    group, link = make_group(ann), make_link(ann)
    starts = [
        datetime(2027, month, day, 10, 30, tzinfo=LONDON)
        for month, day in ((10, 26), (11, 2), (6, 1))
    ] + [datetime(2028, 3, day, 10, 30, tzinfo=LONDON) for day in (21, 28)]
    for number, start in enumerate(starts):
        make_gathering(group, ann, title=f"Walk {number}", starts_at=start)

    read = events(link)
    assert {each["dtstart"].params["TZID"] for each in read} == {"Europe/London"}
    assert {each.decoded("dtstart") for each in read} == set(starts)
    offsets = [each.decoded("dtstart").utcoffset().total_seconds() for each in read]
    assert sorted(offsets) == [0, 0, 3600, 3600, 3600]
    assert len({each["uid"] for each in read}) == 5


def test_by_program_it_is_the_same(ann):
    client = signed_in(ann)
    made = client.post("/api/calendar-links/", {}, "application/json")
    address = "/" + made.json()["address"].split("/", 3)[3]
    assert (made.status_code, events(address)) == (201, [])
    [listed] = client.get("/api/calendar-links/").json()["results"]
    assert (listed["reader"], listed["shows_all"]) == ("ann", False)
    one = f"/api/calendar-links/{listed['id']}/"
    assert client.patch(one, {"shows_all": True}, "application/json").json()["shows_all"]
    assert client.delete(one).status_code == 204
    assert Client().get(address).status_code == 404
    assert Client().get("/calendar.ics").status_code == 404


def test_two_at_once_leave_one(ann):
    for _each in range(3):
        make_calendar_feed(by=ann, now=NOW)
    assert CalendarFeed.objects.filter(ended_at=None).count() == 1
