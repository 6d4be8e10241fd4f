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
DAY_PARTS = {
    "morning": _("In the morning"),
    "lunchtime": _("At lunchtime"),
    "afternoon": _("In the afternoon"),
    "evening": _("In the evening"),
    "night": _("At night"),
}
MIN_STEM_CHARS = 4


def topics_in(text: str) -> set[str | Promise]:
    """Kinds of thing, days and times of day that are named in a text."""
    words = set(re.findall(r"[a-z]+", text.lower()))
    kinds = {kind.name for kind in ACTIVITY_KINDS if _has_stem(words, kind.words)}
    times = {name for stem, name in (DAYS | DAY_PARTS).items() if _has_stem(words, (stem,))}
    return kinds | times


def _has_stem(words: set[str], stems: tuple[str, ...]) -> bool:
    return any(
        word in (stem, f"{stem}s") or len(stem) >= MIN_STEM_CHARS and word.startswith(stem)
        for stem in stems
        for word in words
    )
