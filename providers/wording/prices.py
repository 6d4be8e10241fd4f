"""What it costs, in one sentence, and the least it could cost one person."""

from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from community.common.dates import format_date
from community.common.money import format_pounds
from providers.states import PriceKind


def price_ladder(listing) -> dict[int, int]:
    """{people: pence a session in all}, sizes in order. Those left out are not possible."""
    return {int(size): listing.prices[size] for size in sorted(listing.prices, key=int)}


def is_grant_running(listing, *, on: date) -> bool:
    return listing.price_kind == PriceKind.GRANT and on <= listing.grant_until


def price_words(listing, *, on: date) -> str:
    """The price as a person reads it on a day; an example's says that it is one."""
    words = _words(listing, on)
    return _("Example price: %(price)s") % {"price": words} if listing.is_example else words


def _words(listing, on: date) -> str:
    if listing.price_kind == PriceKind.FREE:
        return " ".join(filter(None, [_("Free."), listing.price_words]))
    if listing.price_kind == PriceKind.GRANT:
        return _grant_words(listing, on)
    if listing.price_kind == PriceKind.ON_THE_DAY:
        return " ".join(filter(None, [_on_the_day(listing), listing.price_words]))
    if listing.price_kind == PriceKind.BY_GROUP:
        return " ".join(filter(None, [*_steps(price_ladder(listing)), listing.price_words]))
    return listing.price_words or _("Price not known, ask.")


def _grant_words(listing, on: date) -> str:
    if not is_grant_running(listing, on=on):
        return listing.after_grant_words
    return _("Free until %(day)s, paid by a grant. After that: %(after)s") % {
        "day": format_date(listing.grant_until),
        "after": listing.after_grant_words,
    }


def _on_the_day(listing) -> str:
    pence = price_ladder(listing).get(1)
    return _("%(price)s on the day.") % {"price": format_pounds(pence)} if pence is not None else ""


def _steps(prices: dict[int, int]):
    """ "£40 for one." "£75 for 3 to 5 people." One sentence for each run of sizes of one total."""
    if 1 in prices:
        yield _("%(price)s for one person.") % {"price": format_pounds(prices[1])}
    sizes = [size for size in prices if size > 1]
    for total, run in groupby(sizes, key=lambda size: prices[size]):
        yield _step_words(list(run), total)


def _step_words(run: list[int], total: int) -> str:
    facts = {"price": format_pounds(total), "from": run[0], "to": run[-1]}
    if len(run) == 1:
        return _("%(price)s in all for %(from)s people.") % facts
    return _("%(price)s in all for %(from)s to %(to)s people.") % facts


def smallest_group(listing) -> int | None:
    """The fewest people it can run for, apart from a price for one alone."""
    sizes = [size for size in price_ladder(listing) if size > 1]
    return min(sizes, default=None)


def shares(listing) -> list[tuple[int, int, int]]:
    """(people, pence in all, pence for each rounded up) for every size, for a table."""
    return [(size, total, -(-total // size)) for size, total in price_ladder(listing).items()]


def lowest_price_pence(listing, *, on: date) -> int | None:
    """The least one person could pay for one time, or None where nobody has said."""
    if listing.price_kind == PriceKind.FREE or is_grant_running(listing, on=on):
        return 0
    if listing.price_kind in (PriceKind.BY_GROUP, PriceKind.ON_THE_DAY) and listing.prices:
        return min(each for _size, _total, each in shares(listing))
    return None
