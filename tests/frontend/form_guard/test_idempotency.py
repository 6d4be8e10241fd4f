"""A call that writes is done once for a key, and answered the same."""

import pytest
from django.db import transaction
from django.test import Client
from knox.models import AuthToken

from community.common.actions import forget_deed_keys
from community.common.deed_keys import DEED_KEY_KEPT_FOR
from community.common.models import DeedKey
from community.people.models.persons import Person
from frontend.api import idempotency
from frontend.api.account import me
from frontend.pages.account import home
from groups.models.briefs import Brief
from groups.models.members import Member
from groups.states import MemberState
from pooling.pools.models.pledges import MoneySource
from tests.factories.at_once import at_once
from tests.factories.demand import ANSWERS_BY, make_group
from tests.factories.supply import make_login, make_someone
from tests.frontend.family import make_family
from tests.frontend.visiting import signed_in

SOURCES = "/api/sources/"
SAVINGS = {"kind": "own", "called": "Savings", "rail": "transfer"}


def call(by, address, body, key=None, method="post", **headers):
    _row, token = AuthToken.objects.create(user=by.login)
    headers |= {"Authorization": f"Bearer {token}"} | ({"Idempotency-Key": key} if key else {})
    return getattr(Client(), method)(
        address, body, content_type="application/json", headers=headers
    )


@pytest.fixture
def alice(on_the_day):
    return make_someone("alice")


def test_sent_again_with_its_key_it_is_done_once_and_says_what_was_made(alice):
    first, second = (call(alice, SOURCES, SAVINGS, "k-1") for _turn in range(2))

    source = MoneySource.objects.get()
    assert (first.status_code, first.json()["id"]) == (201, source.pk)
    assert (second.status_code, second.json()) == (208, {"status": 201, "id": source.pk})
    assert "Idempotent-Replayed" not in first.headers
    assert second.headers["Idempotent-Replayed"] == "true"


def test_the_order_in_which_a_body_is_written_says_nothing(alice):
    call(alice, SOURCES, SAVINGS, "k-1")
    call(alice, SOURCES, dict(reversed(SAVINGS.items())), "k-1")

    assert MoneySource.objects.count() == 1


def test_another_body_under_the_same_key_is_refused_in_words(alice):
    call(alice, SOURCES, SAVINGS, "k-1")

    refused = call(alice, SOURCES, SAVINGS | {"called": "Other savings"}, "k-1")

    assert (refused.status_code, refused.json()["code"]) == (409, "sent_already")
    assert "new key" in refused.json()["next_step"]
    assert MoneySource.objects.count() == 1


@pytest.mark.parametrize("keys", [(None, None), ("k-1", "k-2")], ids=["without", "two keys"])
def test_without_a_key_or_with_another_it_is_a_new_deed(alice, keys):
    for key in keys:
        call(alice, SOURCES, SAVINGS, key)

    assert MoneySource.objects.count() == 2


def test_a_key_is_of_one_login_and_one_person(alice):
    bob = make_someone("bob")
    call(alice, SOURCES, SAVINGS, "k-1")

    call(bob, SOURCES, SAVINGS, "k-1")

    assert set(MoneySource.objects.values_list("person_id", flat=True)) == {
        alice.person_id,
        bob.person_id,
    }


def test_what_was_refused_may_be_sent_again_under_its_key(alice):
    refused = call(alice, SOURCES, SAVINGS | {"rail": "nonsense"}, "k-1")
    done = call(alice, SOURCES, SAVINGS, "k-1")

    assert (refused.status_code, done.status_code) == (400, 201)


def test_a_key_that_is_too_long_is_a_fault_of_shape(alice):
    refused = call(alice, SOURCES, SAVINGS, "k" * (idempotency.MAX_KEY_CHARS + 1))

    assert (refused.status_code, refused.json()["field"]) == (400, "Idempotency-Key")


def test_after_a_month_a_key_is_not_known_any_more(alice):
    call(alice, SOURCES, SAVINGS, "k-1")
    made_at = DeedKey.objects.get().made_at

    forget_deed_keys(now=made_at + DEED_KEY_KEPT_FOR)
    kept = DeedKey.objects.count()
    forget_deed_keys(now=made_at + DEED_KEY_KEPT_FOR * 1.01)

    assert (kept, DeedKey.objects.count()) == (1, 0)


@pytest.mark.holds("fault:H14")
def test_eight_calls_at_once_are_one_deed_with_one_answer(committed_db):
    alice = make_someone("alice")

    answers = at_once(*[lambda: call(alice, SOURCES, SAVINGS, "k-1")] * 8)

    source = MoneySource.objects.get()
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [201, *[208] * 7]
    assert {answer.json()["id"] for answer in answers} == {source.pk}


@pytest.fixture
def family(on_the_day):
    return make_family()


@pytest.mark.holds("fault:A6", "T12")
def test_after_the_end_a_call_for_somebody_is_not_there_and_does_nothing(family):
    by, father = family.for_father, family.father
    family.end()
    leave = f"/api/groups/{family.group.pk}/leave/"

    by_header = call(by, leave, {}, **{"X-Acting-For": str(father.person_id)})
    by_browser = signed_in(by).post(leave, {}, content_type="application/json")

    assert (by_header.status_code, by_browser.status_code) == (404, 404)
    assert not Member.objects.filter(state=MemberState.LEFT).exists()


def test_a_program_that_names_nobody_acts_for_itself(family):
    leave = f"/api/groups/{family.group.pk}/leave/"
    browser = signed_in(family.for_father)
    _row, token = AuthToken.objects.create(user=family.daughter.login)

    browser.post(
        leave, content_type="application/json", headers={"Authorization": f"Bearer {token}"}
    )

    left = Member.objects.filter(state=MemberState.LEFT)
    assert list(left.values_list("person_id", flat=True)) == [family.daughter.person_id]


@pytest.fixture
def racing_alice(committed_db):
    return make_someone("alice")


@pytest.mark.holds("fault:H14")
def test_eight_new_questions_at_once_are_one_draft(racing_alice):
    draft = {"group": make_group(racing_alice).pk, "what": "A walk", "when_words": "Tuesdays"}
    draft |= {"where_words": "Near ZZ1", "points": [], "answers_by": str(ANSWERS_BY)}

    answers = at_once(*[lambda: call(racing_alice, "/api/briefs/", draft, "k")] * 8)

    assert sorted(answer.status_code for answer in answers) == [201, *[208] * 7]
    assert Brief.objects.count() == 1


@pytest.mark.holds("fault:H14")
def test_who_begins_a_life_of_their_own_eight_times_at_once_is_one_person(committed_db):
    worker = make_login("worker")

    answers = at_once(*[lambda: call(worker, "/api/me/", {})] * 8)

    assert {answer.status_code for answer in answers} == {200}
    assert {answer.json()["person"] for answer in answers} == {
        str(Person.objects.get(login=worker.login).pk)
    }


@pytest.mark.holds("fault:H14")
@pytest.mark.parametrize("address", ["/api/me/", "/home/begin/"])
def test_what_no_rule_saw_coming_and_the_database_let_once_is_said_in_words(
    db, monkeypatch, address
):
    worker = make_login("worker")
    browser = signed_in(worker)

    def begin(*, login, now):
        with transaction.atomic():
            for _turn in range(2):
                Person.objects.create(preferred_name="w", login=login, created_at=now)

    for door in (me, home):
        monkeypatch.setattr(door, "create_person_for_login", begin)
    told = browser.post(address)

    assert (told.status_code, "at the same moment" in told.text) == (409, True)
    assert Person.objects.count() == 0
