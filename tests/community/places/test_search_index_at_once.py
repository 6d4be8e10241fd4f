"""Twice at once, on a database of its own in which commits are real."""

from community.places.activity_kinds import KINDS_BY_SLUG
from community.places.models.search_index import SearchEntry
from tests.factories.at_once import at_once
from tests.factories.places import make_findable

MUSIC, GARDENING = KINDS_BY_SLUG["music"].code, KINDS_BY_SLUG["gardening"].code


def test_one_of_two_at_once_wins_whole(committed_db):
    for turn in range(10):
        at_once(
            lambda turn=turn: make_findable(turn, title="Singing", kinds=[MUSIC]),
            lambda turn=turn: make_findable(turn, title="Digging", kinds=[GARDENING]),
        )
        rows = set(SearchEntry.objects.filter(object_id=turn).values_list("kind", "title"))
        assert rows in (
            {(0, "Singing"), (MUSIC, "Singing")},
            {(0, "Digging"), (GARDENING, "Digging")},
        )


def test_eight_things_with_words_in_opposite_orders_do_not_wait_for_each_other(committed_db):
    titles = ["Alpha Bravo Charlie", "Charlie Bravo Alpha"] * 4
    at_once(
        *(lambda n=n, title=title: make_findable(n, title=title) for n, title in enumerate(titles))
    )

    assert SearchEntry.objects.count() == 8
