"""Resting from a group: it asks nothing and loses nothing."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from rest_framework.test import APIClient

from community.audit.models import AuditEntry
from community.common.intake import compared
from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.queries.acting import acting_on_paper
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from groups.actions.membership import leave_group
from groups.actions.resting import set_resting
from groups.message_kinds import GroupMessage
from groups.models.members import Member
from groups.queries.members import groups_of_person
from groups.rules.members import NameTaken
from groups.states import DecisionOutcome, MemberState
from tests.factories.demand import (
    ask,
    count_votes_of,
    join,
    make_group_of,
    make_offers,
    start_choosing,
    vote,
)
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_someone
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.django_db


def rest(group, by, *, rests=True) -> Member:
    return set_resting(group_id=group.pk, rests=rests, by=by, now=NOW)


def choosing(group, by):
    brief = ask(group, by)
    offers = make_offers(brief, "museum", "farm")
    return start_choosing(brief, by), offers


def api(by) -> APIClient:
    client = APIClient()
    client.force_authenticate(by.login)
    return client


@pytest.mark.holds("P126")
def test_whoever_rests_stays_in_the_group_with_their_place_and_their_name():
    group, [alice, ben] = make_group_of("alice", "ben")

    rest(group, alice)

    assert [each.pk for each in groups_of_person(alice.person_id)] == [group.pk]
    with pytest.raises(NameTaken):
        join(group, make_someone("another"), known_as="Alice")
    assert (rest(group, alice, rests=False).state, AuditEntry.objects.last().deed) == (
        MemberState.IN,
        "come_back",
    )


def test_resting_twice_is_resting_once():
    group, [alice, _ben] = make_group_of("alice", "ben")

    rest(group, alice)
    rest(group, alice)

    assert AuditEntry.objects.filter(deed="rest").count() == 1


def test_whoever_rests_can_leave():
    group, [alice, _ben] = make_group_of("alice", "ben")
    rest(group, alice)

    assert leave_group(group_id=group.pk, by=alice, now=NOW).state == MemberState.LEFT
    with pytest.raises(NotFound):
        rest(group, alice)


def test_only_the_person_or_whoever_may_decide_says_so():
    group, [alice, _ben] = make_group_of("alice", "ben")
    looker = act_for(alice, name="rita", scope=RepresentationScope.SUGGEST)
    decider = act_for(alice, name="dora", scope=RepresentationScope.DECIDE)
    connector = acting_on_paper(login=make_connector().login, person=alice.person)

    for stranger in (looker, make_someone("charlie")):
        with pytest.raises((NotYours, NotFound)):
            rest(group, stranger)
    assert rest(group, decider).state == MemberState.RESTING
    assert rest(group, connector, rests=False).state == MemberState.IN


@pytest.mark.holds("P126")
def test_a_choice_waits_for_nobody_who_rests_and_asks_them_nothing():
    """Of five, two rest: half of the other three is two."""
    group, people = make_group_of("alice", "ben", "cara", "dan", "eve")
    for resting in people[3:]:
        rest(group, resting)
    decision, [offer, _other] = choosing(group, people[0])

    told = Message.objects.filter(kind=GroupMessage.DECISION_OPENED)
    assert {each.person_id for each in told} == {each.person_id for each in people[:3]}
    for voter in people[:2]:
        vote(decision, voter, offer)
    assert (decision.quorum, count_votes_of(decision).chosen) == (2, offer)


def test_whoever_begins_to_rest_after_it_opened_is_waited_for_no_more():
    group, people = make_group_of("alice", "ben", "cara", "dan", "eve")
    decision, [offer, _other] = choosing(group, people[0])
    vote(decision, people[0], offer)
    vote(decision, people[1], offer)
    assert decision.quorum == 3

    for resting in people[2:4]:
        rest(group, resting)

    assert count_votes_of(decision).chosen == offer


@pytest.mark.holds("P126")
def test_whoever_rests_may_answer_all_the_same_and_it_counts():
    group, people = make_group_of("alice", "ben", "cara")
    rest(group, people[2])
    decision, [offer, _other] = choosing(group, people[0])

    vote(decision, people[0], offer)
    vote(decision, people[2], offer)

    assert count_votes_of(decision).outcome == DecisionOutcome.CHOSEN


def test_where_everybody_rests_all_of_them_are_counted():
    group, people = make_group_of("alice", "ben", "cara")
    for person in people:
        rest(group, person)

    decision, _offers = choosing(group, people[0])

    assert decision.quorum == 2


def test_the_database_keeps_the_name_and_knows_no_other_state():
    group, [alice, ben] = make_group_of("alice", "ben")
    rest(group, alice)

    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(person=ben.person).update(known_as_compared=compared("ALICE"))
    with pytest.raises(DatabaseError, match="member"), transaction.atomic():
        Member.objects.filter(person=alice.person).update(state="gone")


@pytest.mark.holds("P126")
def test_the_others_read_not_here_for_now_and_no_more():
    group, [alice, ben] = make_group_of("alice", "ben")
    page = reverse("group", args=[group.pk])

    said = signed_in(alice).post(reverse("rest", args=[group.pk]), {"rests": "yes"}, follow=True)

    assert "You are resting." in said.text
    assert "(not here for now)" in signed_in(ben).get(page).text
    signed_in(alice).post(reverse("rest", args=[group.pk]), {"rests": "no"})
    assert "(not here for now)" not in signed_in(ben).get(page).text


def test_by_program_and_from_a_sheet_too():
    group, [alice, ben] = make_group_of("alice", "ben")
    connector = make_connector()
    code = Member.objects.get(person=alice.person).paper_code

    answer = api(alice).post(f"/api/groups/{group.pk}/rest/", {"rests": True})
    seen = api(ben).get(f"/api/groups/{group.pk}/").json()
    back = api(connector).post(f"/api/paper/{code}/rest/", {"rests": False})

    assert (answer.status_code, back.status_code) == (200, 200)
    assert seen["not_here"] == ["alice"]
    signed_in(connector).post(reverse("paper_rest", args=[code]), {"rests": "yes"})
    assert Member.objects.get(person=alice.person).state == MemberState.RESTING
