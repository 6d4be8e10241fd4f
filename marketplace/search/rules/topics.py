"""What a line of somebody's own words is about, from a fixed list: never their words themselves."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.places.activity_kinds import ACTIVITY_KINDS

DAYS = {
    "monday": _("Mondays"),
    "tuesday": _("Tuesdays"),
    "wednesday": _("Wednesdays"),
    "thursday": _("Thursdays"),
    "friday": _("Fridays"),
    "saturday": _("Saturdays"),
    "sunday": _("Sundays"),
    "weekend": _("Weekends"),
}
PARTS = {
    "morning": _("In the morning"),
    "lunchtime": _("At lunchtime"),
    "afternoon": _("In the afternoon"),
    "evening": _("In the evening"),
    "night": _("At night"),
}
SHORTEST_STEM = 4


def topics_in(text: str) -> set[str | Promise]:
    """Kinds of thing, days and times of day that are named in a text."""
    words = set(re.findall(r"[a-z]+", text.lower()))
    named = {kind.name for kind in ACTIVITY_KINDS if _says(words, kind.words)}
    times = {name for said, name in (DAYS | PARTS).items() if _says(words, (said,))}
    return named | times


def _says(words: set[str], stems: tuple[str, ...]) -> bool:
    return any(
        word in (stem, f"{stem}s") or len(stem) >= SHORTEST_STEM and word.startswith(stem)
        for stem in stems
        for word in words
    )
