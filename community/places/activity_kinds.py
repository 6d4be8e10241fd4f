"""Kinds of thing: what you do and why, never a type of service (M05).

A code is for ever: rows keep it. `words` are what people say when they mean it.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ANY = 0


@dataclass(frozen=True)
class Kind:
    code: int
    slug: str
    name: str | Promise
    words: tuple[str, ...]


KINDS = (
    Kind(1, "out-and-about", _("Out and about"), ("walk", "outing", "trip", "park", "seaside")),
    Kind(
        2,
        "art-and-making",
        _("Art and making"),
        ("art", "craft", "paint", "sew", "knit", "pottery", "wood"),
    ),
    Kind(3, "music", _("Music and singing"), ("music", "sing", "choir", "band", "drum")),
    Kind(
        4,
        "company",
        _("Company"),
        ("company", "chat", "friend", "coffee", "visit", "lonely", "befriend"),
    ),
    Kind(5, "warm-meal", _("A warm meal"), ("meal", "lunch", "dinner", "cook", "food", "soup")),
    Kind(
        6,
        "moving-and-sport",
        _("Moving and sport"),
        ("sport", "swim", "exercise", "dance", "yoga", "gym", "football", "bowls"),
    ),
    Kind(7, "gardening", _("Gardening and growing"), ("garden", "allotment", "grow", "plant")),
    Kind(
        8, "learning", _("Learning"), ("learn", "class", "course", "language", "computer", "read")
    ),
    Kind(
        9,
        "museums-and-heritage",
        _("Museums and old things"),
        ("museum", "history", "heritage", "gallery", "library"),
    ),
    Kind(
        10,
        "faith-and-spirit",
        _("Faith and spirit"),
        ("church", "mosque", "temple", "prayer", "faith", "meditation"),
    ),
    Kind(
        11,
        "memory",
        _("With memory problems in mind"),
        ("memory", "dementia", "alzheimer", "remember"),
    ),
    Kind(12, "time-off", _("Time off for whoever cares"), ("carer", "respite", "break", "rest")),
    Kind(
        13,
        "help-at-home",
        _("Help at home"),
        ("home", "clean", "shopping", "handyman", "wash", "repair"),
    ),
    Kind(
        14,
        "getting-there",
        _("Getting there"),
        ("transport", "lift", "bus", "driver", "taxi", "minibus"),
    ),
    Kind(
        15,
        "money-and-rights",
        _("Money and rights"),
        ("money", "benefit", "debt", "advice", "rights", "housing", "legal"),
    ),
    Kind(
        16,
        "peer-support",
        _("People who have been there"),
        ("peer", "support", "recovery", "grief", "bereavement", "stroke"),
    ),
    Kind(17, "somewhere-for-the-day", _("Somewhere for the day"), ("day", "club", "centre")),
    Kind(18, "giving-a-hand", _("Giving a hand"), ("volunteer", "help", "teach", "mend")),
)

BY_CODE = {kind.code: kind for kind in KINDS}
BY_SLUG = {kind.slug: kind for kind in KINDS}
