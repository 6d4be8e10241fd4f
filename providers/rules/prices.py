"""A ladder of prices: {people: pence a session in all}. And the least that may be paid an hour."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.common.money import MAX_PENCE, format_pounds
from community.common.refusals import Refused

MAX_PEOPLE = 200


class LadderRefused(Refused):
    code, field = "price_ladder", "prices"


class SizesRefused(Refused):
    code, field = "group_sizes", "largest"


class SizeHasNoPrice(LadderRefused):
    code = "size_has_no_price"


class SizePricedTwice(LadderRefused):
    code = "size_priced_twice"


class CostsMoreEach(LadderRefused):
    code = "costs_more_each"


class CostsLessInAll(LadderRefused):
    code = "costs_less_in_all"


class NoPriceForThatMany(LadderRefused):
    code = "no_price_for_that_many"


class BelowPay(Refused):
    code, field = "below_pay", "prices"


class BelowPayFloor(Refused):
    code, field = "below_pay_floor", "hourly_pay_pence"


def check_ladder(prices: Mapping[int, int], smallest: int, largest: int) -> None:
    """Refuse a ladder by which somebody could be worse off because one more came.

    Each size from `smallest` to `largest` has a price; one person alone may have one besides.
    With more people the total never falls, and the total for each never rises.
    """
    _check_sizes(smallest, largest)
    _check_covers(prices, smallest, largest)
    for size, pence in sorted(prices.items()):
        if not 0 < pence <= MAX_PENCE:
            raise LadderRefused(
                _("Enter a price above nothing and under £1,000,000 for %(people)s.")
                % {"people": _people_text(size)}
            )
    for fewer, more in pairwise(sorted(prices)):
        _check_step(fewer, prices[fewer], more, prices[more])


def ladder_from_steps(steps: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    """{people: pence} from steps of (from, to, pence in all): (3, 5, 7500) is £75 for 3, 4 or 5."""
    ladder: dict[int, int] = {}
    for first, last, pence in steps:
        _check_sizes(first, last)
        for size in range(first, last + 1):
            if size in ladder:
                raise SizePricedTwice(
                    _("There are two prices for %(people)s.") % {"people": _people_text(size)},
                    next_step=_("Let each step begin where the one before it has ended."),
                )
            ladder[size] = pence
    return ladder


def price_for(prices: Mapping[int, int], people: int) -> int:
    """Pence a session in all for that many. Refused for a size that has no price."""
    if people in prices:
        return prices[people]
    raise NoPriceForThatMany(
        _("This is not possible for %(people)s.") % {"people": _people_text(people)},
        next_step=_("It is possible for %(sizes)s.") % {"sizes": format_sizes(prices)},
    )


def share_rounded_up(prices: Mapping[int, int], people: int) -> int:
    """The most that one of that many pays a session: spare pence are some people's penny more."""
    return -(-price_for(prices, people) // people)


def format_sizes(prices: Mapping[int, int]) -> str:
    """{1, 3, 4, 5} -> "1, or 3 to 5"."""
    ranges: list[list[int]] = []
    for size in sorted(prices):
        if ranges and size == ranges[-1][-1] + 1:
            ranges[-1].append(size)
        else:
            ranges.append([size])
    return _(", or ").join(_range_text(sizes[0], sizes[-1]) for sizes in ranges)


def check_pay_floor(hourly_pay_pence: int, floor_pence: int, area_words: str) -> None:
    """Refuse pay of even one penny an hour under the area's floor. `area_words` is its name."""
    if hourly_pay_pence < floor_pence:
        raise BelowPayFloor(
            _("The least that may be paid in %(area)s is %(floor)s an hour.")
            % {"area": area_words, "floor": format_pounds(floor_pence)},
            next_step=_("Enter %(floor)s or more.") % {"floor": format_pounds(floor_pence)},
        )


def check_price_covers_pay(
    prices: Mapping[int, int], smallest: int, minutes: int, hourly_pay_pence: int
) -> None:
    """Refuse a session whose price in all is less than one helper is paid for it (M21).

    `prices` is {people: pence a session in all}; `minutes` how long one session takes.
    """
    pay_pence = -(-hourly_pay_pence * minutes // 60)
    sizes = [size for size in sorted(prices) if size >= smallest and prices[size] < pay_pence]
    if sizes:
        raise BelowPay(
            _("For %(people)s the price is %(price)s, and one helper is paid %(pay)s for it.")
            % {
                "people": _people_text(sizes[0]),
                "price": format_pounds(prices[sizes[0]]),
                "pay": format_pounds(pay_pence),
            },
            next_step=_("Ask at least that, or enter the pay that is true."),
        )


def _check_sizes(smallest: int, largest: int) -> None:
    if not 1 <= smallest <= largest <= MAX_PEOPLE:
        raise SizesRefused(
            _("Enter the smallest number of people first, then the largest: from 1 to %(most)d.")
            % {"most": MAX_PEOPLE}
        )


def _check_covers(prices: Mapping[int, int], smallest: int, largest: int) -> None:
    required_sizes = set(range(smallest, largest + 1))
    for size in sorted(required_sizes - set(prices)):
        raise SizeHasNoPrice(
            _("Enter a price for %(people)s.") % {"people": _people_text(size)},
            next_step=_("Each number of people you can take needs a price."),
        )
    for size in sorted(set(prices) - required_sizes - {1}):
        raise LadderRefused(
            _("There is a price for %(people)s, which you have not said you can take.")
            % {"people": _people_text(size)},
            next_step=_("Take the price out, or change the numbers you can take."),
        )


def _check_step(fewer: int, pence: int, more: int, pence_more: int) -> None:
    # Multiplied out, for a price for each may not be a whole number of pence.
    if pence_more * fewer > pence * more:
        raise CostsMoreEach(
            _("%(more)s at %(pence_more)s cost more each than %(fewer)s at %(pence)s.")
            % {
                "more": _people_text(more),
                "pence_more": format_pounds(pence_more),
                "fewer": _people_text(fewer),
                "pence": format_pounds(pence),
            },
            next_step=_("The most that %(more)s may cost together is %(most)s.")
            % {"more": _people_text(more), "most": format_pounds(pence * more // fewer)},
        )
    if pence_more < pence:
        raise CostsLessInAll(
            _("%(more)s would cost less together than %(fewer)s.")
            % {"more": _people_text(more), "fewer": _people_text(fewer)},
            next_step=_("Charge %(pence)s or more for %(more)s, or less for %(fewer)s.")
            % {
                "pence": format_pounds(pence),
                "more": _people_text(more),
                "fewer": _people_text(fewer),
            },
        )


def _range_text(first: int, last: int) -> str:
    return _("%(from)d to %(to)d") % {"from": first, "to": last} if first < last else str(first)


def _people_text(number: int) -> str:
    return ngettext("%(number)d person", "%(number)d people", number) % {"number": number}
