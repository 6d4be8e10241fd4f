"""Who comes at the same moment as others, on a database of its own in which commits are real."""

from threading import Barrier

import pytest
from django.db import IntegrityError

from community.common.refusals import Refused
from community.messaging.models import Message
from providers.actions import visit_requests
from providers.models.sessions import Booking, Session
from providers.models.visit_requests import VisitRequest
from providers.states import BookingState
from tests.factories.at_once import at_once
from tests.factories.supply import make_someone
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
