import pytest

from community.places.actions.search_index import recount_search_words, unindex_object
from community.places.activity_kinds import KINDS_BY_SLUG
from community.places.models.search_index import OpennessRank, SearchEntry, SearchWord
from community.places.models.vocabulary import SearchStem
from tests.factories.places import make_findable, rows_of

MUSIC, GARDENING = KINDS_BY_SLUG["music"].code, KINDS_BY_SLUG["gardening"].code

pytestmark = pytest.mark.django_db


def words():
    return sorted(SearchWord.objects.filter(in_vocabulary=False).values_list("word", flat=True))


def test_a_thing_has_a_row_for_each_kind_and_one_for_any():
    make_findable(kinds=[MUSIC, GARDENING])

    assert rows_of() == [0, MUSIC, GARDENING]


def test_a_kind_we_do_not_have_is_left_out():
    make_findable(kinds=[MUSIC, 9999, -1])

    assert rows_of() == [0, MUSIC]


def test_showing_again_says_it_anew_and_drops_kinds_no_longer_there():
    make_findable(title="Singing", kinds=[MUSIC], openness=OpennessRank.OPEN)

    listing = make_findable(title="Digging", kinds=[GARDENING], openness=OpennessRank.FULL)

    assert rows_of() == [0, GARDENING]
    assert set(SearchEntry.objects.values_list("title", "openness")) == {
        ("Digging", OpennessRank.FULL)
    }
    assert (listing.kind, listing.title) == (0, "Digging")


def test_only_the_answer_of_a_suitability_fact_is_kept():
    suits = {
        "step_free": {"answer": "yes", "on": "2027-05-01", "who": "a connector"},
        "quiet_room": "no",
        "hot_meal": {"answer": "not_known"},
    }

    listing = make_findable(suits=suits)

    assert listing.suits == {"step_free": "yes", "quiet_room": "no"}


def test_hiding_takes_every_row_away_and_can_be_done_twice():
    make_findable(kinds=[MUSIC])

    unindex_object(object_type="listing", object_id=1)
    unindex_object(object_type="listing", object_id=1)

    assert rows_of() == []


def test_a_listing_and_a_group_with_one_number_are_two_things():
    make_findable(object_type="listing", object_id=7)
    make_findable(object_type="group", object_id=7)

    unindex_object(object_type="group", object_id=7)

    assert (rows_of(7, "listing"), rows_of(7, "group")) == ([0], [])


@pytest.mark.parametrize(
    "title", ["a & b | !c <-> d:*", "'; DROP TABLE places_searchentry; --", "🙂🙂", "é" * 160, "\\"]
)
def test_any_words_may_be_shown(title):
    assert make_findable(title=title, search_words=title * 50).title == title


@pytest.mark.holds("fault:I17")
def test_every_word_of_a_thing_is_kept_for_spelling_until_none_has_it():
    make_findable(
        title="Zumbinis & caf\u00e9 2027", summary="Oompah", search_words="with Wriggletots"
    )
    assert words() == ["caf\u00e9", "oompah", "wriggletots", "zumbinis"]

    unindex_object(object_type="listing", object_id=1)
    make_findable(2, title="Zumbinis")
    make_findable(3, title="Zumbinis wriggletots")
    recount_search_words()

    known = SearchWord.objects.filter(in_vocabulary=False)
    assert set(known.values_list("word", "uses")) == {("zumbinis", 2), ("wriggletots", 1)}
    assert dict(SearchStem.objects.values_list("stem", "things")) == {
        "": 2,
        "zumbini": 2,
        "wriggletot": 1,
    }


def test_a_word_of_the_vocabulary_stays_though_nothing_has_it():
    recount_search_words()

    assert SearchWord.objects.get(word="befriending").uses == 0
