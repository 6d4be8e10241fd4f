"""What people say, and the words and kinds of what answers it: `said.en.csv`, read once.

`Saying.is_whole`: it means that only where nothing else was typed. `is_condition`: it names what
somebody has, though its kind is something that one does.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from community.places import activity_kinds
from community.places.activity_kinds import KINDS_BY_SLUG

SAID = Path(activity_kinds.__file__).with_name("data") / "said.en.csv"
MAX_SAID_WORDS = 5


@dataclass(frozen=True)
class Saying:
    """`kinds` are codes, what fits best first."""

    said: str
    means: tuple[str, ...]
    kinds: tuple[int, ...]
    is_whole: bool = False
    is_condition: bool = False


@cache
def sayings() -> dict[str, Saying]:
    with SAID.open(newline="") as file:
        return {row["said"]: _saying(row) for row in csv.DictReader(file)}


def _saying(row: dict[str, str]) -> Saying:
    return Saying(
        said=row["said"],
        means=tuple(row["means"].split("|")),
        kinds=tuple(KINDS_BY_SLUG[slug].code for slug in row["kinds"].split("|") if slug),
        is_whole="whole" in row["why"],
        is_condition="condition" in row["why"],
    )


def sayings_in(words: Sequence[str]) -> tuple[list[Saying], list[str]]:
    """What is said in a line, the longest run of words first, and the words that are left."""
    found, left, start = [], [], 0
    while start < len(words):
        saying = _longest_from(words, start)
        if saying:
            found.append(saying)
            start += len(saying.said.split())
        else:
            left.append(words[start])
            start += 1
    return found, left


def _longest_from(words: Sequence[str], start: int) -> Saying | None:
    for size in range(min(MAX_SAID_WORDS, len(words) - start), 0, -1):
        saying = sayings().get(" ".join(words[start : start + size]))
        if saying and not (saying.is_whole and size < len(words)):
            return saying
    return None
