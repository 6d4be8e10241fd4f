"""What it costs, in one sentence."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from community.common.dates import format_date
from community.common.lifecycle import not_none
from community.common.money import format_pounds
from providers.rules.listing_prices import is_grant_running, price_ladder
from providers.rules.listings import ListingFacts
from providers.states import PriceKind


def price_text(listing: ListingFacts, *, on: date) -> str:
    """The price as a person reads it on a day; an example's says that it is one, where there is
    a price."""
    text = _price_text(listing, on)
    if not text:
        return _("Price not known, ask.")
    return _("Example price: %(price)s") % {"price": text} if listing.is_example else text


def _price_text(listing: ListingFacts, on: date) -> str:
    if listing.price_kind == PriceKind.FREE:
        return " ".join(filter(None, [_("Free."), listing.price_words]))
    if listing.price_kind == PriceKind.GRANT:
        return _grant_text(listing, on)
    if listing.price_kind == PriceKind.ON_THE_DAY:
        return " ".join(filter(None, [_on_the_day_text(listing), listing.price_words]))
    if listing.price_kind == PriceKind.BY_GROUP:
        return " ".join(filter(None, [*_step_texts(price_ladder(listing)), listing.price_words]))
    return listing.price_words


def _grant_text(listing: ListingFacts, on: date) -> str:
    if not is_grant_running(listing, on=on):
        return listing.after_grant_words
    return _("Free until %(day)s, paid by a grant. After that: %(after)s") % {
        "day": format_date(not_none(listing.grant_until)),
        "after": listing.after_grant_words,
    }


def _on_the_day_text(listing: ListingFacts) -> str:
    pence = price_ladder(listing).get(1)
    return _("%(price)s on the day.") % {"price": format_pounds(pence)} if pence is not None else ""


def _step_texts(prices: dict[int, int]) -> Iterator[str]:
    """ "£40 for one." "£75 for 3 to 5 people." One sentence for neighbouring sizes of one total."""
    if 1 in prices:
        yield _("%(price)s for one person.") % {"price": format_pounds(prices[1])}
    sizes = [size for size in prices if size > 1]
    for total, sizes_of_total in groupby(sizes, key=lambda size: prices[size]):
        yield _step_text(list(sizes_of_total), total)


def _step_text(sizes: list[int], total: int) -> str:
    facts = {"price": format_pounds(total), "from": sizes[0], "to": sizes[-1]}
    if len(sizes) == 1:
        return _("%(price)s in all for %(from)s people.") % facts
    return _("%(price)s in all for %(from)s to %(to)s people.") % facts
