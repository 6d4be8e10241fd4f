"""Coming to a session by a decision that was written down (P6)."""

import pytest

from community.people.rules.authority import NotYours
from community.people.rules.decisions import AboutSomethingElse, DoesNotCount
from community.people.states import DecisionRecordState, RepresentationScope
from providers.actions.sessions import mark_coming, mark_not_coming
from providers.states import BookingState
from tests.factories.decision_records import by_record, look_at, write_down, write_down_all
from tests.factories.representations import act_for
from tests.factories.supply import NOW, book, make_login, make_session, make_someone

pytestmark = pytest.mark.django_db


@pytest.mark.holds("fault:A16", "P6")
def test_by_a_record_that_counts_somebody_is_expected_again_once():
    alice = make_someone("alice")
    rita = act_for(alice, scope=RepresentationScope.SUGGEST)
    session = make_session(make_login("museum"))
    booking = book(session, alice)
    mark_not_coming(booking_id=booking.pk, by=alice, now=NOW)
    record = write_down_all(rita, f"session:{session.pk}")

    def come(by):
        mark_coming(booking_id=booking.pk, by=by, now=NOW)

    for by, refusal in [
        (rita, NotYours),
        (by_record(record, rita), DoesNotCount),
        (by_record(write_down(rita), rita), AboutSomethingElse),
    ]:
        with pytest.raises(refusal):
            come(by)
    look_at(record)
    come(by_record(record, rita))

    booking.refresh_from_db(), record.refresh_from_db()
    assert (booking.state, record.state) == (BookingState.COMING, DecisionRecordState.DONE)
    with pytest.raises(DoesNotCount):
        mark_not_coming(booking_id=booking.pk, by=by_record(record, rita), now=NOW)
