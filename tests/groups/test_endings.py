"""A group ends: two agree, each says what is next, and nobody is left out of sight (M43, P125)."""

from datetime import date, timedelta
from threading import Barrier

import psycopg
import pytest
from psycopg.errors import CheckViolation, RestrictViolation

from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from groups.actions import endings
from groups.actions.briefs import start_brief
from groups.actions.endings import (
    answer_next_step,
    close_ending,
    release_members,
    say_next_step,
)
from groups.actions.invites import make_invite
from groups.actions.membership import leave_group
from groups.actions.motions import answer_step, propose_step, settle_motion, take_back_step
from groups.actions.resting import set_resting
from groups.models.endings import GroupEnding, NextStep
from groups.models.gatherings import Gathering
from groups.models.members import Group, Member
from groups.models.motions import Motion
from groups.queries.endings import (
    EndedGroups,
    ended_groups_counted,
    ending_of_group,
    endings_to_close,
    endings_to_tell_of,
    groups_to_release,
    next_steps_for_connector,
)
from groups.queries.members import group_detail, groups_of_person
from groups.rules.endings import (
    GroupEnds,
    IsChoosing,
    NeedsEndReason,
    NotNow,
    NotReachedBecause,
    readable_until,
)
from groups.rules.members import NotOpen
from groups.rules.motions import ProposedAlready
from groups.states import (
    EndReason,
    GroupState,
    MemberState,
    MotionPurpose,
    MotionState,
    NextStepKind,
)
from groups.tasks import close_endings
from pooling.pools import tasks as pool_tasks
from tests.factories.at_once import at_once
from tests.factories.demand import (
    AFTER_ANSWERS,
    ask,
    join,
    make_brief,
    make_group,
    make_group_of,
    make_offers,
)
from tests.factories.gatherings import make_gathering
from tests.factories.ideas import make_idea
from tests.factories.motions import choose_together, end_together, stop_together
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_someone, send_all
from tests.waits import TEST_WAIT_SECONDS

END, KEEP, AGAIN = (
    MotionPurpose.END_GROUP,
    MotionPurpose.KEEP_GROUP,
    MotionPurpose.BEGIN_AGAIN,
)
DAY = timedelta(days=1)
OWN, FIND, NO_THANKS = NextStepKind.OWN, NextStepKind.FIND, NextStepKind.NO_THANKS


def propose(group, purpose, by, now=NOW, **more):
    return propose_step(purpose=purpose, about_id=group.pk, by=by, now=now, **more)


def say(group, by, kind=OWN, now=NOW, **more):
    return say_next_step(group_id=group.pk, kind=kind, by=by, now=now, **more)


def state_of(group) -> str:
    return Group.objects.get(pk=group.pk).state


def ended_group(*names):
    group, people = make_group_of(*names)
    end_together(group, people[0])
    for each in people:
        say(group, each)
    return group, people


# ---- how it is decided


@pytest.mark.holds("P125", "M43", "P38")
def test_two_agree_and_everybody_hears_who_and_until_when(db):
    group, [alice, bob, carol] = make_group_of("alice", "bob", "carol")
    motion = propose(group, END, alice, reason="budgets")
    assert state_of(group) == GroupState.FORMING
    with pytest.raises(ProposedAlready):
        propose(group, END, bob, reason="done")

    answer_step(motion_id=motion.pk, agrees=True, by=bob, now=NOW)

    ending = ending_of_group(group.pk)
    assert (state_of(group), ending.reason) == (GroupState.ENDING, "budgets")
    assert ending.closes_at == NOW + timedelta(days=28)
    told = Message.objects.filter(kind="group_ending")
    assert {each.person_id for each in told} == {each.person_id for each in (alice, bob, carol)}
    text = told.first().text
    assert "Alice proposed it and bob agreed: End our group" in text
    assert "Say by Tuesday 1 June 2027 what is next for you" in text


@pytest.mark.holds("P125")
def test_it_never_ends_because_nobody_said_no(db):
    group, [alice, *_others] = make_group_of("alice", "bob", "carol")
    motion = propose(group, END, alice, reason="too_few")
    send_all(NOW)

    settle_motion(motion_id=motion.pk, now=NOW + 20 * DAY)
    assert Motion.objects.get(pk=motion.pk).state == MotionState.WAITING
    assert all(
        "never because nobody said no" in each.text
        for each in Message.objects.filter(kind="step_proposed")
    )
    settle_motion(motion_id=motion.pk, now=NOW + 28 * DAY)
    assert Motion.objects.get(pk=motion.pk).state == MotionState.LET_GO
    assert state_of(group) == GroupState.FORMING


@pytest.mark.holds("M43")
def test_it_has_a_reason_from_the_list(db):
    group, [alice, _bob] = make_group_of("alice", "bob")
    with pytest.raises(NeedsEndReason):
        propose(group, END, alice)


@pytest.mark.holds("P125")
def test_what_is_being_chosen_is_chosen_first(db):
    group, [alice, bob, _carol] = make_group_of("alice", "bob", "carol")
    brief = ask(group, alice)
    make_offers(brief, "Westsea Museum", "Swimming baths")
    choose_together(stop_together(brief, alice), alice, AFTER_ANSWERS)
    with pytest.raises(IsChoosing):
        propose(group, END, bob, AFTER_ANSWERS, reason="done")


@pytest.mark.holds("P39")
def test_where_too_few_can_act_a_connector_gives_the_second_word(db):
    group, [alice, _bob] = make_group_of("alice", "bob")
    connie = make_connector()
    motion = propose(group, END, alice, reason="closed")
    answer_step(motion_id=motion.pk, agrees=True, by=connie, now=NOW)
    assert state_of(group) == GroupState.ENDING


# ---- while everybody is asked


@pytest.mark.holds("P125", "M43")
def test_it_has_ended_when_the_last_of_them_has_said_what_is_next(db):
    group, [alice, bob, carol] = make_group_of("alice", "bob", "carol")
    end_together(group, alice)
    for each in (alice, bob):
        say(group, each, NO_THANKS)
    assert state_of(group) == GroupState.ENDING
    say(group, carol)
    assert state_of(group) == GroupState.ENDED
    text = Message.objects.filter(kind="group_ended").first().text
    assert "Its page can be read until Thursday 4 May 2028." in text
    said = NextStep.objects.get(member__person=carol.person)
    assert (said.kind, said.answered_by_id) == (OWN, carol.login_id)


@pytest.mark.holds("P125")
def test_it_waits_for_four_weeks_at_most_and_whoever_left_keeps_nobody_waiting(db):
    group, [alice, bob, carol] = make_group_of("alice", "bob", "carol")
    end_together(group, alice)
    say(group, alice)
    ending = ending_of_group(group.pk)
    assert endings_to_close(NOW + 27 * DAY) == []
    close_ending(ending_id=ending.pk, now=NOW + 27 * DAY)
    assert state_of(group) == GroupState.ENDING
    assert endings_to_close(NOW + 28 * DAY) == [ending.pk]

    leave_group(group_id=group.pk, by=bob, now=NOW)
    leave_group(group_id=group.pk, by=carol, now=NOW)
    assert endings_to_close(NOW + DAY) == [ending.pk]
    close_ending(ending_id=ending.pk, now=NOW + DAY)
    assert state_of(group) == GroupState.ENDED


@pytest.mark.holds("P125")
def test_two_who_want_it_to_go_on_keep_it(db):
    group, [alice, bob, carol, dan] = make_group_of("alice", "bob", "carol", "dan")
    end_together(group, alice)
    motion = propose(group, KEEP, carol)
    assert state_of(group) == GroupState.ENDING
    propose(group, KEEP, dan)
    assert state_of(group) == GroupState.FULL
    assert Motion.objects.get(pk=motion.pk).state == MotionState.CARRIED
    assert ending_of_group(group.pk) is None
    with pytest.raises(NotFound):
        say(group, alice)
    make_invite(group_id=group.pk, by=bob, now=NOW)  # all begins in it as before


def test_who_agreed_may_take_it_back_until_it_has_ended(db):
    group, [alice, bob] = make_group_of("alice", "bob")
    motion = propose(group, END, alice, reason="done")
    answer_step(motion_id=motion.pk, agrees=True, by=bob, now=NOW)
    take_back_step(motion_id=motion.pk, by=bob, now=NOW)
    assert state_of(group) == GroupState.FULL


@pytest.mark.holds("P125", "M43")
def test_nothing_new_begins_and_nobody_comes_in(db):
    group, [alice, bob] = make_group_of("alice", "bob")
    end_together(group, alice)
    for begin in (
        lambda: make_invite(group_id=group.pk, by=alice, now=NOW),
        lambda: start_brief(
            group_id=group.pk, what="Tea", when_words="", where_words="", by=alice, now=NOW
        ),
        lambda: propose(group, MotionPurpose.OPEN_GROUP, alice),
        lambda: make_idea(group, alice),
    ):
        with pytest.raises(GroupEnds):
            begin()
    with pytest.raises(NotNow):
        propose(group, AGAIN, alice)
    with pytest.raises(NotOpen):
        join(group, make_someone("eve"))


# ---- once it has ended


@pytest.mark.holds("P125", "M43")
def test_its_people_read_it_for_twelve_months_and_then_their_names_leave_it(db, monkeypatch):
    group, [alice, bob] = ended_group("alice", "bob")
    assert readable_until(NOW) == date(2028, 5, 4)
    a_year_on = NOW + 366 * DAY
    assert group_detail(group.pk, bob, now=a_year_on).known_as == ("alice", "bob")
    assert groups_to_release(a_year_on) == []
    release_members(group_id=group.pk, now=a_year_on)
    assert [each.pk for each in groups_of_person(bob.person_id)] == [group.pk]

    later = a_year_on + DAY
    monkeypatch.setattr("community.common.clock.now", lambda: later)
    pool_tasks.release_ended_groups()
    assert groups_of_person(bob.person_id) == []
    with pytest.raises(NotFound):
        group_detail(group.pk, bob, now=later)


@pytest.mark.holds("P125", "M43")
def test_two_begin_it_again_and_nobody_else_is_put_into_it(db):
    group, [alice, bob, carol] = ended_group("alice", "bob", "carol")
    propose(group, AGAIN, alice, NOW + 300 * DAY)
    assert state_of(group) == GroupState.ENDED
    propose(group, AGAIN, bob, NOW + 300 * DAY)
    assert state_of(group) == GroupState.FULL
    members = dict(Member.objects.filter(group=group).values_list("known_as", "state"))
    rests, is_in = MemberState.RESTING, MemberState.IN
    assert members == {"alice": is_in, "bob": is_in, "carol": rests}
    set_resting(group_id=group.pk, rests=False, by=carol, now=NOW + 301 * DAY)


@pytest.mark.holds("P125")
def test_what_was_not_chosen_is_closed_and_dates_that_are_left_come_off(db):
    group, [alice, bob] = make_group_of("alice", "bob")
    idea = make_idea(group, alice)
    brief = make_brief(group, alice)
    gathering = make_gathering(group, alice)
    end_together(group, alice)
    for each in (alice, bob):
        say(group, each)
    brief.refresh_from_db()
    assert brief.state == "closed"
    assert Gathering.objects.get(pk=gathering.pk).state == "called_off"
    idea.refresh_from_db()
    assert (idea.state, idea.round.state) == ("not_taken_up", "over")
    assert "ended" in idea.answer_words


# ---- the connector's list


@pytest.mark.holds("P125", "M43")
def test_whoever_was_not_reached_stays_on_the_connectors_list(db):
    group, [alice, bob, carol] = make_group_of("alice", "bob", "carol")
    connie = make_connector()
    areas = [group.area_id]
    end_together(group, alice)
    say(group, alice, NO_THANKS)
    say(group, bob, FIND, words="Something with music")
    assert [each.member.known_as for each in next_steps_for_connector(areas, NOW)] == ["bob"]
    assert Message.objects.filter(kind="next_steps_wait").count() == 1

    ending = ending_of_group(group.pk)
    assert endings_to_tell_of(NOW + 13 * DAY) == []
    assert endings_to_tell_of(NOW + 14 * DAY) == [ending.pk]
    close_ending(ending_id=ending.pk, now=NOW + 28 * DAY)
    later = NOW + 29 * DAY
    listed = {each.member.known_as: each for each in next_steps_for_connector(areas, later)}
    assert set(listed) == {"bob", "carol"}

    with pytest.raises(NotReachedBecause):
        answer_next_step(next_step_id=listed["carol"].pk, is_spoken=False, by=connie, now=later)
    answer_next_step(
        next_step_id=listed["carol"].pk,
        is_spoken=False,
        not_reached_because="No answer at the door",
        by=connie,
        now=later,
    )
    answer_next_step(next_step_id=listed["bob"].pk, is_spoken=True, by=connie, now=later)
    left = next_steps_for_connector(areas, later)
    assert [each.not_reached_because for each in left] == ["No answer at the door"]
    with pytest.raises(NotFound):
        answer_next_step(next_step_id=left[0].pk, is_spoken=True, by=alice, now=later)
    say(group, carol, NO_THANKS, later)  # said late, it is said
    assert next_steps_for_connector(areas, later) == []


@pytest.mark.holds("P126")
def test_nobody_is_looked_for_who_rests_while_it_is_being_asked(db):
    group, [alice, bob] = make_group_of("alice", "bob")
    end_together(group, alice)
    say(group, alice)
    set_resting(group_id=group.pk, rests=True, by=bob, now=NOW)
    assert next_steps_for_connector([group.area_id], NOW + 20 * DAY) == []


def test_looking_is_not_saying_what_is_next(db):
    group, [alice, bob] = make_group_of("alice", "bob")
    end_together(group, alice)
    rita = act_for(bob, scope=RepresentationScope.LOOK)
    with pytest.raises(NotYours):
        say(group, rita)
    decides = act_for(bob, "dora")
    assert say(group, decides).answered_by_id == decides.login_id


# ---- at once


def test_the_last_two_at_once_end_it_once(committed_db):
    group, people = make_group_of("alice", "bob", "carol")
    end_together(group, people[0])
    answers = at_once(*(lambda by=by: say(group, by) for by in people))
    assert not [each for each in answers if isinstance(each, Exception)]
    assert state_of(group) == GroupState.ENDED
    assert Message.objects.filter(kind="group_ended").count() == 3


def test_the_control_without_its_lock_leaves_it_open(committed_db, monkeypatch):
    """Each sees that the other has not said it."""
    group, people = make_group_of("alice", "bob")
    end_together(group, people[0])
    monkeypatch.setattr(endings, "_lock", lambda group_id: Group.objects.get(pk=group_id))
    gate, really = Barrier(2), endings.has_unsaid

    def both_look(ending):
        is_unsaid = really(ending)
        gate.wait(TEST_WAIT_SECONDS)
        return is_unsaid

    monkeypatch.setattr(endings, "has_unsaid", both_look)
    at_once(*(lambda by=by: say(group, by) for by in people))
    assert state_of(group) == GroupState.ENDING


@pytest.mark.parametrize(
    ("sql", "refused"),
    [
        ("UPDATE groups_groupending SET closes_at = closes_at + interval '1 day'", CheckViolation),
        ("UPDATE groups_nextstep SET kind = 'own'", CheckViolation),
        (
            "UPDATE groups_motion SET carried_by = 'nobodys_no' WHERE purpose = 'end_group'",
            (CheckViolation, RestrictViolation),
        ),
        (
            "UPDATE groups_member SET state = 'in', left_at = NULL WHERE state = 'left'",
            RestrictViolation,
        ),
    ],
)
def test_the_database_holds_it(committed_db, sql, refused):
    group, [alice, _bob, carol] = make_group_of("alice", "bob", "carol")
    leave_group(group_id=group.pk, by=carol, now=NOW)
    end_together(group, alice)
    with psycopg.connect(committed_db.url(), autocommit=True) as plain, pytest.raises(refused):
        plain.execute(sql)


@pytest.mark.holds("P125")
def test_the_task_closes_and_tells(db, monkeypatch):
    group, [alice, _bob] = make_group_of("alice", "bob")
    make_connector()
    end_together(group, alice)
    monkeypatch.setattr("community.common.clock.now", lambda: NOW + 14 * DAY)
    close_endings()
    assert GroupEnding.objects.get().connectors_told_at == NOW + 14 * DAY
    monkeypatch.setattr("community.common.clock.now", lambda: NOW + 28 * DAY)
    close_endings()
    assert state_of(group) == GroupState.ENDED
    assert Message.objects.filter(kind="next_steps_wait").count() == 1


# ---- what the area logs of it


@pytest.mark.holds("M43")
def test_the_area_logs_how_many_ended_and_why_and_no_number_below_ten(db):
    group, _people = ended_group("alice", "bob")
    area_id, start = group.area_id, ending_of_group(group.pk)
    assert ended_groups_counted([area_id], NOW) == [EndedGroups(EndReason(start.reason), None)]
    facts = {"reason": "closed", "began_at": NOW, "closes_at": NOW + 28 * DAY, "ended_at": NOW}
    for number in range(10):
        other = make_group(make_someone(f"p{number}"), name=f"Group {number}")
        GroupEnding.objects.create(group=other, **facts)

    counts = ended_groups_counted([area_id], NOW)

    assert {each.reason: each.count for each in counts}["closed"] == 10
    assert ended_groups_counted([area_id + 1], NOW) == []
    assert ended_groups_counted([area_id], NOW + 366 * DAY) == []
    two_began_again = GroupEnding.objects.filter(reason="closed").order_by("pk").first()
    GroupEnding.objects.filter(pk=two_began_again.pk).update(undone_at=NOW)
    counts = ended_groups_counted([area_id], NOW)
    assert {each.reason: each.count for each in counts}["closed"] is None
