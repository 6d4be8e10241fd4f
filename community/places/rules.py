"""What is a postcode, however it is typed: the one reader for search, forms and imports.

Shapes and letters of each place: Royal Mail, "PAF programmers' guide", postcode format.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import product, takewhile

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common.refusals import Refused

# After its digit a first half has no I, L, O, Q or Z.
OUTWARD_PATTERN = r"[A-Z]{1,2}\d[A-HJKMNPR-Y\d]?|GIR"
UNIT_PATTERN = re.compile(rf"({OUTWARD_PATTERN})(\d[A-Z]{{2}})")
OUTWARD_ONLY_PATTERN = re.compile(OUTWARD_PATTERN)
# "BS3 1" and "BS3-1A", where a gap says which half is whole; and "BS31A", which can be one thing.
HALF_TYPED_PATTERN = re.compile(rf"({OUTWARD_PATTERN})[^A-Z\d]+\d[A-Z]?")
UNIT_BEGUN_PATTERN = re.compile(
    r"([A-Z]{1,2}\d[A-HJKMNPR-Y\d]?)\d[A-Z]|([A-Z]{2}\d[A-Z\d]|[A-Z]\d{2})\d"
)
# One that stands among other words, with whatever people put between its halves.
UNIT_IN_TEXT_PATTERN = re.compile(
    r"(?<![^\W_])([A-Z]{1,2}\d[A-Z\d]?)[^\w.,;:!?\n]{0,30}(\d[ABD-HJLNP-UW-Z]{2})(?![^\W_])",
    re.IGNORECASE,
)
COUNTRY_PATTERN = re.compile(
    r"[^A-Z\d]+(?:U\W?K|G\W?B|UNITED KINGDOM|GREAT BRITAIN|ENGLAND|SCOTLAND|WALES)[^A-Z\d]*$"
)
MAX_POSTCODE_CHARS = 200  # as pasted, with whatever came along
MAX_SHOWN_CHARS = 20
MAX_CHANGES = 2

# 9 a digit, A a letter; the halves of a whole postcode stand apart.
OUTWARD_SHAPES = ("A9", "A99", "AA9", "A9A", "AA99", "AA9A")
INWARD_SHAPE = "9AA"
LETTERS_AS_DIGITS = {"O": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "B": "8"}
DIGITS_AS_LETTERS = {"0": "O", "1": "IL", "2": "Z", "5": "S", "8": "B"}
LAST_OUTWARD_LETTERS = "ABCDEFGHJKMNPRSTUVWXY"
AREAS_WITH_LAST_LETTERS = frozenset({"E", "EC", "N", "NW", "SE", "SW", "W", "WC"})
INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY"
    " E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE"
    " LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL"
    " SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
POSTCODE_AREAS = frozenset(_AREAS.split())
# Where the open lists of postcodes may have none, or no place for them; and about the middle of
# each, in degrees north and east, for whoever looks from there.
PLACES_APART = {
    "BT": gettext_lazy("Northern Ireland"),
    "GY": gettext_lazy("Guernsey"),
    "IM": gettext_lazy("the Isle of Man"),
    "JE": gettext_lazy("Jersey"),
    "BF": gettext_lazy("the armed forces' own post"),
}
MIDDLES_APART = {
    "BT": (54.6, -6.6),
    "GY": (49.46, -2.58),
    "IM": (54.23, -4.53),
    "JE": (49.21, -2.13),
}


class NotAPostcode(Refused):
    code, field = "not_a_postcode", "postcode"


class PostcodeNotKnown(Refused):
    code, field = "postcode_not_known", "postcode"


def parse_postcode(text: str) -> tuple[str, str]:
    """("BS3", "BS3 1AB") in "bs31ab"; ("BS3", "") in "bs3" and in the half-typed "bs3 1".

    Letters and digits are kept and the rest dropped. Where one of them is of the wrong sort (BS3
    IAB) the one possible reading is taken. Refused: a word, and what has more than one reading.
    """
    line = " ".join(unicodedata.normalize("NFKC", text or "").replace("\x00", "").split())
    if len(line) <= MAX_POSTCODE_CHARS:
        typed = COUNTRY_PATTERN.sub("", line.upper()).strip()
        if found := _typed_plainly(typed) or _looks_like(typed) or _among_words(typed):
            outward, inward = found
            return outward, f"{outward} {inward}" if inward else ""
    raise NotAPostcode(
        _("“%(typed)s” is not a postcode.") % {"typed": _shortened(line)}
        if line
        else _("Enter a postcode."),
        next_step=_way_on(line),
    )


def postcodes_in_text(text: str) -> list[str]:
    """Each whole postcode that stands among other words, once: ["BS3 1AB"]."""
    found = UNIT_IN_TEXT_PATTERN.findall(unicodedata.normalize("NFKC", text).upper())
    return list(dict.fromkeys(f"{outward} {inward}" for outward, inward in found))


def check_is_located(is_located: bool, code: str) -> None:
    """`code` as it was typed, tidied. Refused where neither it nor its first half is known."""
    if is_located:
        return
    apart = PLACES_APART.get(postcode_area(code))
    if apart:
        raise PostcodeNotKnown(
            _("“%(code)s” is of %(place)s. Postcodes of %(place)s are not covered here.")
            % {"code": code, "place": apart},
            next_step=_("Ask the council there, or try a postcode of where you mean to go."),
        )
    raise PostcodeNotKnown(
        _("We do not know where “%(code)s” is.") % {"code": code},
        next_step=_("Check it, or try a postcode nearby, like that of a library or a station."),
    )


def _typed_plainly(typed: str) -> tuple[str, str] | None:
    """Its halves, if nothing but spaces and marks must be dropped."""
    if half := HALF_TYPED_PATTERN.fullmatch(typed):
        return half[1], ""
    code = _letters_and_digits(typed)
    if unit := UNIT_PATTERN.fullmatch(code):
        return unit[1], unit[2]
    if OUTWARD_ONLY_PATTERN.fullmatch(code):
        return code, ""
    if begun := UNIT_BEGUN_PATTERN.fullmatch(code):
        return begun[1] or begun[2], ""
    return None


def _looks_like(typed: str) -> tuple[str, str] | None:
    """The one reading with fewest look-alikes put right. A word, or a number, has none."""
    code = _letters_and_digits(typed)
    if len(code) > 7 or code.isalpha() or code.isdigit():
        return None
    readings: dict[tuple[str, str], int] = {}
    halves = _halves(typed) or [(code, ""), (code[:-3], code[-3:])]
    for outward, inward in halves:
        for reading in _readings(outward, inward):
            readings[reading] = _changes("".join(reading), outward + inward)
    fewest = min(readings.values(), default=0)
    best = {
        (outward, inward if len(inward) == len(INWARD_SHAPE) else "")
        for (outward, inward), changes in readings.items()
        if changes == fewest <= MAX_CHANGES
    }
    return best.pop() if len(best) == 1 else None


def _halves(typed: str) -> list[tuple[str, str]]:
    """As a gap divides them: ("BS3", "IAB"), ("BS3", "I"). None where it does not, or into more."""
    parts = [part for part in re.split(r"[^A-Z\d]+", typed) if part]
    return [(parts[0], parts[1])] if len(parts) == 2 and len(parts[1]) <= 3 else []


def _readings(outward: str, inward: str) -> Iterator[tuple[str, str]]:
    for shape in OUTWARD_SHAPES:
        if len(shape) != len(outward):
            continue
        firsts = _options(outward, shape, LAST_OUTWARD_LETTERS)
        seconds = _options(inward, INWARD_SHAPE[: len(inward)], INWARD_LETTERS)
        for first, second in product(product(*firsts), product(*seconds)):
            if _can_be("".join(first)):
                yield "".join(first), "".join(second)


def _can_be(outward: str) -> bool:
    area = postcode_area(outward)
    areas = AREAS_WITH_LAST_LETTERS if outward[-1].isalpha() else POSTCODE_AREAS
    return area in areas


def postcode_area(code: str) -> str:
    """ "BS" of "BS3 1AB"."""
    return "".join(takewhile(str.isalpha, code))


def _options(typed: str, shape: str, letters_there: str) -> list[str]:
    """What each character may be read as. After the digit only `letters_there` stand."""
    options = []
    for position, (character, sort) in enumerate(zip(typed, shape, strict=True)):
        if sort == "9":
            read = character if character.isdigit() else LETTERS_AS_DIGITS.get(character, "")
        else:
            letters = character if character.isalpha() else DIGITS_AS_LETTERS.get(character, "")
            is_first = "9" not in shape[:position]
            read = "".join(each for each in letters if is_first or each in letters_there)
        options.append(read)
    return options


def _changes(reading: str, typed: str) -> int:
    return sum(one != other for one, other in zip(reading, typed, strict=True))


def _among_words(typed: str) -> tuple[str, str] | None:
    """Of a whole address that was pasted, its postcode, if it has one."""
    found = postcodes_in_text(typed)
    if len(found) != 1:
        return None
    outward, inward = found[0].split(" ")
    return outward, inward


def _letters_and_digits(typed: str) -> str:
    return "".join(character for character in typed if character.isalnum())


def _way_on(line: str) -> str:
    """What to do: how it is typed; and for the name of a place, whose postcode to take."""
    if line and not any(character.isdigit() for character in line):
        return _(
            "We look by postcode, not by name. Type one like BS3 1AB, or just its first half, "
            "like BS3. If you do not know yours, that of a library or a station near you will do."
        )
    return _("Type it like BS3 1AB, or just its first half, like BS3.")


def _shortened(line: str) -> str:
    return f"{line[:MAX_SHOWN_CHARS]}…" if len(line) > MAX_SHOWN_CHARS else line
