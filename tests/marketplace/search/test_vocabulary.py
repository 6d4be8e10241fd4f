"""What people say is asked of the one table, so that what the office adds counts everywhere."""

import pytest

from community.places.actions.vocabulary import load_vocabulary
from community.places.activity_kinds import KINDS_BY_SLUG
from community.places.models.vocabulary import Saying
from marketplace.search.queries.vocabulary import known_vocabulary
from marketplace.search.rules.facts_meant import facts_meant
from marketplace.search.rules.topics import Want, kinds_meant, wants_in
from providers.states import SuitFact

pytestmark = pytest.mark.django_db
GARDENING, COMPANY = KINDS_BY_SLUG["gardening"].code, KINDS_BY_SLUG["company"].code


def say(said, means, kinds=(), **more):
    return Saying.objects.create(said=said, means=means, kinds=list(kinds), is_local=True, **more)


@pytest.mark.holds("fault:I15")
def test_what_the_office_adds_counts_for_kinds_topics_and_facts_at_once():
    known_vocabulary()
    say("up the lotties", ["memory cafe"], ["gardening"])

    vocabulary = known_vocabulary()

    assert kinds_meant("up the lotties", vocabulary) == [GARDENING]
    assert wants_in("up the lotties", vocabulary) == {Want(kind=GARDENING)}
    assert facts_meant("up the lotties", vocabulary) == (SuitFact.MEMORY_WELCOME,)


def test_what_is_changed_or_taken_away_again_counts_no_more():
    saying = say("up the lotties", ["allotment"], ["gardening"])
    known_vocabulary()

    for kind in ("company", "music"):
        Saying.objects.filter(pk=saying.pk).update(kinds=[kind])
        assert kinds_meant("up the lotties", known_vocabulary()) == [KINDS_BY_SLUG[kind].code]

    saying.delete()
    assert "up the lotties" not in known_vocabulary().sayings


def test_what_has_not_changed_is_read_once(django_assert_num_queries):
    vocabulary = known_vocabulary()

    with django_assert_num_queries(1):
        assert known_vocabulary() is vocabulary


def test_nobody_is_told_a_word_that_the_office_wrote():
    say("hezekiahs allotment", ["hezekiahs allotment"], ["gardening"])

    assert wants_in("hezekiahs allotment", known_vocabulary()) == {Want(kind=GARDENING)}


def test_a_note_of_the_office_is_a_note():
    say("nattering", ["company"], ["company"], why="for the whole town, whatever their condition")

    assert kinds_meant("some nattering on a bench", known_vocabulary()) == [COMPANY]


def test_the_file_laid_down_anew_says_the_same():
    before = known_vocabulary().sayings

    load_vocabulary()

    assert known_vocabulary().sayings == before
