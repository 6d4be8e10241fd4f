"""Providers that count units, each through its action."""

from datetime import date

from community.people.acting import Acting
from providers.actions.capacity import say_month_units
from providers.actions.visit_requests import withdraw_visit
from providers.actions.waiting import wait_for_place
from providers.models.supply import Listing
from providers.models.visit_requests import VisitRequest
from providers.models.waiting import WaitingListEntry
from tests.factories.kept import kept
from tests.factories.supply import NOW, make_login, make_someone
from tests.factories.visits import come, make_visited_listing

HEAVY = ("without_words",)
NEXT_MONTH = date(2027, 6, 1)
WEIGHTS = {"": 1, "without_words": 3}


@kept
def make_counted_listing(by: Acting | None = None, *, units=6, reserved=0, **facts) -> Listing:
    """Asked first, of a provider with so many units a month; help without words takes three."""
    by = by or make_login()
    listing = make_visited_listing(by, access="ask_first", **facts)
    say_month_units(
        provider_id=listing.provider_id,
        units=units,
        reserved_units=reserved,
        weights=WEIGHTS,
        by=by,
        now=NOW,
    )
    return listing


def make_full_listing(
    by: Acting | None = None, *, units=1, **facts
) -> tuple[Listing, VisitRequest]:
    """Counted, with whoever has the first unit of its month."""
    listing = make_counted_listing(by, units=units, **facts)
    name = f"first{listing.pk}"
    return listing, come(make_someone(name), listing)


def make_waiting(person: Acting, by: Acting | None = None, **facts) -> WaitingListEntry:
    """Somebody waits, with their agreement, for what is full this month."""
    listing, _first = make_full_listing(by, **facts)
    return wait_for_place(listing_id=listing.pk, opens_on=NEXT_MONTH, by=person, now=NOW)


def make_offered(person: Acting, by: Acting | None = None, **facts) -> WaitingListEntry:
    """And a place is offered to them."""
    listing, first = make_full_listing(by, **facts)
    entry = wait_for_place(listing_id=listing.pk, opens_on=NEXT_MONTH, by=person, now=NOW)
    had = Acting(login=first.person.login, person=first.person)
    withdraw_visit(visit_request_id=first.pk, by=had, now=NOW)
    return entry
