"""Whoever leaves a group says when the others read their name no more; money and messages stop at
once, and why is never said (M140)."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from rest_framework.test import APIClient

from community.messaging.models import Message
from community.people.states import RepresentationScope
from groups.actions.invites import make_invite
from groups.actions.membership import join_by_code
from groups.models.members import Member
from groups.queries.members import group_detail, member_ids
from groups.rules.members import NameTaken
from groups.states import NameGoes
from pooling.pools.actions.advancing import advance_pool
from pooling.pools.actions.leaving import leave_group_with_costs
from pooling.pools.models.pledges import Pledge
from pooling.pools.queries.leaving import next_payment_at
from pooling.pools.states import PledgeState
from tests.factories.cards import use_standin
from tests.factories.pools import (
    AFTER_CLOSE,
    go_on,
    make_group,
    make_officer,
    make_people,
    make_pool,
    office_agrees,
    say_yes,
)
from tests.factories.representations import act_for
from tests.factories.supply import make_connector, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

SECOND = timedelta(seconds=1)


@pytest.fixture
def half_paid(db, monkeypatch):
    return paid_pool(monkeypatch)


def paid_pool(monkeypatch, **facts):
    use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people, sessions=8, **facts)
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())
    set_clock(AFTER_CLOSE)
    go_on(pool)
    return people, pool


def by_page(by, pool, choice):
    page = reverse("leave_group", args=[pool.group_id])
    return signed_in(by).post(page, {"name_goes": choice}, follow=True)


def by_program(by, pool, choice):
    client = APIClient()
    client.force_authenticate(by.login)
    return client.post(f"/api/groups/{pool.group_id}/leave/", {"name_goes": choice}, format="json")


def on_paper(by, pool, choice):
    code = Member.objects.get(group_id=pool.group_id, person=by.person).paper_code
    connie = signed_in(make_connector(f"connie {choice}", pool.group.area))
    return connie.post(reverse("paper_leave", args=[code]), {"name_goes": choice}, follow=True)


def by_representative(by, pool, choice):
    return by_page(act_for(by, scope=RepresentationScope.DECIDE), pool, choice)


WAYS = [by_page, by_program, on_paper, by_representative]


def names_read_by(by, pool, now):
    return group_detail(pool.group_id, by, now=now).known_as


@pytest.mark.holds("M140")
@pytest.mark.parametrize("way", WAYS)
def test_the_name_goes_now_or_at_the_next_payment(half_paid, way):
    people, pool = half_paid
    name, names = "member-5", [f"member-{number}" for number in range(1, 5)]
    paid_at = next_payment_at(pool.group_id, AFTER_CLOSE)

    assert way(people[4], pool, "next_payment").status_code in (200, 204)

    there = {now: names_read_by(people[0], pool, now) for now in (paid_at - SECOND, paid_at)}
    assert there == {paid_at - SECOND: (*names, name), paid_at: tuple(names)}
    if way is by_representative:
        return
    assert way(people[3], pool, "now").status_code in (200, 204)
    assert "member-4" not in names_read_by(people[0], pool, AFTER_CLOSE)


@pytest.mark.holds("M140")
def test_money_and_messages_stop_at_once_while_the_name_stands(half_paid):
    people, pool = half_paid
    told = Message.objects.count()

    by_page(people[4], pool, "next_payment")
    advance_pool(pool_id=pool.pk, now=AFTER_CLOSE)

    assert people[4].person_id not in member_ids(pool.group_id)
    pledge = Pledge.objects.get(pool=pool, person=people[4].person)
    assert pledge.state == PledgeState.STOPPED
    later = Message.objects.order_by("pk")[told:]
    assert not [each for each in later if "member-5" in each.text or "left" in each.text]
    page = signed_in(people[4]).get(reverse("dates", args=[pool.group_id]))
    assert page.status_code == 404


def test_the_day_stands_beside_the_choice_on_page_paper_and_by_program(half_paid):
    people, pool = half_paid
    choice = "My name goes at the next payment, on Saturday 3 July 2027"
    browser = signed_in(people[4])

    for page in ("leave_group", "leave_sheet"):
        assert choice in words(browser.get(reverse(page, args=[pool.group_id]))), page
    client = APIClient()
    client.force_authenticate(people[4].login)
    until = client.get(f"/api/groups/{pool.group_id}/").json()["name_may_stay_until"]
    assert until.startswith("2027-07-03")


@pytest.mark.parametrize("way", WAYS)
def test_where_nothing_is_to_be_paid_the_name_goes_now_and_nothing_is_asked(db, way):
    people = make_people(2)
    without_pool = SimpleNamespace(group=(group := make_group(people)), group_id=group.pk)

    page = signed_in(people[1]).get(reverse("leave_group", args=[group.pk]))
    assert "Until when do the others read your name?" not in words(page)
    way(people[1], without_pool, "next_payment")

    assert names_read_by(people[0], without_pool, AFTER_CLOSE) == ("member-1",)


@pytest.mark.holds("M140")
def test_a_name_that_stands_is_nobody_elses_and_who_comes_back_has_it_again(half_paid):
    people, pool = half_paid
    leave_group_with_costs(
        group_id=pool.group_id, name_goes=NameGoes.NEXT_PAYMENT, by=people[4], now=AFTER_CLOSE
    )
    invite = make_invite(group_id=pool.group_id, by=people[0], now=AFTER_CLOSE)
    comes = {"code": invite.code, "known_as": "Member-5", "agrees": True, "now": AFTER_CLOSE}

    with pytest.raises(NameTaken), transaction.atomic():
        join_by_code(**comes, by=make_someone("another"))
    member = join_by_code(**comes, by=people[4])

    assert member.name_until is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(pk=member.pk).update(name_until=AFTER_CLOSE)


def test_within_the_14_days_it_is_said_that_the_cost_is_to_be_left_first(db, monkeypatch):
    people, pool = paid_pool(monkeypatch, change_of_mind="fourteen_days")
    first = (
        "You are within your 14 days: to have back what has not begun (£48.00), say “Not this time”"
    )

    text = words(signed_in(people[4]).get(reverse("leave_group", args=[pool.group_id])))

    assert first in text
