"""Nobody is dropped by arithmetic (M142), and an office's "their bill changes" is seen first."""

from datetime import timedelta

import pytest

from community.common.refusals import NotFound
from community.messaging.models import Message
from pooling.payments.states.charges import Rail
from pooling.pools.actions.private_questions import QuestionClosed, StillTooLow, answer_question
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.shares import coverage_of
from pooling.pools.states import (
    PartState,
    PledgeState,
    PoolState,
    PrivateQuestionKind,
    PrivateQuestionState,
    SourceKind,
)
from tests.factories.cards import use_standin
from tests.factories.pools import (
    AFTER_CLOSE,
    look,
    make_officer,
    make_people,
    make_pool,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW

WEEK_BEFORE = AFTER_CLOSE - timedelta(days=6)


@pytest.fixture
def one_low(db, monkeypatch):
    """Five in; £12 each for five; the fifth said at most £10."""
    use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people)
    transfer = {"kind": SourceKind.OWN, "rail": Rail.TRANSFER}
    for person in people[:4]:
        say_yes(pool, person, 1500, make_source(person, **transfer))
    say_yes(pool, people[4], 1000, make_source(people[4], **transfer))
    look(pool, WEEK_BEFORE)
    return people, pool


@pytest.mark.holds("M142")
def test_only_the_one_whose_most_is_below_the_share_is_asked(one_low):
    people, _pool = one_low

    question = PrivateQuestion.objects.get()

    assert (question.kind, question.pence) == (PrivateQuestionKind.LOW_MAXIMUM, 1200)
    assert question.pledge.person == people[4].person
    messages = Message.objects.filter(kind="asked_low_maximum")
    assert [message.person_id for message in messages] == [people[4].person.pk]


def test_the_others_see_only_places(one_low):
    people, pool = one_low
    from pooling.pools.queries.pool_details import pool_for_member

    detail = pool_for_member(pool_id=pool.pk, by=people[0], now=WEEK_BEFORE)

    assert detail.status_text == "4 of 5 places are covered. Not yet."
    assert "10" not in detail.status_text


def test_a_little_more_is_a_yes(one_low):
    people, pool = one_low

    answer_question(
        question_id=PrivateQuestion.objects.get().pk,
        yes=True,
        max_pence=1200,
        by=people[4],
        now=WEEK_BEFORE,
    )

    assert coverage_of(pool).covered == 5
    assert pool.pledges.get(person=people[4].person).max_pence == 1200


def test_a_new_yes_of_exactly_the_share_answers_what_was_asked(one_low):
    """Left open, the question's date would make a "no" of it."""
    people, pool = one_low

    say_yes(pool, people[4], 1200)

    assert PrivateQuestion.objects.get().state == PrivateQuestionState.YES
    look(pool, AFTER_CLOSE)
    assert pool.pledges.get(person=people[4].person).state == PledgeState.IN


def test_a_new_yes_of_a_penny_less_leaves_the_question_open(one_low):
    people, pool = one_low

    say_yes(pool, people[4], 1199)

    assert PrivateQuestion.objects.get().state == PrivateQuestionState.ASKED


def test_less_than_the_share_is_refused_with_both_ways_on(one_low):
    people, _pool = one_low

    with pytest.raises(StillTooLow) as refused:
        answer_question(
            question_id=PrivateQuestion.objects.get().pk,
            yes=True,
            max_pence=1100,
            by=people[4],
            now=WEEK_BEFORE,
        )

    assert "£12" in refused.value.message
    assert "not this time" in refused.value.next_step
    assert PrivateQuestion.objects.get().state == PrivateQuestionState.ASKED


def test_not_this_time_leaves_the_group_and_the_others_as_they_are(one_low):
    people, pool = one_low

    answer_question(
        question_id=PrivateQuestion.objects.get().pk, yes=False, by=people[4], now=WEEK_BEFORE
    )

    assert pool.pledges.get(person=people[4].person).state == PledgeState.OUT
    pool.refresh_from_db()
    assert (pool.state, coverage_of(pool).share_pence) == (PoolState.READY, 1500)


@pytest.mark.holds("M142")
def test_no_answer_by_the_date_is_not_this_time_and_is_said_kindly(one_low):
    people, pool = one_low

    look(pool, AFTER_CLOSE)

    assert pool.pledges.get(person=people[4].person).state == PledgeState.OUT
    assert PrivateQuestion.objects.get().state == PrivateQuestionState.NO_ANSWER
    assert Message.objects.filter(kind="pledge_ended", person_id=people[4].person.pk).count() == 1


def test_nobody_else_can_answer_for_them_and_nobody_twice(one_low):
    people, _pool = one_low
    question = PrivateQuestion.objects.get()

    with pytest.raises(NotFound):
        answer_question(
            question_id=question.pk, yes=True, max_pence=1500, by=people[0], now=WEEK_BEFORE
        )

    answer_question(question_id=question.pk, yes=False, by=people[4], now=WEEK_BEFORE)
    with pytest.raises(QuestionClosed):
        answer_question(question_id=question.pk, yes=False, by=people[4], now=WEEK_BEFORE)


@pytest.mark.holds("M02")
def test_a_changed_bill_is_seen_by_the_person_before_it_counts(db):
    people = make_people(4)
    pool = make_pool(people)
    pledge = say_yes(pool, people[0], 1500)

    office_agrees([pledge], make_officer(), bill_change="yes", bill_change_pence=250)

    part, question = pledge.parts.get(), PrivateQuestion.objects.get()
    assert (part.state, question.kind, question.pence) == (
        PartState.WAITING,
        PrivateQuestionKind.BILL_CHANGE,
        250,
    )
    answer_question(question_id=question.pk, yes=True, by=people[0], now=NOW)
    part.refresh_from_db()
    assert part.state == PartState.CONFIRMED
