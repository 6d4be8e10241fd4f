"""Who comes through which door: each of twelve actors tries every page and every call, with what is
Ann's and with what is somebody else's.

What is expected stands in pages.py, calls.py and audiences.py. Each write is sent with a body that
its form or its schema takes, and rolled back. Every second write is left to `make prove`. Whatever
is behind a sign-in says that no browser is to store it.
"""

from collections.abc import Iterator
from enum import Enum

import pytest
from django.core.cache import cache
from django.db import transaction

from community.people.states import RepresentationScope, RoleKind
from tests.factories.cards import use_standin
from tests.factories.supply import NOW
from tests.frontend.visiting import set_clock

from .actors import SCOPES, Actor, goes_as_far_as, make_scene
from .audiences import COME_THROUGH, Audience, Row
from .calls import CALLS
from .document import PAGE, document
from .doors import Door, call_doors, page_doors
from .gates import Gate, Met, nothing_kept
from .needs import OF_NOBODY, OPENED_ELSEWHERE
from .pages import PAGES
from .trying import Trying, row_of

DOORS = [*page_doors(), *call_doors()]
WRITES = [door for door in DOORS if door.is_write]
LEFT_TO_PROVE = {str(door) for door in WRITES[1::2]}


@pytest.fixture(scope="module")
def trying(django_db_setup, django_db_blocker) -> Iterator[Trying]:
    """One world for all of them: whatever they do in it is rolled back at once."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        world = transaction.atomic()
        world._from_testcase = True
        with world:
            core = use_standin(patch)
            set_clock(NOW)
            yield Trying(make_scene(core))
            transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def quiet(caplog, django_db_blocker):
    """Thousands of refusals are what is hoped for; none needs a line."""
    caplog.set_level("CRITICAL", logger="django.request")
    cache.clear()  # how often somebody has asked already
    with django_db_blocker.unblock():
        yield


def faults(trying: Trying, actor: Actor, doors: list[Door]) -> list[str]:
    """Each door at which somebody met another gate than the table says."""
    visitor, wrong = trying.scene.visitors[actor], []
    for door in doors:
        row = row_of(door)
        if row is None:
            continue
        expected = {row.gate(actor)}
        if door.name in OPENED_ELSEWHERE:
            expected |= {Gate.NOT_THERE}
        met = trying(door, visitor)
        wrong += fault(met, expected, door, actor)
        if row.audience is not Audience.EVERYBODY and met.cache_control != "no-store":
            wrong.append(f"{door}: {actor.value}: a browser would keep what it answers")
        is_foreign = actor is not Actor.STRANGER and door.name not in OF_NOBODY
        if door.names and is_foreign:
            met = trying(door, visitor, elsewhere=True)
            wrong += fault(met, row.gates_elsewhere(actor), door, actor)
    return wrong


def fault(met: Met, expected: set[Gate], door: Door, who: Enum) -> list[str]:
    if met.gate not in expected:
        return [f"{door}: {who.value}: {met.gate}, not {expected} ({met.words}) {met.text}"]
    if door.is_write and met.gate is Gate.THROUGH and not met.is_well_formed:
        return [f"{door}: what is sent has no shape, see bodies.py and needs.py: {met.text}"]
    return []


@pytest.mark.holds("T18", "P15", "fault:E7")
@pytest.mark.parametrize("actor", Actor)
def test_each_meets_the_gate_that_the_table_says(trying, actor):
    doors = [door for door in DOORS if str(door) not in LEFT_TO_PROVE]

    wrong = faults(trying, actor, doors)
    assert not wrong, "\n".join(wrong)


@pytest.mark.prove
@pytest.mark.parametrize("actor", Actor)
def test_each_meets_the_gate_that_the_table_says_at_every_other_write(trying, actor):
    doors = [door for door in WRITES if str(door) in LEFT_TO_PROVE]

    wrong = faults(trying, actor, doors)
    assert not wrong, "\n".join(wrong)


@pytest.mark.holds("T18", "P15")
@pytest.mark.parametrize("kind", [kind for kind in RoleKind if kind != RoleKind.CONNECTOR])
def test_whoever_works_there_comes_through_in_the_roles_that_the_table_says(trying, kind):
    """A connector is one of the twelve. Of the others each tries what is theirs to read, or where
    none of the twelve comes through; and what is not theirs, whoever is likest to a connector."""
    doors = []
    for door in DOORS:
        row = row_of(door)
        if row is None or not row.roles or str(door) in LEFT_TO_PROVE:
            continue
        is_tried_here = not door.is_write or row.audience is Audience.OTHERS
        if is_tried_here if kind in row.roles else kind == RoleKind.WORKER:
            doors.append(door)

    wrong = faults_of_role(trying, kind, doors)
    assert not wrong, "\n".join(wrong)


@pytest.mark.prove
@pytest.mark.parametrize("kind", RoleKind)
def test_whoever_works_there_comes_through_in_no_other_role(trying, kind):
    doors = [door for door in DOORS if (row := row_of(door)) is not None and row.roles]

    wrong = faults_of_role(trying, kind, doors)
    assert not wrong, "\n".join(wrong)


def faults_of_role(trying: Trying, kind: RoleKind, doors: list[Door]) -> list[str]:
    visitor, wrong = trying.scene.insiders[kind], []
    for door in doors:
        expected = {row_of(door).gate_of_role(kind)}
        if door.name in OPENED_ELSEWHERE:
            expected |= {Gate.NOT_THERE}
        wrong += fault(trying(door, visitor), expected, door, kind)
    return wrong


@pytest.mark.holds("T18", "P12")
@pytest.mark.parametrize("scope", SCOPES)
def test_whoever_only_looks_and_whoever_pays_come_as_far_as_the_table_says(trying, scope):
    """Of the twelve one decides, and two suggest: what is below and above is tried here."""
    wrong = []
    with nothing_kept():
        visitor = goes_as_far_as(scope, trying.scene.here)
        for door in DOORS:
            row = row_of(door)
            if row is None or row.audience not in OF_A_LIFE or not _is_between(row, scope):
                continue
            expected = {row.gate_of_scope(scope)}
            if door.name in OPENED_ELSEWHERE:
                expected |= {Gate.NOT_THERE}
            wrong += fault(trying(door, visitor), expected, door, scope)
    assert not wrong, "\n".join(wrong)


OF_A_LIFE = (Audience.LIFE, Audience.GROUP, Audience.OWN)


def _is_between(row: Row, scope: RepresentationScope) -> bool:
    """Where the twelve do not tell: whether looking is enough, and where only paying is."""
    if scope == RepresentationScope.LOOK:
        return row.needs <= RepresentationScope.SUGGEST
    return row.needs >= RepresentationScope.PAY


def rows_lacking(doors: list[Door]) -> list[str]:
    """What is to be written into pages.py or calls.py, for whoever reads the failure."""
    lacking = []
    for door in doors:
        table, file = (CALLS, "calls.py") if door.is_call else (PAGES, "pages.py")
        if door.name not in table:
            lacking.append(
                f'“{door.name}” has no row: add "{door.name}" to tests/access/{file}, with the '
                " audience that it is meant for; then write docs/access.md again"
            )
    return lacking


@pytest.mark.holds("T18")
def test_every_route_has_a_row_and_every_row_a_route():
    assert rows_lacking(DOORS) == []
    assert set(PAGES) == {door.name for door in DOORS if not door.is_call}
    assert set(CALLS) == {door.name for door in DOORS if door.is_call}


@pytest.mark.holds("T18")
def test_a_page_has_an_audience_that_presses_just_where_it_takes_something():
    pressed = {door.name for door in WRITES if not door.is_call}

    assert {name for name, row in PAGES.items() if isinstance(row, tuple)} == pressed


def test_a_page_that_nobody_listed_is_noticed(settings):
    """The control: were a route added tomorrow, the build would say what to do."""
    settings.ROOT_URLCONF = "tests.access.unlisted"

    [words] = rows_lacking(page_doors())

    assert words.startswith('“unlisted” has no row: add "unlisted" to tests/access/pages.py')


def test_a_gate_that_stands_open_is_noticed(trying, monkeypatch):
    """The control: were this page for nobody, the person's coming through would be a fault."""
    monkeypatch.setitem(PAGES, "statement", Row(Audience.OTHERS))
    [door] = [door for door in DOORS if door.name == "statement"]

    assert faults(trying, Actor.PERSON, [door]) != []


def test_the_page_that_says_who_comes_through_which_door_is_current():
    assert PAGE.read_text() == document(), "python -m tests.access.document writes it again"


def test_there_are_twelve_actors_and_at_most_fifteen_audiences():
    assert (len(Actor), len(Audience) <= 15, set(COME_THROUGH)) == (12, True, set(Audience))
