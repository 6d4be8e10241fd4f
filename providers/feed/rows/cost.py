"""What a row says it costs. A directory's figure is repeated, never relied on."""

import re
from typing import Any

from django.utils.translation import gettext as _

from community.common.money import format_pounds
from providers.feed.rows.text import shorten, tidy_text, to_one_line
from providers.feed.rows.values import dicts
from providers.states import PriceKind

MAX_PRICE_CHARS = 200
POUNDS = "GBP"
FREE_PATTERN = re.compile(
    r"(it is |it's )?(free|no (cost|charge|fee)s?|£?0(\.00?)?)[.!]?", re.IGNORECASE
)


def parse_cost(row: dict) -> tuple[PriceKind, str, list[str]]:
    """The kind of price, the words beside it, and notes."""
    options = dicts(row.get("cost_options"))
    amounts = [_pence(option.get("amount")) for option in options]
    currencies = [_currency(option.get("currency")) for option in options]
    words, notes = to_one_line(row.get("fees_description") or row.get("fees"))
    if any(currency is None for currency in currencies):
        notes.append(_("a price in money that we do not know"))
    if FREE_PATTERN.fullmatch(words) or (
        amounts and not words and all(pence == 0 for pence in amounts)
    ):
        return PriceKind.FREE, "", notes
    for option, pence, currency in zip(options, amounts, currencies, strict=True):
        option_words, dropped = to_one_line(
            option.get("amount_description") or option.get("option")
        )
        words = "; ".join(filter(None, [words, _option_text(pence, currency, option_words)]))
        notes += dropped
    if not words:
        return PriceKind.NOT_KNOWN, "", notes
    text = _("The directory says: %(words)s") % {"words": words}
    return PriceKind.NOT_KNOWN, shorten(text, MAX_PRICE_CHARS), notes


def _option_text(pence: int | None, currency: str | None, words: str) -> str:
    if pence is None or currency is None:
        return words
    amount = format_pounds(pence)
    if currency != POUNDS:
        amount = f"{pence // 100}.{pence % 100:02d} {currency}"
    return f"{amount} ({words})" if words else amount


def _currency(value: Any) -> str | None:
    """ "GBP", also where none is said, or another by its three letters; None for anything else."""
    if value is None or value == "":
        return POUNDS
    code = tidy_text(value).upper() if isinstance(value, str) else ""
    if code in ("£", "POUNDS", "POUND", "STERLING"):
        return POUNDS
    return code if re.fullmatch("[A-Z]{3}", code) else None


def _pence(value: Any) -> int | None:
    try:
        pence = round(float(value) * 100)
    except (TypeError, ValueError, OverflowError):
        return None
    return pence if 0 <= pence < 100_000_000 else None
