"""Other people's HTML as our plain paragraphs: no markup, no private contacts, nothing unseen."""

import html
import re
import unicodedata
from contextlib import suppress

import nh3
from django.utils.translation import gettext as _

from providers.feed.rows.contacts import remove_contacts

MAX_RAW_CHARS = 500_000

BLOCK_TAGS = {"p", "div", "section", "article", "br", "tr", "ul", "ol", "blockquote", "hr"}
BLOCK_TAGS |= {f"h{level}" for level in range(1, 7)}
BLOCK_PATTERN = re.compile(rf"</?(?:{'|'.join(sorted(BLOCK_TAGS))})\b[^>]*>", re.IGNORECASE)
ITEM_PATTERN = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
TABLE_CELL_PATTERN = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
# What is not seen: soft hyphens, zero-width marks, direction overrides, byte-order marks.
INVISIBLE_PATTERN = re.compile(
    r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
LANGUAGE_PATTERN = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*")
EMBEDDED_FILE_PATTERN = re.compile(r"data:[\w/+.-]+;base64,[\w+/=\s]{20,}", re.IGNORECASE)


def to_plain_text(raw: object) -> tuple[str, list[str]]:
    """`raw` as paragraphs of plain text, and notes of what was dropped from it."""
    text, notes = words_of(raw)
    if EMBEDDED_FILE_PATTERN.search(text):
        notes.append(_("a picture inside the text"))
        text = EMBEDDED_FILE_PATTERN.sub("", text)
    if "<" in text or "&" in text:
        text = _without_markup(text)
    text = tidy_text(text)
    text, contact_notes = remove_contacts(text)
    return text, notes + contact_notes


def words_of(raw: object) -> tuple[str, list[str]]:
    """A text, a number, or of a map of languages the English words. A list, a yes or no, or any
    other thing where words should stand is nothing, with a note."""
    if isinstance(raw, dict):
        raw = _english(raw)
    if raw is None:
        return "", []
    if isinstance(raw, str):
        return raw, []
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        with suppress(ValueError):  # a whole number of thousands of digits
            return str(raw), []
    return "", [_("something that is no text, where words should stand")]


def _english(raw: dict) -> object:
    """{"cy": "Enw", "en-GB": "Name"} -> "Name". One language alone is better than nothing."""
    texts = {str(key).lower(): value for key, value in raw.items() if isinstance(value, str)}
    is_languages = texts and all(LANGUAGE_PATTERN.fullmatch(key) for key in texts)
    if not is_languages or len(texts) != len(raw):
        return raw
    english = [value for key, value in texts.items() if key.split("-")[0].split("_")[0] == "en"]
    return next(iter(english or texts.values()))


def to_one_line(raw: object) -> tuple[str, list[str]]:
    """The same on one line."""
    text, notes = to_plain_text(raw)
    return " ".join(text.split()), notes


def shorten(text: str, max_chars: int) -> str:
    """`text` cut at the end of a paragraph or sentence where there is one, else at a word."""
    if len(text) <= max_chars:
        return text
    head = text[: max_chars - 1]
    for end in ("\n\n", "\n", ". ", " "):
        cut = head.rfind(end)
        if cut > max_chars * 2 // 3:
            return head[: cut + (end == ". ")].rstrip() + "…"
    return head + "…"


def _without_markup(text: str) -> str:
    """Cleaned until nothing changes: what was escaped twice is markup after being read once."""
    for _time in range(5):
        previous = text
        text = nh3.clean(text, tags=BLOCK_TAGS | {"li", "td", "th"}, attributes={}, link_rel=None)
        text = BLOCK_PATTERN.sub("\n", ITEM_PATTERN.sub("\n• ", TABLE_CELL_PATTERN.sub(" ", text)))
        text = html.unescape(nh3.clean(text, tags=set()))
        if text == previous:
            break
    return text


def tidy_text(text: str) -> str:
    """One kind of space, one kind of line end, nothing unseen; paragraphs apart by one empty line.

    Angle brackets that are left ("under <5") become ‹ and ›, so that no published text ever holds
    a character that HTML reads.
    """
    text = INVISIBLE_PATTERN.sub("", unicodedata.normalize("NFKC", text))
    text = "".join(c if c == "\n" or unicodedata.category(c)[0] != "C" else " " for c in text)
    text = text.replace("<", "‹").replace(">", "›")
    lines = (" ".join(part.split()) for part in text.split("\n"))
    tidied = "\n".join("" if part == "•" else part for part in lines)
    return re.sub(r"\n{3,}", "\n\n", tidied).strip()
