"""Who comes at the same moment as others, on a database of its own in which commits are real."""

from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError

from community.audit.models import AuditEntry
from community.common.refusals import Refused
from community.messaging.models import Message
from providers.actions import first_visits, visit_requests
from providers.actions.safety_lines import say_safety_lines
from providers.actions.visit_lines import say_what_makes_it_good
from providers.models.safety_lines import SafetyLines
from providers.models.sessions import Booking, Session
from providers.models.visit_lines import VisitLine
from providers.models.visit_requests import VisitRequest
from providers.rules.safety_lines import SafetyWords
from providers.states import BookingState
from tests.factories.at_once import at_once
from tests.factories.supply import NOW, make_someone
from tests.factories.visits import come, make_time, make_visited_listing
from tests.waits import TEST_WAIT_SECONDS


def eight_press(listing, session) -> list[VisitRequest | Refused]:
    people = [make_someone(f"p{number}") for number in range(8)]
    return at_once(
        *[lambda each=each: come(each, listing, session) for each in people],
        expected=(Refused, IntegrityError),
    )


@pytest.mark.holds("P107")
def test_of_eight_at_once_for_the_last_place_one_has_it(committed_db):
    listing = make_visited_listing()
    session = make_time(listing, places=1)

    answers = eight_press(listing, session)

    assert sorted(type(each).__name__ for each in answers) == ["VisitFull"] * 7 + ["VisitRequest"]
    assert Booking.objects.filter(state=BookingState.COMING).count() == 1
    assert VisitRequest.objects.count() == 1


def test_without_the_lock_of_the_time_more_than_one_has_it(committed_db, monkeypatch):
    """The control."""
    listing = make_visited_listing()
    session = make_time(listing, places=1)
    gate, take_place = Barrier(8), visit_requests.take_place

    def unlocked(session_id):
        return Session.objects.select_related("provider").get(pk=session_id)

    def taken_together(*args, **facts):
        booking = take_place(*args, **facts)
        gate.wait(TEST_WAIT_SECONDS)
        return booking

    monkeypatch.setattr(visit_requests, "lock_session", unlocked)
    monkeypatch.setattr(visit_requests, "take_place", taken_together)

    eight_press(listing, session)

    assert Booking.objects.filter(state=BookingState.COMING).count() > 1


def test_of_many_presses_of_one_person_at_once_one_counts(committed_db):
    ann = make_someone()
    listing = make_visited_listing(access="ask_first")

    answers = at_once(*[lambda: come(ann, listing)] * 6)

    assert len({each.pk for each in answers}) == 1
    assert (
        VisitRequest.objects.count() == Message.objects.filter(kind="visit_to_answer").count() == 1
    )


@pytest.mark.holds("P80")
@pytest.mark.parametrize("has_lock", [True, False], ids=["locked", "control"])
def test_how_it_was_said_many_times_at_once_is_said_once(committed_db, monkeypatch, has_lock):
    ann, listing = make_someone(), make_visited_listing()
    visit = come(ann, listing, make_time(listing))
    if not has_lock:
        gate, cleaned = Barrier(2), first_visits.clean_how_it_was
        known = VisitRequest.objects.select_related("listing__provider", "session")
        monkeypatch.setattr(first_visits, "lock_visit", lambda pk: known.get(pk=pk))

        def cleaned_together(**said):
            gate.wait(TEST_WAIT_SECONDS)
            return cleaned(**said)

        monkeypatch.setattr(first_visits, "clean_how_it_was", cleaned_together)

    def press():
        return first_visits.say_how_visit_was(
            visit_request_id=visit.pk, happened=True, by=ann, now=NOW + timedelta(days=2)
        )

    at_once(press, press, expected=(Refused,))

    said = AuditEntry.objects.filter(deed="say_visit_happened").count()
    assert (said == 1) == has_lock


@pytest.mark.holds("P110")
def test_the_same_lines_pressed_many_times_at_once_are_told_once(committed_db):
    ann = make_someone()
    visit = come(ann, make_visited_listing())

    def press():
        return say_what_makes_it_good(
            visit_request_id=visit.pk, lines=["A chair", "No music"], by=ann, now=NOW
        )

    at_once(*[press] * 4)

    assert VisitLine.objects.count() == 2
    assert Message.objects.filter(kind="visit_lines_to_answer").count() == 1


@pytest.mark.holds("P69")
def test_the_same_safety_lines_pressed_many_times_at_once_are_said_once(committed_db):
    ann = make_someone()
    visit = come(ann, make_visited_listing(venue_kind="visits_homes"))
    words = SafetyWords("The dog is in the kitchen")

    def press():
        return say_safety_lines(visit_request_id=visit.pk, words=words, by=ann, now=NOW)

    at_once(*[press] * 8)

    assert SafetyLines.objects.count() == 1
    assert AuditEntry.objects.filter(deed="say_safety_lines").count() == 1
