"""Providers that count units, each through its action."""

from community.people.acting import Acting
from providers.actions.capacity import say_capacity
from providers.models.supply import Listing
from tests.factories.kept import kept
from tests.factories.supply import NOW, make_login
from tests.factories.visits import make_visited_listing

HEAVY = ("without_words",)
WEIGHTS = {"": 1, "without_words": 3}


@kept
def make_counted_listing(by: Acting | None = None, *, units=6, reserved=0, **facts) -> Listing:
    """Asked first, of a provider with so many units a month; help without words takes three."""
    by = by or make_login()
    listing = make_visited_listing(by, access="ask_first", **facts)
    say_capacity(
        provider_id=listing.provider_id,
        units=units,
        reserved_units=reserved,
        weights=WEIGHTS,
        by=by,
        now=NOW,
    )
    return listing
