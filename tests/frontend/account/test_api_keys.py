"""Keys for one's own programs: shown once, ended at once, and nobody else's business."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

from community.audit.models import AuditEntry
from community.people.rules.api_keys import MAX_API_KEYS
from tests.factories.supply import make_login, make_someone
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")


def make_key(client) -> str:
    page = client.post("/account/programs/")
    return re.findall(r"<code[^>]*>([0-9a-f]{60,})</code>", page.text)[0]


def me(key: str) -> int:
    return Client().get("/api/me/", headers={"Authorization": f"Bearer {key}"}).status_code


def test_a_key_signs_in_until_it_is_ended():
    alice = make_someone("alice")
    client = signed_in(alice)

    key = make_key(client)

    assert me(key) == 200
    assert key not in client.get("/account/programs/").text
    [row] = AuthToken.objects.all()
    assert timedelta(days=364) < row.expiry - timezone.now() <= timedelta(days=365)

    client.post(f"/account/programs/{row.token_key}/end/")

    assert me(key) == 401
    deeds = AuditEntry.objects.filter(about=f"key:{row.token_key}").order_by("pk")
    assert [(deed.deed, deed.login_id) for deed in deeds] == [
        ("create_api_key", alice.login.pk),
        ("end_api_key", alice.login.pk),
    ]


def test_whoever_offers_something_has_keys_too():
    assert me(make_key(signed_in(make_login("curator")))) == 200


def test_a_key_that_has_run_out_opens_nothing():
    key = make_key(signed_in(make_someone("alice")))
    AuthToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))

    assert me(key) == 401


def test_nobody_sees_or_ends_the_key_of_another():
    alice, bob = make_someone("alice"), make_someone("bob")
    key = make_key(signed_in(alice))
    begins = AuthToken.objects.get().token_key

    assert begins not in signed_in(bob).get("/account/programs/").text
    signed_in(bob).post(f"/account/programs/{begins}/end/")
    assert me(key) == 200
    assert not AuditEntry.objects.filter(deed="end_api_key").exists()


def test_a_key_makes_no_keys_and_a_stranger_signs_in_first():
    key = make_key(signed_in(make_someone("alice")))
    bearer = {"Authorization": f"Bearer {key}"}

    for headers in (bearer, {}):
        page = Client().post("/account/programs/", headers=headers)
        assert page.url.startswith("/account/login/")
    assert AuthToken.objects.count() == 1


def test_there_are_only_so_many():
    client = signed_in(make_someone("alice"))
    for _each in range(MAX_API_KEYS):
        make_key(client)

    page = client.post("/account/programs/")

    assert page.status_code == 409
    assert "End one that is not used any more" in page.text
    assert AuthToken.objects.count() == MAX_API_KEYS
