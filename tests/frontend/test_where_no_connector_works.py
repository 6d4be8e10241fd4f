"""What a connector would do is promised only where one works, and where not it is said (F11)."""

import pytest

from community.people.models.logins import Role
from community.people.states import RoleKind
from frontend.shared import connectors
from groups.states import GroupBeginning
from groups.wording import begins_text, hears_text, when_done_text, who_ends_pause_text
from pooling.pools.states import CoverOption
from pooling.pools.wording.cover_choices import (
    OptionFacts,
    asked_for_help_text,
    describe_option,
)
from tests.factories.demand import make_group_of
from tests.factories.supply import NOW, make_connector
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
