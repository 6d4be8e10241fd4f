"""Twice at once, on a database of its own in which commits are real."""

from datetime import timedelta

from community.common.refusals import Refused
from community.messaging.models import Message
from providers.actions.imported_listings import FallbackLocation
from providers.actions.imports import begin_import, finish_import, import_rows
from providers.actions.listings import pause_listing, publish_listing
from providers.actions.sessions import record_delivered, record_not_delivered
from providers.models.imports import ImportRun
from providers.models.sessions import Booking, Session
from providers.models.supply import Listing
from providers.rules.directories import ReadByAnother
from providers.rules.sessions import AlreadyRecorded
from providers.states import ListingState, SessionState
from tests.factories.at_once import at_once
from tests.factories.directory import make_source
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


def test_of_many_readings_of_one_directory_at_once_one_begins(committed_db):
    source = make_source(make_area())

    def begin():
        begin_import(source=source, now=NOW)

    refused = refusals(*[begin] * PRESSES)

    assert [type(no) for no in refused] == [ReadByAnother] * (PRESSES - 1)
    assert ImportRun.objects.count() == 1


def test_a_reading_that_was_taken_for_killed_keeps_nothing_beside_the_next(committed_db):
    source, later = make_source(make_area()), NOW + timedelta(hours=2)
    rows = [(1, {"id": "row-1", "name": "Choir", "description": "We sing."})]
    killed = begin_import(source=source, now=NOW)
    begin_import(source=source, now=later)

    for late in (
        lambda: import_rows(
            import_run=killed, rows=rows, fallback=FallbackLocation(50.1, -6.0), now=later
        ),
        lambda: finish_import(import_run=killed, is_whole=True, now=later),
    ):
        assert [type(no) for no in refusals(late)] == [ReadByAnother]

    assert not Listing.objects.exists()
    assert [run.stopped_because for run in ImportRun.objects.order_by("pk")] == [
        "It was interrupted.",
        "",
    ]
