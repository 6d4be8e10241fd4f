"""Each step that two of a group take together, by program: who agrees says what was shown (P38)."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from groups.actions.briefs import edit_brief
from groups.actions.endings import say_next_step
from groups.actions.motions import propose_step
from groups.models.briefs import Brief
from groups.models.members import Group
from groups.models.motions import Motion
from groups.states import MotionPurpose, MotionState, NextStepKind
from tests.factories.demand import ask, make_brief, make_group_of, make_offers, stop_together
from tests.factories.supply import NOW
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")


def drafted(group, alice, _bob) -> int:
    return make_brief(group, alice).pk


def asking(group, alice, _bob) -> int:
    return ask(group, alice).pk


def written_anew(group, alice, _bob) -> int:
    brief = ask(group, alice)
    edit_brief(brief_id=brief.pk, fields={"when_words": "Mondays"}, by=alice, now=NOW)
    return brief.pk


def answered(group, alice, _bob) -> int:
    brief = ask(group, alice)
    make_offers(brief, "museum", "choir")
    return brief.pk


def comparing(group, alice, _bob) -> int:
    brief = ask(group, alice)
    make_offers(brief, "museum", "choir")
    stop_together(brief, alice, NOW)
    return brief.pk


def itself(group, *_people) -> int:
    return group.pk


def closed(group, *people) -> int:
    return together(MotionPurpose.CLOSE_GROUP, group, people)


def greeted(group, *people) -> int:
    return together(MotionPurpose.HELLO_FIRST, group, people)


def ending(group, *people) -> int:
    return together(MotionPurpose.END_GROUP, group, people, reason="done")


def ended(group, *people) -> int:
    ending(group, *people)
    for by in people:
        say_next_step(group_id=group.pk, kind=NextStepKind.NO_THANKS, by=by, now=NOW)
    return group.pk


def together(purpose, group, people, **more) -> int:
    for by in people:
        propose_step(purpose=purpose, about_id=group.pk, by=by, now=NOW, **more)
    return group.pk


@dataclass(frozen=True)
class Step:
    """`made`: the group and its life up to where this can be proposed, as the id in `address`."""

    address: str
    made: Callable
    body: dict = field(default_factory=dict)


STEPS = {
    MotionPurpose.SEND_BRIEF: Step("briefs/{}/publish/", drafted),
    MotionPurpose.SEND_CHANGES: Step("briefs/{}/publish/", written_anew),
    MotionPurpose.STOP_ANSWERS: Step("briefs/{}/stop/", answered),
    MotionPurpose.CLOSE_BRIEF: Step("briefs/{}/close/", asking),
    MotionPurpose.OPEN_CHOICE: Step("briefs/{}/choose/", comparing, {"closes_on": "2027-05-12"}),
    MotionPurpose.OPEN_GROUP: Step("groups/{}/open/", closed, {"is_open": True}),
    MotionPurpose.CLOSE_GROUP: Step("groups/{}/open/", itself, {"is_open": False}),
    MotionPurpose.HELLO_FIRST: Step("groups/{}/beginning/", itself, {"begins": "hello"}),
    MotionPurpose.BEGIN_AT_ONCE: Step("groups/{}/beginning/", greeted, {"begins": "open"}),
    MotionPurpose.END_GROUP: Step("groups/{}/end/", itself, {"reason": "done"}),
    MotionPurpose.KEEP_GROUP: Step("groups/{}/go-on/", ending),
    MotionPurpose.BEGIN_AGAIN: Step("groups/{}/go-on/", ended),
}


def test_every_step_is_in_the_table():
    assert set(STEPS) == set(MotionPurpose)


@pytest.mark.holds("P38", "fault:B1")
@pytest.mark.parametrize("purpose", MotionPurpose)
def test_who_agrees_to_a_step_by_program_says_what_was_shown(purpose):
    step = STEPS[purpose]
    group, [alice, bob] = make_group_of("alice", "bob")
    address = f"/api/{step.address.format(step.made(group, alice, bob))}"

    def calls(by, **digest):
        return signed_in(by).post(address, step.body | digest, content_type="application/json")

    def shown_to(by) -> str:
        rows = signed_in(by).get("/api/motions/").json()["results"]
        [waits] = [row for row in rows if row["state"] == MotionState.WAITING]
        return waits["digest"]

    assert calls(alice).status_code == 200
    motion = Motion.objects.get(purpose=purpose)
    seen = shown_to(bob)
    Brief.objects.update(what="Something else")
    Group.objects.update(name="Other people")

    refused = [calls(bob), calls(bob, digest=seen)]

    codes = [(answer.status_code, answer.json()["code"]) for answer in refused]
    assert codes == [(409, "digest_needed"), (409, "shown_has_changed")]
    motion.refresh_from_db()
    assert (motion.state, motion.words.count()) == (MotionState.WAITING, 1)
    assert calls(alice).status_code == 200  # who has said it already says it again
    assert calls(bob, digest=shown_to(bob)).status_code == 200
    motion.refresh_from_db()
    assert (motion.state, motion.words.count()) == (MotionState.CARRIED, 2)
