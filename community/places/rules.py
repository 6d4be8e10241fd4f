"""What is a postcode, however it is typed."""

import re

from django.utils.translation import gettext as _

from community.common.refusals import Refused

OUTWARD_PATTERN = r"[A-Z]{1,2}\d[A-Z\d]?|GIR"
UNIT_PATTERN = re.compile(rf"({OUTWARD_PATTERN})(\d[A-Z]{{2}})")
OUTWARD_ONLY_PATTERN = re.compile(OUTWARD_PATTERN)
MAX_POSTCODE_CHARS = 20


class NotAPostcode(Refused):
    code, field = "not_a_postcode", "postcode"


class PostcodeNotKnown(Refused):
    code, field = "postcode_not_known", "postcode"


def parse_postcode(text: str) -> tuple[str, str]:
    """("BS3", "BS3 1AB") in "bs31ab"; ("BS3", "") in "bs3". Refuses anything else."""
    line = " ".join((text or "").replace("\x00", "").split())
    code = " ".join(re.sub(r"[.,-]", " ", line).upper().split())
    if len(code) <= MAX_POSTCODE_CHARS:
        if match := UNIT_PATTERN.fullmatch(code.replace(" ", "")):
            return match[1], f"{match[1]} {match[2]}"
        if OUTWARD_ONLY_PATTERN.fullmatch(code):
            return code, ""
    raise NotAPostcode(
        _("“%(typed)s” is not a postcode.") % {"typed": _shortened(line)}
        if line
        else _("Enter a postcode."),
        next_step=_("Type it like BS3 1AB, or just its first half, like BS3."),
    )


def check_is_located(is_located: bool, code: str) -> None:
    """`code` as it was typed, tidied. Refused where neither it nor its first half is known."""
    if not is_located:
        raise PostcodeNotKnown(
            _("We do not know where “%(code)s” is.") % {"code": code},
            next_step=_("Check it, or try a postcode nearby, like that of a library or a station."),
        )


def _shortened(line: str) -> str:
    return f"{line[:MAX_POSTCODE_CHARS]}…" if len(line) > MAX_POSTCODE_CHARS else line
