"""Money is whole pence, everywhere. Pounds exist only on the way in and on the way out."""

import re

from django.utils.translation import gettext as _

from .intake import take_in
from .refusals import Refused

MAX_PENCE = 100_000_000  # a million pounds: beyond anything one person pays at once
# The largest count of anything (people, sessions, minutes): what every column of counts holds.
MAX_COUNT = 32_767
MAX_ROW_ID = 2**63 - 1


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


AMOUNT_PATTERN = re.compile(r"£?(?P<whole>\d{1,3}(?:,\d{3})+|\d*)(?:\.(?P<part>\d{0,2}))?")
PENCE_PATTERN = re.compile(r"(?P<pence>\d+)p", re.IGNORECASE)
# "12,50" is twelve pounds fifty to some; "1.200" is twelve hundred to some.
TWO_SUMS_PATTERN = re.compile(
    r"£?(?P<whole>\d{1,7}),(?P<part>\d{1,2})|£?(?P<thousands>\d{1,4}[.]\d{3})"
)
MAX_FIGURES = len(str(MAX_PENCE))


def parse_pounds(text: str) -> int:
    """Whole pence in what a person typed: "12", "£12.50", "1,200.5", ".50", "12.", "50p". Refuses
    anything else, and asks again where it could be two sums."""
    typed = take_in(str(text)).replace(" ", "")
    if match := PENCE_PATTERN.fullmatch(typed):
        return _checked_pence("0", match["pence"])
    if match := TWO_SUMS_PATTERN.fullmatch(typed):
        raise _two_sums(match)
    match = AMOUNT_PATTERN.fullmatch(typed)
    if not match or not (match["whole"] or match["part"]):
        raise NotAnAmount(_("Enter an amount of money, like 12 or 12.50."))
    return _checked_pence(
        match["whole"].replace(",", "") or "0", (match["part"] or "").ljust(2, "0")
    )


def _checked_pence(pounds: str, pence: str) -> int:
    # The figures are counted first: a very long row of them is no number to a machine either.
    if max(len(pounds), len(pence)) > MAX_FIGURES or int(pounds) * 100 + int(pence) > MAX_PENCE:
        raise NotAnAmount(_("Enter an amount under £1,000,000."))
    return int(pounds) * 100 + int(pence)


def _two_sums(match: re.Match[str]) -> NotAnAmount:
    if match["thousands"]:
        figures = match["thousands"].replace(".", "")
        words = _("Is that £%(pounds)s? Write it without the dot, or with two figures after it.")
        return NotAnAmount(words % {"pounds": f"{int(figures):,}"})
    words = _("Is that £%(pounds)s.%(pence)s? Write it with a dot, like 12.50.")
    return NotAnAmount(words % {"pounds": match["whole"], "pence": match["part"].ljust(2, "0")})
