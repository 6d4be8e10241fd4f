"""What people say, and the words of what answers it: data that a person reads and extends."""

import csv
import re
from pathlib import Path

from community.places.activity_kinds import KINDS_BY_SLUG

DATA = Path(__file__).resolve().parents[3] / "community" / "places" / "data"
MAX_WORDS, MAX_MEANINGS = 5, 10


def rows() -> list[dict[str, str]]:
    with (DATA / "said.en.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def faults() -> list[str]:
    found, seen = [], set()
    for row in rows():
        said, means = row["said"], row["means"].split("|")
        if said in seen:
            found.append(f"{said}: twice")
        if not re.fullmatch(r"[a-z0-9]+( [a-z0-9]+)*", said) or len(said.split()) > MAX_WORDS:
            found.append(f"{said}: not one to five plain words")
        if not all(means) or len(means) > MAX_MEANINGS or len(set(means)) != len(means):
            found.append(f"{said}: {means}")
        found += [
            f"{said}: no kind {kind}"
            for kind in filter(None, row["kinds"].split("|"))
            if kind not in KINDS_BY_SLUG
        ]
        seen.add(said)
    return found


def test_each_way_of_saying_it_is_there_once_with_what_answers_it_and_kinds_that_are():
    assert faults() == []
    assert len(rows()) > 2000


def test_words_that_say_nothing_are_there_once_each():
    words = (DATA / "filler.en.txt").read_text().split()
    assert len(words) == len(set(words)) > 200
