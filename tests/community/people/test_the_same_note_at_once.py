"""The same words sent by several at the same moment, on real commits (F9)."""

import pytest

from community.messaging.models import Message
from community.people.acting import Acting
from community.people.actions.areas import open_area
from community.people.actions.roles import end_role
from community.people.actions.safeguarding import raise_concern
from community.people.message_kinds import PeopleMessage
from community.people.models.safeguarding import SafeguardingConcern
from community.people.queries.areas import missing_in
from community.people.states import RoleKind
from community.places.models.areas import Area
from tests.factories.at_once import at_once
from tests.factories.supply import (
    NOW,
    area,
    make_role,
)


@pytest.mark.holds("fault:F9")
def test_the_same_words_by_several_at_once_are_one_note(committed_db):
    where = area()
    make_role("lead", RoleKind.SAFEGUARDING_LEAD)

    at_once(*[lambda: raise_concern(area=where, words="The canary.", by=Acting(), now=NOW)] * 4)

    assert SafeguardingConcern.objects.count() == 1
    assert Message.objects.filter(kind=PeopleMessage.CONCERN_RAISED).count() == 1


@pytest.mark.holds("fault:F10")
def test_an_area_does_not_open_while_its_lead_leaves(committed_db):
    """Either it opens, and the lead stays; or the lead has left, and it stays closed."""
    where = area()
    Area.objects.filter(pk=where.pk).update(is_open=False)
    lead = make_role("lead", RoleKind.SAFEGUARDING_LEAD)
    make_role("deputy", RoleKind.SAFEGUARDING_DEPUTY)
    make_role("answers", RoleKind.ONLINE_SAFETY)
    operator = Acting(login=make_role("operator", RoleKind.OPERATOR).login)

    at_once(
        lambda: open_area(area_id=where.pk, by=operator, now=NOW),
        lambda: end_role(role_id=lead.login.roles.get().pk, by=operator, now=NOW),
    )

    where.refresh_from_db()
    assert where.is_open == (missing_in(where) == [])
