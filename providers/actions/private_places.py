"""Keeping a place back: what is stored of it is the middle of its district and nothing nearer, so
that whatever is made from it (order, distance, answers to programs, files) can tell no more."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from community.common.clock import today
from community.common.refusals import Refused
from community.people.acting import SYSTEM
from community.people.actions.audit_lines import record_deed
from community.places.queries import HasLocation, Location, district_near, find_location
from providers.actions.provider_access import lock_listing
from providers.actions.search_index import index_listing
from providers.deeds import ProviderDeed
from providers.models.private_places import PlaceMark
from providers.models.supply import Listing
from providers.queries.imports import area_centre
from providers.queries.private_places import (
    keys_kept_back,
    keys_of_listing,
    marks_of,
    may_be_compared,
)
from providers.rules.private_places import (
    hide_place,
    is_at_a_home,
    is_place_of_a_home,
    private_place_text,
    public_website,
    words_asking,
)
from providers.states import FACTS_OF_PLACE, ListingState, VenueKind

WORDS = (
    "title",
    "what_happens",
    "when_words",
    "how_many_words",
    "price_words",
    "after_grant_words",
    "companion_words",
)
NO_ADDRESS = frozenset({"door", "home", "homes", "you", "your"})
PLACE_WORDS = ("place_words", "getting_there_words")


def asks_for_privacy(listing: Listing) -> bool:
    """By the answer to where it happens, or by its words."""
    return is_at_a_home(listing.venue_kind) or _words_ask(listing)


def keys_to_mark(listing: Listing) -> tuple[str, ...]:
    """By what its place is known again, where whatever else is there has to be kept back with it:
    not of the office of those who go to people's homes."""
    is_one_person = listing.provider.is_one_person
    is_office = is_at_a_home(listing.venue_kind) and not is_place_of_a_home(
        listing.venue_kind, is_one_person=is_one_person
    )
    return () if is_office and not _words_ask(listing) else keys_of_listing(listing)


def hide_place_in_about(listing: Listing) -> None:
    """In what its provider says of itself, which stands on the same page."""
    provider = listing.provider
    about = hide_place(provider.about, _lines(listing))
    if about != provider.about:
        provider.about = about
        provider.save(update_fields=["about"])


def _words_ask(listing: Listing) -> bool:
    provider = listing.provider
    texts = [getattr(listing, field) for field in (*WORDS, *PLACE_WORDS)]
    texts += listing.first_visit.values()
    return bool(words_asking([*texts, provider.name, provider.about]))


def keep_place_back(listing: Listing) -> None:
    """In a listing that is still to be saved: the district, and words that do not say more."""
    at = None
    if listing.latitude is not None and listing.longitude is not None:
        at = (listing.latitude, listing.longitude)
    listing.is_place_private = True
    put_in_district(listing, at, None)
    hide_place_of(listing)


def hide_place_of(listing: Listing) -> None:
    """Of a listing that is in its district already, the words."""
    lines = _lines(listing)
    for field in WORDS:
        setattr(listing, field, hide_place(getattr(listing, field), lines))
    listing.first_visit = {
        fact: hide_place(words, lines)
        for fact, words in listing.first_visit.items()
        if fact not in FACTS_OF_PLACE
    }
    listing.website = public_website(listing.website)
    listing.getting_there_words = ""
    if listing.feed:  # nobody here chose to give it, and a number leads to its place
        listing.phone = ""
    listing.place_words = private_place_text(listing.postcode, listing.venue_kind)


def put_in_district(
    listing: Listing, at: tuple[float, float] | None, fallback: HasLocation | None
) -> None:
    """At the middle of its postcode's first half; where it has none, of the district whose middle
    is nearest; else in the middle of its area."""
    district = _district(listing.postcode) or (district_near(*at) if at else None)
    if district:
        listing.postcode, listing.has_location = district.outward_code, True
        listing.latitude, listing.longitude = district.latitude, district.longitude
        return
    listing.postcode, listing.has_location = "", False
    if fallback:
        listing.latitude, listing.longitude = fallback.latitude, fallback.longitude
    elif at:
        listing.latitude, listing.longitude = area_centre(listing.provider.area) or (None, None)


@transaction.atomic
def mend_private_place(*, listing_id: int, now: datetime) -> bool:
    """One that was kept with its place before its words were read for this, or before what is at
    the same place asked for it. Done twice is once."""
    listing = lock_listing(listing_id)
    asks = asks_for_privacy(listing) or _was_shown_by_one_person_unasked(listing)
    if listing.is_place_private or not (asks or is_at_place_kept_back(listing, on=today(now))):
        return False
    if asks:
        mark_place(listing, keys_to_mark(listing))
    keep_shown_place_back(listing, now=now)
    return True


def is_at_place_kept_back(listing: Listing, *, on: date) -> bool:
    """Of something else that asks for it, which this would show."""
    if not may_be_compared(listing, on=on):
        return False
    keys = keys_of_listing(listing)
    return bool(keys_kept_back(keys, on=on, feed=listing.feed, but=listing.pk or 0))


def mark_place(listing: Listing, keys: Iterable[str]) -> None:
    """By what the place of a saved listing that asks is known again; nothing of a place that is not
    known. The caller holds its row."""
    marks = set(marks_of(keys))
    if not marks:
        return
    PlaceMark.objects.filter(listing=listing).exclude(mark__in=marks).delete()
    PlaceMark.objects.bulk_create(
        [PlaceMark(listing=listing, mark=mark) for mark in sorted(marks)], ignore_conflicts=True
    )


def forget_place(listing: Listing) -> None:
    """Of a listing that asks no more."""
    PlaceMark.objects.filter(listing=listing).delete()


def keep_shown_place_back(listing: Listing, *, now: datetime) -> None:
    """Of a listing whose row the caller has locked, and that may be shown already."""
    hide_place_in_about(listing)
    keep_place_back(listing)
    listing.changed_at = now  # who took it as it was takes it anew
    listing.save()
    if listing.state == ListingState.SHOWN:
        index_listing(listing, on=today(now))
    record_deed(by=SYSTEM, deed=ProviderDeed.SAVE_LISTING, about=f"listing:{listing.pk}", now=now)


def _was_shown_by_one_person_unasked(listing: Listing) -> bool:
    """It was shown before anybody was asked where it happens: until they say, as a home."""
    is_shown = listing.state in (ListingState.SHOWN, ListingState.PAUSED)
    return is_shown and not listing.venue_kind and listing.provider.is_one_person


def _lines(listing: Listing) -> Iterable[str]:
    """Of its address. Of who comes to people's homes, "at your home" is none."""
    lines = listing.place_words.split(",")
    if listing.venue_kind != VenueKind.VISITS_HOMES:
        return lines
    return [line for line in lines if NO_ADDRESS.isdisjoint(line.casefold().split())]


def _district(postcode: str) -> Location | None:
    try:
        return find_location(postcode.split(" ")[0]) if postcode else None
    except Refused:
        return None
