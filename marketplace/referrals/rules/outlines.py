"""What in a free line might say who somebody is: shown back before it goes anywhere (P87).

A guess, shown as one: nothing is changed, and whoever wrote the line leaves out what they see.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

STREET = re.compile(
    r"\b(?:[A-Z][\w’'-]+ )+(?:street|road|lane|avenue|close|drive|court|terrace|house|st|rd)\b",
    re.IGNORECASE,
)
AGE = re.compile(
    r"\b(?:aged? \d{1,3}|\d{1,3}[ -]years?[ -]?(?:old)?|in (?:his|her|their) \w+ties)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d+")
# As people write it in a line; never asked for (M80, X12).
ILLNESS = re.compile(
    r"\b(?:dement\w*|alzheimer\w*|autis\w*|asperger\w*|stroke|cancer|depress\w*|anxiet\w*"
    r"|schizo\w*|bipolar|psychos\w*|epilep\w*|diabet\w*|parkinson\w*|multiple sclerosis"
    r"|down[’']?s|cerebral palsy|learning disab\w*|diagnos\w*|adhd|ptsd|hiv)\b",
    re.IGNORECASE,
)
# A capital that no sentence begins with.
NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][a-z’'-]{1,}\b")
ORDINARY = {
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December", "English", "Bingo"),
}


def marked_in(line: str) -> list[tuple[str, str]]:
    """[(what it may be, the words)] in a line, each once."""
    return list(dict.fromkeys(_marks(line)))


def _marks(line: str) -> Iterator[tuple[str, str]]:
    for kind, pattern in (
        (_("a street"), STREET),
        (_("an age"), AGE),
        (_("an illness"), ILLNESS),
        (_("a number"), NUMBER),
    ):
        yield from ((kind, found[0]) for found in pattern.finditer(line))
    yield from (
        (_("a name"), found[0]) for found in NAME.finditer(line) if found[0] not in ORDINARY
    )
