"""What a session costs, for each number of people: now, and beside what somebody said yes to."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext as _

from frontend.templatetags.formats import pounds_and_pence
from pooling.pools.queries.pool_details import PriceLine

register = template.Library()


@register.inclusion_tag("parts/figures.html")
def price_table(
    prices: Iterable[PriceLine], is_example: bool = False, version: int | None = None
) -> dict[str, Any]:
    """`version` tells apart the tables of one page."""
    label = _("Price for each number of people")
    return {
        "label": f"{label} ({version})" if version else label,
        "caption": _("Price of one session, for each number of people (an example)")
        if is_example
        else _("Price of one session, for each number of people"),
        "headings": [_("People"), _("In all"), _("Each, at most")],
        "rows": [
            (line.people, [pounds_and_pence(line.total_pence), pounds_and_pence(line.share_pence)])
            for line in prices
        ],
    }


@register.inclusion_tag("parts/figures.html")
def price_comparison(
    prices: Iterable[tuple[int, PriceLine | None, PriceLine | None]],
) -> dict[str, Any]:
    """`prices` are (people, then, now); a size that only one of the two has stays empty there."""
    return {
        "label": _("The price then and now"),
        "caption": _("One session: what you said yes to, and what is asked now"),
        "headings": [
            _("People"),
            _("In all, then"),
            _("In all, now"),
            _("Each, then"),
            _("Each, now"),
        ],
        "rows": [
            (
                people,
                [
                    *(pounds_and_pence(line.total_pence) if line else "" for line in (then, now)),
                    *(pounds_and_pence(line.share_pence) if line else "" for line in (then, now)),
                ],
            )
            for people, then, now in prices
        ],
    }
