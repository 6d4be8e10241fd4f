"""Several who agree to a step at once, or propose the same one (P38)."""

from threading import Barrier

import pytest

from community.audit.models import AuditEntry
from groups.actions import motions
from groups.actions.motions import answer_step, propose_step
from groups.models.briefs import Brief
from groups.models.motions import Motion
from groups.states import BriefState, MotionPurpose
from tests.factories.at_once import at_once
from tests.factories.demand import make_brief, make_group_of
from tests.factories.supply import NOW
from tests.waits import TEST_WAIT_SECONDS


def send(brief, by):
    return propose_step(purpose=MotionPurpose.SEND_BRIEF, about_id=brief.pk, by=by, now=NOW)


def agree(motion, by):
    return answer_step(motion_id=motion.pk, agrees=True, by=by, now=NOW)


@pytest.mark.holds("P38")
def test_of_four_who_agree_at_once_one_is_the_second(committed_db):
    assert len(carriers(agree)) == 1


def test_the_control_without_its_lock_takes_several(committed_db, monkeypatch):
    all_have_read = Barrier(4)

    def unlocked(motion_id):
        motion = Motion.objects.select_related("proposed_by").get(pk=motion_id)
        brief = Brief.objects.get(pk=motion.about_id)
        all_have_read.wait(timeout=TEST_WAIT_SECONDS)
        return motion, brief

    monkeypatch.setattr(motions, "_lock_motion", unlocked)

    assert len(carriers(agree)) > 1


def carriers(press) -> list:
    """Whose answer carried it, of four who press at once."""
    group, people = make_group_of("alice", "bob", "carol", "dan", "eve")
    motion = send(make_brief(group, people[0]), people[0])
    at_once(*(lambda by=by: press(motion, by) for by in people[1:]))
    return list(AuditEntry.objects.filter(deed="carry_step"))


@pytest.mark.holds("P38")
def test_two_who_propose_the_same_at_once_agree_with_each_other(committed_db):
    group, people = make_group_of("alice", "bob", "carol")
    brief = make_brief(group, people[0])

    at_once(*(lambda by=by: send(brief, by) for by in people[:2]))

    assert Brief.objects.get(pk=brief.pk).state == BriefState.ASKING
    assert Motion.objects.get().words.count() == 2
