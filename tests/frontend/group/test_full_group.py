"""A group of eight with 500 messages and 100 dates reads its pages in few statements."""

from datetime import timedelta

import pytest

from community.conversations.models import RelayedMessage
from groups.actions.gatherings import plan_gatherings
from groups.actions.notes import write_note
from groups.models.gatherings import Attendance
from groups.rules.gatherings import Repeats
from tests.factories.demand import ask, make_group_of, make_offers
from tests.factories.gatherings import make_plan, say_coming
from tests.factories.supply import NOW
from tests.frontend.visiting import set_clock, signed_in, statements_of

MAX_STATEMENTS = 12
NAMES = ("ann", "ben", "cat", "dan", "eve", "fay", "gil", "hal")


@pytest.fixture
def full(db):
    """What is written goes in rows of one that was written by its action."""
    set_clock(NOW)
    group, people = make_group_of(*NAMES)
    dates = [
        date
        for number in range(4)
        for date in plan_gatherings(
            group_id=group.pk,
            plan=make_plan(title=f"Walk {number}", ends_at=None),
            repeats=Repeats(1, 25),
            by=people[0],
            now=NOW,
        )
    ]
    first = say_coming(dates[0], people[1])
    members = list(group.members.all())
    Attendance.objects.bulk_create(
        Attendance(gathering=date, member=member, state=first.state, said_at=first.said_at)
        for date in dates
        for member in members
        if (date.pk, member.pk) != (first.gathering_id, first.member_id)
    )
    note = write_note(group_id=group.pk, text="Bring a cup", by=people[1], now=NOW)
    RelayedMessage.objects.bulk_create(
        RelayedMessage(
            conversation=note.conversation,
            words=f"Bring cup {number}",
            is_from_asking=True,
            for_person=people[number % 8].person,
            sent_by=people[number % 8].login,
            sent_at=NOW + timedelta(seconds=number),
        )
        for number in range(499)
    )
    brief = ask(group, people[0])
    make_offers(brief, "museum", "bakery")
    return group, people, dates, brief


PAGES = (
    "/group/{group}/", "/group/{group}/dates/", "/date/{date}/", "/group/{group}/notes/",
    "/group/{group}/ideas/", "/group/{group}/leave/", "/group/{group}/pictures/",
    "/group/{group}/block/", "/group/{group}/end/", "/brief/{brief}/", "/brief/{brief}/offers/",
    "/groups/", "/written/", "/home/messages/", "/api/groups/", "/api/groups/{group}/",
    "/api/groups/{group}/dates/", "/api/groups/{group}/notes/", "/api/groups/{group}/ideas/",
    "/api/briefs/", "/api/briefs/{brief}/", "/api/messages/",
)  # fmt: skip


def test_each_page_and_list_of_a_full_group_takes_few_statements(full):
    group, people, dates, brief = full
    client = signed_in(people[0])
    ids = {"group": group.pk, "date": dates[0].pk, "brief": brief.pk}
    addresses = [each.format(**ids) for each in PAGES]
    assert {client.get(each).status_code for each in addresses} == {200}

    statements = {each: statements_of(client, each) for each in addresses}

    assert {each: n for each, n in statements.items() if n > MAX_STATEMENTS} == {}
