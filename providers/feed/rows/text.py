"""Other people's HTML as our plain paragraphs: no markup, no private contacts, nothing unseen."""

import html
import re
import unicodedata

import nh3
from django.utils.translation import gettext as _

MOST_RAW = 500_000
LEFT_OUT = "(left out)"

BLOCKS = {"p", "div", "section", "article", "br", "tr", "ul", "ol", "blockquote", "hr"}
BLOCKS |= {f"h{level}" for level in range(1, 7)}
AS_LINES = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS))})\b[^>]*>", re.IGNORECASE)
AS_ITEMS = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
AS_GAPS = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
# What is not seen: soft hyphens, zero-width marks, direction overrides, byte-order marks.
UNSEEN = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
EMBEDDED = re.compile(r"data:[\w/+.-]+;base64,[\w+/=\s]{20,}", re.IGNORECASE)

# Lengths are bounded so that a very long word cannot make these slow.
EMAIL = re.compile(
    r"(?:mailto:)?[\w.!#$%&'*+/=?^`{|}~-]{1,64}"
    r"\s{0,2}(?:@|[(\[{]\s?at\s?[)\]}])\s{0,2}"
    r"[\w-]{1,63}(?:(?:\.|\s\.\s|\s?[(\[{]\s?dot\s?[)\]}]\s?)[\w-]{1,63}){1,8}",
    re.IGNORECASE,
)
# "ann at example dot org", and whatever else touches an @.
SPELT_EMAIL = re.compile(
    r"[\w.+-]{1,64}\s{1,3}at\s{1,3}[\w-]{1,63}(?:\s{1,3}dot\s{1,3}[\w-]{1,63}){1,8}"
    r"|\S{1,64}@\S{0,64}|@\S{1,64}",
    re.IGNORECASE,
)
GAP = r"[\s().\-‐-―/·_]{0,3}"
# 07…, +44 7…, 0044 (0)7…: mobile and personal numbers, ten digits after the nought.
MOBILE = re.compile(rf"(?<!\d)(?:(?:\+|00){GAP}44{GAP}(?:0{GAP})?|0{GAP})7(?:{GAP}\d){{7,9}}(?!\d)")


def plain(raw: object) -> tuple[str, list[str]]:
    """`raw` as paragraphs of plain text, and notes of what was dropped from it."""
    text = "" if raw is None else str(raw)
    notes = []
    if EMBEDDED.search(text):
        notes.append(_("a picture inside the text"))
        text = EMBEDDED.sub("", text)
    if "<" in text or "&" in text:
        text = _without_markup(text)
    text = tidy(text)
    text, found = without_contacts(text)
    return text, notes + found


def line(raw: object) -> tuple[str, list[str]]:
    """The same on one line."""
    text, notes = plain(raw)
    return " ".join(text.split()), notes


def without_contacts(text: str) -> tuple[str, list[str]]:
    """No e-mail address and no mobile number: a feed does not say whose they are."""
    notes = []
    for pattern in (EMAIL, SPELT_EMAIL):
        text, count = pattern.subn(LEFT_OUT, text)
        if count:
            notes.append(_("an e-mail address in the text"))
    text = text.replace("@", _("at"))  # "Coffee @ the hall" names no mailbox
    text, count = MOBILE.subn(LEFT_OUT, text)
    if count:
        notes.append(_("a mobile number in the text"))
    return text, list(dict.fromkeys(notes))


def shortened(text: str, most: int) -> str:
    """`text` cut at the end of a paragraph or sentence where there is one, else at a word."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    for end in ("\n\n", "\n", ". ", " "):
        cut = head.rfind(end)
        if cut > most * 2 // 3:
            return head[: cut + (end == ". ")].rstrip() + "…"
    return head + "…"


def _without_markup(text: str) -> str:
    """Cleaned until nothing changes: what was escaped twice is markup after being read once."""
    for _time in range(5):
        before = text
        text = nh3.clean(text, tags=BLOCKS | {"li", "td", "th"}, attributes={}, link_rel=None)
        text = AS_LINES.sub("\n", AS_ITEMS.sub("\n• ", AS_GAPS.sub(" ", text)))
        text = html.unescape(nh3.clean(text, tags=set()))
        if text == before:
            break
    return text


def tidy(text: str) -> str:
    """One kind of space, one kind of line end, nothing unseen; paragraphs apart by one empty line.

    Angle brackets that are left ("under <5") become ‹ and ›, so that no published text ever holds
    a character that HTML reads.
    """
    text = UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    text = "".join(c if c == "\n" or unicodedata.category(c)[0] != "C" else " " for c in text)
    text = text.replace("<", "‹").replace(">", "›")
    lines = (" ".join(part.split()) for part in text.split("\n"))
    kept = "\n".join("" if part == "•" else part for part in lines)
    return re.sub(r"\n{3,}", "\n\n", kept).strip()
