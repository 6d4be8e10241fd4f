"""Ideas of a group: each is heard before anything is liked, and each idea has its answer (M38)."""

from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from community.common.clock import today
from community.common.dates import end_of_day
from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.models.persons import Person
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from groups.actions import ideas as actions
from groups.actions.idea_answers import explain_idea, say_what_matters, write_down_idea
from groups.actions.ideas import add_idea, like_ideas, settle_round, take_back_idea
from groups.actions.membership import leave_group
from groups.actions.resting import set_resting
from groups.models.ideas import GroupIdea, IdeaRound, IdeaTurn, WhatMatters
from groups.queries.ideas import ideas_of_brief, ideas_of_group
from groups.rules.ideas import (
    MAX_IDEAS,
    CameAfterRoundBegan,
    NoIdeaYet,
    NotAmongTheseIdeas,
    NotAnsweredSo,
    NotHearing,
    StillHearing,
    TooManyIdeas,
    WhyIsSaid,
    ideas_taken_up,
)
from groups.states import IdeaRoundState, IdeaState
from tests.factories.at_once import at_once
from tests.factories.demand import join, make_brief, make_group_of
from tests.factories.ideas import hear, like, make_answered, make_idea
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_someone
from tests.frontend.visiting import set_clock
from tests.waits import TEST_WAIT_SECONDS

HEARING, LIKING, OVER = IdeaRoundState
WAITING, TAKEN_UP, NOT_TAKEN_UP = IdeaState
AFTER_ITS_DAY = NOW + timedelta(days=8)


@pytest.fixture
def three(db):
    set_clock(NOW)
    return make_group_of("ann", "ben", "cat")


def told(kind):
    ids = Message.objects.filter(kind=kind).values_list("person_id", flat=True)
    names = dict(Person.objects.values_list("pk", "preferred_name"))
    return sorted(names[pk] for pk in ids)


def settle(idea, now):
    """The task comes by; whatever was written by then was told on the day it was."""
    Message.objects.filter(sent_at__isnull=True).update(state="sent", sent_at=F("created_at"))
    settle_round(round_id=idea.round_id, now=now)


def state_of(idea):
    return GroupIdea.objects.get(pk=idea.pk).state


@pytest.mark.holds("M38")
def test_each_is_heard_then_says_what_they_would_like_and_each_idea_has_its_answer(three):
    group, (ann, ben, cat) = three

    garden = make_idea(group, ann)
    trip = make_idea(group, ben, words="To the sea", picture="")
    assert (garden.round, told("ideas_asked")) == (trip.round, ["ben", "cat"])
    round_now = hear(garden.round, cat)
    assert (round_now.state, told("ideas_heard")) == (LIKING, ["ann", "ben", "cat"])
    like(round_now, {ann: [garden], ben: [garden, trip]})
    assert (state_of(garden), state_of(trip)) == (WAITING, WAITING)
    round_now = like(round_now, {cat: [garden]})

    trip.refresh_from_db()
    assert (round_now.state, state_of(garden), trip.state) == (OVER, TAKEN_UP, NOT_TAKEN_UP)
    assert trip.answer_words == "more of us would like something else this time"
    assert told("ideas_answered") == ["ann", "ben"]


@pytest.mark.holds("M38")
def test_nothing_is_liked_or_answered_before_each_was_heard(three):
    group, (ann, ben, _cat) = three
    idea = make_idea(group, ann)
    turn = IdeaTurn.objects.get(round=idea.round, member__person=ben.person)

    with pytest.raises(StillHearing):
        like_ideas(round_id=idea.round_id, idea_ids=[idea.pk], by=ben, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        turn.likes.add(idea)
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupIdea.objects.filter(pk=idea.pk).update(state=TAKEN_UP, answered_at=NOW)


@pytest.mark.holds("M38")
def test_its_day_ends_the_hearing_and_too_few_are_asked_once_more(three):
    group, (ann, _ben, _cat) = three
    idea = make_idea(group, ann)
    settle(idea, now=NOW + timedelta(days=6))
    assert IdeaRound.objects.get().state == HEARING
    settle(idea, now=AFTER_ITS_DAY)
    assert IdeaRound.objects.get().state == LIKING
    like(idea.round, {ann: [idea]}, now=AFTER_ITS_DAY)

    settle(idea, now=NOW + timedelta(days=17))
    again = IdeaRound.objects.get()
    assert (again.state, again.is_asked_again, state_of(idea)) == (LIKING, True, WAITING)
    settle(idea, now=NOW + timedelta(days=26))

    assert (IdeaRound.objects.get().state, state_of(idea)) == (OVER, TAKEN_UP)


@pytest.mark.holds("P42")
def test_it_waits_two_working_days_for_paper_of_whoever_is_told_at_visits(three):
    group, (ann, ben, cat) = three
    idea = make_idea(group, ann)
    hear(idea.round, ben, cat)
    Message.objects.filter(person_id=cat.person_id).update(
        state="told", told_on=today(NOW), told_by_login_id=1
    )
    like(idea.round, {ann: [idea], ben: [idea]})
    closes_at = IdeaRound.objects.get().closes_at

    settle_round(round_id=idea.round_id, now=closes_at)
    assert IdeaRound.objects.get().state == LIKING
    settle_round(round_id=idea.round_id, now=closes_at + timedelta(days=4))
    assert IdeaRound.objects.get().state == OVER


def test_a_round_without_an_idea_is_over_when_each_was_heard(three):
    group, (ann, ben, cat) = three
    idea = make_idea(group, ann)
    take_back_idea(idea_id=idea.pk, by=ann, now=NOW)

    assert hear(idea.round, ben, cat).state == OVER


def test_nobody_said_what_they_would_like_and_the_idea_still_has_an_answer(three):
    group, (ann, ben, cat) = three
    idea = make_idea(group, ann)
    hear(idea.round, ben, cat)
    settle(idea, now=AFTER_ITS_DAY)
    settle(idea, now=NOW + timedelta(days=17))

    idea.refresh_from_db()
    assert (idea.state, "nobody said" in idea.answer_words) == (NOT_TAKEN_UP, True)


@pytest.mark.holds("P43")
def test_who_rests_or_has_left_is_not_waited_for(three):
    group, (ann, ben, cat) = three
    set_resting(group_id=group.pk, rests=True, by=cat, now=NOW)
    idea = make_idea(group, ann)
    assert told("ideas_asked") == ["ben"]
    leave_group(group_id=group.pk, by=ben, now=NOW)

    settle_round(round_id=idea.round_id, now=NOW)

    assert IdeaRound.objects.get().state == LIKING


@pytest.mark.holds("P41")
def test_its_day_moves_where_somebody_was_told_late(three):
    group, (ann, _ben, _cat) = three
    idea = make_idea(group, ann)
    Message.objects.update(state="sent", sent_at=NOW + timedelta(days=7))

    settle_round(round_id=idea.round_id, now=AFTER_ITS_DAY)
    moved = IdeaRound.objects.get()
    assert (moved.state, moved.closes_at) == (HEARING, end_of_day(today(NOW) + timedelta(days=10)))
    settle_round(round_id=idea.round_id, now=NOW + timedelta(days=11))

    assert IdeaRound.objects.get().state == LIKING


@pytest.mark.parametrize(
    ("likes", "taken_up"),
    [
        ([{1}, {1}, {2}], {1}),
        ([{1}, {2}], set()),
        ([{1, 2}, {1, 2}], {1, 2}),
        ([{1}, set()], set()),
        ([{1}], {1}),
        ([], set()),
    ],
)
def test_more_than_half_of_those_who_said(likes, taken_up):
    assert ideas_taken_up(likes, [1, 2]) == taken_up


def test_an_idea_is_a_picture_or_words_and_not_too_many(three):
    group, (ann, _ben, _cat) = three
    with pytest.raises(NoIdeaYet):
        make_idea(group, ann, words="", picture="")
    first = make_idea(group, ann, words="1")
    assert make_idea(group, ann, words="1") == first
    for number in range(2, MAX_IDEAS + 1):
        make_idea(group, ann, words=str(number))
    with pytest.raises(TooManyIdeas):
        make_idea(group, ann, words="one more")
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupIdea.objects.create(round=first.round, member=first.member, added_at=NOW)


def test_who_came_later_or_is_of_another_group_has_no_turn(three):
    group, (ann, ben, cat) = three
    idea = make_idea(group, ann)
    dan, eve = make_someone("dan"), make_someone("eve")
    join(group, dan)
    with pytest.raises(CameAfterRoundBegan):
        hear(idea.round, dan)
    with pytest.raises(NotFound):
        hear(idea.round, eve)
    hear(idea.round, ben, cat)
    with pytest.raises(NotHearing):
        hear(idea.round, ben)
    with pytest.raises(NotAmongTheseIdeas):
        like_ideas(round_id=idea.round_id, idea_ids=[idea.pk + 1], by=ben, now=NOW)


def test_an_idea_is_taken_back_by_whose_it_is_while_each_is_heard(three):
    group, (ann, ben, cat) = three
    idea, other = make_idea(group, ann), make_idea(group, ann, words="And flowers")
    with pytest.raises(NotFound):
        take_back_idea(idea_id=idea.pk, by=ben, now=NOW)
    take_back_idea(idea_id=idea.pk, by=ann, now=NOW)
    hear(other.round, ben, cat)

    with pytest.raises(NotHearing):
        take_back_idea(idea_id=other.pk, by=ann, now=NOW)
    assert list(GroupIdea.objects.all()) == [other]


@pytest.mark.holds("M38")
def test_not_because_is_said_once_in_the_words_of_one_who_is_named(three):
    group, people = three
    ann, ben, _cat = people
    idea = make_answered(group, people, taken_up=False)

    explain_idea(idea_id=idea.pk, words="the garden has steps", by=ben, now=NOW)

    [shown] = ideas_of_group(group.pk, ann, now=NOW).answered
    assert (shown.idea.answer_words, shown.why_by) == ("the garden has steps", "ben")
    with pytest.raises(WhyIsSaid):
        explain_idea(idea_id=idea.pk, words="no", by=ann, now=NOW)
    with pytest.raises(NotAnsweredSo):
        write_down_idea(idea_id=idea.pk, by=ann, now=NOW)


@pytest.mark.holds("M38")
def test_what_was_taken_up_is_put_into_what_the_group_wants_once(three):
    group, people = three
    ann, ben, _cat = people
    idea = make_answered(group, people)

    brief = write_down_idea(idea_id=idea.pk, by=ann, now=NOW)

    assert brief.what == "A garden, or growing things"
    assert write_down_idea(idea_id=idea.pk, by=ben, now=NOW) == brief
    [shown] = ideas_of_brief(brief, ben, now=NOW)
    assert (shown.idea, shown.known_as, shown.is_taken_up) == (idea, "ann", True)
    with pytest.raises(NotAnsweredSo):
        explain_idea(idea_id=idea.pk, words="no", by=ann, now=NOW)


def test_an_idea_goes_into_no_other_group_s_draft(three):
    group, people = three
    idea = make_answered(group, people)
    other, [dan] = make_group_of("dan")
    join(other, people[0])

    with pytest.raises(NotFound):
        write_down_idea(idea_id=idea.pk, brief_id=make_brief(other, dan).pk, by=people[0], now=NOW)


@pytest.mark.holds("M38")
def test_who_suggests_adds_an_idea_and_reads_no_other_and_the_turn_stays_the_persons(three):
    group, (ann, ben, _cat) = three
    make_idea(group, ben, words="To the sea")
    helper = act_for(ann, scope=RepresentationScope.SUGGEST)

    idea = make_idea(group, helper)

    read = ideas_of_group(group.pk, helper, now=NOW)
    assert [each.idea for each in read.rounds[0].ideas] == [idea]
    turn = IdeaTurn.objects.get(member__person=ann.person)
    assert (turn.heard_at, read.rounds[0].is_asked) == (None, True)
    with pytest.raises(NotYours):
        hear(idea.round, helper)


def test_the_name_leaves_with_whoever_leaves(three):
    group, (ann, ben, _cat) = three
    make_idea(group, ann)
    say_what_matters(group_id=group.pk, lines=["Quiet"], by=ann, now=NOW)
    leave_group(group_id=group.pk, by=ann, now=NOW)

    read = ideas_of_group(group.pk, ben, now=NOW)

    assert ([each.known_as for each in read.rounds[0].ideas], read.matters) == ([""], ())


@pytest.mark.holds("M38")
def test_what_matters_to_me_in_three_lines_which_can_be_taken_away(three):
    group, (ann, ben, _cat) = three
    lines = ["Being with people", "A seat", "Not too loud"]

    say_what_matters(group_id=group.pk, lines=lines, by=ann, now=NOW)
    [read] = ideas_of_group(group.pk, ben, now=NOW).matters
    assert (read.known_as, read.lines) == ("ann", tuple(lines))
    say_what_matters(group_id=group.pk, lines=["", "", ""], by=ann, now=NOW)

    assert not WhatMatters.objects.exists()


def add_at_once(group, people, **options):
    def act(by):
        return add_idea(group_id=group.pk, picture="garden", by=by, now=NOW).pk

    return at_once(*(partial(act, each) for each in people), **options)


def test_two_who_begin_at_once_begin_one_round_and_pressed_twice_is_one_idea(committed_db):
    set_clock(NOW)
    group, people = make_group_of("ann", "ben", "cat")
    ann, ben, _cat = people

    add_at_once(group, [ann, ann, ann, ann, ben, ben, ben, ben])

    assert (IdeaRound.objects.count(), GroupIdea.objects.count()) == (1, 2)
    assert told("ideas_asked") == ["ben", "cat"] or told("ideas_asked") == ["ann", "cat"]


def test_the_control_without_the_group_s_lock_is_refused_by_the_database(committed_db, monkeypatch):
    set_clock(NOW)
    group, (ann, ben) = make_group_of("ann", "ben")
    together = Barrier(2, timeout=TEST_WAIT_SECONDS)
    open_round = actions._open_round

    def both_find_none(*args):
        together.wait()
        return open_round(*args)

    monkeypatch.setattr(actions, "_lock_group", lambda group_id: None)
    monkeypatch.setattr(actions, "_open_round", both_find_none)

    ends = add_at_once(group, [ann, ben], expected=IntegrityError)

    assert sum(isinstance(end, IntegrityError) for end in ends) == 1
    assert IdeaRound.objects.count() == 1
