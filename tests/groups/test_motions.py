"""A step that costs nothing yet: two persons agree, or nobody says no (P38, P39, D1, D2)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.acting import Acting
from community.people.actions.representations import agree_to_representation
from community.people.queries.acting import acting_on_paper
from community.people.rules.authority import NotYours
from community.people.states import RepresentationKind, RepresentationScope
from groups.actions.briefs import edit_brief
from groups.actions.membership import join_on_paper
from groups.actions.motions import answer_step, propose_step, settle_motion, take_back_step
from groups.actions.resting import set_resting
from groups.models.briefs import Brief
from groups.models.members import Member
from groups.models.motions import Motion, MotionWord
from groups.queries.motions import motions_about_brief
from groups.rules.motions import (
    CountsOnce,
    NotYoursToTakeBack,
    SomethingRestsOnIt,
    StepIsOver,
    TwoCanActThemselves,
)
from groups.states import BriefState, CarriedBy, DecisionOutcome, MotionPurpose, MotionState
from tests.factories.demand import (
    AFTER_ANSWERS,
    make_brief,
    make_group_of,
    make_invite,
    make_offers,
    start_choosing,
    vote,
)
from tests.factories.how_put import HOW_PUT, put_to
from tests.factories.motions import stop_together
from tests.factories.representations import act_for, ask_for
from tests.factories.supply import NOW, make_connector, make_login, make_someone, send_all
from tests.frontend.visiting import signed_in

SEND = MotionPurpose.SEND_BRIEF
DAY = timedelta(days=1)


@pytest.fixture
def three(db):
    group, people = make_group_of("alice", "bob", "carol")
    return make_brief(group, people[0]), people


def send(brief, by, now=NOW):
    return propose_step(purpose=SEND, about_id=brief.pk, how_put=put_to(by), by=by, now=now)


def state_of(brief) -> str:
    return Brief.objects.get(pk=brief.pk).state


def on_paper(group, called, worker) -> Acting:
    """A member with no login, whose paper a worker enters."""
    invite = make_invite(group, Acting(login=None, person=group.started_by))
    member = join_on_paper(
        code=invite.code,
        preferred_name=called,
        known_as=called,
        agrees=True,
        contact={"channel": "in_person", "through_login_id": worker.login_id},
        how_put=HOW_PUT,
        by=worker,
        now=NOW,
    )
    return acting_on_paper(login=worker.login, person=member.person)


# ---- who makes two


@pytest.mark.holds("fault:D2", "P38")
def test_one_proposes_and_nothing_is_done_until_a_second_person_agrees(three):
    brief, [alice, bob, carol] = three

    motion = send(brief, alice)
    assert state_of(brief) == BriefState.DRAFT
    told = Message.objects.filter(kind="step_proposed")
    assert {each.person_id for each in told} == {bob.person_id, carol.person_id}
    assert all("Alice proposes this" in each.text for each in told)

    answer_step(motion_id=motion.pk, agrees=True, by=bob, now=NOW)

    motion.refresh_from_db()
    assert (state_of(brief), motion.carried_by) == (BriefState.ASKING, CarriedBy.TWO)
    done = Message.objects.filter(kind="step_carried", person_id=carol.person_id).get()
    assert "Alice proposed it and bob agreed" in done.text


@pytest.mark.holds("fault:D2", "P38")
def test_one_login_counts_once_for_whomever_it_speaks(three):
    """For oneself and for another; for two others; and the same life by two hands."""
    brief, [alice, bob, carol] = three
    rita = act_for(bob, "rita")
    too = act_for_same(rita, carol)
    motion = send(brief, rita)

    with pytest.raises(CountsOnce):
        answer_step(motion_id=motion.pk, agrees=True, how_put=HOW_PUT, by=too, now=NOW)
    answer_step(motion_id=motion.pk, agrees=True, by=bob, now=NOW)  # the same life: one word

    assert state_of(brief) == BriefState.DRAFT
    answer_step(motion_id=motion.pk, agrees=True, by=alice, now=NOW)
    assert state_of(brief) == BriefState.ASKING


def act_for_same(rita: Acting, person: Acting) -> Acting:
    asked = ask_for(person, Acting(login=rita.login))
    agree_to_representation(representation_id=asked.pk, by=person, now=NOW)
    asked.refresh_from_db()
    return Acting(login=rita.login, person=person.person, representation=asked)


@pytest.mark.holds("P38")
def test_one_worker_s_paper_counts_once_and_another_s_is_the_second(three):
    brief, [alice, *_others] = three
    connie, dora = make_connector("connie"), make_connector("dora")
    papers = [on_paper(brief.group, name, connie) for name in ("pat", "pam")]
    motion = send(brief, papers[0])

    with pytest.raises(CountsOnce):
        answer_step(motion_id=motion.pk, agrees=True, how_put=HOW_PUT, by=papers[1], now=NOW)
    assert state_of(brief) == BriefState.DRAFT

    by_dora = acting_on_paper(login=dora.login, person=papers[1].person)
    answer_step(motion_id=motion.pk, agrees=True, how_put=HOW_PUT, by=by_dora, now=NOW)
    assert state_of(brief) == BriefState.ASKING


@pytest.mark.holds("P38")
def test_nobody_s_no_three_days_after_the_last_was_told(three):
    brief, [alice, _bob, _carol] = three
    connie = make_connector("connie")
    on_paper(brief.group, "pat", connie)
    motion = send(brief, alice)
    send_all(NOW)

    settle_motion(motion_id=motion.pk, now=NOW + 10 * DAY)  # pat is told at a visit
    assert state_of(brief) == BriefState.DRAFT

    told = Message.objects.get(kind="step_proposed", state="on_sheet")
    Message.objects.filter(pk=told.pk).update(
        state="told", told_on=(NOW + 4 * DAY).date(), told_by_login_id=connie.login_id
    )
    settle_motion(motion_id=motion.pk, now=NOW + 7 * DAY)
    assert state_of(brief) == BriefState.DRAFT
    settle_motion(motion_id=motion.pk, now=NOW + 8 * DAY)

    motion.refresh_from_db()
    assert (state_of(brief), motion.carried_by) == (BriefState.ASKING, CarriedBy.NOBODYS_NO)


@pytest.mark.holds("P38")
def test_a_no_stops_the_waiting_and_not_two_who_agree(three):
    brief, [alice, bob, carol] = three
    motion = send(brief, alice)
    send_all(NOW)
    answer_step(motion_id=motion.pk, agrees=False, by=carol, now=NOW)

    settle_motion(motion_id=motion.pk, now=NOW + 10 * DAY)
    assert state_of(brief) == BriefState.DRAFT
    answer_step(motion_id=motion.pk, agrees=True, by=bob, now=NOW + 11 * DAY)
    assert state_of(brief) == BriefState.ASKING


def test_what_nobody_agrees_to_is_over_after_four_weeks(three):
    brief, [alice, bob, carol] = three
    motion = send(brief, alice)
    answer_step(motion_id=motion.pk, agrees=False, by=carol, now=NOW)

    settle_motion(motion_id=motion.pk, now=NOW + 28 * DAY)

    motion.refresh_from_db()
    assert (motion.state, state_of(brief)) == (MotionState.LET_GO, BriefState.DRAFT)
    assert Message.objects.filter(kind="step_ended", person_id=alice.person_id).exists()
    with pytest.raises(StepIsOver):
        answer_step(motion_id=motion.pk, agrees=True, by=bob, now=NOW + 28 * DAY)


# ---- where two cannot


@pytest.mark.holds("P39")
def test_in_a_group_of_two_both_agree_or_one_and_a_connector(db):
    group, [alice, bob] = make_group_of("alice", "bob")
    brief = make_brief(group, alice)
    motion = send(brief, alice)
    send_all(NOW)

    settle_motion(motion_id=motion.pk, now=NOW + 10 * DAY)
    assert state_of(brief) == BriefState.DRAFT
    answer_step(motion_id=motion.pk, agrees=True, by=make_connector("connie"), now=NOW)

    assert state_of(brief) == BriefState.ASKING
    done = Message.objects.get(kind="step_carried", person_id=bob.person_id)
    assert "connie agreed" in done.text


@pytest.mark.holds("P39")
def test_where_two_can_act_themselves_neither_connector_nor_advocate_is_the_second(three):
    brief, [alice, bob, _carol] = three
    motion = send(brief, alice)

    with pytest.raises(TwoCanActThemselves):
        answer_step(motion_id=motion.pk, agrees=True, by=make_connector("connie"), now=NOW)
    with pytest.raises(NotYours):
        answer_step(motion_id=motion.pk, agrees=True, by=advocate_of(bob), now=NOW)
    with pytest.raises(NotFound):
        answer_step(motion_id=motion.pk, agrees=True, by=make_login("bea"), now=NOW)


@pytest.mark.holds("P39")
def test_an_advocate_is_the_second_and_is_named_where_one_can_act(three):
    """Bob and Carol rest: nobody but Alice can act for herself now."""
    brief, [alice, bob, carol] = three
    for by in (bob, carol):
        set_resting(group_id=brief.group_id, rests=True, by=by, now=NOW)
    motion = send(brief, alice)

    answer_step(motion_id=motion.pk, agrees=True, how_put=HOW_PUT, by=advocate_of(bob), now=NOW)

    assert state_of(brief) == BriefState.ASKING
    named = motion.words.order_by("pk").values_list("named", flat=True)
    assert list(named) == ["alice", "ada for bob"]


def advocate_of(person: Acting) -> Acting:
    ada = make_login("ada")
    asked = ask_for(
        person, ada, kind=RepresentationKind.ADVOCATE, scope=RepresentationScope.SUGGEST
    )
    agree_to_representation(representation_id=asked.pk, by=person, now=NOW)
    asked.refresh_from_db()
    return Acting(login=ada.login, person=person.person, representation=asked)


# ---- who may, and what is agreed to


def test_somebody_outside_neither_proposes_nor_answers(three):
    brief, [alice, *_others] = three
    motion = send(brief, alice)
    stranger = make_someone("stranger")

    for press in (
        lambda: send(brief, stranger),
        lambda: answer_step(motion_id=motion.pk, agrees=True, by=stranger, now=NOW),
        lambda: take_back_step(motion_id=motion.pk, by=stranger, now=NOW),
    ):
        with pytest.raises(NotFound):
            press()


def test_whoever_may_only_suggest_says_no_word(three):
    brief, [alice, bob, _carol] = three
    motion = send(brief, alice)
    rita = act_for(bob, scope=RepresentationScope.SUGGEST)

    for press in (
        lambda: send(brief, rita),
        lambda: answer_step(motion_id=motion.pk, agrees=True, by=rita, now=NOW),
        lambda: answer_step(motion_id=motion.pk, agrees=False, by=rita, now=NOW),
    ):
        with pytest.raises(NotYours):
            press()


def test_words_that_change_are_not_what_was_agreed_to(three):
    brief, [alice, bob, _carol] = three
    motion = send(brief, alice)

    edit_brief(brief_id=brief.pk, fields={"what": "Something else"}, by=bob, now=NOW)

    motion.refresh_from_db()
    assert motion.state == MotionState.LET_GO
    with pytest.raises(StepIsOver):
        answer_step(motion_id=motion.pk, agrees=True, by=bob, now=NOW)


# ---- taken back, until something rests on it


@pytest.mark.holds("P38")
def test_each_step_is_taken_back_by_one_of_the_two_until_something_rests_on_it(three):
    brief, [alice, bob, carol] = three
    for by in (alice, bob):
        send(brief, by)
    sent = Motion.objects.get()
    with pytest.raises(NotYoursToTakeBack):
        take_back_step(motion_id=sent.pk, by=carol, now=NOW)

    take_back_step(motion_id=sent.pk, by=bob, now=NOW)
    assert state_of(brief) == BriefState.DRAFT
    assert Message.objects.filter(kind="step_ended", person_id=carol.person_id).exists()

    for by in (alice, bob):
        send(brief, by)
    make_offers(brief, "museum")
    with pytest.raises(SomethingRestsOnIt):
        take_back_step(motion_id=Motion.objects.latest("pk").pk, by=bob, now=NOW)


@pytest.mark.holds("P38")
def test_a_choice_and_the_end_of_answers_are_taken_back_in_turn(three):
    brief, [alice, bob, _carol] = three
    for by in (alice, bob):
        send(brief, by)
    [museum] = make_offers(brief, "museum")
    stop_together(brief, alice, NOW)
    stopped = Motion.objects.get(purpose=MotionPurpose.STOP_ANSWERS)
    take_back_step(motion_id=stopped.pk, by=alice, now=NOW)
    assert state_of(brief) == BriefState.ASKING

    choice = start_choosing(brief, alice)
    opened = Motion.objects.get(purpose=MotionPurpose.OPEN_CHOICE)
    take_back_step(motion_id=opened.pk, by=alice, now=AFTER_ANSWERS)
    choice.refresh_from_db()
    assert choice.outcome == DecisionOutcome.TAKEN_BACK

    for by in (alice, bob):
        propose_step(purpose=MotionPurpose.OPEN_CHOICE, about_id=brief.pk, by=by, now=AFTER_ANSWERS)
    vote(brief.decisions.get(number=2), bob, museum)
    with pytest.raises(SomethingRestsOnIt):
        take_back_step(motion_id=Motion.objects.latest("pk").pk, by=alice, now=AFTER_ANSWERS)


@pytest.mark.holds("fault:D2", "P38")
def test_two_close_what_was_asked_for_and_it_is_not_taken_back(three):
    brief, [alice, bob, _carol] = three
    for by in (alice, bob):
        send(brief, by)
    [museum] = make_offers(brief, "museum")
    close = {"purpose": MotionPurpose.CLOSE_BRIEF, "about_id": brief.pk, "now": NOW}

    signed_in(alice).post(reverse("brief_close", args=[brief.pk]))
    museum.refresh_from_db()
    assert (state_of(brief), museum.state) == (BriefState.ASKING, "sent")
    propose_step(by=bob, **close)

    museum.refresh_from_db()
    assert (state_of(brief), museum.state) == (BriefState.CLOSED, "not_chosen")
    told = Message.objects.filter(kind="step_carried", person_id=bob.person_id).latest("pk")
    assert "taken back" not in told.text
    with pytest.raises(SomethingRestsOnIt):
        take_back_step(motion_id=Motion.objects.latest("pk").pk, by=bob, now=NOW)
    [shown_last] = motions_about_brief(Brief.objects.get(pk=brief.pk), bob)
    assert shown_last.motion.purpose == MotionPurpose.CLOSE_BRIEF  # what was agreed last
    assert not shown_last.may_take_back  # so no page has the button


# ---- what the database holds


@pytest.mark.holds("P38")
@pytest.mark.parametrize("carried", ["two", "alone", "nobodys_no"])
def test_the_database_refuses_a_step_that_nobody_agreed_to(three, carried):
    brief, [alice, bob, _carol] = three
    motion = send(brief, alice)
    answer_step(motion_id=motion.pk, agrees=False, by=bob, now=NOW)

    with pytest.raises(IntegrityError, match="two persons"), transaction.atomic():
        Motion.objects.filter(pk=motion.pk).update(
            state="carried", carried_by=carried, ended_at=NOW + 5 * DAY
        )


def test_the_database_counts_one_login_once(three):
    brief, [alice, bob, _carol] = three
    motion = send(brief, alice)
    bobs = Member.objects.get(group=brief.group, person=bob.person)
    word = {"motion": motion, "agrees": True, "given_at": NOW, "named": "bob"}

    with pytest.raises(IntegrityError, match="one_login_agrees_once"), transaction.atomic():
        MotionWord.objects.create(member=bobs, login=alice.login, **word)
