"""Two words for one, one for two, and a word that may be either of two others."""

import pytest

from community.places.actions.search_index import recount_search_words
from marketplace.search.queries.results import SearchResults, search_near
from marketplace.search.queries.search_query import SearchQuery
from tests.factories.places import make_findable, make_home

pytestmark = pytest.mark.django_db


def found_by(text: str, *things: str) -> SearchResults:
    for number, title in enumerate(things):
        make_findable(number, title)
    recount_search_words()
    return search_near(SearchQuery(location=make_home(), query_text=text))


def titles(found: SearchResults) -> list[str]:
    return [hit.title for hit in found.matches]


@pytest.mark.holds("P103")
@pytest.mark.parametrize(
    ("typed", "here"),
    [
        ("wheel chair", "Wheelchair sports"),
        ("child minder", "A childminder is here"),
        ("drop in", "Thursday dropin"),
        ("songwriting", "Song writing for all"),
        ("babysitting", "Baby sitting circle"),
    ],
)
def test_right_words_are_found_joined_and_apart_and_nothing_is_said_to_be_mended(typed, here):
    found = found_by(typed, here, "Bread")

    assert titles(found) == [here]
    assert (found.mended, found.has_some_words_only) == ((), False)


def test_a_word_is_what_two_make_only_where_they_stand_side_by_side():
    assert titles(found_by("carpet", "Pet and car show", "Carpet bowls")) == ["Carpet bowls"]


def test_two_words_in_a_row_are_found_first_where_they_stand_near_each_other():
    found = found_by(
        "short breaks", "Short walks: talks, tea, songs, games, news, breaks", "Short breaks of tea"
    )

    assert titles(found)[0] == "Short breaks of tea"


@pytest.mark.holds("P103")
def test_f_is_heard_as_th():
    assert found_by("youf", "Youth nights", "Yours truly").mended == (("youf", "youth"),)


def test_what_a_misspelt_word_may_as_well_be_is_found_and_one_of_them_is_shown():
    found = found_by("liberry", "Liberty singers", "Library mornings", "Bread")

    assert set(titles(found)) == {"Liberty singers", "Library mornings"}
    assert [typed for typed, _meant in found.mended] == ["liberry"]
    assert not found.has_some_words_only


@pytest.mark.holds("fault:I15")
@pytest.mark.parametrize(
    ("said", "here"),
    [
        ("I cant cut my own grass any more", "Odd jobs"),
        ("sick of staring at four walls", "Coffee morning"),
        ("my knees are sore", "Arthritis circle"),
        ("somebody to change a light bulb", "Handyperson"),
        ("he controls my money", "Womens aid"),
        ("want to feel useful again", "Volunteers wanted"),
    ],
)
def test_more_of_what_people_say_is_known(said, here):
    assert titles(found_by(said, here, "Bread")) == [here]
