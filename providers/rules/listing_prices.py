"""What a listing costs: its ladder, whether a grant pays, the least it could cost one person."""

from datetime import date

from providers.states import PriceKind

from .listings import ListingFacts
from .prices import share_rounded_up


def price_ladder(listing: ListingFacts) -> dict[int, int]:
    """{people: pence a session in all}, sizes in order. Those left out are not possible."""
    return {int(size): listing.prices[size] for size in sorted(listing.prices, key=int)}


def is_grant_running(listing: ListingFacts, *, on: date) -> bool:
    until = listing.grant_until
    return listing.price_kind == PriceKind.GRANT and until is not None and on <= until


def smallest_group(listing: ListingFacts) -> int | None:
    """The fewest people it can run for, apart from a price for one alone."""
    sizes = [size for size in price_ladder(listing) if size > 1]
    return min(sizes, default=None)


def price_table(listing: ListingFacts) -> list[tuple[int, int, int]]:
    """(people, pence in all, pence for each rounded up) for every size, for a table."""
    prices = price_ladder(listing)
    return [(size, total, share_rounded_up(prices, size)) for size, total in prices.items()]


def lowest_price_pence(listing: ListingFacts, *, on: date) -> int | None:
    """The least one person could pay for one time, or None where nobody has said."""
    if listing.price_kind == PriceKind.FREE or is_grant_running(listing, on=on):
        return 0
    if listing.price_kind in (PriceKind.BY_GROUP, PriceKind.ON_THE_DAY) and listing.prices:
        return min(share_pence for _size, _total, share_pence in price_table(listing))
    return None
