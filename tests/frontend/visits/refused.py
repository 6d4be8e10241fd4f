"""What the last press of whoever comes refuses: {what is wrong: its case}."""

from typing import Any

from django.urls import reverse

from providers.models.sessions import Session
from providers.models.supply import Listing
from tests.factories.supply import NOW, make_someone
from tests.factories.visits import come, make_time, make_visited_listing
from tests.frontend.reviews_of_members import Case


def a_time(**typed: Any) -> Case:
    """That filled up meanwhile, unless `typed` says otherwise."""
    listing = make_visited_listing()
    session = make_time(listing, places=1)
    make_time(listing, days=8)
    if not typed:
        come(make_someone("ben"), listing, session)
    return _case(listing, {"session": session.pk, "known_as": "Ann"} | typed)


def _case(listing: Listing, typed: dict[str, Any]) -> Case:
    return make_someone(), reverse("come_to_listing", args=[listing.pk]), typed


def full() -> Case:
    listing = make_visited_listing()
    Listing.objects.filter(pk=listing.pk).update(places_left=0)
    return _case(listing, {"known_as": "Ann"})


def begun() -> Case:
    who, address, typed = a_time(known_as="Ann")
    Session.objects.filter(pk=typed["session"]).update(starts_at=NOW)
    return who, address, typed


VISITS = {
    "the last place went": a_time,
    "no name": lambda: a_time(known_as=" "),
    "the listing is full": full,
    "it has begun": begun,
}
