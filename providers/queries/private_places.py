"""What is at a place that is kept back, by the marks that are kept of it (fault E8)."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from providers.models.private_places import PlaceMark
from providers.models.supply import Listing, Provider
from providers.queries.supply import vetted_providers
from providers.rules.private_places import keys_of_place
from providers.states import ListingState


def keys_of_listing(listing: Listing) -> tuple[str, ...]:
    """As it stands; none where its place is kept back already."""
    if " " not in listing.postcode:
        return ()
    lines = listing.place_words.split(",")
    return keys_of_place(
        lines,
        near=[listing.postcode, *lines],
        postcode=listing.postcode,
        names=[listing.provider.name],
    )


def marks_of(keys: Iterable[str]) -> dict[str, str]:
    """{mark: key}"""
    return {salted_hmac("place", key, algorithm="sha256").hexdigest(): key for key in keys}


def keys_kept_back(keys: Iterable[str], *, on: date, feed: str = "", but: int = 0) -> set[str]:
    """Those of places that something else asks to keep back: not of this directory, whose reading
    knows its own places; nor the listing `but`."""
    marks = marks_of(keys)
    found = _marks_that_count(on).filter(mark__in=marks).exclude(listing_id=but)
    if feed:
        found = found.exclude(listing__feed=feed)
    return {marks[mark] for mark in found.values_list("mark", flat=True)}


def is_own_home(provider: Provider, place_words: str, postcode: str = "") -> bool:
    """Is it where this provider has a place that is kept back? Nothing is told of others’."""
    lines = place_words.split(",")
    keys = keys_of_place(lines, near=[postcode, *lines], postcode=postcode, names=[provider.name])
    own = PlaceMark.objects.filter(
        listing__provider=provider, listing__is_place_private=True, mark__in=marks_of(keys)
    )
    return own.exists()


def may_be_compared(listing: Listing, *, on: date) -> bool:
    """Nothing may be learnt by trying: what somebody writes themselves is compared only where a
    connector has seen who they are. What only a directory says, nobody here has written."""
    is_written_here = listing.provider.members.exists()
    return not is_written_here or vetted_providers(on).filter(pk=listing.provider_id).exists()


def listings_at_places_kept_back(on: date) -> list[int]:
    """What is shown with its place, and is at one that something else keeps back."""
    districts = set(_marks_that_count(on).values_list("listing__postcode", flat=True))
    shown = Listing.objects.filter(is_place_private=False, state=ListingState.SHOWN)
    near = [each for each in shown.select_related("provider") if _district(each) in districts]
    known = _known(near, on)
    return sorted(
        each.pk
        for each in near
        if any(known.get(mark, set()) - {each.feed} for mark in marks_of(keys_of_listing(each)))
        and may_be_compared(each, on=on)
    )


def _known(listings: Iterable[Listing], on: date) -> Mapping[str, set[str]]:
    """{mark: the directories it is from}; None stands for what somebody wrote here."""
    marks = {mark for each in listings for mark in marks_of(keys_of_listing(each))}
    known: dict[str, set[str]] = {}
    for mark, feed in (
        _marks_that_count(on).filter(mark__in=marks).values_list("mark", "listing__feed")
    ):
        known.setdefault(mark, set()).add(feed or "written here")
    return known


def _district(listing: Listing) -> str:
    return listing.postcode.split(" ")[0]


def _marks_that_count(on: date) -> QuerySet[PlaceMark]:
    """Those of directories, and of whom a connector has seen: nobody hides a neighbour's place by
    calling their own a refuge."""
    counts = Q(listing__provider__members__isnull=True) | Q(
        listing__provider__in=vetted_providers(on)
    )
    return PlaceMark.objects.filter(counts, listing__is_place_private=True)
