"""Kinds of thing: what you do and why, never a type of service (M05).

A code is for ever: rows keep it. `words` are what people say when they mean it.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ANY_KIND = 0


@dataclass(frozen=True)
class ActivityKind:
    code: int
    slug: str
    name: str | Promise
    words: tuple[str, ...]


ACTIVITY_KINDS = (
    ActivityKind(
        1, "out-and-about", _("Out and about"), ("walk", "outing", "trip", "park", "seaside")
    ),
    ActivityKind(
        2,
        "art-and-making",
        _("Art and making"),
        ("art", "craft", "paint", "sew", "knit", "pottery", "wood"),
    ),
    ActivityKind(3, "music", _("Music and singing"), ("music", "sing", "choir", "band", "drum")),
    ActivityKind(
        4,
        "company",
        _("Company"),
        ("company", "chat", "friend", "coffee", "visit", "lonely", "befriend"),
    ),
    ActivityKind(
        5, "warm-meal", _("A warm meal"), ("meal", "lunch", "dinner", "cook", "food", "soup")
    ),
    ActivityKind(
        6,
        "moving-and-sport",
        _("Moving and sport"),
        ("sport", "swim", "exercise", "dance", "yoga", "gym", "football", "bowls"),
    ),
    ActivityKind(
        7, "gardening", _("Gardening and growing"), ("garden", "allotment", "grow", "plant")
    ),
    ActivityKind(
        8, "learning", _("Learning"), ("learn", "class", "course", "language", "computer", "read")
    ),
    ActivityKind(
        9,
        "museums-and-heritage",
        _("Museums and old things"),
        ("museum", "history", "heritage", "gallery", "library"),
    ),
    ActivityKind(
        10,
        "faith-and-spirit",
        _("Faith and spirit"),
        ("church", "mosque", "temple", "prayer", "faith", "meditation"),
    ),
    ActivityKind(
        11,
        "memory",
        _("With memory problems in mind"),
        ("memory", "dementia", "alzheimer", "remember"),
    ),
    ActivityKind(
        12, "time-off", _("Time off for whoever cares"), ("carer", "respite", "break", "rest")
    ),
    ActivityKind(
        13,
        "help-at-home",
        _("Help at home"),
        ("home", "clean", "shopping", "handyman", "wash", "repair"),
    ),
    ActivityKind(
        14,
        "getting-there",
        _("Getting there"),
        ("transport", "lift", "bus", "driver", "taxi", "minibus"),
    ),
    ActivityKind(
        15,
        "money-and-rights",
        _("Money and rights"),
        ("money", "benefit", "debt", "advice", "rights", "housing", "legal"),
    ),
    ActivityKind(
        16,
        "peer-support",
        _("People who have been there"),
        ("peer", "support", "recovery", "grief", "bereavement", "stroke"),
    ),
    ActivityKind(
        17, "somewhere-for-the-day", _("Somewhere for the day"), ("day", "club", "centre")
    ),
    ActivityKind(18, "giving-a-hand", _("Giving a hand"), ("volunteer", "help", "teach", "mend")),
)

KINDS_BY_CODE = {kind.code: kind for kind in ACTIVITY_KINDS}
KINDS_BY_SLUG = {kind.slug: kind for kind in ACTIVITY_KINDS}
