"""Somebody else's thing is not there: the same status and the same bytes as one that never was.

Every address with an id in it is tried, pages and API, whatever is added. One that anybody may
open is named in OPEN, with its reason.
"""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from community.people.acting import Acting
from tests.access.doors import OF_RESOURCE
from tests.frontend.markup import without_made_anew
from tests.frontend.visiting import signed_in

from .world import World, make_outsider, make_world

NOT_OURS = ("account/", "staff/", "demo/")  # allauth's, the admin's; the demo has nobody's life

OPEN = {
    "add_source_of": "names a kind of money, not somebody's",
    "asked_near": "counts of what is missing in an area, for everyone who offers something",
    "demand_near": "the same",
    "kind_calendar": "what anybody can find in an area",
    **dict.fromkeys(
        (
            *("oruk_service", "oruk_service_at_location", "oruk_organization"),
            *("oruk_taxonomy", "oruk_taxonomy_term"),
        ),
        "the open directory: what anybody can find",
    ),
    "join_by_code": "whoever holds an invitation's code may come in",
    "join_on_paper": "the same, entered by somebody who works in the area",
    "not_me": "a signed link from the message to the old address, which stops and shows no name",
    "wanted-detail": "what a group asks for, for whoever could run it: a few lines, nobody's name",
    "public_brief": "the same",
    "picture_file": "a picture that strangers may see; others: tests/frontend/pictures",
    "picture_agreement": "whoever holds the address that somebody in a picture was given",
    **dict.fromkeys(
        ("option_sheet", "option_sheet_pdf"), "of nobody, for whoever was given its code"
    ),
    **dict.fromkeys(
        ("talk", "talk_about"),
        "of a kind and a number, which only its own person reads: tests/frontend/talks",
    ),
    "objection": "what somebody said of a listing, for whoever was given its code",
}
# Parts of an address that are no id.
WORDS = {"kind": "own", "name": "what", "step": "when", "width": "640"}
NEVER_WAS = {
    "code": "ZZZZZZZZ",
    "objection_code": "ZZZZZZZZZZ",
    "picture_code": "0" * 32,
    **dict.fromkeys(("person_id", "other_id"), "00000000-0000-4000-8000-000000000000"),
}
NAMED = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


def addresses() -> list[str]:
    """Each address with something named in it, in both its ways of writing, as "/a/<b>/"."""

    def under(resolver, before: str) -> Iterator[tuple[str, URLPattern]]:
        for pattern in resolver.url_patterns:
            whole = before + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield whole, pattern
            else:
                yield from under(pattern, whole)

    return [
        f"/{NAMED.sub(name_in(address), address.replace('^', '').rstrip('$'))}"
        for address, pattern in under(get_resolver(), "")
        if NAMED.search(address)
        and not address.startswith(NOT_OURS)
        and "format" not in address
        and pattern.name not in OPEN
    ]


def name_in(address: str):
    """What an address calls each thing: a resource of the API says only "pk"."""
    resource = address.removeprefix("api/").lstrip("^").split("/")[0]
    own = OF_RESOURCE.get(resource, f"{resource.rstrip('s')}_id")
    return lambda found: f"<{own if (found[1] or found[2]) == 'pk' else found[1] or found[2]}>"


def filled(address: str, ids: dict) -> str:
    return re.sub(r"<(\w+)>", lambda found: str({**WORDS, **ids}[found[1]]), address)


def seen(client: Client, address: str) -> list:
    """What comes of looking at it, and of sending it something, less its own address and what
    differs each time."""
    answers = [client.get(address), client.post(address, {}, content_type="application/json")]
    return [
        (
            answer.status_code,
            answer.get("Location", "").replace(address, ""),
            without_made_anew(answer.getvalue().decode("latin-1").replace(address, "")),
        )
        for answer in answers
    ]


def gives_away(client: Client, address: str, world: World) -> str:
    """What `client` learns of a thing that is there; empty when nothing."""
    there = seen(client, filled(address, world.ids))
    nowhere = seen(client, filled(address, dict.fromkeys(world.ids, 987654321) | NEVER_WAS))
    # A shape fault is told before anything is looked up.
    wrong = [code for code, *_rest in there if code not in (302, 400, 401, 404, 405)]
    leads = [to for _code, to, _body in there if to and not to.startswith("/account/login/")]
    if wrong or leads or there != nowhere:
        return f"{address}: {[row[:2] for row in there]} against {[row[:2] for row in nowhere]}"
    return ""


@pytest.fixture
def world(db) -> World:
    return make_world()


def visitor(by: Acting | None) -> Client:
    return signed_in(by) if by else Client()


@pytest.mark.holds("T19")
@pytest.mark.parametrize("who", ["nobody signed in", "a member of another group"])
def test_nobody_learns_whether_anothers_thing_is_there(world, who):
    client = visitor(None if who == "nobody signed in" else make_outsider())

    told = [gives_away(client, address, world) for address in addresses()]

    assert [words for words in told if words] == []


@pytest.mark.holds("T19")
def test_a_peer_in_the_same_group_learns_nothing_of_what_is_ones_own(world):
    own = (
        "source_id",
        "question_id",
        "booking_id",
        "concern_id",
        "representation_id",
        "dispute_id",
    )
    client = visitor(world.ben)

    told = [
        gives_away(client, address, world)
        for address in addresses()
        if any(f"<{name}>" in address for name in own)
    ]

    assert [words for words in told if words] == []


def test_an_address_that_gives_something_away_is_noticed(world, settings):
    """The control: the matrix would see it, were such an address added tomorrow."""
    settings.ROOT_URLCONF = "tests.frontend.api.leaking"

    assert addresses() == ["/leak/<source_id>/"]
    assert gives_away(visitor(world.ben), "/leak/<source_id>/", world)


def test_the_matrix_has_a_thing_for_every_name_in_an_address(world):
    names = {name for address in addresses() for name in re.findall(r"<(\w+)>", address)}

    assert names - set(WORDS) <= set(world.ids)
    assert len(addresses()) > 100
