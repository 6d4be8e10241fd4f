"""One person comes to one thing: a place at once where one says so, an answer where one asks, a
name where one just comes (P107, P110, M143)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from community.audit.models import AuditEntry
from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from providers.actions.listing_times import change_places, plan_listing_times
from providers.actions.listings import pause_listing
from providers.actions.sessions import call_off_session, mark_coming, mark_not_coming
from providers.actions.visit_requests import withdraw_visit
from providers.models.sessions import Booking, Session
from providers.models.visit_requests import VisitRequest
from providers.queries.hidden_dates import messages_about
from providers.queries.sessions import own_bookings, sessions_to_ask_about
from providers.queries.visit_requests import next_times, visits_of_provider, visits_without_place
from providers.rules.listing_times import NoSuchPlaces, NoSuchTime, weekly_starts
from providers.rules.listings import ListingPaused
from providers.rules.sessions import TooLate
from providers.rules.vetting import NotVetted
from providers.rules.visit_requests import (
    HelpNotAsked,
    NoName,
    NothingToPress,
    NotThatMany,
    VisitFull,
    VisitOver,
    WhichTime,
)
from providers.states import VisitRequestState
from tests.factories.representations import act_for
from tests.factories.supply import (
    NOW,
    make_login,
    make_provider,
    make_session,
    make_shown_listing,
    make_someone,
    vet,
)
from tests.factories.visits import come, make_time, make_visited_listing

pytestmark = pytest.mark.django_db


def told(kind: str) -> list[str]:
    return list(Message.objects.filter(kind=kind).order_by("pk").values_list("text", flat=True))


@pytest.mark.holds("P107")
def test_who_says_so_has_a_place_at_once_and_both_sides_are_told():
    ann, listing = make_someone(), make_visited_listing()
    session = make_time(listing, places=4)

    visit = come(ann, listing, session, known_as="  Annie  ")

    booking = Booking.objects.get()
    assert (visit.state, visit.known_as) == ("accepted", "Annie")
    assert (booking.state, booking.known_as, booking.what_helps) == ("coming", "Annie", "")
    [time] = next_times(listing.pk, now=NOW)
    assert (time.left, time.is_full) == (3, False)
    assert told("visit_said") == [
        "Annie is coming to “Museum morning” on Wednesday 5 May 2027 at 11 am."
    ]
    [agreed] = told("visit_agreed")
    assert agreed.startswith(
        "You are expected at “Museum morning” on Wednesday 5 May 2027 at 11 am."
    )
    assert "Where: The old hall." in agreed
    line = AuditEntry.objects.get(deed="say_coming")
    assert (line.for_person, line.about) == (ann.person_id, f"visit_request:{visit.pk}")


@pytest.mark.holds("P107")
def test_who_asks_first_waits_for_an_answer_and_takes_no_place_meanwhile():
    listing = make_visited_listing(by=(alice := make_login()), access="ask_first")
    session = make_time(listing, places=1)

    visit = come(make_someone(), listing, session, help_asked=["eating", "beside"])

    assert (visit.state, visit.help_asked) == ("requested", ["beside", "eating"])
    assert not Booking.objects.exists() and told("visit_agreed") == []
    [text] = told("visit_to_answer")
    assert "ann" not in text and "eating" not in text
    [summary] = visits_of_provider(alice.login_id, now=NOW)
    assert (summary.known_as, summary.help_asked) == ("", ["beside", "eating"])
    assert visits_of_provider(make_login("other").login_id, now=NOW) == []


@pytest.mark.holds("P107")
@pytest.mark.parametrize("has_time", [True, False])
def test_who_just_comes_leaves_a_name_and_nothing_else(has_time):
    listing = make_visited_listing(access="just_come")
    session = make_time(listing) if has_time else None

    visit = come(make_someone(), listing, session)

    assert (visit.state, visit.help_asked) == ("accepted", [])
    assert told("visit_said")[0].startswith("Ann may come to “Museum morning”")
    assert Booking.objects.exists() == has_time


@pytest.mark.holds("P110")
def test_what_helps_is_asked_of_nobody_before_they_have_the_place():
    ann, listing = make_someone(), make_visited_listing()
    with pytest.raises(HelpNotAsked):
        come(ann, listing, help_asked=["toilet"])
    visit = come(ann, listing)
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitRequest.objects.filter(pk=visit.pk).update(help_asked=["toilet"])


@pytest.mark.holds("M143", "P108")
def test_no_name_passes_to_who_is_not_vetted_or_does_not_read_it_here():
    ann, alice = make_someone(), make_login()
    listing = make_shown_listing(
        alice, provider := make_provider(alice), attending_access="just_come"
    )
    with pytest.raises(NotVetted):
        come(ann, listing)
    vet(provider)
    provider.members.all().delete()
    with pytest.raises(NothingToPress):
        come(ann, listing)
    assert not VisitRequest.objects.exists() and not Message.objects.filter(kind="visit_said")


@pytest.mark.parametrize(
    ("typed", "why"),
    [({"known_as": "   "}, NoName), ({"known_as": "x" * 61}, NoName)],
)
def test_a_name_that_is_none_is_refused(typed, why):
    with pytest.raises(why):
        come(make_someone(), make_visited_listing(), **typed)


@pytest.mark.holds("P107")
def test_what_is_paused_full_over_or_another_listings_takes_nobody():
    ann, alice = make_someone(), make_login()
    listing = make_visited_listing(by=alice)
    with pytest.raises(WhichTime):
        make_time(listing)
        come(ann, listing)
    other = make_session(alice, listing.provider)
    with pytest.raises(NotFound):
        come(ann, listing, other)
    over = make_time(listing, days=2)
    Session.objects.filter(pk=over.pk).update(starts_at=NOW, ends_at=NOW + timedelta(hours=1))
    with pytest.raises(TooLate):
        come(ann, listing, over)
    listing.places_left = 0
    listing.save()
    with pytest.raises(VisitFull):
        come(ann, listing, Session.objects.get(starts_at=NOW + timedelta(days=1), listing=listing))
    pause_listing(listing_id=listing.pk, by=alice, now=NOW)
    with pytest.raises(ListingPaused):
        come(ann, listing)
    assert not Booking.objects.exists()


def test_who_may_not_decide_for_somebody_does_not_say_that_they_come():
    listing = make_visited_listing()
    session = make_time(listing)
    looker = act_for(make_someone(), scope=RepresentationScope.SUGGEST)
    with pytest.raises(NotYours):
        come(looker, listing, session)
    decider = act_for(make_someone("ben"), "rex")
    visit = come(decider, listing, session)
    assert (visit.person.preferred_name, visit.asked_by) == ("ben", decider.login)


@pytest.mark.holds("P107")
def test_who_does_not_come_after_all_leaves_the_place_to_somebody_else():
    ann, ben, listing = make_someone(), make_someone("ben"), make_visited_listing()
    session = make_time(listing, places=1)
    visit = come(ann, listing, session)
    with pytest.raises(VisitFull):
        come(ben, listing, session)

    withdraw_visit(visit_request_id=visit.pk, by=ann, now=NOW)

    visit.refresh_from_db()
    assert visit.state == VisitRequestState.WITHDRAWN
    assert told("visit_not_coming")[0].startswith("Ann is not coming to “Museum morning”")
    come(ben, listing, session)
    with pytest.raises(VisitFull):
        mark_coming(booking_id=Booking.objects.get(person=ann.person).pk, by=ann, now=NOW)
    with pytest.raises(NotFound):
        withdraw_visit(visit_request_id=visit.pk, by=ben, now=NOW)


def test_a_place_and_its_visit_go_together_by_either_way():
    ann, listing = make_someone(), make_visited_listing()
    session = make_time(listing)
    visit = come(ann, listing, session)
    booking = Booking.objects.get()

    def states() -> tuple[str, str]:
        visit.refresh_from_db()
        booking.refresh_from_db()
        return visit.state, booking.state

    mark_not_coming(booking_id=booking.pk, by=ann, now=NOW)
    assert states() == ("withdrawn", "not_coming")
    mark_coming(booking_id=booking.pk, by=ann, now=NOW)
    assert states() == ("accepted", "coming")
    withdraw_visit(visit_request_id=visit.pk, by=ann, now=NOW)
    again = come(ann, listing, session, known_as="Nan")
    booking.refresh_from_db()
    assert (again.pk != visit.pk, booking.state, booking.known_as) == (True, "coming", "Nan")


def test_what_was_asked_of_no_time_is_taken_back_and_again_changes_nothing():
    ann, listing = make_someone(), make_visited_listing(access="ask_first")
    visit = come(ann, listing)
    assert [each.pk for each in visits_without_place(ann, now=NOW)] == [visit.pk]
    for _press in range(2):
        withdraw_visit(visit_request_id=visit.pk, by=ann, now=NOW)
    assert told("visit_not_coming") == [
        "Somebody who had asked is not coming to “Museum morning” after all."
    ]
    assert visits_without_place(ann, now=NOW) == []
    visit = come(ann, listing)
    VisitRequest.objects.filter(pk=visit.pk).update(state="declined", decline_reason="full")
    with pytest.raises(VisitOver):
        withdraw_visit(visit_request_id=visit.pk, by=ann, now=NOW)


def test_pressed_twice_it_is_one_with_a_time_and_without():
    ann = make_someone()
    for listing in (make_visited_listing(), make_visited_listing(make_login("bob"))):
        session = make_time(listing) if VisitRequest.objects.exists() else None
        first, second = come(ann, listing, session), come(ann, listing, session, known_as="Other")
        assert (first.pk, second.known_as) == (second.pk, "ann")
    assert len(told("visit_said")) == 2


def test_its_times_are_said_by_who_runs_it_and_stay_when_they_are_said_again():
    listing, alice = make_visited_listing(by=(alice := make_login())), alice
    starts = weekly_starts((NOW + timedelta(days=1)).date(), NOW.time(), 3)
    facts = {"listing_id": listing.pk, "starts": starts, "minutes": 90, "by": alice, "now": NOW}

    first = plan_listing_times(places=6, **facts)
    again = plan_listing_times(places=9, **facts)

    assert [each.pk for each in first] == [each.pk for each in again]
    assert {(each.places, each.title, each.place_words) for each in again} == {
        (6, "Museum morning", "The old hall")
    }
    call_off_session(session_id=first[0].pk, why="Snow", by=alice, now=NOW)
    for refused, changed in (
        (NotFound, {"by": make_login("bob")}),
        (NoSuchTime, {}),
        (NoSuchTime, {"starts": [NOW]}),
        (NoSuchTime, {"starts": [NOW + timedelta(days=401)]}),
        (NoSuchPlaces, {"places": 0}),
        (NoSuchPlaces, {"places": 10_001}),
    ):
        with pytest.raises(refused):
            plan_listing_times(**(facts | changed))
    assert Session.objects.count() == 3


def test_nobody_who_is_expected_loses_their_place_by_a_smaller_number():
    listing = make_visited_listing(by=(alice := make_login()))
    session = make_time(listing, places=5)
    for called in ("ann", "ben"):
        come(make_someone(called), listing, session)

    change_places(session_id=session.pk, places=2, by=alice, now=NOW)
    with pytest.raises(NotThatMany):
        change_places(session_id=session.pk, places=1, by=alice, now=NOW)
    with pytest.raises(VisitFull):
        come(make_someone("cat"), listing, session)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(session=session, person=make_someone("cat").person, known_as="Cat")
    with pytest.raises(NotFound):
        change_places(
            session_id=make_session(alice, listing.provider).pk, places=3, by=alice, now=NOW
        )


def test_of_a_time_that_is_called_off_nothing_is_said_of_money():
    ann, listing = make_someone(), make_visited_listing(by=(alice := make_login()))
    session = make_time(listing)
    come(ann, listing, session)

    call_off_session(session_id=session.pk, why="Snow", by=alice, now=NOW)

    [text] = told("session_called_off")
    assert "Please do not set out." in text and "pays" not in text


def test_nobody_is_asked_to_record_a_time_for_which_nobody_is_paid():
    ann, listing = make_someone(), make_visited_listing()
    come(ann, listing, make_time(listing))
    later = NOW + timedelta(days=3)
    assert sessions_to_ask_about(later) == []
    own = own_bookings(ann, now=later)
    assert (own.not_recorded, len(own.over)) == ([], 1)


def test_what_is_told_of_a_hidden_date_is_found_with_it():
    ann, listing = make_someone(), make_visited_listing()
    come(ann, listing, make_time(listing))
    assert [each.kind for each in messages_about(Booking.objects.get())] == ["visit_agreed"]
