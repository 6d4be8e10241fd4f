"""Opening or closing a group, and when it begins: two persons, or nobody's no (P38, P44, D2)."""

from datetime import timedelta
from threading import Barrier

import psycopg
import pytest
from django.urls import reverse
from psycopg.errors import RestrictViolation

from community.audit.models import AuditEntry
from community.common.refusals import NotFound
from community.common.shown import ShownHasChanged, digest_of
from community.messaging.models import Message
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from community.places.models.search_index import SearchEntry
from groups.actions import motions
from groups.actions.motions import answer_step, propose_step, settle_motion, take_back_step
from groups.models.briefs import Brief
from groups.models.members import Group, Member
from groups.models.motions import Motion
from groups.queries.motions import motion_for_member, steps_to_propose
from groups.rules.motions import SomethingRestsOnIt
from groups.states import CarriedBy, GroupBeginning, GroupState, MotionPurpose, MotionState
from tests.factories.at_once import at_once
from tests.factories.demand import join, make_brief, make_group_of, make_offers
from tests.factories.how_put import READ_ALOUD
from tests.factories.motions import change_together, stop_together
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_someone, send_all
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in
from tests.waits import TEST_WAIT_SECONDS

CLOSE, OPEN = MotionPurpose.CLOSE_GROUP, MotionPurpose.OPEN_GROUP
HELLO, AT_ONCE = MotionPurpose.HELLO_FIRST, MotionPurpose.BEGIN_AT_ONCE
DAY = timedelta(days=1)


def propose(group, purpose, by, now=NOW):
    return propose_step(purpose=purpose, about_id=group.pk, by=by, now=now)


def state_of(group) -> str:
    return Group.objects.get(pk=group.pk).state


def begins(group) -> str:
    return Group.objects.get(pk=group.pk).begins


# ---- two persons, or nobody's no


@pytest.mark.holds("fault:D2", "P38")
def test_a_stranger_who_came_in_shuts_nothing_until_a_second_person_agrees(db):
    group, [alice, bob, carol] = make_group_of("alice", "bob", "carol")
    stranger = make_someone("stranger")
    join(group, stranger, "Sam")

    motion = propose(group, CLOSE, stranger)
    assert state_of(group) == GroupState.FORMING
    told = Message.objects.filter(kind="step_proposed")
    assert {each.person_id for each in told} == {by.person_id for by in (alice, bob, carol)}
    assert all("Sam proposes this" in each.text for each in told)
    assert propose(group, CLOSE, stranger) == motion  # pressed twice: one word

    answer_step(motion_id=motion.pk, agrees=True, by=bob, now=NOW)
    assert state_of(group) == GroupState.FULL
    assert not SearchEntry.objects.filter(object_type="group", object_id=group.pk).exists()
    done = Message.objects.get(kind="step_carried", person_id=carol.person_id)
    assert "Sam proposed it and bob agreed" in done.text

    change_together(OPEN, group, carol)
    assert state_of(group) == GroupState.FORMING
    assert SearchEntry.objects.filter(object_type="group", object_id=group.pk).exists()


@pytest.mark.holds("P44", "P38")
def test_when_a_group_begins_is_said_by_two(db):
    group, [alice, bob, carol] = make_group_of("alice", "bob", "carol")

    propose(group, HELLO, alice)
    assert begins(group) == GroupBeginning.OPEN
    assert not join(group, make_someone("dan")).is_newcomer
    propose(group, HELLO, bob)
    assert begins(group) == GroupBeginning.HELLO
    assert join(group, make_someone("eve")).is_newcomer

    change_together(AT_ONCE, group, carol)
    assert begins(group) == GroupBeginning.OPEN


@pytest.mark.holds("P38")
def test_nobody_s_no_closes_it_after_three_days_and_a_no_does_not(db):
    group, [alice, bob, _carol] = make_group_of("alice", "bob", "carol")
    motion = propose(group, CLOSE, alice)
    send_all(NOW)
    settle_motion(motion_id=motion.pk, now=NOW + 2 * DAY)
    assert state_of(group) == GroupState.FORMING
    settle_motion(motion_id=motion.pk, now=NOW + 4 * DAY)
    motion.refresh_from_db()
    assert (state_of(group), motion.carried_by) == (GroupState.FULL, CarriedBy.NOBODYS_NO)

    again = propose(group, OPEN, alice, NOW + 5 * DAY)
    answer_step(motion_id=again.pk, agrees=False, by=bob, now=NOW + 5 * DAY)
    send_all(NOW + 5 * DAY)
    settle_motion(motion_id=again.pk, now=NOW + 12 * DAY)
    assert state_of(group) == GroupState.FULL


def test_one_who_is_alone_in_a_group_does_it_at_once(db):
    group, [alice] = make_group_of("alice")

    assert propose(group, CLOSE, alice).carried_by == CarriedBy.ALONE
    assert state_of(group) == GroupState.FULL
    assert propose(group, CLOSE, alice) is None  # done already


@pytest.mark.holds("P38")
def test_it_is_taken_back_until_somebody_came_in_or_a_week_has_passed(db):
    group, [alice, _bob] = make_group_of("alice", "bob")
    change_together(CLOSE, group, alice)
    closed = Motion.objects.latest("pk")
    take_back_step(motion_id=closed.pk, by=alice, now=NOW + DAY)
    assert state_of(group) == GroupState.FORMING

    change_together(CLOSE, group, alice, NOW + 2 * DAY)
    closed = Motion.objects.latest("pk")
    with pytest.raises(SomethingRestsOnIt):
        take_back_step(motion_id=closed.pk, by=alice, now=NOW + 9 * DAY)

    change_together(OPEN, group, alice, NOW + 10 * DAY)
    join(group, make_someone("dan"), now=NOW + 11 * DAY)
    opened = Motion.objects.latest("pk")
    with pytest.raises(SomethingRestsOnIt):
        take_back_step(motion_id=opened.pk, by=alice, now=NOW + 11 * DAY)


def test_nobody_outside_and_nobody_who_may_only_suggest_proposes_it(db):
    group, [alice, _bob] = make_group_of("alice", "bob")

    for purpose in (CLOSE, HELLO):
        with pytest.raises(NotFound):
            propose(group, purpose, make_someone(f"stranger-{purpose}"))
        with pytest.raises(NotYours):
            suggests = act_for(alice, f"rita-{purpose}", scope=RepresentationScope.SUGGEST)
            propose(group, purpose, suggests)
    answer = signed_in(make_someone("eve")).post(
        f"/api/groups/{group.pk}/open/", {"is_open": False}
    )
    assert answer.status_code == 404
    assert not Motion.objects.exists()


# ---- what the database holds, and two at once


@pytest.mark.holds("P38")
@pytest.mark.parametrize("change", ["state = 'full'", "begins = 'hello'"])
def test_the_database_refuses_what_two_did_not_carry(committed_db, change):
    group, [alice, _bob] = make_group_of("alice", "bob")
    propose(group, CLOSE, alice)
    propose(group, HELLO, alice)

    with psycopg.connect(committed_db.url(), autocommit=True) as plain:
        with pytest.raises(RestrictViolation, match="as two persons of it agreed"):
            plain.execute(f"UPDATE groups_group SET {change} WHERE id = {group.pk}")


@pytest.mark.holds("P38")
def test_of_four_who_agree_at_once_to_close_it_one_is_the_second(committed_db):
    assert carriers() == 1


def test_the_control_without_its_lock_takes_several(committed_db, monkeypatch):
    all_have_read = Barrier(4)

    def unlocked(motion_id):
        motion = Motion.objects.select_related("proposed_by").get(pk=motion_id)
        group = Group.objects.select_related("area").get(pk=motion.about_id)
        all_have_read.wait(timeout=TEST_WAIT_SECONDS)
        return motion, group

    monkeypatch.setattr(motions, "_lock_motion", unlocked)

    assert carriers() > 1


def carriers() -> int:
    """How often it was carried, of four who agree at once."""
    group, people = make_group_of("alice", "bob", "carol", "dan", "eve")
    motion = propose(group, CLOSE, people[0])
    agree = {"motion_id": motion.pk, "agrees": True, "now": NOW}
    at_once(*(lambda by=by: answer_step(**agree, by=by) for by in people[1:]))
    return AuditEntry.objects.filter(deed="carry_step").count()


# ---- a yes is to what was shown


@pytest.fixture
def proposed(db):
    """Alice proposes to send what the group wants; Bob has looked at it."""
    group, [alice, bob] = make_group_of("alice", "bob")
    brief = make_brief(group, alice)
    motion = propose_step(purpose=MotionPurpose.SEND_BRIEF, about_id=brief.pk, by=alice, now=NOW)
    return brief, motion, alice, bob


@pytest.mark.holds("P38")
def test_a_yes_to_other_words_than_were_shown_does_nothing(proposed):
    brief, motion, _alice, bob = proposed
    looked_at = motion_for_member(motion.pk, bob).digest
    Brief.objects.filter(pk=brief.pk).update(what="Something else")

    for digest in (looked_at, ""):
        with pytest.raises(ShownHasChanged) as refused:
            answer_step(motion_id=motion.pk, agrees=True, shown_digest=digest, by=bob, now=NOW)
    assert "Something else" in dict(refused.value.present).values()
    assert motion.words.count() == 1

    now_shown = digest_of(refused.value.present)
    answer_step(motion_id=motion.pk, agrees=True, shown_digest=now_shown, by=bob, now=NOW)
    motion.refresh_from_db()
    assert motion.state == MotionState.CARRIED


@pytest.mark.holds("P38")
def test_a_choice_is_agreed_to_among_the_offers_that_were_shown(db):
    group, [alice, bob] = make_group_of("alice", "bob")
    brief = make_brief(group, alice)
    for by in (alice, bob):
        propose_step(purpose=MotionPurpose.SEND_BRIEF, about_id=brief.pk, by=by, now=NOW)
    [museum, _choir] = make_offers(brief, "museum", "choir")
    stop_together(brief, alice, NOW)
    choose = {"purpose": MotionPurpose.OPEN_CHOICE, "about_id": brief.pk, "now": NOW}
    looked_at = next(
        digest_of(each.shown)
        for each in steps_to_propose(group.pk)
        if each.purpose == MotionPurpose.OPEN_CHOICE
    )
    museum.state = "withdrawn"
    museum.save()

    with pytest.raises(ShownHasChanged):
        propose_step(**choose, shown_digest=looked_at, by=alice)


@pytest.mark.holds("P38")
def test_by_api_a_yes_says_what_was_shown(proposed):
    _brief, motion, _alice, bob = proposed
    client, address = signed_in(bob), f"/api/motions/{motion.pk}/"
    motion_answer = client.get(address).json()
    assert motion_answer["shown"][0]["key"] == "Step"

    def answer(body):
        return client.post(f"{address}answer/", body, content_type="application/json").status_code

    assert answer({"agrees": True}) == 400
    assert answer({"agrees": True, "digest": "0" * 64}) == 409
    assert answer({"agrees": True, "digest": motion_answer["digest"]}) == 200


# ---- on paper


@pytest.mark.holds("P38", "P39")
def test_on_paper_the_sheet_bears_its_version_and_another_is_not_entered(proposed):
    brief, motion, _alice, bob = proposed
    page = words(signed_in(bob).get(reverse("steps_sheet", args=[brief.group_id])))
    digest = motion_for_member(motion.pk, bob).digest
    assert f"Version {digest[:6].upper()}" in page
    assert "Do not go on with what we asked for" in page

    connie = make_connector("connie")
    member = Member.objects.get(group_id=brief.group_id, person=bob.person)
    sheet = reverse("paper_motion", args=[member.paper_code])
    entry = {"about": motion.pk, "word": "yes", **READ_ALOUD}
    signed_in(connie).post(sheet, {**entry, "version": "AAAAAA"})
    assert motion.words.count() == 1
    signed_in(connie).post(sheet, entry)
    motion.refresh_from_db()
    assert motion.state == MotionState.CARRIED


@pytest.mark.holds("P38")
def test_closing_what_was_asked_for_is_proposed_on_paper_and_agreed_on_paper(db):
    group, [alice, bob, carol] = make_group_of("alice", "bob", "carol")
    brief = make_brief(group, alice)
    for called, by in (("connie", bob), ("dora", carol)):
        worker = make_connector(called)
        member = Member.objects.get(group=group, person=by.person)
        sheet = reverse("paper_sheet", args=[member.paper_code])
        assert (
            "They propose: Do not go on with what we asked for"
            in words(signed_in(worker).get(sheet))
            or called == "dora"
        )
        entry = {"purpose": "close_brief", "about": brief.pk, **READ_ALOUD}
        entered = reverse("paper_motion", args=[member.paper_code])
        older = signed_in(worker).post(entered, entry | {"version": "ZZZZZZ"})  # P25
        assert older.status_code == 409
        signed_in(worker).post(entered, entry)
    brief.refresh_from_db()
    assert brief.state == "closed"


def test_a_sheet_offers_each_step_and_none_that_is_proposed(db):
    group, [alice, _bob] = make_group_of("alice", "bob")
    brief = make_brief(group, alice)
    propose(group, CLOSE, alice)

    assert [(each.purpose, each.about_id) for each in steps_to_propose(group.pk)] == [
        (MotionPurpose.SEND_BRIEF, brief.pk),
        (MotionPurpose.CLOSE_BRIEF, brief.pk),
        (HELLO, group.pk),
    ]
