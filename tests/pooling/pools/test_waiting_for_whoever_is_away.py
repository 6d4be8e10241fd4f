"""In hospital, resting, or said to have died: the date of what they are asked waits, and nobody
reads that we did not hear from them."""

from datetime import timedelta

import pytest

from community.common.clock import today
from community.messaging.models import Message
from community.people.actions.approvals import answer_approval
from community.people.actions.life_events import end_life_event, say_life_event
from community.people.models.approvals import StaffApproval
from community.people.models.life_events import LifeEvent
from community.people.queries.acting import acting_on_paper
from groups.actions.resting import remove_member_who_died, set_resting
from groups.models.members import Member
from groups.queries.members import group_detail
from groups.queries.resting import members_who_died
from groups.states import MemberState
from pooling.payments.states.charges import Rail
from pooling.pools.actions.advancing import advance_due_pools
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.states import PledgeState, PoolState, PrivateQuestionState, SourceKind
from tests.factories.cards import use_standin
from tests.factories.pools import AFTER_CLOSE, look, make_people, make_pool, make_source, say_yes
from tests.factories.supply import make_connector

WEEK_BEFORE = AFTER_CLOSE - timedelta(days=6)


@pytest.fixture
def asked(db, monkeypatch):
    """Five in; the fifth is asked whether they could say a little more."""
    use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people)
    transfer = {"kind": SourceKind.OWN, "rail": Rail.TRANSFER}
    for person in people[:4]:
        say_yes(pool, person, 1500, make_source(person, **transfer))
    say_yes(pool, people[4], 1000, make_source(people[4], **transfer))
    look(pool, WEEK_BEFORE)
    return people, pool


def in_hospital(pool, person) -> None:
    say_life_event(kind="hospital", since=today(WEEK_BEFORE), by=person, now=WEEK_BEFORE)


def resting(pool, person) -> None:
    set_resting(group_id=pool.group_id, rests=True, by=person, now=WEEK_BEFORE)


def said_to_have_died(pool, person) -> None:
    by = acting_on_paper(login=make_connector("carl").login, person=person.person)
    say_life_event(kind="died", since=today(WEEK_BEFORE), by=by, now=WEEK_BEFORE)


def question_closed_by_its_date(pool) -> bool:
    look(pool, AFTER_CLOSE)
    return PrivateQuestion.objects.get().state == PrivateQuestionState.NO_ANSWER


def test_somebody_who_is_here_is_asked_until_the_date(asked):
    _people, pool = asked

    assert question_closed_by_its_date(pool)


@pytest.mark.holds("P126", "P20")
@pytest.mark.parametrize("go", [in_hospital, resting, said_to_have_died])
def test_the_question_and_the_date_of_whoever_is_away_wait(asked, go):
    people, pool = asked
    go(pool, people[4])

    assert not question_closed_by_its_date(pool)

    pool.refresh_from_db()
    question = PrivateQuestion.objects.get()
    assert question.answer_by == pool.closes_at > AFTER_CLOSE
    assert pool.pledges.get(person=people[4].person).state == PledgeState.IN
    assert not Message.objects.filter(kind=PoolMessage.PLEDGE_ENDED).exists()


def test_back_from_hospital_they_answer_as_if_nothing_had_been(asked):
    people, pool = asked
    in_hospital(pool, people[4])
    look(pool, AFTER_CLOSE)
    end_life_event(life_event_id=LifeEvent.objects.get().pk, by=people[4], now=AFTER_CLOSE)

    answer_question(
        question_id=PrivateQuestion.objects.get().pk,
        yes=True,
        max_pence=1200,
        by=people[4],
        now=AFTER_CLOSE,
    )

    assert pool.pledges.get(person=people[4].person).max_pence == 1200


@pytest.mark.holds("P20")
def test_when_it_can_wait_no_longer_nobody_reads_that_they_were_silent(asked):
    """The others are not kept for ever: four weeks, and never past the gap before it begins."""
    people, pool = asked
    in_hospital(pool, people[4])
    day = AFTER_CLOSE
    while PrivateQuestion.objects.get().state == PrivateQuestionState.ASKED:
        look(pool, day)
        day += timedelta(days=1)
        assert day < AFTER_CLOSE + timedelta(days=60)

    pool.refresh_from_db()
    told = Message.objects.get(kind=PoolMessage.PLEDGE_ENDED)
    assert "did not hear" not in told.text and "place in the group is yours" in told.text
    assert pool.state not in (PoolState.OPEN, PoolState.READY)


@pytest.mark.holds("P22")
def test_with_a_death_that_was_seen_the_name_leaves_every_list_and_no_money_is_asked_for(asked):
    people, pool = asked
    said_to_have_died(pool, people[3])
    answer_approval(
        approval_id=StaffApproval.objects.get(purpose="death").pk,
        agrees=True,
        seen_words="His daughter.",
        by=make_connector("second"),
        now=WEEK_BEFORE,
    )

    for member_id in members_who_died():
        remove_member_who_died(member_id=member_id, now=WEEK_BEFORE)
    advance_due_pools(now=WEEK_BEFORE)

    assert Member.objects.get(person=people[3].person).state == MemberState.LEFT
    assert "member3" not in group_detail(pool.group_id, people[0], now=WEEK_BEFORE).known_as
    assert pool.pledges.get(person=people[3].person).state == PledgeState.OUT
    assert members_who_died() == []
