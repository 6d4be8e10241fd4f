"""One row of an Open Referral UK feed, version 1 or 3, as what we may publish of it."""

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from providers.feed.rows.coming import parse_attending_access, parse_phone
from providers.feed.rows.contacts import OMITTED_TEXT
from providers.feed.rows.cost import parse_cost
from providers.feed.rows.links import parse_web_address
from providers.feed.rows.private import keep_place_back_if_asked
from providers.feed.rows.text import (
    MAX_RAW_CHARS,
    shorten,
    tidy_text,
    to_one_line,
    to_plain_text,
    words_of,
)
from providers.feed.rows.topics import guess_kinds, parse_suits
from providers.feed.rows.values import dicts, iso_day
from providers.feed.rows.when import parse_when
from providers.feed.rows.where import parse_location, place_keys
from providers.states import AttendingAccess, FactSource, PriceKind
from providers.wording.facts import dated_answer

MAX_ID_CHARS = 80
MAX_TITLE_CHARS, MAX_DESCRIPTION_CHARS, MAX_ABOUT_CHARS, MAX_PLACE_CHARS = 160, 4000, 2000, 200
ACTIVE_STATUSES = frozenset({"", "active"})


class RowRejected(Exception):
    """This row is not published, and why. `feed_row_id` and `title` as far as they are known."""

    def __init__(self, reason: str, *, feed_row_id: str = "", title: str = "") -> None:
        super().__init__(reason)
        self.reason, self.feed_row_id, self.title = reason, feed_row_id, title


@dataclass(frozen=True)
class PartialRow:
    """A row of which only the line in the list could be read, and why not the rest. `is_all` when
    the directory has nothing more of it to read."""

    row: dict
    why: str
    is_all: bool = False


@dataclass(frozen=True)
class ParsedRow:
    """What may be published of a row. `postcodes` are still to be looked up, in this order;
    `notes` say what was dropped or mended; `missing` why there is less here than the feed has;
    with `is_place_private` nothing here says where it is, but for the first half of a postcode
    and `at`, from which only the district is taken."""

    feed_row_id: str
    title: str
    what_happens: str
    provider_id: str
    provider_name: str
    provider_about: str
    website: str
    when_words: str
    place_words: str
    postcodes: tuple[str, ...]
    at: tuple[float, float] | None
    price_kind: PriceKind
    price_words: str
    kinds: list[int]
    suits: dict[str, dict]
    minimum_age: int | None = None
    maximum_age: int | None = None
    attending_access: AttendingAccess = AttendingAccess.NOT_KNOWN
    phone: str = ""
    notes: list[str] = field(default_factory=list)
    missing: str = ""
    is_place_private: bool = False
    place_keys: tuple[str, ...] = ()  # never published: what else is at the same place

    @property
    def digest(self) -> str:
        """The same for the same published words: by it a second run knows that nothing changed."""
        about_reading = ("notes", "missing", "is_place_private", "place_keys")
        facts = {key: value for key, value in asdict(self).items() if key not in about_reading}
        text = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def parse_row(row: Any, *, on: date) -> ParsedRow:
    """What may be published of one row as of a day. RowRejected where that is nothing."""
    if isinstance(row, PartialRow):
        return _parse_summary_only(row, on=on)
    feed_row_id, title, notes = _identity(row)
    what_happens = _description(row, feed_row_id, title, notes)
    organisation = row.get("organization")
    organisation = organisation if isinstance(organisation, dict) else {}
    location = parse_location(row, what_happens)
    when_words, when_notes = parse_when(row, on=on)
    price_kind, price_words, price_notes = parse_cost(row)
    provider_id, provider_name, about = _provider(organisation, feed_row_id, title, notes)
    website = _website(row, organisation, notes)
    _note_contacts(row, organisation, notes)
    audiences, topics = _audiences(row), _topics(row)
    least, most = _ages(row)
    parsed_row = ParsedRow(
        feed_row_id=feed_row_id,
        title=title,
        what_happens=_with_ages(what_happens, least, most),
        provider_id=provider_id,
        provider_name=provider_name,
        provider_about=about,
        website=website,
        when_words=when_words,
        place_words=shorten(location.words, MAX_PLACE_CHARS),
        postcodes=location.postcodes,
        at=location.at,
        price_kind=price_kind,
        price_words=price_words,
        kinds=guess_kinds(title, what_happens, f"{topics} {audiences}"),
        suits=_suits(row, audiences),
        minimum_age=least,
        maximum_age=most,
        attending_access=parse_attending_access(row),
        phone=parse_phone(row),
        notes=list(dict.fromkeys([*notes, *location.notes, *when_notes, *price_notes])),
        place_keys=place_keys(row, provider_id, provider_name),
    )
    return keep_place_back_if_asked(parsed_row, row)


def unreadable_row(row: Any) -> RowRejected:
    """Held back with as much of its id and name as can be read."""
    known_by = {}
    if isinstance(row, PartialRow):
        row = row.row
    if isinstance(row, dict):
        with suppress(Exception):
            known_by["feed_row_id"] = _id(row.get("id"))[:MAX_ID_CHARS]
        with suppress(Exception):
            known_by["title"] = shorten(to_one_line(row.get("name"))[0], MAX_TITLE_CHARS)
    return RowRejected(_("It holds something that cannot be read."), **known_by)


def _parse_summary_only(partial: PartialRow, *, on: date) -> ParsedRow:
    row = parse_row(partial.row, on=on)
    if not partial.is_all:
        return replace(row, missing=partial.why)
    note = _("nothing but its line in the list (%(why)s)") % {"why": partial.why}
    return replace(row, notes=[*row.notes, note])


def _identity(row: Any) -> tuple[str, str, list[str]]:
    if not isinstance(row, dict):
        raise RowRejected(_("It is not a record of a service."))
    feed_row_id = _id(row.get("id"))
    whole_title, notes = to_one_line(row.get("name"))
    title = shorten(whole_title, MAX_TITLE_CHARS)
    if title != whole_title:
        notes.append(_("the end of a long name"))
    known_by = {"feed_row_id": feed_row_id[:MAX_ID_CHARS], "title": title}
    if not feed_row_id or len(feed_row_id) > MAX_ID_CHARS:
        raise RowRejected(_("It has no id, or one that is too long to be one."), **known_by)
    if not _says_something(title):
        raise RowRejected(_("It has no name."), **known_by)
    if not _is_active(row.get("status")):
        raise RowRejected(_("It is not active."), **known_by)
    return feed_row_id, title, notes


def _is_active(status: Any) -> bool:
    words, _notes = words_of(status)
    return tidy_text(words).lower() in ACTIVE_STATUSES


def _id(value: Any) -> str:
    """An id as it came, for many are not what the standard asks; only what is unseen is dropped."""
    return " ".join(tidy_text(words_of(value)[0]).split())


def _description(row: dict, feed_row_id: str, title: str, notes: list[str]) -> str:
    raw = row.get("description")
    if isinstance(raw, str) and len(raw) > MAX_RAW_CHARS:
        raise RowRejected(_("Its text is too long to read."), feed_row_id=feed_row_id, title=title)
    text, dropped = to_plain_text(raw)
    notes += dropped
    if not _says_something(text):
        notes.append(_("no description: only its name is shown"))
        return _("No more is known of it than its name, ask.")
    if len(text) > MAX_DESCRIPTION_CHARS:
        notes.append(_("the end of a long text"))
    return shorten(text, MAX_DESCRIPTION_CHARS)


def _says_something(text: str) -> bool:
    return any(character.isalpha() for character in text.replace(OMITTED_TEXT, ""))


def _provider(
    organisation: dict, feed_row_id: str, title: str, notes: list[str]
) -> tuple[str, str, str]:
    """The organisation's id, name and words; a row that names none stands for itself."""
    name, dropped = to_one_line(organisation.get("name"))
    about, more = to_plain_text(organisation.get("description"))
    notes += [*dropped, *more]
    if len(name) > MAX_TITLE_CHARS or len(about) > MAX_ABOUT_CHARS:
        notes.append(_("the end of a long text"))
    organisation_id = _id(organisation.get("id"))
    if not _says_something(name) or not 0 < len(organisation_id) <= MAX_ID_CHARS - 2:
        return f"s:{feed_row_id}"[:MAX_ID_CHARS], title, ""
    return f"o:{organisation_id}", shorten(name, MAX_TITLE_CHARS), shorten(about, MAX_ABOUT_CHARS)


def _website(row: dict, organisation: dict, notes: list[str]) -> str:
    """The service's own address, else its organisation's."""
    own = row.get("url") or row.get("website")
    website = parse_web_address(own)
    if own and not website and words_of(own)[0].strip():
        notes.append(_("a web address that leads nowhere"))
    elif website and not str(own).strip().startswith(website):
        notes.append(_("a web address, mended"))
    return website or parse_web_address(organisation.get("website") or organisation.get("url"))


def _note_contacts(row: dict, organisation: dict, notes: list[str]) -> None:
    if row.get("email") or organisation.get("email"):
        notes.append(_("an e-mail address"))
    if row.get("contacts") or row.get("phones") or organisation.get("contacts"):
        notes.append(_("the names and numbers of contacts"))


def _ages(row: dict) -> tuple[int | None, int | None]:
    """From which age and up to which, where that is said; from birth is from no age. v3 says it on
    the service, v1 in a list of who is eligible."""
    for holder in [row, *dicts(row.get("eligibilitys"))]:
        least, most = _age(holder.get("minimum_age")), _age(holder.get("maximum_age"))
        if least is not None and most is not None and least < most:
            return least, most
        if least and most is None:
            return least, None
        if most and least in (None, 0):
            return None, most
    return None, None


def _with_ages(text: str, least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        words = _("For ages %(least)d to %(most)d.") % {"least": least, "most": most}
    elif least is not None:
        words = _("From age %(least)d.") % {"least": least}
    elif most is not None:
        words = _("Up to age %(most)d.") % {"most": most}
    else:
        return text
    return f"{text}\n\n{words}"


def _age(value: Any) -> int | None:
    try:
        age = int(float(value))
    except (TypeError, ValueError, OverflowError):
        return None
    return age if 0 <= age <= 120 and not isinstance(value, bool) else None


def _suits(row: dict, audiences: str) -> dict[str, dict]:
    """Imported facts are not known unless stated, and say that a directory stated them."""
    stated_on = iso_day(row.get("assured_date"))
    access = " . ".join(
        to_one_line(item.get("accessibility") or item.get("description"))[0]
        for holder in (row, *_locations(row))
        for name in ("accessibility", "accessibility_for_disabilities")
        for item in dicts(holder.get(name))
    )
    return {
        fact: dated_answer(answer, source=FactSource.DIRECTORY, on=stated_on)
        for fact, answer in parse_suits(access, audiences).items()
    }


def _locations(row: dict) -> list[dict]:
    at = dicts(row.get("service_at_locations"))
    return [item["location"] for item in at if isinstance(item.get("location"), dict)]


def _audiences(row: dict) -> str:
    """Whom it says it is for: v1's target audiences and eligibility."""
    audiences = [
        item.get("audienceType") or item.get("eligibility")
        for name in ("pc_targetAudience", "eligibilitys")
        for item in dicts(row.get(name))
    ]
    return " ".join(to_one_line(words)[0] for words in audiences)


def _topics(row: dict) -> str:
    """The names of its terms: v1's service_taxonomys, v3's attributes."""
    terms = [
        (item.get("taxonomy") if name == "service_taxonomys" else item.get("taxonomy_term"))
        for name in ("service_taxonomys", "attributes")
        for item in dicts(row.get(name))
    ]
    return " ".join(to_one_line(term.get("name"))[0] for term in terms if isinstance(term, dict))
