"""Sessions and bookings: who comes, and what is recorded of it."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.audit.models import AuditEntry
from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.acting import SYSTEM
from community.people.rules.authority import NotYours
from community.people.states import AuthorityBasis, RepresentationScope
from providers.actions.session_outcomes import raise_session_dispute
from providers.actions.sessions import (
    call_off_session,
    mark_coming,
    mark_not_coming,
    plan_sessions,
    record_delivered,
    record_not_delivered,
)
from providers.models.sessions import Booking, Session
from providers.queries.sessions import (
    booking_of_person,
    bookings_of_person,
    open_disputes,
    session_of_login,
    sessions_of_login,
    sessions_with_everyone_told,
)
from providers.rules.sessions import (
    AlreadyRecorded,
    DayHasGone,
    HasBegun,
    NotOneOfThem,
    TooEarly,
    TooLate,
    WhyNotSaid,
)
from providers.states import BookingState, SessionState
from tests.factories.joint_holders import one_attorney
from tests.factories.representations import act_for
from tests.factories.supply import (
    NOW,
    after,
    book,
    deliver,
    make_login,
    make_provider,
    make_session,
    make_someone,
)

pytestmark = pytest.mark.django_db


def test_planning_the_same_series_again_changes_nothing():
    museum = make_provider(make_login())
    plan = {
        "provider_id": museum.pk,
        "title": "Museum morning",
        "starts": [NOW + timedelta(days=7), NOW + timedelta(days=14)],
        "minutes": 90,
        "place_words": "The old hall",
        "series": "pool:12",
        "by": SYSTEM,
        "now": NOW,
    }

    first, again = plan_sessions(**plan), plan_sessions(**plan)

    assert first[0].ends_at == NOW + timedelta(days=7, minutes=90)
    assert [session.pk for session in again] == list(
        Session.objects.order_by("starts_at").values_list("pk", flat=True)
    )
    assert Session.objects.count() == 2


def test_a_provider_sees_the_name_they_chose_what_helps_and_whether_they_come():
    alice, ann = make_login(), make_someone()
    session = make_session(alice)
    booking = book(session, ann, what_helps="A quiet corner")

    _session, [seen] = session_of_login(session.pk, login_id=alice.login_id)

    assert vars(seen) == {
        "booking_id": booking.pk,
        "known_as": "ann",
        "what_helps": "A quiet corner",
        "never_words": "",
        "state": BookingState.COMING,
        "told_at": None,
        "is_let_off": False,
    }


def test_only_the_providers_own_voices_see_who_comes():
    alice, bob, ann = make_login(), make_login("bob"), make_someone()
    make_provider(bob, "Another house")
    session = make_session(alice)
    book(session, ann)

    for stranger in (bob, ann):
        with pytest.raises(NotFound):
            session_of_login(session.pk, login_id=stranger.login_id)


def test_taking_a_place_twice_is_taking_it_once():
    alice, ann = make_login(), make_someone()
    session = make_session(alice)

    assert book(session, ann) == book(session, ann)
    assert Booking.objects.count() == 1


def test_a_person_says_not_coming_and_coming_again():
    ann = make_someone()
    booking = book(make_session(make_login()), ann)

    booking = mark_not_coming(booking_id=booking.pk, by=ann, now=NOW)
    assert (booking.state, booking.marked_by) == (BookingState.NOT_COMING, ann.login)

    booking = mark_coming(booking_id=booking.pk, by=ann, now=NOW)
    assert booking.state == BookingState.COMING


def test_whoever_decides_for_them_may_say_it_and_a_supporter_who_suggests_may_not():
    ann = make_someone()
    booking = book(make_session(make_login()), ann)

    with pytest.raises(NotYours):
        mark_not_coming(
            booking_id=booking.pk,
            by=act_for(ann, "sam", RepresentationScope.SUGGEST),
            now=NOW,
        )
    decider = act_for(ann, "dee", RepresentationScope.DECIDE)
    booking = mark_not_coming(booking_id=booking.pk, by=decider, now=NOW)

    assert (booking.state, booking.marked_by) == (BookingState.NOT_COMING, decider.login)


@pytest.mark.holds("P5", "P18")
def test_a_power_over_money_alone_stops_a_place_and_does_not_take_it_again():
    """Not coming protects, so that any power will do; coming after all is everyday life."""
    ann = make_someone()
    booking = book(make_session(make_login("museum")), ann)
    attorney = one_attorney(ann, AuthorityBasis.ATTORNEY_PROPERTY)

    marked = mark_not_coming(booking_id=booking.pk, by=attorney, now=NOW)

    assert (marked.state, marked.marked_by) == (BookingState.NOT_COMING, attorney.login)
    with pytest.raises(NotYours, match="only where"):
        mark_coming(booking_id=booking.pk, by=attorney, now=NOW)


def test_nobody_else_finds_or_changes_a_place():
    alice, ann, bob = make_login(), make_someone(), make_someone("bob")
    session = make_session(alice)
    booking = book(session, ann)
    book(session, bob)

    for stranger in (bob, alice):
        with pytest.raises(NotFound):
            mark_not_coming(booking_id=booking.pk, by=stranger, now=NOW)
        with pytest.raises(NotFound):
            booking_of_person(booking.pk, by=stranger)


def test_after_it_has_begun_coming_or_not_is_not_said_here_any_more():
    ann = make_someone()
    session = make_session(make_login())
    booking = book(session, ann)

    with pytest.raises(TooLate):
        mark_not_coming(booking_id=booking.pk, by=ann, now=session.starts_at)


def test_recording_who_came_tells_everybody_with_a_place():
    alice, ann, bob = make_login(), make_someone(), make_someone("bob")
    session = make_session(alice)
    came, _stayed_away = book(session, ann), book(session, bob)

    deliver(session, alice, came)

    states = dict(Booking.objects.values_list("known_as", "state"))
    assert states == {"ann": BookingState.CAME, "bob": BookingState.VISIT_DID_NOT_HAPPEN}
    notices = Message.objects.filter(kind="session_happened", is_notice=True)
    assert {message.person_id for message in notices} == {ann.person_id, bob.person_id}


@pytest.mark.holds("P80")
def test_a_visit_that_did_not_happen_is_called_so_and_says_nothing_of_the_person():
    alice, ann = make_login(), make_someone()
    session = make_session(alice)
    booking = book(session, ann)

    deliver(session, alice)

    booking.refresh_from_db()
    assert booking.state == "visit_did_not_happen"
    assert booking.get_state_display() == "this visit did not happen"
    deeds = AuditEntry.objects.filter(about=f"session:{session.pk}")
    assert deeds.filter(deed="record_visit_did_not_happen").count() == 1


def statements_of_delivery(count: int) -> int:
    alice = make_login(f"alice-{count}")
    session = make_session(alice)
    people = [make_someone(f"person-{count}-{number}") for number in range(2 * count)]
    bookings = [book(session, someone) for someone in people]
    with CaptureQueriesContext(connection) as sent:
        deliver(session, alice, *bookings[:count])
    states = Counter(session.bookings.values_list("state", flat=True))
    assert states == {BookingState.CAME: count, BookingState.VISIT_DID_NOT_HAPPEN: count}
    return len(sent)


def test_recording_it_takes_as_many_statements_for_three_of_each_as_for_one():
    assert statements_of_delivery(1) == statements_of_delivery(3)


def test_what_happened_is_recorded_once():
    alice, ann = make_login(), make_someone()
    session = make_session(alice)
    booking = book(session, ann)
    deliver(session, alice, booking)

    with pytest.raises(AlreadyRecorded):
        deliver(session, alice, booking)
    with pytest.raises(AlreadyRecorded):
        record_not_delivered(session_id=session.pk, by=alice, now=after(session))

    assert Message.objects.filter(kind="session_happened").count() == 1


def test_nothing_is_recorded_before_it_begins():
    alice = make_login()
    session = make_session(alice)

    with pytest.raises(TooEarly):
        record_delivered(session_id=session.pk, came=[], by=alice, now=NOW)


def test_a_place_in_another_session_cannot_be_ticked():
    alice, ann = make_login(), make_someone()
    museum = make_provider(alice)
    session = make_session(alice, museum)
    elsewhere = book(make_session(alice, museum, days=2), ann)

    with pytest.raises(NotOneOfThem):
        deliver(session, alice, elsewhere)

    assert Session.objects.get(pk=session.pk).state == SessionState.PLANNED


@pytest.mark.parametrize("deed", [record_delivered, record_not_delivered, call_off_session])
def test_only_its_own_voices_record_what_became_of_a_session(deed):
    alice, bob, ann = make_login(), make_login("bob"), make_someone()
    make_provider(bob, "Another house")
    session = make_session(alice)
    book(session, ann)
    said = {record_delivered: {"came": []}, call_off_session: {"why": "The boiler broke"}}
    more = said.get(deed, {})

    for stranger in (bob, ann):
        with pytest.raises(NotFound):
            deed(session_id=session.pk, by=stranger, now=after(session), **more)


def test_calling_off_tells_everybody_urgently():
    alice, ann, bob = make_login(), make_someone(), make_someone("bob")
    session = make_session(alice)
    book(session, ann)
    mark_not_coming(booking_id=book(session, bob).pk, by=bob, now=NOW)

    call_off_session(session_id=session.pk, why="the boiler has broken", by=alice, now=NOW)

    told_now = Message.objects.filter(kind="session_called_off", urgent=True)
    assert {message.person_id for message in told_now} == {ann.person_id, bob.person_id}


@pytest.mark.parametrize("count", [1, 3])
def test_what_the_sweep_looks_for_takes_three_statements(count, django_assert_num_queries):
    alice = make_login()
    museum = make_provider(alice)
    for number in range(count):
        session = make_session(alice, museum, days=number + 1)
        deliver(session, alice, book(session, make_someone(f"person-{number}")))

    with django_assert_num_queries(3):
        assert sessions_with_everyone_told(NOW) == []


@pytest.mark.parametrize("count", [1, 3])
def test_open_disputes_take_one_statement(count, django_assert_num_queries):
    alice = make_login()
    session = make_session(alice)
    people = [make_someone(f"person-{number}") for number in range(count)]
    deliver(session, alice, *[book(session, someone) for someone in people])
    for someone in people:
        raise_session_dispute(
            session_id=session.pk, words="Nobody was there.", by=someone, now=after(session)
        )

    area_id = session.provider.area_id
    with django_assert_num_queries(1):
        disputes = open_disputes([area_id])
        assert [dispute.session.provider.name for dispute in disputes] == ["Westsea Museum"] * count


@pytest.mark.parametrize("count", [1, 3])
def test_lists_of_sessions_and_places_take_the_same_statements(count, django_assert_num_queries):
    alice, ann = make_login(), make_someone()
    museum = make_provider(alice)
    for day in range(1, count + 1):
        book(make_session(alice, museum, days=day), ann)

    with django_assert_num_queries(1):
        assert [session.coming for session in sessions_of_login(alice.login_id)] == [1] * count
    with django_assert_num_queries(2):
        bookings = [
            (booking.session.provider.name, booking.session.own_disputes)
            for booking in bookings_of_person(ann)
        ]
    assert len(bookings) == count


@pytest.mark.holds("fault:C8")
def test_calling_off_says_why_and_another_day_in_what_people_get():
    alice, ann = make_login(), make_someone()
    session = make_session(alice)
    book(session, ann)

    call_off_session(
        session_id=session.pk,
        why="The boiler broke.",
        another_day=date(2027, 7, 6),
        by=alice,
        now=NOW,
    )

    text = Message.objects.get(kind="session_called_off").text
    assert "is called off: The boiler broke. Please do not set out." in text
    assert "It may be on Tuesday 6 July 2027 instead" in text


@pytest.mark.holds("fault:C8")
@pytest.mark.parametrize(
    ("why", "another_day", "refusal"),
    [("  ", None, WhyNotSaid), ("The boiler broke", date(2020, 1, 1), DayHasGone)],
)
def test_calling_off_without_a_why_or_for_a_day_that_has_gone_is_refused(why, another_day, refusal):
    alice = make_login()
    session = make_session(alice)
    with pytest.raises(refusal):
        call_off_session(session_id=session.pk, why=why, another_day=another_day, by=alice, now=NOW)


@pytest.mark.holds("fault:F12")
@pytest.mark.parametrize("later", [timedelta(0), timedelta(minutes=1), timedelta(days=1)])
def test_what_has_begun_is_not_called_off_and_nobody_is_told_not_to_set_out(later):
    alice, ann = make_login(), make_someone()
    session = make_session(alice)
    book(session, ann)

    with pytest.raises(HasBegun) as refusal:
        call_off_session(session_id=session.pk, why="Snow", by=alice, now=session.starts_at + later)

    assert "It did not happen" in refusal.value.next_step
    assert not Message.objects.filter(kind="session_called_off").exists()
    record_not_delivered(session_id=session.pk, by=alice, now=session.starts_at + later)
    told = Message.objects.get(kind="session_not_delivered")
    assert "did not happen. Nobody pays for it" in told.text and "set out" not in told.text
    assert not told.urgent


@pytest.mark.holds("fault:F12")
def test_a_second_before_it_begins_it_can_be_called_off():
    alice = make_login()
    session = make_session(alice)
    before = session.starts_at - timedelta(seconds=1)

    session = call_off_session(session_id=session.pk, why="Snow", by=alice, now=before)

    assert session.state == SessionState.CALLED_OFF
