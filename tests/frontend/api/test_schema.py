"""The API is what it says it is: every resource described, every answer as described."""

from io import StringIO

import pytest
from django.core.management import call_command
from drf_spectacular.validation import validate_schema
from rest_framework.serializers import Serializer

from tests.access.doors import description
from tests.factories.supply import NOW
from tests.frontend.visiting import set_clock

from .world import World, bearer_of_somebody_who_may_much, make_world

REFUSAL = {"code", "message", "field", "next_step"}


@pytest.fixture(scope="module")
def described() -> dict:
    return description()


def operations(described: dict):
    return [
        (f"{method.upper()} {path}", operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]


def test_it_is_valid_openapi_made_without_a_warning(described):
    validate_schema(described)
    output = StringIO()
    call_command("spectacular", "--fail-on-warn", stdout=StringIO(), stderr=output)
    assert output.getvalue() == ""


def test_every_resource_says_what_it_does_and_what_it_answers(described):
    for name, operation in operations(described):
        assert operation.get("summary"), name
        good = [code for code in operation["responses"] if code.startswith("2") and code != "208"]
        assert len(good) == 1 or good == ["200", "202"], name  # 202: it waits first
        for code, answer in operation["responses"].items():
            assert answer["description"] or "content" in answer, (name, code)
            if code not in ("204", "404") and code.startswith("2"):
                assert "content" in answer, (name, code)


def test_every_resource_says_how_it_refuses(described):
    for name, operation in operations(described):
        assert {"400", "401", "404", "409", "429"} <= set(operation["responses"]), name


@pytest.fixture
def world(db) -> World:
    set_clock(NOW)
    return make_world()


@pytest.mark.parametrize(
    ("method", "path", "sent", "status"),
    [
        ("get", "/api/pools/", None, 401),
        ("get", "/api/pools/987654321/", None, 404),
        ("post", "/api/briefs/{brief_id}/publish/", {}, 409),
        ("post", "/api/pools/{pool_id}/card/", {"source_id": 987654321}, 404),
        ("delete", "/api/me/", None, 405),
        ("get", "/api/locations/?q=nowhere", None, 409),
    ],
)
def test_every_refusal_has_the_same_four_words(world, client, method, path, sent, status):
    signed = bearer_of_somebody_who_may_much(world)
    answer = getattr(client, method)(
        path.format(**world.ids),
        sent,
        content_type="application/json",
        headers={} if status == 401 else signed,
    )

    assert (answer.status_code, set(answer.json())) == (status, REFUSAL)
    assert answer.json()["message"]


def test_a_fault_of_shape_also_names_every_field(world, client):
    answer = client.post(
        "/api/pools/",
        {"closes_on": "soon"},
        content_type="application/json",
        headers=bearer_of_somebody_who_may_much(world),
    )

    assert (answer.status_code, set(answer.json())) == (400, REFUSAL | {"errors"})
    assert set(answer.json()["errors"]) == {"offer_id", "closes_on"}


@pytest.mark.holds("fault:H16")
def test_what_the_description_lets_a_call_ask_by_is_read_and_nothing_else(world, described, client):
    signed = bearer_of_somebody_who_may_much(world)
    for name, operation in operations(described):
        method, path = name.split(" ")
        names = {each["name"] for each in operation.get("parameters", ()) if each["in"] == "query"}
        if method != "GET" or "{" in path or path in ("/api/openapi/",):
            continue
        answer = client.get(path, dict.fromkeys((*names, "nonsense"), ""), headers=signed)
        errors = answer.json().get("errors", {})
        assert answer.status_code in (400, 404), name
        if answer.status_code == 400:
            assert set(errors) == {"nonsense"}, name


@pytest.mark.holds("fault:H22")
def test_a_list_that_is_refused_when_it_is_empty_says_so(described):
    lists = [
        (shape, name, field.allow_empty)
        for shape in _shapes_of_what_is_sent()
        for name, field in shape().fields.items()
        if hasattr(field, "allow_empty") and not field.read_only
    ]
    said = described["components"]["schemas"]
    refused = {f"{shape.__name__}.{name}" for shape, name, allows in lists if not allows}

    assert {"PledgeIn.parts", "ToldIn.lines", "CommitmentAnswersIn.answers"} <= refused
    for shape, name, allows in lists:
        if f"{shape.__name__}Request" in said:
            box = said[f"{shape.__name__}Request"]["properties"][name]
            assert (box.get("minItems", 0) == 0) == allows, (shape, name)


def _shapes_of_what_is_sent() -> list[type[Serializer]]:
    below, shapes = [Serializer], []
    while below:
        shapes.append(below.pop())
        below += shapes[-1].__subclasses__()
    ours = {each for each in shapes if each.__module__.startswith("frontend.api")}
    return [each for each in ours if each.__name__.endswith("In")]
