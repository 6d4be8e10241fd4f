"""A suggestion of what might help is a suggestion (fault A9)."""

import pytest

from community.common.refusals import NotFound
from community.people.actions.adjustments import (
    answer_adjustment_suggestion,
    restore_adjustments,
    set_adjustments,
    set_or_suggest_adjustments,
    suggest_adjustments,
)
from community.people.models.persons import AdjustmentSuggestion, Person
from community.people.queries.sight import suggester_shown_to, suggestions_to_answer
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_someone

OWN = ["quiet", "A window seat"]


@pytest.fixture
def ann(db):
    ann = make_someone("ann")
    set_adjustments(adjustments=OWN, by=ann, now=NOW)
    return ann


def helps(ann) -> list[str]:
    return Person.objects.get(pk=ann.person_id).adjustments


@pytest.mark.holds("fault:A9")
@pytest.mark.parametrize(
    ("scope", "is_kept"),
    [
        (RepresentationScope.SUGGEST, False),
        (RepresentationScope.DECIDE, True),
        (RepresentationScope.PAY, True),
    ],
)
def test_only_who_may_decide_takes_the_place_of_what_helps(ann, scope, is_kept):
    rita = act_for(ann, scope=scope)

    kept = set_or_suggest_adjustments(adjustments=[], by=rita, now=NOW)

    assert (kept, helps(ann)) == (is_kept, [] if is_kept else OWN)
    assert [each.adjustments for each in suggestions_to_answer(ann.person_id)] == (
        [] if is_kept else [[]]
    )


@pytest.mark.holds("fault:A9", "fault:A13")
def test_who_may_only_look_suggests_nothing_and_takes_nothing_up(ann):
    rita = act_for(ann, scope=RepresentationScope.LOOK)
    rob = act_for(ann, "rob", scope=RepresentationScope.SUGGEST)
    suggestion = suggest_adjustments(adjustments=["bsl"], by=rob, now=NOW)

    with pytest.raises(NotYours):
        set_or_suggest_adjustments(adjustments=[], by=rita, now=NOW)
    for by in (rita, rob):
        with pytest.raises(NotYours):
            answer_adjustment_suggestion(suggestion_id=suggestion.pk, takes_up=True, by=by, now=NOW)
        with pytest.raises(NotYours):
            restore_adjustments(by=by, now=NOW)
    assert helps(ann) == OWN


@pytest.mark.holds("fault:A9")
@pytest.mark.parametrize(("takes_up", "after"), [(True, ["bsl"]), (False, OWN)])
@pytest.mark.parametrize("who", ["the person", "who may decide"])
def test_a_suggestion_is_taken_up_or_left_and_what_was_there_comes_back(ann, who, takes_up, after):
    rob = act_for(ann, "rob", scope=RepresentationScope.SUGGEST)
    by = ann if who == "the person" else act_for(ann)
    suggestion = suggest_adjustments(adjustments=["bsl"], by=rob, now=NOW)

    answer_adjustment_suggestion(suggestion_id=suggestion.pk, takes_up=takes_up, by=by, now=NOW)

    assert helps(ann) == after
    assert suggestions_to_answer(ann.person_id) == []
    with pytest.raises(NotFound):
        answer_adjustment_suggestion(suggestion_id=suggestion.pk, takes_up=True, by=by, now=NOW)
    if takes_up:
        restore_adjustments(by=ann, now=NOW)
    assert helps(ann) == OWN


def test_a_newer_suggestion_takes_the_place_of_ones_own_that_waits(ann):
    rob = act_for(ann, "rob", scope=RepresentationScope.SUGGEST)
    for adjustments in (["bsl"], ["quiet"]):
        suggest_adjustments(adjustments=adjustments, by=rob, now=NOW)

    assert AdjustmentSuggestion.objects.get().adjustments == ["quiet"]


def test_only_the_person_reads_who_suggested_it(ann):
    rob = act_for(ann, "rob", scope=RepresentationScope.SUGGEST)
    suggestion = suggest_adjustments(adjustments=["bsl"], by=rob, now=NOW)

    rita = act_for(ann)
    assert [suggester_shown_to(suggestion, by) for by in (ann, rob, rita)] == ["rob", "rob", ""]


def test_another_persons_suggestion_is_not_there(ann):
    charlie = make_someone("charlie")
    rob = act_for(ann, "rob", scope=RepresentationScope.SUGGEST)
    suggestion = suggest_adjustments(adjustments=["bsl"], by=rob, now=NOW)

    with pytest.raises(NotFound):
        answer_adjustment_suggestion(
            suggestion_id=suggestion.pk, takes_up=True, by=charlie, now=NOW
        )
