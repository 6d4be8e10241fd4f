"""A drawing for each kind of thing, so that no card is bare: decoration beside the words.

The files are ours, in `static/kinds`, 360 wide and 240 high; they may be cropped to a square.
"""

from collections.abc import Collection
from functools import cache
from pathlib import Path

from django.templatetags.static import static

# Of a thing of several kinds the first is drawn: what one does there before what it is for.
PICTURE_NAMES = {
    "gardening": "garden",
    "music": "choir",
    "art-and-making": "art",
    "museums-and-heritage": "museum",
    "warm-meal": "table",
    "moving-and-sport": "swim",
    "learning": "camera",
    "getting-there": "bus",
    "out-and-about": "walk",
    "faith-and-spirit": "hall",
    "money-and-rights": "letter",
    "help-at-home": "friend",
    "time-off": "rest",
    "somewhere-for-the-day": "hall",
    "memory": "friend",
    "giving-a-hand": "garden",
    "peer-support": "round",
    "company": "round",
}
OF_NO_KIND = "round"


def picture_of_kinds(slugs: Collection[str]) -> str:
    """The address of one drawing; of no kind, people at their tables."""
    return picture_address(picture_name(slugs))


def picture_name(slugs: Collection[str]) -> str:
    names = (name for slug, name in PICTURE_NAMES.items() if slug in slugs)
    return next(names, OF_NO_KIND)


@cache
def picture_markup(name: str) -> str:
    """The drawing itself, in one line: for paper, which fetches nothing."""
    text = (Path(__file__).parent.parent / "static" / "kinds" / f"{name}.svg").read_text()
    return " ".join(text.split())


def picture_address(name: str) -> str:
    return static(f"kinds/{name}.svg")
