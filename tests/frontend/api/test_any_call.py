"""Calls made up from the API's own description are answered as it says, whoever makes them."""

from collections.abc import Iterator
from copy import deepcopy
from itertools import count

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.wsgi import application
from tests.access.doors import description
from tests.factories.cards import use_standin
from tests.factories.supply import NOW
from tests.frontend.visiting import set_clock

from .test_not_there import OF_RESOURCE
from .world import World, bearer_of_somebody_who_may_much, make_world

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
SHARDS = 4
PLAIN = {"Accept-Encoding": "identity"}
# Where somebody has to be signed in, nobody is refused before anything of the call is read: so many
# times are enough.
NOBODY_IS_TRIED = 5
NOWHERE_EACH = 3  # of so many calls one goes to an address that was made up as well
OF_PATH = OF_RESOURCE | {"statements": "source_id", "provider-pools": "pool_id"}


@pytest.fixture
def world(db, monkeypatch) -> Iterator[World]:
    use_standin(monkeypatch)
    set_clock(NOW)
    # A real server lets its connection go after each answer; this test's is rolled back at the end.
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield make_world()
    for end in ends:
        end.connect(close_old_connections)


def faults_of(world: World, *, seed: int, shard: int, examples: int) -> list[str]:
    """What was wrong with any answer, by somebody who may much and by nobody in turn."""
    schema = schemathesis.openapi.from_dict(deepcopy(description()))
    schema.app = application
    bearer = PLAIN | bearer_of_somebody_who_may_much(world)
    faults: set[str] = set()
    for result in list(schema.get_all_operations())[shard::SHARDS]:
        faults |= _faults_of(result.ok(), world, bearer, seed, examples)
    return sorted(faults)


def _faults_of(operation, world: World, bearer: dict, seed: int, examples: int) -> set[str]:
    faults: set[str] = set()
    is_open = is_open_to_anybody(operation)
    number = count()

    @hypothesis.seed(seed)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def call(case):
        nth = next(number)
        callers = [bearer, PLAIN] if is_open or nth < NOBODY_IS_TRIED else [bearer]
        for made in _there_and_nowhere(case, world, is_nowhere_tried=nth % NOWHERE_EACH == 0):
            for headers in callers:
                answer = made.call(headers=headers)
                try:
                    made.validate_response(answer, checks=CHECKS, headers=headers)
                except FailureGroup as group:
                    faults.update(
                        f"{operation.label} {answer.status_code}: {one.title}: {one.message}"
                        for one in group.exceptions
                    )

    call()
    return faults


def is_open_to_anybody(operation) -> bool:
    """As it is described: signing in is one of several ways, or none of them."""
    return {} in operation.definition.raw.get("security", [{}])


def _there_and_nowhere(case, world: World, *, is_nowhere_tried: bool) -> Iterator:
    """The call of things that are there; and, where it is asked for, at the address made up."""
    if case.path_parameters:
        if is_nowhere_tried:
            yield case
        case.path_parameters = _things_in(case.path, world)
    yield case


def _things_in(path: str, world: World) -> dict:
    """Ids of things that are there, for a path such as /api/pools/{pool_id}/pledge/."""
    resource = path.split("/")[2]
    own = world.ids.get(OF_PATH.get(resource, f"{resource.rstrip('s')}_id"))
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    # As an address has it: some ids are no numbers.
    return {name: str(world.ids.get(name, own)) for name in names}


@pytest.mark.holds("T20", "fault:H22")
@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_call_is_answered_otherwise_than_described(world, seed, shard):
    faults = faults_of(world, seed=seed, shard=shard, examples=1)

    assert not faults, "\n".join(faults)


@pytest.mark.prove
@pytest.mark.fuzz
@pytest.mark.parametrize("shard", range(SHARDS))
def test_thousands_of_calls_are_answered_as_described(world, seed, shard):
    faults = faults_of(world, seed=seed, shard=shard, examples=150)

    assert not faults, "\n".join(faults)
