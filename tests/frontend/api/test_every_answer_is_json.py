"""Whatever is asked under /api/, and however it fails, a program reads our JSON."""

import json

import pytest
from django.db import OperationalError
from django.test import Client

from community.common.refusals import Refused
from frontend.api.account.me import MeView
from tests.factories.places import HOME, make_home
from tests.factories.supply import make_someone
from tests.frontend.visiting import signed_in

JSON = "application/json"
KEYS = {"code", "message", "field", "next_step"}
HALF = "\ud800"  # of an emoji


def told(response, status: int) -> dict:
    """The refusal, which has our shape."""
    assert response.status_code == status, response.content[:200]
    assert response.headers["Content-Type"].startswith(JSON)
    body = json.loads(response.content)
    assert body.keys() >= KEYS | ({"errors"} if status == 400 else set())
    return body


@pytest.fixture
def client(db) -> Client:
    client = signed_in(make_someone("alice"))
    client.raise_request_exception = False
    return client


@pytest.mark.holds("fault:H11")
@pytest.mark.parametrize("address", ["/api/nothing/", "/api/pools/abc/", "/api/sources/%00/"])
def test_an_address_that_is_none(client, address):
    assert told(client.get(address), 404)["code"] == "not_found"


@pytest.mark.holds("fault:H11")
def test_what_is_no_json_or_cannot_be_asked_so(client):
    assert told(client.post("/api/briefs/", "{", JSON), 400)["errors"] == {}
    told(client.delete("/api/briefs/"), 405)
    told(client.post("/api/briefs/", "a", "text/csv"), 415)


@pytest.mark.holds("fault:H11")
def test_what_is_too_large(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    sent = client.post("/api/briefs/", json.dumps("a" * 200), JSON)
    assert told(sent, 413)["code"] == "too_large"


@pytest.mark.holds("fault:H11")
@pytest.mark.parametrize(("fault", "status"), [(OperationalError, 503), (ZeroDivisionError, 500)])
@pytest.mark.parametrize("where", ["in the resource", "before it"])
def test_a_fault_of_ours(client, monkeypatch, fault, status, where):
    def fails(*_args, **_kwargs):
        raise fault

    if where == "in the resource":
        monkeypatch.setattr(MeView, "get", fails)
    else:
        monkeypatch.setattr("django.contrib.sessions.middleware.SessionStore", fails, raising=False)
        monkeypatch.setattr("frontend.middleware.LookOnlyMiddleware.process_view", fails)
    told(client.get("/api/me/"), status)


@pytest.mark.holds("fault:H10")
@pytest.mark.parametrize("sent", ["[" * 100_000, '{"code": ' + "[" * 5000 + "]" * 5000 + "}"])
@pytest.mark.parametrize("address", ["/api/concerns/", "/api/join/"])
def test_json_nested_deep(client, address, sent):
    assert told(client.post(address, sent, JSON), 400)["code"] == "parse_error"


CHOICES = [
    ("/api/sources/", {"kind": HALF, "called": "A"}),
    ("/api/sources/", {"kind": "card", "rail": HALF}),
    ("/api/groups/", {"purposes": [HALF]}),
    ("/api/offers/", {"meets": [HALF], "missed_rule": HALF}),
    ("/api/my-listings/", {"price_kind": HALF, "suits": {HALF: HALF}}),
    ("/api/me/", {HALF: 1, "adjustments": HALF}),
]


@pytest.mark.holds("fault:H9")
@pytest.mark.parametrize(("address", "sent"), CHOICES)
def test_half_of_an_emoji_in_a_choice_is_refused_in_words_that_can_be_written(
    client, address, sent
):
    method = client.patch if address == "/api/me/" else client.post
    response = method(address, json.dumps(sent), JSON)

    assert response.status_code < 500
    response.content.decode()


def test_a_rule_that_repeats_what_was_sent_can_be_written_too(client, monkeypatch):
    def refuses(*_args, **_kwargs):
        raise Refused(f"No {HALF}.")

    monkeypatch.setattr(MeView, "get", refuses)
    assert told(client.get("/api/me/"), 409)["message"] == "No ?."


@pytest.mark.holds("fault:H19")
def test_a_page_past_the_end_is_not_there(client):
    make_home()
    assert client.get("/api/search/", {"postcode": HOME, "page": 1}).status_code == 200
    told(client.get("/api/search/", {"postcode": HOME, "page": 999999}), 404)
