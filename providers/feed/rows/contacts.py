"""E-mail addresses and mobile numbers in running text: a feed does not say whose they are.

Dates, times and prices stay: a number is a mobile only if it is grouped as one. `phonenumbers`
was tried on the same table and not taken: by its loose reading "07 07 2027" is a number, by its
strict one "07700 900123" is none, and by both "07,700,900,123" gets through.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

OMITTED_TEXT = "(left out)"

# Lengths are bounded so that a very long word cannot make these slow.
AT = r"(?:@|%40|[(\[{]\s?(?:at|a|@)\s?[)\]}]|(?<=\w)[-_]at[-_](?=\w))"
EMAIL_PATTERN = re.compile(
    rf"(?<![\w.!#$%&'*+/=?^`{{|}}~-])[\w.!#$%&'*+/=?^`{{|}}~-]{{1,64}}?\s{{0,2}}{AT}\s{{0,2}}"
    r"[\w-]{1,63}(?:(?:\.|\s\.\s|\s?[(\[{]\s?dot\s?[)\]}]\s?)[\w-]{1,63}){1,8}",
    re.IGNORECASE,
)
DOMAIN = r"[\w-]{1,63}(?:(?:\s{1,3}dot\s{1,3}|\.)[\w-]{1,63}){1,8}"
SAID_EMAIL_PATTERN = re.compile(
    rf"(?<![\w.+-])([\w.+-]{{1,64}})\s{{1,3}}at\s{{1,3}}({DOMAIN})", re.IGNORECASE
)
# Before "at example.org" these lead to a page. Any other word there is somebody's mailbox.
PAGE_WORDS = frozenset(
    [
        *("apply", "available", "book", "booking", "bookings", "check", "details", "donate"),
        *("find", "form", "forms", "found", "here", "information", "it", "join", "listed", "look"),
        *("map", "menu", "more", "online", "out", "page", "programme", "read", "register", "see"),
        *("shop", "sign", "site", "tickets", "timetable", "up", "us", "visit", "web", "website"),
    ]
)
MAIL_SERVERS = re.compile(
    r"\b(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|aol|btinternet|talktalk|sky|msn)\b",
    re.IGNORECASE,
)
# "5pm@the hall", "£5@door": no mailbox, for nothing with a dot follows.
PLAIN_AT_PATTERN = re.compile(
    r"((?:£\S{0,12}|\d[\w.:]{0,7}))@(?=[^\W_]{1,30}(?:[\s,;!?]|\.(?:\s|$)|$))"
)
TOUCHING_AT_PATTERN = re.compile(r"\S{1,64}@\S{0,64}|@\S{1,64}")

DATE = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
CLOCK = r"(?:[01]?\d|2[0-3])[.:][0-5]\d"
NOT_TELEPHONE_PATTERN = re.compile(
    rf"(?<!\d)(?:{DATE}([/.\-]){MONTH}\1(?:(?:19|20)\d\d(?!\d)|\d\d(?!\1?\d))"
    rf"|{DATE}\s{MONTH}\s(?:19|20)\d\d(?!\d)"
    rf"|(?:19|20)\d\d([/.\-]){MONTH}\2{DATE}(?!\d)"
    rf"|{DATE}/{MONTH}(?![\d/])"
    rf"|(?<!\d\.){CLOCK}(?!\.?\d)"
    r"|(?:[01]\d|2[0-3])[0-5]\d\s?[-–—]\s?(?:[01]\d|2[0-3])[0-5]\d(?!\s?[-–—]?\d{3,})(?!\d))"
    r"|£\s?\d[\d,]*(?:\.\d\d)?(?!\d)"
)
GROUP_PATTERN = re.compile(
    r"\d(?:[\dOo]*[\d])?[Oo]*(?![A-Za-z])|(?<![A-Za-z])[Oo]\d[\dOo]*(?![A-Za-z])"
)
GAP_PATTERN = re.compile(r"(?:[^\w£$€%]|_){0,4}")
MAX_GROUPS, MAX_DIGITS = 11, 15
NUMBER_WORD = (
    r"(?:zero|oh|nought|naught|o|one|two|three|four|five|six|seven|eight|nine|double|treble|triple)"
)
SPELT_NUMBER_PATTERN = re.compile(
    rf"\b(?:{NUMBER_WORD}[\s,.-]{{1,3}}){{7,20}}{NUMBER_WORD}\b", re.IGNORECASE
)
NAMED_LANDLINE_PATTERN = re.compile(
    r"\b([A-Z][a-z]{1,20})(?:\s[A-Z][a-z'’-]{1,30})?\W{1,4}(?:(?:on|at|tel|phone)\W{1,3}){0,2}"
    r"0[123]\d{1,4}\W{0,2}\d{3,4}"
)
NOT_NAMES = frozenset(
    [
        "Tel",
        "Telephone",
        "Phone",
        "Ring",
        "Call",
        "Contact",
        "Fax",
        "Office",
        "Number",
        "Helpline",
        "Centre",
        "Reception",
        "Us",
        "Text",
        "Or",
        "And",
        "Please",
        "Line",
        "Enquiries",
        "Bookings",
        "Hall",
        "Club",
        "House",
        "Team",
        "Service",
        "Freephone",
    ]
)


def remove_contacts(text: str) -> tuple[str, list[str]]:
    """No e-mail address and no mobile number; and notes of what was taken out."""
    notes = []
    text = PLAIN_AT_PATTERN.sub(lambda match: f"{match[1]} {_('at')} ", text)
    text = re.sub(r"(?i)mailto:\s?", "", text)
    text, mails = EMAIL_PATTERN.subn(OMITTED_TEXT, text)
    text, mailboxes_in_words = _without_said_mailboxes(text)
    text, touching = TOUCHING_AT_PATTERN.subn(OMITTED_TEXT, text)
    if mails or mailboxes_in_words or touching:
        notes.append(_("an e-mail address in the text"))
    text = text.replace("@", _("at"))  # "Coffee @ the hall" names no mailbox
    text, spelt = SPELT_NUMBER_PATTERN.subn(OMITTED_TEXT, text)
    text, has_mobiles = _without_mobiles(text)
    if spelt or has_mobiles:
        notes.append(_("a mobile number in the text"))
    if any(match[1] not in NOT_NAMES for match in NAMED_LANDLINE_PATTERN.finditer(text)):
        notes.append(_("shown, for somebody to look at: a landline beside a name"))
    return text, notes


def has_contact(text: str) -> bool:
    return bool(EMAIL_PATTERN.search(text)) or any(_mobiles(text))


def _without_said_mailboxes(text: str) -> tuple[str, int]:
    """ "ann at example.org" goes, "book online at example.org" stays."""
    count = 0

    def drop(match: re.Match[str]) -> str:
        nonlocal count
        before, domain = match[1].lower().strip("."), match[2].lower()
        is_page = before in PAGE_WORDS or domain.startswith("www.")
        is_time = re.search(r"\d", before) and "dot" not in domain.split()
        if (is_page or is_time) and not MAIL_SERVERS.search(domain):
            return match[0]
        count += 1
        return OMITTED_TEXT

    return SAID_EMAIL_PATTERN.sub(drop, text), count


def _without_mobiles(text: str) -> tuple[str, bool]:
    parts, end = [], 0
    for start, stop in _mobiles(text):
        parts += [text[end:start], OMITTED_TEXT]
        end = stop
    return "".join([*parts, text[end:]]), bool(parts)


def _mobiles(text: str) -> Iterator[tuple[int, int]]:
    """Where each mobile number begins and ends, with its + and brackets."""
    flat = "".join(_as_digit(character) for character in text)
    masked = NOT_TELEPHONE_PATTERN.sub(lambda match: "x" * len(match[0]), flat)
    groups = list(GROUP_PATTERN.finditer(masked))
    position = 0
    while position < len(groups):
        count = _groups_of_mobile(masked, groups[position : position + MAX_GROUPS])
        if count:
            start = groups[position].start()
            lead = re.search(r"[+(]{0,2}\+?\s?\(?$", masked[max(0, start - 4) : start])
            first = start - len(lead[0].lstrip()) if lead else start
            yield first, groups[position + count - 1].end()
        position += count or 1


def _groups_of_mobile(text: str, groups: list[re.Match[str]]) -> int:
    """How many of these groups, which follow one another, are one mobile number; 0 if none is."""
    digits: list[str] = []
    for number, group in enumerate(groups):
        if number and not GAP_PATTERN.fullmatch(text[groups[number - 1].end() : group.start()]):
            break
        digits.append(re.sub("[Oo]", "0", group[0]))
        if digits[0][0] not in "047" or len("".join(digits)) > MAX_DIGITS:
            break
        follows = number + 1 < len(groups) and GAP_PATTERN.fullmatch(
            text[group.end() : groups[number + 1].start()]
        )
        if _is_mobile(digits, is_whole=not follows):
            return number + 1
    return 0


def _is_mobile(groups: list[str], *, is_whole: bool) -> bool:
    """07… and ten digits after the nought, +44 7…, 0044 (0)7…, or 7700 900123 without its nought.
    One or two digits too few are a slip where the first group is a mobile's and nothing follows."""
    joined = "".join(groups)
    if country := re.match(r"(?:00)?44(?:0)?(?=7)", joined):
        missing = 10 - len(joined[country.end() :])
        return missing == 0 or (0 < missing <= 2 and is_whole)
    if joined.startswith("07"):
        missing = 11 - len(joined)
        if not (missing == 0 or (0 < missing <= 2 and is_whole and _first_of_mobile(groups))):
            return False
        return len(groups) == 1 or len(groups[0]) >= 3 or _is_grouped(groups)
    if joined.startswith("7") and len(joined) == 10:
        return len(groups) == 1 or len(groups[0]) in (4, 5)
    return False


def _first_of_mobile(groups: list[str]) -> bool:
    return len(groups[0]) >= 5 or (groups[0] == "0" and len(groups) > 1 and len(groups[1]) >= 4)


def _is_grouped(groups: list[str]) -> bool:
    """ "0 7700 900 123" and "07 700 900 123" are; "07 70 09 00 12 3" only in pairs to the end."""
    if len(groups) > 1 and len(groups[1]) >= 3:
        return True
    return len(groups) >= 5 and all(len(group) <= 2 for group in groups)


def _as_digit(character: str) -> str:
    return str(int(character)) if character.isdecimal() else character
