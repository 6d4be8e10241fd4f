"""What Open Referral UK 3.0 asks of each thing, written down from its published schemas: which
fields must be there, their kinds and forms; and what the government's own reader asks beyond that
(an id on every object, whole ages, complete addresses, a code for every term).
"""

from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

UUID_PATTERN = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
MOMENT_PATTERN = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"
TEXT = {"type": "string", "minLength": 1}
ID = {"type": "string", "pattern": UUID_PATTERN}
WEB = {"type": "string", "pattern": r"^https?://[^\s/]+\S*$"}
AGE = {"type": "integer", "minimum": 0, "maximum": 255}


def thing(*required: str, **properties: Any) -> dict:
    return {
        "type": "object",
        "required": ["id", *required],
        "properties": {"id": ID} | properties,
    }


def many(of: dict) -> dict:
    return {"type": "array", "items": of, "minItems": 1}


TERM = thing(
    *("code", "name", "description", "taxonomy_id"),
    **dict.fromkeys(("code", "name", "description", "taxonomy"), TEXT),
    taxonomy_id=ID,
)
TAXONOMY = thing("name", "description", name=TEXT, description=TEXT)
ORGANIZATION = thing("name", "description", name=TEXT, description=TEXT, website=WEB)
ATTRIBUTE = thing(
    *("link_id", "link_entity", "taxonomy_term_id", "taxonomy_term"),
    link_id=ID,
    link_entity=TEXT,
    taxonomy_term_id=ID,
    taxonomy_term=TERM,
)
ADDRESS_FIELDS = ("address_1", "city", "state_province", "postal_code", "country")
ADDRESS = thing(
    *ADDRESS_FIELDS,
    "address_type",
    **dict.fromkeys(ADDRESS_FIELDS, TEXT),
    address_type={"enum": ["physical", "postal", "virtual"]},
)
LOCATION = thing(
    "location_type",
    location_type={"enum": ["physical", "postal", "virtual"]},
    name=TEXT,
    description=TEXT,
    latitude={"type": "number", "minimum": 49, "maximum": 61},
    longitude={"type": "number", "minimum": -9, "maximum": 2.5},
    addresses=many(ADDRESS),
)
PLACE = thing("service_id", "location", service_id=ID, location_id=ID, location=LOCATION)
CLOCK = {"type": "string", "pattern": r"^\d\d:\d\d:\d\d$"}
SCHEDULE = thing(
    freq={"enum": ["WEEKLY", "MONTHLY"]},
    interval={"type": "integer"},
    byday={"type": "string", "pattern": "^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$"},
    opens_at=CLOCK,
    closes_at=CLOCK,
    description=TEXT,
)
COST = thing(option=TEXT, amount={"type": "number", "minimum": 0}, amount_description=TEXT)
SERVICE = thing(
    *("name", "status", "organization_id", "organization"),
    name=TEXT,
    organization_id=ID,
    description=TEXT,
    url=WEB,
    status={"enum": ["active", "inactive", "defunct", "temporarily closed"]},
    fees=TEXT,
    minimum_age=AGE,
    maximum_age=AGE,
    last_modified={"type": "string", "pattern": MOMENT_PATTERN},
    organization=ORGANIZATION,
    schedules=many(SCHEDULE),
    service_areas=many(thing(name=TEXT)),
    service_at_locations=many(PLACE),
    cost_options=many(COST),
    attributes=many(ATTRIBUTE),
)
SERVICE_AT_LOCATION = PLACE | {
    "required": [*PLACE["required"], "service"],
    "properties": PLACE["properties"] | {"service": SERVICE},
}
API_DETAILS = {
    "type": "object",
    "required": ["version", "profile", "openapi_url"],
    "properties": {"version": {"const": "HSDS-UK-3.0"}, "profile": WEB, "openapi_url": WEB},
}
OF_LIST = {
    "/services": SERVICE,
    "/service_at_locations": SERVICE_AT_LOCATION,
    "/taxonomies": TAXONOMY,
    "/taxonomy_terms": TERM,
    "/organizations": ORGANIZATION,
}


def page_of(each: dict) -> dict:
    count, flag = {"type": "integer", "minimum": 0}, {"type": "boolean"}
    kinds = {
        **dict.fromkeys(("total_items", "total_pages", "page_number", "size"), count),
        **dict.fromkeys(("first_page", "last_page", "empty"), flag),
        "contents": {"type": "array", "items": each},
    }
    return {
        "type": "object",
        "required": list(kinds),
        "properties": kinds,
        "additionalProperties": False,
    }


def faults(schema: dict, answer: Any) -> list[str]:
    """What the standard would not take; also a field that is there and says nothing."""
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    wrong = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(answer)]
    return wrong + [f"{path}: {fault}" for path, fault in _everywhere(answer)]


def _everywhere(answer: Any, path: str = "$"):
    is_page_of_nothing = path == "$" and isinstance(answer, dict) and "contents" in answer
    if isinstance(answer, dict):
        if not is_page_of_nothing and path != "$" and "id" not in answer:
            yield path, "an object without an id"
        for name, value in answer.items():
            if value in (None, "", []) and not (is_page_of_nothing and name == "contents"):
                yield f"{path}.{name}", "a field that says nothing"
            yield from _everywhere(value, f"{path}.{name}")
    elif isinstance(answer, list):
        for number, value in enumerate(answer):
            yield from _everywhere(value, f"{path}[{number}]")
