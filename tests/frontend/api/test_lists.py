"""Every list has one shape, and takes as many statements however many there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.people.acting import Acting
from pooling.pools.actions.private_questions import ask_privately
from pooling.pools.models.pledges import Pool
from pooling.pools.states import PrivateQuestionKind
from tests.access.doors import description
from tests.factories.pools import make_group, make_pool, make_source, say_yes
from tests.factories.supply import NOW, make_provider
from tests.frontend.visiting import set_clock, signed_in

from .world import World, bearer_of_somebody_who_may_much, make_world

SHAPE = {"count", "next", "previous", "results"}


def answers_of_get() -> dict[str, dict]:
    """{path: what a GET answers}, without what is a file."""
    paths = description()["paths"]
    contents = {
        path: methods["get"]["responses"]["200"]["content"]
        for path, methods in paths.items()
        if "get" in methods
    }
    return {
        path: content["application/json"]["schema"]
        for path, content in contents.items()
        if "application/json" in content
    }


def lists() -> list[str]:
    return [
        path
        for path, schema in answers_of_get().items()
        if "/Paginated" in schema.get("$ref", "") and "{" not in path
    ]


def test_nothing_answers_a_bare_array():
    assert len(lists()) > 25
    assert [
        path for path, schema in answers_of_get().items() if schema.get("type") == "array"
    ] == []


@pytest.fixture
def world(db) -> World:
    set_clock(NOW)
    return make_world()


def test_every_list_answers_the_one_shape(world):
    signed = bearer_of_somebody_who_may_much(world)

    answers = {path: Client(headers=signed).get(path) for path in lists()}

    others = ("/api/concerns/", "/api/areas-run/", "/api/areas/asked/")  # lead, operator
    assert {path: answer.status_code for path, answer in answers.items()} == {
        path: 404 if path in others else 200 for path in answers
    }
    assert all(set(answers[path].json()) == SHAPE for path in answers if path not in others)


def test_a_long_list_comes_by_the_page(world):
    for _number in range(21):
        make_source(world.ann, "own", "transfer")
    client = signed_in(world.ann)

    first = client.get("/api/sources/").json()
    second = client.get(first["next"]).json()

    assert (first["count"], len(first["results"]), len(second["results"])) == (22, 20, 2)
    ids = {row["id"] for row in first["results"] + second["results"]}
    assert (len(ids), first["previous"], second["next"]) == (22, None, None)


def statements(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    "path", ["invoices/", "invoices/to-make/", "transfers/", "transfer-refunds/", "provider-pools/"]
)
def test_a_list_of_a_provider_takes_as_many_statements_for_one_who_speaks_for_three(world, path):
    client = signed_in(world.voice)
    with_one = statements(client, f"/api/{path}")
    for name in ("Second Museum", "Third Museum"):
        make_provider(world.voice, name)

    assert statements(client, f"/api/{path}") == with_one


def test_shared_costs_take_as_many_statements_for_one_and_for_three(world):
    ann, voice = signed_in(world.ann), signed_in(world.voice)
    with_one = [statements(ann, "/api/pools/"), statements(voice, "/api/provider-pools/")]
    make_two_more(world)

    assert ann.get("/api/pools/").json()["count"] == 3
    assert voice.get("/api/provider-pools/").json()["count"] == 3
    assert [statements(ann, "/api/pools/"), statements(voice, "/api/provider-pools/")] == with_one


def test_what_one_is_asked_in_private_takes_as_many_statements_for_one_and_for_three(world):
    client = signed_in(world.ann)
    with_one = statements(client, "/api/questions/")
    for pool in make_two_more(world):
        ask_privately(
            say_yes(pool, world.ann, 1500),
            PrivateQuestionKind.NEW_TERMS,
            text="Another price.",
            answer_by=NOW + timedelta(days=7),
            now=NOW,
        )

    assert client.get("/api/questions/").json()["count"] == 3
    assert statements(client, "/api/questions/") == with_one


def make_two_more(world: World) -> list[Pool]:
    """Shared costs of the same people and the same provider."""
    people = members_of(world.pool)
    return [
        make_pool(people, group=make_group(people, name), voice=world.voice)
        for name in ("Wednesday people", "Thursday people")
    ]


def members_of(pool: Pool) -> list[Acting]:
    people = [member.person for member in pool.group.members.select_related("person__login")]
    return [Acting(login=person.login, person=person) for person in people]
