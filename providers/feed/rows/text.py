"""Other people's HTML as our plain paragraphs: no markup, no private contacts, nothing unseen."""

import html
import re
import unicodedata

import nh3
from django.utils.translation import gettext as _

MAX_RAW_CHARS = 500_000
OMITTED_TEXT = "(left out)"

BLOCK_TAGS = {"p", "div", "section", "article", "br", "tr", "ul", "ol", "blockquote", "hr"}
BLOCK_TAGS |= {f"h{level}" for level in range(1, 7)}
BLOCK_PATTERN = re.compile(rf"</?(?:{'|'.join(sorted(BLOCK_TAGS))})\b[^>]*>", re.IGNORECASE)
ITEM_PATTERN = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
TABLE_CELL_PATTERN = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
# What is not seen: soft hyphens, zero-width marks, direction overrides, byte-order marks.
INVISIBLE_PATTERN = re.compile(
    r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
EMBEDDED_FILE_PATTERN = re.compile(r"data:[\w/+.-]+;base64,[\w+/=\s]{20,}", re.IGNORECASE)

# Lengths are bounded so that a very long word cannot make these slow.
EMAIL_PATTERN = re.compile(
    r"(?:mailto:)?[\w.!#$%&'*+/=?^`{|}~-]{1,64}"
    r"\s{0,2}(?:@|[(\[{]\s?at\s?[)\]}])\s{0,2}"
    r"[\w-]{1,63}(?:(?:\.|\s\.\s|\s?[(\[{]\s?dot\s?[)\]}]\s?)[\w-]{1,63}){1,8}",
    re.IGNORECASE,
)
# "ann at example dot org", and whatever else touches an @.
SPELT_EMAIL_PATTERN = re.compile(
    r"[\w.+-]{1,64}\s{1,3}at\s{1,3}[\w-]{1,63}(?:\s{1,3}dot\s{1,3}[\w-]{1,63}){1,8}"
    r"|\S{1,64}@\S{0,64}|@\S{1,64}",
    re.IGNORECASE,
)
GAP_PATTERN = r"[\s().\-‐-―/·_]{0,3}"
# 07…, +44 7…, 0044 (0)7…: mobile and personal numbers, ten digits after the nought.
MOBILE_PATTERN = re.compile(
    rf"(?<!\d)(?:(?:\+|00){GAP_PATTERN}44{GAP_PATTERN}(?:0{GAP_PATTERN})?|0{GAP_PATTERN})7(?:{GAP_PATTERN}\d){{7,9}}(?!\d)"
)


def to_plain_text(raw: object) -> tuple[str, list[str]]:
    """`raw` as paragraphs of plain text, and notes of what was dropped from it."""
    text = "" if raw is None else str(raw)
    notes = []
    if EMBEDDED_FILE_PATTERN.search(text):
        notes.append(_("a picture inside the text"))
        text = EMBEDDED_FILE_PATTERN.sub("", text)
    if "<" in text or "&" in text:
        text = _without_markup(text)
    text = tidy_text(text)
    text, contact_notes = remove_contacts(text)
    return text, notes + contact_notes


def to_one_line(raw: object) -> tuple[str, list[str]]:
    """The same on one line."""
    text, notes = to_plain_text(raw)
    return " ".join(text.split()), notes


def remove_contacts(text: str) -> tuple[str, list[str]]:
    """No e-mail address and no mobile number: a feed does not say whose they are."""
    notes = []
    for pattern in (EMAIL_PATTERN, SPELT_EMAIL_PATTERN):
        text, count = pattern.subn(OMITTED_TEXT, text)
        if count:
            notes.append(_("an e-mail address in the text"))
    text = text.replace("@", _("at"))  # "Coffee @ the hall" names no mailbox
    text, count = MOBILE_PATTERN.subn(OMITTED_TEXT, text)
    if count:
        notes.append(_("a mobile number in the text"))
    return text, list(dict.fromkeys(notes))


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
