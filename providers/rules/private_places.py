"""Whose place is kept back (homes, refuges, safe houses, whoever asks for it), and what is left of
its words. The words stand in private_places.txt, those of homes in homes.txt, for a person to read
and to add to."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from providers.states import HOMES, VenueKind

WORDS_FILE = Path(__file__).with_suffix(".txt")
HOMES_FILE = Path(__file__).with_name("homes.txt")
MAX_BETWEEN = 6
# Between two words of a rule: anything but a letter, or the end of a sentence.
GAP = r"[^\w.!?]+"
KEPT_BACK_TEXT = "(kept back)"

POSTCODE_PATTERN = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)[\W_]{0,30}\d[A-Z]{2}\b", re.IGNORECASE)
STREET_KINDS = (
    "avenue|ave|buildings|close|court|crescent|drive|gardens|gate|green|grove|hill|lane|mews"
    "|parade|park|place|rise|road|rd|row|square|street|st|terrace|walk|way|wharf|yard"
)
NOT_STREETS = "to|in|at|and|or|on|am|pm|minutes|hours|people|years|times"
# What tells where somebody is as well as an address does.
PLACE_PATTERNS = (
    re.compile(
        rf"\b\d{{1,4}}[a-z]?(?:\s?[-–]\s?\d{{1,4}}[a-z]?)?,?(?:\s(?!(?:{NOT_STREETS})\b)[\w'’-]+){{1,4}}?\s"
        rf"(?:{STREET_KINDS})\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?:/{3}|///\s?)[^\W\d]+\.[^\W\d]+\.[^\W\d]+"),  # three words for a square
    re.compile(r"\b\d{2}\.\d{3,}\s?°?\s?N?[,;\s]+-?\d{1,2}\.\d{3,}\s?°?\s?[EW]?"),
    re.compile(r"\b[HJNOST][A-HJ-Z]\s?\d{3,5}\s?\d{3,5}\b"),  # the National Grid's letters
)
SHORT_STREETS = {"st": "street", "rd": "road", "ave": "avenue", "ln": "lane", "sq": "square"}
MAP_ADDRESS_PATTERN = re.compile(r"\bmaps?\b|what3words|w3w\.co|openstreetmap", re.IGNORECASE)
MIN_ADDRESS_CHARS = 4
MIN_COLUMN_CHARS = 80


def words_asking(texts: Iterable[str]) -> str:
    """The words by which a place is to be kept back, as they stand there; empty if none do."""
    return _words_found(texts, WORDS_FILE)


def words_of_a_home(texts: Iterable[str]) -> str:
    """The words by which something happens at homes, where nobody could be asked."""
    return _words_found(texts, HOMES_FILE)


def is_at_a_home(venue_kind: str) -> bool:
    """Run from home, comes to people's homes, or meets at somebody's home (P101)."""
    return venue_kind in HOMES


def is_place_of_a_home(venue_kind: str, *, is_one_person: bool) -> bool:
    """Is the place itself somebody's home? An organisation that goes to homes has an office."""
    return is_at_a_home(venue_kind) and (is_one_person or venue_kind != VenueKind.VISITS_HOMES)


def _words_found(texts: Iterable[str], words_file: Path) -> str:
    rules, exceptions = _rules(words_file)
    for text in texts:
        plain = _plain(text)
        for exception in exceptions:
            plain = exception.sub(".", plain)
        if match := rules.search(plain):
            return " ".join(match.group().split())
    return ""


def hide_place(text: str, addresses: Iterable[str] = ()) -> str:
    """`text` without anything that says where: `addresses`, house numbers with their streets,
    second halves of postcodes, positions. Never longer than the column that held it."""
    max_chars = max(len(text), MIN_COLUMN_CHARS)
    for address in sorted(_address_words(addresses), key=len, reverse=True):
        pattern = r"(?<!\w)" + r"[\W_]+".join(map(re.escape, address.split())) + r"(?!\w)"
        text = re.sub(pattern, KEPT_BACK_TEXT, text, flags=re.IGNORECASE)
    for place_pattern in PLACE_PATTERNS:
        text = place_pattern.sub(KEPT_BACK_TEXT, text)
    return POSTCODE_PATTERN.sub(lambda match: match.group(1).upper(), text)[:max_chars]


def public_website(website: str) -> str:
    """A web address, unless it leads to a map."""
    return "" if MAP_ADDRESS_PATTERN.search(website) else website


def private_place_text(outward_code: str, venue_kind: str = "") -> str:
    """What is read instead of the place: the same for every home of a district."""
    if not outward_code:
        return _("The place is kept back: ask first")
    if venue_kind == VenueKind.VISITS_HOMES:
        text = _("They come to people’s homes, from %(outward)s")
    elif is_at_a_home(venue_kind):
        text = _("At a home in %(outward)s. You are told where when you agree to meet")
    else:
        text = _("Somewhere in %(outward)s. The place is kept back: ask first")
    return text % {"outward": outward_code}


def outward_codes(postcodes: Iterable[str]) -> tuple[str, ...]:
    """The first halves, each once."""
    return tuple(dict.fromkeys(postcode.split(" ")[0] for postcode in postcodes))


def keys_of_place(
    lines: Iterable[str], *, near: Iterable[str], postcode: str, names: Iterable[str]
) -> tuple[str, ...]:
    """By what two things are known to be at one place: the same line of an address with the same
    postcode, else town, whoever is there; and the same postcode of one organisation, by its name or
    its directory's id."""
    lines = [key for line in lines if (key := _line_key(line))]
    near = [letters for each in near if (letters := _letters(each))]
    postcode = _letters(postcode)
    keys = [f"{line}|{each}" for line in lines for each in near if each != _letters(line)]
    if postcode:
        keys += [f"{letters}|{postcode}" for name in names if (letters := _letters(name))]
    return tuple(dict.fromkeys(keys))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _line_key(line: str) -> str:
    """The same for "12 Old St." and for "12, old street"."""
    words = re.findall(r"\w+", line.casefold())
    return " ".join(SHORT_STREETS.get(word, word) for word in words)


def _address_words(addresses: Iterable[str]) -> Iterator[str]:
    """Each line of an address, and the line without its number."""
    for address in addresses:
        words = " ".join(re.findall(r"[\w'’]+", address))
        bare = re.sub(r"^(?:\w*\d\w*\s)+", "", words)
        yield from (each for each in (words, bare) if len(each) >= MIN_ADDRESS_CHARS)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("`", "'")
    return " ".join(text.split()).casefold()


@cache
def _rules(words_file: Path) -> tuple[re.Pattern[str], list[re.Pattern[str]]]:
    lines = [line.strip() for line in words_file.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    names = dict(line.split(" = ", 1) for line in lines if " = " in line)
    one_of = {name: _any_of(words.split(" | ")) for name, words in names.items()}
    between = rf"(?:(?:{one_of['BETWEEN']}){GAP}){{0,{MAX_BETWEEN}}}"
    rules = [line for line in lines if " = " not in line]
    exceptions = [line.removeprefix("except ") for line in rules if line.startswith("except ")]
    rules = [line for line in rules if not line.startswith("except ")]
    whole = "|".join(_pattern(rule, one_of, between) for rule in rules)
    return _compile(whole), [_compile(_pattern(rule, one_of, between)) for rule in exceptions]


def _pattern(rule: str, one_of: dict[str, str], between: str) -> str:
    parts = []
    for word in rule.split():
        if word == "…":
            parts.append(between)
        else:
            parts.append(f"(?:{one_of.get(word) or _word(word)})")
            parts.append(GAP)
    return "".join(parts[:-1])


def _any_of(choices: Iterable[str]) -> str:
    """The longest first, so that none hides another."""
    texts = sorted((choice.strip() for choice in choices), key=len, reverse=True)
    return "|".join(GAP.join(map(_word, text.split())) for text in texts)


def _word(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*")


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
