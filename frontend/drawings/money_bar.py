"""What there is in a source a week, as a bar: what is promised, what may be used, what is not for
this (P35). The same stands beside it in words, so nothing is told by the picture alone."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from community.common.money import format_pounds
from pooling.pools.queries.money import SourceSummary

WIDTH = 300  # of the bar; its parts together


@dataclass(frozen=True)
class BarPart:
    """`kind` is promised, left or aside; `x` and `width` are of `WIDTH`."""

    kind: str
    x: float
    width: float
    words: str


def money_bar(summary: SourceSummary) -> list[BarPart]:
    """Empty where no amount was said, or where whoever looks reads no sums."""
    if not summary.amount_pence or not summary.shows_sums:
        return []
    said_promised = summary.promised_pence or 0
    promised = min(said_promised, summary.amount_pence)
    left = summary.left_pence
    parts = [
        (
            "promised",
            promised,
            _("Promised: at most %(sum)s in the fullest week to come"),
            said_promised,
        ),
        ("left", left, _("May be used besides: %(sum)s"), left),
        (
            "aside",
            summary.amount_pence - promised - left,
            _("Not for this: %(sum)s"),
            summary.keep_aside_pence or 0,
        ),
    ]
    bar, x = [], 0.0
    for kind, pence, words, said_pence in parts:
        width = WIDTH * pence / summary.amount_pence
        bar.append(
            BarPart(kind, round(x, 1), round(width, 1), words % {"sum": format_pounds(said_pence)})
        )
        x += width
    return bar
