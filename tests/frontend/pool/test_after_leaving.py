"""Who leaves a group reads what stays paid before, and keeps their own side of it (fault C6)."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from community.people.states import RepresentationScope
from groups.actions.membership import leave_group
from pooling.pools.actions.advancing import advance_pool
from pooling.pools.models.pledges import Pool
from pooling.pools.states import PoolState
from tests.factories.cards import use_standin
from tests.factories.pools import (
    AFTER_CLOSE,
    go_on,
    make_officer,
    make_people,
    make_pool,
    office_agrees,
    say_yes,
)
from tests.factories.representations import act_for
from tests.factories.supply import make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

PAID_SESSIONS = "4 sessions, from Tuesday 15 June 2027 to Tuesday 6 July 2027"
STAYS_PAID = f"what you paid for stays paid ({PAID_SESSIONS}), and you can still go."
REFUSED = (403, 404, 409)
GROUP_ONLY = ("pool_statement", "pool_leave", "pool_pledge", "pool_paper")


@pytest.fixture
def half_paid(db, monkeypatch):
    use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people, sessions=8)
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())
    set_clock(AFTER_CLOSE)
    go_on(pool)
    return people, pool


def leave(pool, by) -> None:
    leave_group(group_id=pool.group_id, by=by, now=AFTER_CLOSE)
    advance_pool(pool_id=pool.pk, now=AFTER_CLOSE)


def asks(by, address: str):
    client = APIClient()
    client.force_authenticate(by.login)
    headers = {"X-Acting-For": str(by.person_id)} if by.representation else {}
    return client.get(address, headers=headers)


@pytest.mark.holds("fault:C6")
def test_before_leaving_it_is_said_what_stays_paid_and_what_stops(half_paid):
    people, pool = half_paid
    browser = signed_in(people[4])

    for page in ("leave_group", "leave_sheet"):
        assert STAYS_PAID in words(browser.get(reverse(page, args=[pool.group_id]))), page
    (by_program,) = asks(people[4], f"/api/groups/{pool.group_id}/").json()["leaving_words"]
    assert STAYS_PAID in by_program
    assert "Nothing more is taken after that." in by_program


def test_before_anything_is_paid_it_is_said_that_nothing_will_be(db):
    people = make_people(4)
    pool = make_pool(people)
    say_yes(pool, people[0], 1500)

    text = words(signed_in(people[0]).get(reverse("leave_group", args=[pool.group_id])))

    assert "your yes to it ends. Nothing was taken, and nothing will be." in text


@pytest.mark.holds("fault:C6")
@pytest.mark.parametrize("scope", [None, RepresentationScope.LOOK, RepresentationScope.PAY])
def test_ones_own_side_stays_open_to_read_until_it_is_over(half_paid, scope):
    people, pool = half_paid
    reader = act_for(people[4], scope=scope) if scope else people[4]
    leave(pool, people[4])
    page, browser = reverse("pool", args=[pool.pk]), signed_in(reader)

    text = words(browser.get(page))
    by_program = asks(reader, f"/api/pools/{pool.pk}/").json()

    assert f"Paid for: {PAID_SESSIONS}" in text
    assert f"Paid for: {PAID_SESSIONS}" in by_program["status_text"]
    assert by_program["next_words"] == (
        "You stop after what is already paid. Nothing more will be taken."
    )
    assert "4 of 5" not in text
    assert not by_program["can_say_yes"] and not by_program["can_leave"]
    assert pool.terms.summary in words(browser.get(reverse("groups")))
    for name in GROUP_ONLY:
        assert browser.get(reverse(name, args=[pool.pk])).status_code in REFUSED, name

    Pool.objects.filter(pk=pool.pk).update(state=PoolState.CANCELLED, ended_at=AFTER_CLOSE)
    assert browser.get(page).status_code == 404
    assert asks(reader, f"/api/pools/{pool.pk}/").status_code == 404


def test_who_paid_nothing_of_it_and_who_was_never_in_read_nothing(half_paid):
    people, pool = half_paid
    half_in, stranger = make_someone("half"), make_someone("stranger")
    leave(pool, people[4])
    pool.pledges.filter(person=people[4].person).update(person=half_in.person)

    for by in (people[4], stranger):
        assert signed_in(by).get(reverse("pool", args=[pool.pk])).status_code == 404
        assert asks(by, f"/api/pools/{pool.pk}/").status_code == 404
