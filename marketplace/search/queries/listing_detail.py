"""One listing, with everything we know of it and who said so."""

from dataclasses import dataclass
from datetime import date

from community.places.activity_kinds import BY_CODE, Kind
from providers.models.supply import Check, Listing
from providers.queries.supply import live_checks, shown_listing
from providers.rules.listings import openness
from providers.states import Engager, Openness
from providers.wording.facts import Fact, quality_facts, suit_facts
from providers.wording.prices import price_words, shares, smallest_group


@dataclass(frozen=True)
class ListingToRead:
    """`shares` are (people, pence in all, pence each, rounded up), in order of size."""

    listing: Listing
    openness: Openness
    kinds: list[Kind]
    suits: list[Fact]
    quality: list[Fact]
    checks: list[Check]
    price_words: str
    shares: list[tuple[int, int, int]]
    smallest: int | None

    @property
    def makes_you_the_employer(self) -> bool:
        return self.listing.engager == Engager.YOU

    @property
    def is_from_directory(self) -> bool:
        return bool(self.listing.source)


def listing_to_read(listing_id: int, *, on: date) -> ListingToRead:
    """A listing that is shown, as it is on a day. Any other is not found."""
    listing = shown_listing(listing_id)
    return ListingToRead(
        listing=listing,
        openness=openness(listing, on=on),
        kinds=[BY_CODE[code] for code in listing.kinds if code in BY_CODE],
        suits=suit_facts(listing),
        quality=quality_facts(listing),
        checks=list(live_checks(on).filter(provider=listing.provider_id).order_by("kind", "pk")),
        price_words=price_words(listing, on=on),
        shares=shares(listing),
        smallest=smallest_group(listing),
    )
