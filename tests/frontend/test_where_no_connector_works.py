"""What a connector would do is promised only where one works, and where not it is said (F11)."""

import ast

import pytest

from community.people.acting import Acting
from community.people.models.decisions import DecisionRecord
from community.people.models.logins import Role
from community.people.states import RoleKind
from community.people.wording import not_in_force_text
from frontend.pages.decision_records.forms import blank_sheet, joint_sheet
from frontend.shared import connectors
from frontend.shared.connectors import fill_in_card_text, give_to_text
from frontend.shared.money_sheets import all_sheets_of_member
from groups.models.members import Member
from groups.states import GroupBeginning
from groups.wording import begins_text, hears_text, when_done_text, who_ends_pause_text
from pooling.pools.states import CoverOption
from pooling.pools.wording.cover_choices import (
    OptionFacts,
    asked_for_help_text,
    describe_option,
)
from tests.community.messaging.document import ROOT
from tests.factories.demand import make_group_of
from tests.factories.pools import make_people, make_pool
from tests.factories.supply import NOW, make_connector, make_role
from tests.frontend.promises_on_pages import promises_of_one


def _texts(group, member, *, has_helpers: bool) -> list[str]:
    facts = OptionFacts(counts=(4,), agreed_pence=1200, share_pence=1500)
    return [
        when_done_text(2, group.area_id),
        who_ends_pause_text(group.area_id),
        begins_text(group),
        hears_text(member),
        connectors.who_sees_you_text(group.area_id),
        connectors.who_answers_text(group.area_id),
        connectors.own_deeds_text(group.area_id),
        connectors.not_wanted_text(member.person),
        not_in_force_text(group.area_id),
        describe_option(CoverOption.CONNECTOR, facts, has_helpers=has_helpers),
        asked_for_help_text(has_helpers=has_helpers),
    ]


@pytest.mark.holds("fault:F11")
def test_nothing_of_a_connector_is_promised_where_none_works(db):
    group, _people = make_group_of("alice", "bob")
    group.begins = GroupBeginning.HELLO
    member = group.members.first()
    make_connector("connie", group.area)
    there = _texts(group, member, has_helpers=True)
    Role.objects.filter(kind=RoleKind.CONNECTOR).update(ended_at=NOW)
    nowhere = _texts(group, member, has_helpers=False)

    assert [text for text in nowhere if promises_of_one(text)] == []
    assert [old for old, new in zip(there, nowhere, strict=True) if old == new] == []


def _printed(member) -> list[tuple[str, str]]:
    """(who takes it, all the rest) of each sheet of theirs, and of the card of an invitation."""
    by = Acting(person=member.person)
    sheets = all_sheets_of_member(member, by=by, now=NOW)
    record = DecisionRecord(person=member.person, question="Come?", chosen="Yes.")
    area_id = member.person.area_id
    printed = [
        *(sheet for of_name in sheets.values() for sheet in of_name),
        *(blank_sheet(area_id), joint_sheet(record, "")),
    ]
    cards = [(give_to_text(area_id), ""), (fill_in_card_text(area_id), "")]
    return [(s.give_to, "\n".join([s.text, *s.ticks, *s.lines])) for s in printed] + cards


@pytest.mark.holds("fault:F11", "P59")
def test_a_sheet_is_given_to_who_is_there_to_enter_it_and_to_nobody_who_is_not(db):
    people = make_people(2)
    member = Member.objects.get(group=make_pool(people).group, person=people[0].person)
    Role.objects.update(ended_at=NOW)
    connector = make_connector("connie", member.group.area)
    with_one = {to for to, _rest in _printed(member)}
    worker = make_role("wanda", RoleKind.WORKER, member.group.area)
    with_both = {to for to, _rest in _printed(member)}
    Role.objects.filter(login=connector.login).update(ended_at=NOW)
    with_a_worker = {to for to, _rest in _printed(member)}
    worker.login.is_active = False  # closed: nobody enters anything by it
    worker.login.save()
    nobody = _printed(member)

    assert {"Give this to your connector. They enter it for you."} <= with_one
    assert {"Give this to your connector or worker. They enter it for you."} <= with_both
    assert {"Give this to your worker. They enter it for you."} <= with_a_worker
    assert not any("connector" in to for to in with_a_worker)
    of_nobody = {to for to, _rest in nobody if to and not to.startswith("Nobody works")}
    assert of_nobody == {to for to in of_nobody if "or post it to your council" in to}
    assert [words for _to, rest in nobody for words in promises_of_one(rest)] == []


# Said with no condition: why each holds where none works.
WRITTEN = {
    "community connector": "the name of what somebody works as",
    "A connector of the area": "the name of what somebody else's word is taken from",
    "Give this to your connector or worker": "after whoever works there was asked",
    "If nobody has by": "after it was asked whether one works there",
    "The connector wrote to you about your group": "written by one",
    "A connector called off": "one has",
    "A connector spoke to you on": "one has",
    "A connector has seen who you are": "one has",
    "a connector checked": "one has",
    "What the connector found": "one has looked",
    "What the connector says": "one has answered",
    "A connector has looked into": "the same",
}


def _sentences_with_no_condition() -> set[str]:
    """Of all that is written for people in code, messages too: what names a connector, and stands
    behind no question at all."""
    found = set()
    for app in ("community", "groups", "pooling", "providers", "frontend"):
        for path in (ROOT / app).rglob("*.py"):
            source = path.read_text()
            if "connector" not in source or {"migrations", "node_modules"} & {*path.parts}:
                continue
            tree = ast.parse(source)
            above = {each: one for one in ast.walk(tree) for each in ast.iter_child_nodes(one)}
            for node in ast.walk(tree):
                if _is_said(node, above) and not _is_asked_first(node, above):
                    found |= {f"{path.name}: {each}" for each in promises_of_one(node.value)}
    return found


def _is_said(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    call = above.get(node)
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    names = ("_", "gettext", "gettext_lazy", "ngettext")
    return is_text and isinstance(call, ast.Call) and getattr(call.func, "id", "") in names


def _is_asked_first(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    while node in above:
        node = above[node]
        if isinstance(node, ast.IfExp | ast.If | ast.Match):
            return True
    return False


@pytest.mark.holds("fault:F11")
def test_no_message_or_sheet_promises_a_connector_without_a_question_first():
    said = _sentences_with_no_condition()

    assert {each for each in said if not any(true in each for true in WRITTEN)} == set()
    assert [true for true in WRITTEN if not any(true in each for each in said)] == []
