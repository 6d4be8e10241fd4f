"""Two documents of the API that differ are told apart, and what is meant is not told."""

from copy import deepcopy

import pytest
import yaml

from tests.comparisons import openapi
from tests.comparisons.meant import MeantChanges, Renaming
from tests.comparisons.openapi import Document, compare

POOL = {
    "type": "object",
    "required": ["state"],
    "properties": {
        "state": {"$ref": "#/components/schemas/State"},
        "mine": {"allOf": [{"$ref": "#/components/schemas/Pledge"}], "nullable": True},
        "parent": {"$ref": "#/components/schemas/Pool"},
    },
}
PAGE = {
    "type": "object",
    "required": ["count", "results"],
    "properties": {
        "count": {"type": "integer"},
        "next": {"type": "string", "nullable": True},
        "previous": {"type": "string", "nullable": True},
        "results": {"type": "array", "items": {"$ref": "#/components/schemas/Pool"}},
    },
}
BARE = {"type": "array", "items": {"$ref": "#/components/schemas/Pool"}}
PAGE_NUMBER = {"in": "query", "name": "page", "schema": {"type": "integer"}}


def answer(schema):
    return {"200": {"content": {"application/json": {"schema": schema}}}}


@pytest.fixture
def content():
    pledge = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pledge"}}}}
    return {
        "paths": {
            "/api/all/": {"get": {"parameters": [PAGE_NUMBER], "responses": answer(PAGE)}},
            "/api/pools/": {"get": {"responses": answer(BARE)}},
            "/api/pools/{pool_id}/": {
                "put": {
                    "parameters": [
                        {"in": "path", "name": "pool_id", "schema": {"type": "integer"}},
                        {"in": "header", "name": "X-Acting-For", "schema": {"type": "string"}},
                    ],
                    "requestBody": pledge,
                    "responses": answer({"$ref": "#/components/schemas/Pool"}),
                }
            },
        },
        "components": {
            "schemas": {
                "State": {"type": "string", "enum": ["open", "funded"]},
                "Pledge": {"type": "object", "properties": {"max_pence": {"type": "integer"}}},
                "Pool": POOL,
            }
        },
    }


def lines_between(before, after, meant=MeantChanges()):  # noqa: B008  frozen: one serves all
    return compare(Document(before).facts(), Document(after).facts(), meant)


def components(content):
    return content["components"]["schemas"]


def put(content):
    return content["paths"]["/api/pools/{pool_id}/"]["put"]


def test_names_of_components_and_of_what_varies_in_an_address_are_no_difference(content):
    text = yaml.safe_dump(content)
    renamed = text.replace("Pledge", "PledgeOut").replace("pool_id", "id")

    assert lines_between(content, yaml.safe_load(renamed)) == []


def in_pool(name, after):
    return [
        f"GET /api/all/ answer 200 “results[].{name}” {after}",
        f"GET /api/pools/ answer 200 “[].{name}” {after}",
        f"PUT /api/pools/{{}}/ answer 200 “{name}” {after}",
    ]


def drop_field(content):
    del components(content)["Pool"]["properties"]["mine"]


def add_state(content):
    components(content)["State"]["enum"].append("ended")


def require_nothing(content):
    components(content)["Pool"]["required"] = []


def add_status(content):
    put(content)["responses"]["404"] = {}


def take_text(content):
    components(content)["Pledge"]["properties"]["max_pence"]["type"] = "string"


def drop_header(content):
    del put(content)["parameters"][1]


def drop_method(content):
    content["paths"]["/api/pools/{pool_id}/"] = {}


STATES = 'string, one of "funded", "open"'
STATES_AND_ENDED = 'string, one of "ended", "funded", "open"'


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (drop_field, in_pool("mine", "is gone: object, nullable")),
        (
            add_state,
            in_pool(
                "state",
                f"was “{STATES}, required” and is “{STATES_AND_ENDED}, required”",
            ),
        ),
        (require_nothing, in_pool("state", f"was “{STATES}, required” and is “{STATES}”")),
        (add_status, ["PUT /api/pools/{}/ answer 404 is new: nothing"]),
        (
            take_text,
            sorted(
                [
                    "PUT /api/pools/{}/ body “max_pence” was “integer” and is “string”",
                    *in_pool("mine.max_pence", "was “integer” and is “string”"),
                ]
            ),
        ),
        (drop_header, ["PUT /api/pools/{}/ header parameter “X-Acting-For” is gone: string"]),
        (drop_method, ["PUT /api/pools/{}/ is gone: there"]),
    ],
)
def test_each_difference_is_told_once_in_words(content, change, lines):
    after = deepcopy(content)
    change(after)

    assert sorted(lines_between(content, after)) == lines


def test_what_is_meant_is_not_told(content):
    after = yaml.safe_load(
        yaml.safe_dump(content).replace("/api/pools/", "/api/costs/").replace("mine", "my_pledge")
    )
    after["paths"]["/api/costs/"]["get"] = content["paths"]["/api/all/"]["get"]
    meant = MeantChanges(
        addresses=(Renaming("/api/pools/", "/api/costs/"),),
        fields=(Renaming("mine", "my_pledge", at=("/api/costs/", "/api/all/")),),
        lists=("/api/costs/",),
    )

    assert lines_between(content, after, meant) == []


def test_what_is_meant_and_is_not_so_is_told(content):
    meant = MeantChanges(
        fields=(Renaming("mine", "my_pledge", at=("/api/none/",)),),
        lists=("/api/all/",),
        lines=("GET /api/all/ is gone: there",),
    )

    assert lines_between(content, content, meant) == [
        "meant, and not so: field mine → my_pledge at /api/none/",
        "meant, and not so: list /api/all/",
        "meant, and not so: the line 'GET /api/all/ is gone: there'",
    ]


def test_a_field_is_renamed_only_under_the_one_that_is_named(content):
    under = MeantChanges(fields=(Renaming("state", "status", at=("/api/",), under="parent"),))

    assert "meant, and not so: field state → status at /api/" in lines_between(
        content, content, under
    )


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ('    code = "pool_full"', {"pool_full"}),
        ('    code, field = "pool_full", "amount"', {"pool_full"}),
        ('code = "no_refusal"', set()),
    ],
)
def test_codes_of_refusals_are_read_from_classes(line, codes):
    assert set(openapi.CODE_PATTERN.findall(line)) == codes
