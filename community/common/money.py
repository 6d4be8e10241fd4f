"""Money is whole pence, everywhere. Pounds exist only on the way in and on the way out."""

import re

from django.utils.translation import gettext as _

from .refusals import Refused

MAX_PENCE = 100_000_000  # a million pounds: beyond anything one person pays at once


class NotAnAmount(Refused):
    code = "not_an_amount"


def format_pounds(pence: int) -> str:
    """1250 -> "£12.50"; 1200 -> "£12"; -5 -> "-£0.05"."""
    sign = "-" if pence < 0 else ""
    whole, part = divmod(abs(pence), 100)
    return f"{sign}£{whole:,}" + (f".{part:02d}" if part else "")


def format_pounds_and_pence(pence: int) -> str:
    """1200 -> "£12.00", for columns that must line up."""
    sign = "-" if pence < 0 else ""
    whole, part = divmod(abs(pence), 100)
    return f"{sign}£{whole:,}.{part:02d}"


def parse_pounds(text: str) -> int:
    """Whole pence in what a person typed: "12", "£12.50", "1,200.5". Refuses anything else."""
    match = re.fullmatch(r"£?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?", str(text).strip())
    if not match:
        raise NotAnAmount(
            _("Enter an amount of money, like 12 or 12.50."),
        )
    whole, part = match.groups()
    pence = int(whole.replace(",", "")) * 100 + int((part or "0").ljust(2, "0"))
    if pence > MAX_PENCE:
        raise NotAnAmount(_("Enter an amount under £1,000,000."))
    return pence
