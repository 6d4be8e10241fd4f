"""Twice at once, on a database of its own in which commits are real."""

from community.common.refusals import Refused
from community.messaging.models import Message
from providers.actions.imported_listings import FallbackLocation
from providers.actions.imports import begin_import, finish_import, import_rows
from providers.actions.listings import pause_listing, publish_listing
from providers.actions.sessions import record_delivered, record_not_delivered
from providers.models.imports import ImportRow, ImportRun
from providers.models.sessions import Booking, Session
from providers.models.supply import Listing
from providers.rules.sessions import AlreadyRecorded
from providers.states import ListingState, RowOutcome, SessionState
from tests.factories.at_once import at_once
from tests.factories.places import make_area, rows_of
from tests.factories.supply import (
    NOW,
    after,
    book,
    make_listing,
    make_login,
    make_session,
    make_someone,
)

PRESSES = 6


def refusals(*deeds) -> list[Refused]:
    """Those there were, when all was done at the same moment."""
    return [answer for answer in at_once(*deeds) if isinstance(answer, Refused)]


def test_publishing_from_many_windows_at_once_shows_it_once(committed_db):
    alice = make_login()
    listing = make_listing(alice, kinds=[3])

    refused = refusals(
        *[lambda: publish_listing(listing_id=listing.pk, by=alice, now=NOW)] * PRESSES
    )

    assert refused == []
    assert Listing.objects.get().state == ListingState.SHOWN
    assert rows_of(listing.pk) == [0, 3]


def test_publishing_and_pausing_at_once_leave_the_listing_and_the_search_agreeing(committed_db):
    alice = make_login()
    listing = make_listing(alice)
    publish_listing(listing_id=listing.pk, by=alice, now=NOW)

    for _turn in range(10):
        refusals(
            lambda: pause_listing(listing_id=listing.pk, by=alice, now=NOW),
            lambda: publish_listing(listing_id=listing.pk, by=alice, now=NOW),
        )
        is_shown = Listing.objects.get().state == ListingState.SHOWN
        assert rows_of(listing.pk) == ([0] if is_shown else [])


def test_of_many_who_record_a_session_at_once_one_is_heard(committed_db):
    alice, ann = make_login(), make_someone()
    session = make_session(alice)
    booking = book(session, ann)

    def it_happened():
        record_delivered(session_id=session.pk, came=[booking.pk], by=alice, now=after(session))

    def it_did_not():
        record_not_delivered(session_id=session.pk, by=alice, now=after(session))

    refused = refusals(*[it_happened, it_did_not] * (PRESSES // 2))

    assert {type(no) for no in refused} == {AlreadyRecorded}
    assert len(refused) == PRESSES - 1
    happened = Session.objects.get().state == SessionState.DELIVERED
    assert Message.objects.filter(kind="session_happened").count() == happened
    assert Message.objects.filter(kind="session_not_delivered").count() == (not happened)


def test_taking_a_place_many_times_at_once_takes_one(committed_db):
    session, ann = make_session(make_login()), make_someone()

    assert refusals(*[lambda: book(session, ann)] * PRESSES) == []

    assert Booking.objects.count() == 1


def test_two_readings_of_one_feed_at_once_keep_each_row_once(committed_db):
    area = make_area()
    rows = [
        (number, {"id": f"row-{number}", "name": f"Choir {number}", "description": "We sing."})
        for number in range(1, 21)
    ]

    def read():
        import_run = begin_import(feed="feed", area=area, now=NOW)
        fallback = FallbackLocation(50.1, -6.0)
        for batch in (rows[:10], rows[10:]):
            import_rows(import_run=import_run, rows=batch, fallback=fallback, now=NOW)
        finish_import(import_run=import_run, is_whole=True, now=NOW)

    refusals(read, read)

    assert Listing.objects.filter(state=ListingState.SHOWN).count() == 20
    assert ImportRow.objects.filter(outcome=RowOutcome.CREATED).count() == 20
    assert ImportRow.objects.filter(outcome=RowOutcome.UNCHANGED).count() == 20
    assert ImportRun.objects.filter(finished_at=NOW).count() == 2
