"""What people say, and the words of what answers it: data that a person reads and extends."""

import csv
import re

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from community.places.actions.vocabulary import DATA
from community.places.activity_kinds import KINDS_BY_SLUG
from community.places.models.search_index import SearchWord
from community.places.models.vocabulary import NearWord, Saying

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


@pytest.mark.django_db
def test_the_tables_say_what_the_files_say():
    laid_down = dict(Saying.objects.values_list("said", "means"))

    assert laid_down == {row["said"]: row["means"].split("|") for row in rows()}
    assert NearWord.objects.get(word="sewing").near[0] == "stitching"
    assert SearchWord.objects.get(word="sewing").in_vocabulary


@pytest.mark.django_db
def test_what_the_office_wrote_stays_when_a_file_is_laid_down_again():
    Saying.objects.filter(said="lonely").update(means=["a seat by the fire"], is_local=True)
    Saying.objects.create(said="a natter by the fire", means=["knit and natter"], is_local=True)
    Saying.objects.filter(said="bored").delete()

    call_command("load_search_words")

    means = dict(Saying.objects.values_list("said", "means"))
    assert means["lonely"] == ["a seat by the fire"]
    assert means["a natter by the fire"] == ["knit and natter"]
    assert "bored" in means
    assert SearchWord.objects.get(word="natter").in_vocabulary


@pytest.mark.django_db
@pytest.mark.parametrize(
    "facts",
    [
        {"said": "Lonely!", "means": ["company"]},
        {"said": "one two three four five six", "means": ["company"]},
        {"said": "nothing at all", "means": []},
        {"said": "lonely", "means": ["company"]},
    ],
)
def test_the_database_takes_no_saying_that_could_never_be_found(facts):
    with pytest.raises(IntegrityError):
        Saying.objects.create(**facts)
