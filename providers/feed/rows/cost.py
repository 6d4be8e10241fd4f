"""What a row says it costs. A directory's figure is repeated, never relied on."""

import re
from typing import Any

from django.utils.translation import gettext as _

from community.common.money import format_pounds
from providers.feed.rows.text import shorten, to_one_line
from providers.feed.rows.values import dicts
from providers.states import PriceKind

MAX_PRICE_CHARS = 200
FREE_PATTERN = re.compile(
    r"(it is |it's )?(free|no (cost|charge|fee)s?|£?0(\.00?)?)[.!]?", re.IGNORECASE
)


def parse_cost(row: dict) -> tuple[PriceKind, str, list[str]]:
    """The kind of price, the words beside it, and notes."""
    options = dicts(row.get("cost_options"))
    amounts = [_pence(option.get("amount")) for option in options]
    words, notes = to_one_line(row.get("fees_description") or row.get("fees"))
    if FREE_PATTERN.fullmatch(words) or (
        amounts and not words and all(pence == 0 for pence in amounts)
    ):
        return PriceKind.FREE, "", notes
    for option, pence in zip(options, amounts, strict=True):
        option_words, dropped = to_one_line(
            option.get("amount_description") or option.get("option")
        )
        words = "; ".join(filter(None, [words, _option_text(pence, option_words)]))
        notes += dropped
    if not words:
        return PriceKind.NOT_KNOWN, "", notes
    text = _("The directory says: %(words)s") % {"words": words}
    return PriceKind.NOT_KNOWN, shorten(text, MAX_PRICE_CHARS), notes


def _option_text(pence: int | None, words: str) -> str:
    if pence is None:
        return words
    return f"{format_pounds(pence)} ({words})" if words else format_pounds(pence)


def _pence(value: Any) -> int | None:
    try:
        pence = round(float(value) * 100)
    except (TypeError, ValueError, OverflowError):
        return None
    return pence if 0 <= pence < 100_000_000 else None
