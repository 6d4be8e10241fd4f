"""Somebody stops and whoever runs it agrees: nobody expects them any more, on any page (C4)."""

import pytest
from django.urls import reverse

from community.common.refusals import NotFound, Refused
from pooling.ledger.queries import ledger_faults
from pooling.pools.actions.ending import stop_pledge_by_agreement
from pooling.pools.actions.missed_places import let_off_missed_place
from providers.actions.session_outcomes import raise_session_dispute
from providers.actions.sessions import mark_coming
from providers.models.sessions import Booking
from providers.states import BookingState
from tests.factories.pools import AFTER_CLOSE
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in
from tests.pooling.pools.test_missed_places import Held

pytestmark = pytest.mark.holds("fault:C4")


@pytest.fixture
def stopped(db):
    """Four sessions, of which the first was held and paid; then Ann stopped."""
    held = Held("paid")
    held.recorded(ann_came=True)
    held.released()
    set_clock(held.after)
    pledge = held.pool.pledges.get(person=held.ann.person)
    stop_pledge_by_agreement(pledge_id=pledge.pk, by=held.voice, now=held.after)
    return held


def places_of(person) -> list[Booking]:
    return list(Booking.objects.filter(person=person.person).order_by("session__starts_at"))


def test_their_places_end_in_what_is_not_held_and_nobody_elses_do(stopped):
    assert [each.state for each in places_of(stopped.ann)] == ["came", *3 * ["ended"]]
    assert {each.state for each in places_of(stopped.people[1])} == {"came", "coming"}
    assert ledger_faults() == []


def test_the_register_and_their_own_page_say_so(stopped):
    second = places_of(stopped.ann)[1]
    name = second.known_as
    page = reverse("provider_session", args=[second.session_id])
    register = words(signed_in(stopped.voice).get(page))
    own = words(signed_in(stopped.ann).get(reverse("my_sessions")))

    assert name not in register
    assert "Nothing planned yet" in own
    assert own.count("You stopped before this time: you do not pay for it.") == 3


def test_nothing_is_asked_or_said_of_a_place_that_ended(stopped):
    second = places_of(stopped.ann)[1]
    with pytest.raises(Refused):
        mark_coming(booking_id=second.pk, by=stopped.ann, now=stopped.after)
    with pytest.raises(Refused):
        let_off_missed_place(booking_id=second.pk, by=stopped.voice, now=stopped.after)
    with pytest.raises(NotFound):
        raise_session_dispute(
            session_id=second.session_id,
            words="No.",
            by=stopped.ann,
            now=second.session.ends_at,
        )
    assert Booking.objects.get(pk=second.pk).state == BookingState.ENDED


def test_before_anything_was_held_all_their_places_end(db):
    held = Held()
    set_clock(AFTER_CLOSE)
    pledge = held.pool.pledges.get(person=held.ann.person)
    stop_pledge_by_agreement(pledge_id=pledge.pk, by=held.voice, now=AFTER_CLOSE)

    assert {each.state for each in places_of(held.ann)} == {"ended"}
