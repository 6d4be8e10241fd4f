"""Keys of bodies: shown once, of a body, answered for by somebody of it, ended in one press."""

from datetime import timedelta

import pytest

from community.audit.models import AuditEntry
from community.common.refusals import Refused
from community.people.states import RoleKind
from marketplace.referrals.actions.bodies import end_body_worker
from marketplace.referrals.actions.keys import (
    VALID_FOR,
    end_body_key,
    name_who_answers_for_key,
)
from marketplace.referrals.models.keys import BodyKey
from marketplace.referrals.queries.keys import body_key_of, live_body_keys
from marketplace.referrals.rules.keys import MAX_BODY_KEYS
from marketplace.referrals.states import KeyScope
from tests.factories.referrals import (
    make_body,
    make_body_key_secret,
    make_officer,
    make_worker,
)
from tests.factories.supply import NOW, make_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make_body()


@pytest.fixture
def worker(body):
    return make_worker(body)


@pytest.mark.holds("P88")
def test_a_key_is_kept_as_a_digest_and_is_of_its_body(body, worker):
    secret = make_body_key_secret(body, worker)

    key = body_key_of(secret, NOW)
    assert (key.body, key.answers_for_it) == (body, worker.login)
    assert key.scopes == ["create", "read"]
    [row] = BodyKey.objects.values()
    assert secret not in str(row)
    assert secret[:8] == key.prefix
    assert all(secret not in str(line) for line in AuditEntry.objects.values())


@pytest.mark.holds("P88")
def test_it_opens_nothing_once_nobody_of_the_body_answers_for_it(body, worker):
    secret, colleague = make_body_key_secret(body, worker), make_worker(body, "walt")

    end_body_worker(body_id=body.pk, login_id=worker.login.pk, by=make_officer(), now=NOW)
    assert body_key_of(secret, NOW) is None
    [key] = live_body_keys(body.pk, NOW)

    name_who_answers_for_key(
        body_id=body.pk, key_id=key.pk, login_id=colleague.login.pk, by=make_officer(), now=NOW
    )
    assert body_key_of(secret, NOW).answers_for_it == colleague.login


def test_a_login_that_is_closed_answers_for_nothing(body, worker):
    secret = make_body_key_secret(body, worker)
    worker.login.is_active = False
    worker.login.save()

    assert body_key_of(secret, NOW) is None


@pytest.mark.holds("P88")
def test_one_press_of_anybody_of_the_team_ends_it(body, worker):
    secret, colleague = make_body_key_secret(body, worker), make_worker(body, "walt")
    key = body_key_of(secret, NOW)

    for _twice in range(2):
        end_body_key(body_id=body.pk, key_id=key.pk, by=colleague, now=NOW)

    assert body_key_of(secret, NOW) is None
    assert AuditEntry.objects.filter(deed="end_body_key").count() == 1


def test_it_ends_by_itself_after_a_year(body, worker):
    secret = make_body_key_secret(body, worker)

    assert body_key_of(secret, NOW + VALID_FOR - timedelta(seconds=1))
    assert body_key_of(secret, NOW + VALID_FOR) is None


@pytest.mark.holds("P88")
def test_nobody_else_makes_ends_or_passes_one_on(body, worker):
    other_body = make_body("Hospital team")
    stranger = make_worker(other_body, "sam")
    elsewhere = make_role("oscar", RoleKind.WORKER)
    secret = make_body_key_secret(body, worker)
    key = body_key_of(secret, NOW)

    for somebody in (worker, stranger, elsewhere):
        with pytest.raises(Refused):
            make_body_key_secret(body, worker, by=somebody)
        with pytest.raises(Refused):
            name_who_answers_for_key(
                body_id=body.pk, key_id=key.pk, login_id=worker.login.pk, by=somebody, now=NOW
            )
    for somebody in (stranger, elsewhere):
        with pytest.raises(Refused):
            end_body_key(body_id=body.pk, key_id=key.pk, by=somebody, now=NOW)
    assert body_key_of(secret, NOW)


def test_somebody_of_another_team_cannot_answer_for_it(body, worker):
    stranger = make_worker(make_body("Hospital team"), "sam")

    with pytest.raises(Refused, match="works for the team"):
        make_body_key_secret(body, stranger)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "  "}, "name"),
        ({"scopes": ()}, "scopes"),
        ({"scopes": ("read", "everything")}, "scopes"),
    ],
)
def test_half_a_key_is_refused_with_the_box_that_is_wrong(body, worker, wrong, field):
    with pytest.raises(Refused) as refused:
        make_body_key_secret(body, worker, **wrong)

    assert refused.value.field == field


def test_there_are_only_so_many_and_an_ended_one_makes_room(body, worker):
    for number in range(MAX_BODY_KEYS):
        secret = make_body_key_secret(body, worker, name=f"System {number}")

    with pytest.raises(Refused, match="as many keys"):
        make_body_key_secret(body, worker)

    end_body_key(body_id=body.pk, key_id=body_key_of(secret, NOW).pk, by=worker, now=NOW)
    assert make_body_key_secret(body, worker)


def test_the_scopes_are_all_that_a_key_may_be_made_for(body, worker):
    secret = make_body_key_secret(body, worker, scopes=[KeyScope.READ])

    assert body_key_of(secret, NOW).scopes == ["read"]
