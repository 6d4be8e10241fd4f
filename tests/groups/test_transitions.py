"""Every move of every table is made by its one function, which writes the deed it names; and
nothing else sets the column."""

import ast
from pathlib import Path

import pytest

from community.audit.models import AuditEntry
from community.common.lifecycle import Lifecycle, TransitionRefused
from community.people.acting import SYSTEM
from groups import states
from groups.actions.briefs import transition_brief
from groups.actions.gatherings import transition_attendance, transition_gathering
from groups.actions.ideas import transition_idea, transition_round
from groups.actions.membership import transition_member
from groups.actions.motion_states import transition_motion
from groups.actions.offers import transition_offer
from groups.actions.openness import transition_group
from groups.actions.peers import transition_peer_talk
from groups.actions.removals import transition_removal
from groups.models.briefs import Brief
from groups.models.gatherings import Attendance, Gathering
from groups.models.ideas import GroupIdea, IdeaRound
from groups.models.members import Group, Member
from groups.models.motions import Motion
from groups.models.offers import Offer
from groups.models.peers import PeerTalk
from groups.models.removals import Removal
from tests.factories.supply import NOW

ROOT = Path(states.__file__).parent
TABLES = {
    "GROUP": (transition_group, Group),
    "MEMBER": (transition_member, Member),
    "BRIEF": (transition_brief, Brief),
    "OFFER": (transition_offer, Offer),
    "MOTION": (transition_motion, Motion),
    "GATHERING": (transition_gathering, Gathering),
    "ATTENDANCE": (transition_attendance, Attendance),
    "IDEA_ROUND": (transition_round, IdeaRound),
    "IDEA": (transition_idea, GroupIdea),
    "REMOVAL": (transition_removal, Removal),
    "PEER_TALK": (transition_peer_talk, PeerTalk),
}
MOVES = [
    (name, source, target) for name in TABLES for source, target in getattr(states, name).pairs()
]


def test_no_table_is_left_out():
    assert set(TABLES) == {name for name, it in vars(states).items() if isinstance(it, Lifecycle)}


@pytest.mark.parametrize(("name", "source", "target"), MOVES)
def test_every_move_writes_its_deed(db, monkeypatch, name, source, target):
    table = getattr(states, name)
    transition, model = TABLES[name]
    monkeypatch.setattr(model, "save", lambda self, **fields: None)
    row = model(pk=1, state=source)

    transition(row, table.states(target), by=SYSTEM, now=NOW)

    assert [entry.deed for entry in AuditEntry.objects.all()] == [table.deed_for(source, target)]
    assert row.state == target


@pytest.mark.holds("I9")
@pytest.mark.parametrize("name", TABLES)
def test_a_move_that_the_table_does_not_have_is_refused_and_writes_nothing(db, name):
    table = getattr(states, name)
    transition, model = TABLES[name]
    state = next(iter(table.states))

    with pytest.raises(TransitionRefused):
        transition(model(pk=1, state=state), state, by=SYSTEM, now=NOW)

    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: path.stem)
def test_only_a_transition_sets_a_state(path):
    for function in ast.walk(ast.parse(path.read_text())):
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("transition_"):
            for node in ast.walk(function):
                is_set = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
                assert not (is_set and node.attr == "state"), (
                    f"{path}:{node.lineno}: {function.name} sets it by itself"
                )
