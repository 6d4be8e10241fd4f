"""What is certain goes into people's own calendars, by London's clock; what is not stays out."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from community.people.acting import Acting
from frontend.calendar import WeeklyEvent, calendar_file
from providers.actions.listing_times import plan_listing_times
from providers.actions.sessions import call_off_session
from providers.models.sessions import Session
from providers.rules.weekly_times import WeeklyTime
from providers.states import VenueKind
from tests.factories.places import make_area, make_postcode
from tests.factories.supply import NOW, make_login, make_provider, make_shown_listing
from tests.factories.visits import make_visited_listing
from tests.frontend.visiting import set_clock

TUESDAYS = WeeklyTime(("TU",), time(10, 30), time(12))
AT = datetime(2027, 5, 4, 9, 0, tzinfo=UTC)
JUST_ON = "Tuesday, 10.30 am to 12 noon"


def weekly(**facts) -> WeeklyEvent:
    return WeeklyEvent(
        **{
            "uid": "one@example.org",
            "title": "Choir",
            "times": TUESDAYS,
            "begins_on": date(2027, 3, 17),
            "changed_at": AT,
            "revision": 3,
            **facts,
        }
    )


def read(*events: WeeklyEvent) -> Calendar:
    return Calendar.from_ical(calendar_file("Choirs", events))


def test_it_begins_on_its_first_day_at_london_s_time():
    [event] = read(weekly()).walk("VEVENT")

    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert event.decoded("dtstart").isoformat() == "2027-03-23T10:30:00+00:00"
    assert event.decoded("dtend").isoformat() == "2027-03-23T12:00:00+00:00"
    assert event["rrule"].to_ical() == b"FREQ=WEEKLY;BYDAY=TU"
    assert (event["uid"], event["sequence"], event["status"]) == ("one@example.org", 3, "CONFIRMED")


def test_the_file_s_own_clock_changes_twice_a_year():
    """As a program reads it that knows no clocks but the file's."""
    [zone] = read(weekly()).walk("VTIMEZONE")
    clock = zone.to_tz()

    def hours(*day: int) -> float:
        return datetime(*day, 10, 30).replace(tzinfo=clock).utcoffset().total_seconds() / 3600

    assert [hours(2027, 3, 27), hours(2027, 3, 30)] == [0, 1]
    assert [hours(2027, 10, 30), hours(2027, 11, 2)] == [1, 0]


def test_a_day_is_left_out_at_its_time():
    [event] = read(weekly(but_not_on=(date(2027, 3, 30),))).walk("VEVENT")

    [left_out] = event["exdate"].dts
    assert left_out.dt.isoformat() == "2027-03-30T10:30:00+01:00"


def test_without_a_time_it_is_on_the_whole_day():
    [event] = read(weekly(times=WeeklyTime(("MO", "TH")))).walk("VEVENT")

    assert event.decoded("dtstart") == date(2027, 3, 18)
    assert "dtend" not in event


def test_words_cannot_write_another_line():
    title = "Choir\r\nEND:VEVENT\nATTENDEE:mailto:a@example.org; all, \\welcome"

    [event] = read(weekly(title=title, words="ü" * 300)).walk("VEVENT")

    assert (event["summary"].replace("\r", ""), "attendee" in event) == (
        title.replace("\r", ""),
        False,
    )
    assert all(
        len(line) <= 75 for line in calendar_file("C", [weekly(words="ü" * 300)]).split(b"\r\n")
    )


@pytest.fixture
def choir(db):
    set_clock(NOW)
    make_area()
    make_postcode()
    by = make_login("choir")
    return make_shown_listing(by, title="Choir", when_words=JUST_ON, kinds=[3])


def events(address: str) -> list[dict]:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_a_listing_s_page_leads_to_its_calendar(choir):
    page = Client().get(f"/find/listing/{choir.pk}/").text
    address = f"/find/listing/{choir.pk}/calendar.ics"
    assert address in page

    [event] = events(address)

    assert (event["summary"], event["location"]) == ("Choir", "The old hall, ZZ1 1AA")
    assert event["uid"].startswith(str(choir.public_id))


def test_times_that_were_said_are_its_calendar_over_both_changes_of_the_clock_and_one_goes(db):
    set_clock(NOW)
    make_postcode()
    voice = make_login("voice")
    listing = make_visited_listing(voice, when_words="Ask us")
    address = f"/find/listing/{listing.pk}/calendar.ics"
    assert Client().get(address).status_code == 404
    days = [(2027, 10, 26), (2027, 11, 2), (2028, 3, 28)]
    starts = [datetime(*day, 10, 0, tzinfo=UTC) for day in days]
    plan_listing_times(listing_id=listing.pk, starts=starts, minutes=90, by=voice, now=NOW)
    assert address in Client().get(f"/find/listing/{listing.pk}/").text

    before, after, spring = events(address)

    assert before.decoded("dtstart").isoformat() == "2027-10-26T11:00:00+01:00"
    assert after.decoded("dtstart").isoformat() == "2027-11-02T10:00:00+00:00"
    assert after.decoded("dtend").isoformat() == "2027-11-02T11:30:00+00:00"
    assert spring.decoded("dtstart").isoformat() == "2028-03-28T11:00:00+01:00"
    assert "rrule" not in before and before["location"] == "The old hall, ZZ1 1AA"
    first = Session.objects.get(listing=listing, starts_at=starts[0])
    call_off_session(session_id=first.pk, why="The hall is shut.", by=voice, now=NOW)
    gone, stays, _spring = events(address)
    assert (gone["uid"], gone["status"], gone["sequence"]) == (before["uid"], "CANCELLED", 1)
    assert stays["status"] == "CONFIRMED"
    for session in Session.objects.filter(listing=listing, state="planned"):
        call_off_session(session_id=session.pk, why="The hall is shut.", by=voice, now=NOW)
    assert {event["status"] for event in events(address)} == {"CANCELLED"}


def test_what_was_found_of_a_kind_leads_to_its_calendar_in_the_area(choir):
    page = Client().get("/find/", {"postcode": "ZZ1 1AA", "kind": "music"}).text
    address = f"/area/{choir.provider.area_id}/music.ics"

    assert address in page and "Music and singing in Westsea" in page
    assert [each["summary"] for each in events(address)] == ["Choir"]
    for narrowed in ({}, {"kind": "music", "words": "choir"}):
        assert ".ics" not in Client().get("/find/", {"postcode": "ZZ1 1AA", **narrowed}).text


def test_a_kind_s_calendar_has_the_times_that_were_said_as_each_page_has_them(choir):
    """In the place of the days of the week; and none of whom nobody has checked, where one goes
    close (M143)."""
    voice = make_login("voice")
    dated = make_visited_listing(voice, title="Carols", when_words=JUST_ON, kinds=[3])
    close = make_shown_listing(
        make_login("teacher"),
        title="Singing at home",
        when_words="By arrangement",
        kinds=[3],
        venue_kind=VenueKind.OWN_HOME,
    )
    starts = [datetime(2027, 12, day, 18, 0, tzinfo=UTC) for day in (14, 16)]
    for listing, by in ((dated, voice), (close, Acting(login=close.provider.members.get().login))):
        plan_listing_times(listing_id=listing.pk, starts=starts, minutes=60, by=by, now=NOW)

    with CaptureQueriesContext(connection) as captured:
        of_kind = events(f"/area/{choir.provider.area_id}/music.ics")

    assert [event["summary"] for event in of_kind] == ["Choir", "Carols", "Carols"]
    own = events(f"/find/listing/{dated.pk}/calendar.ics")
    assert [event.to_ical() for event in of_kind[1:]] == [event.to_ical() for event in own]
    assert len(captured) <= 5


def test_what_is_not_certain_has_none(choir):
    by = make_login("walks")
    walk = make_shown_listing(by, title="Walk", when_words="Sundays, if it is dry", kinds=[3])

    assert "calendar.ics" not in Client().get(f"/find/listing/{walk.pk}/").text
    assert Client().get(f"/find/listing/{walk.pk}/calendar.ics").status_code == 404
    area = choir.provider.area_id
    assert [each["summary"] for each in events(f"/area/{area}/music.ics")] == ["Choir"]
    assert events(f"/area/{area}/gardening.ics") == []
    assert Client().get(f"/area/{area}/nothing.ics").status_code == 404
    assert Client().get("/area/987654321/music.ics").status_code == 404


@pytest.mark.holds("P101")
def test_a_place_that_is_kept_back_is_its_district_in_a_calendar_too(choir):
    by = make_login("voice")
    hidden = make_shown_listing(
        by,
        make_provider(by, "Harbour Women"),
        title="Safe house choir",
        when_words=JUST_ON,
        place_words="12 Hidden Street",
        kinds=[3],
    )

    files = [
        Client().get(address).text
        for address in (
            f"/find/listing/{hidden.pk}/calendar.ics",
            f"/area/{hidden.provider.area_id}/music.ics",
        )
    ]

    assert all("Safe house choir" in text for text in files)
    assert not any("Hidden Street" in text for text in files)
    [event] = list(Calendar.from_ical(files[0]).walk("VEVENT"))
    assert event["location"].endswith("ZZ1") and "geo" not in event
