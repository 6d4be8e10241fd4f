"""Whatever others do for somebody is told to them, with the deed and in their own way."""

import pytest
from django.db import transaction

from community.audit.models import AuditEntry
from community.messaging.models import Message
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import deed_key, record_deed, record_deeds
from community.people.message_kinds import PeopleMessage
from community.people.queries.acting import acting_on_paper
from groups.actions.membership import leave_group
from groups.deeds import GroupDeed
from providers.deeds import ProviderDeed
from tests.factories.demand import make_group
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_someone

pytestmark = pytest.mark.django_db


def told(person: Acting) -> list[tuple[str, int | None]]:
    """(what, who may not say it) of each message of this kind, the oldest first."""
    lines = Message.objects.filter(person_id=person.person_id, kind=PeopleMessage.DONE_FOR_YOU)
    return list(lines.order_by("pk").values_list("text", "not_told_by_login_id"))


@pytest.mark.holds("fault:A2")
def test_what_a_representative_did_is_told_with_whom_and_about_what():
    alice = make_someone("alice")
    group = make_group(alice)
    rita = act_for(alice)

    leave_group(group_id=group.pk, by=rita, now=NOW)

    entry = AuditEntry.objects.get(deed=GroupDeed.LEAVE_GROUP)
    message = Message.objects.get(key=deed_key(entry.pk))
    assert message.text.startswith(f"Rita did this for you: Left a group: {group.name}.")
    assert (message.person_id, message.not_told_by_login_id) == (alice.person_id, rita.login_id)


@pytest.mark.holds("fault:A2")
def test_what_was_entered_from_paper_is_told_as_that():
    alice, connie = make_someone("alice"), make_connector()
    group = make_group(alice)
    on_paper = acting_on_paper(login=connie.required_login, person=alice.required_person)

    leave_group(group_id=group.pk, by=on_paper, now=NOW)

    first, by_whom = told(alice)[0]
    assert first.startswith(f"Connie entered this from your paper: Left a group: {group.name}.")
    assert by_whom == connie.login_id


@pytest.mark.holds("fault:A2")
def test_what_one_did_oneself_or_what_happens_by_itself_is_no_news():
    alice = make_someone("alice")
    for by in (alice, SYSTEM):
        record_deed(
            by=by,
            deed=ProviderDeed.BOOK_SESSION,
            about="session:1",
            for_person=alice.person_id,
            now=NOW,
        )

    assert told(alice) == []


@pytest.mark.holds("fault:A2")
def test_each_of_many_deeds_is_told():
    alice = make_someone("alice")
    deeds = [(ProviderDeed.MARK_NOT_COMING, f"session:{number}") for number in (1, 2)]

    record_deeds(deeds, by=act_for(alice), for_person=alice.person_id, now=NOW)

    assert len(told(alice)) == 2


@pytest.mark.holds("fault:A2")
def test_a_deed_that_is_undone_is_not_told():
    alice = make_someone("alice")
    group = make_group(alice)
    rita = act_for(alice)

    with pytest.raises(LookupError), transaction.atomic():
        leave_group(group_id=group.pk, by=rita, now=NOW)
        raise LookupError

    assert told(alice) == []
