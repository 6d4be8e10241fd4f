"""Whatever is sent to a page or a call, it is answered: never by a fault of ours, and a call always
in our JSON. What is sent is none of what is asked for."""

import json
from random import Random

import pytest
from django.test import Client

from frontend.components.fields import DateInWords
from tests.access.bodies import CallBodies
from tests.access.doors import Door, call_doors, described_calls, page_doors
from tests.access.gates import nothing_kept
from tests.access.needs import WORDS
from tests.factories.cards import use_standin
from tests.factories.supply import NOW
from tests.frontend.api.world import World, bearer_of_somebody_who_may_much, make_world
from tests.frontend.visiting import set_clock, signed_in

from .test_intake import every_form

NEVER_WAS = 987654321
HALF = "\ud800"  # of an emoji: a program can send it, a browser cannot
TEXTS = [
    "", " ", "\u200b", "\x00", "x\x00y", "%00", "-1", "0", "9" * 30, "1e400", "NaN", "null", "true",
    "yes", "no", "look", "{}", "[]", "9999-12-31", "2027-02-30", "2027-03-28T01:30:00", "£1,200.5",
    "'; --", "<b>", "../..", "//x.example", "\u202eBS3", "a" + "\u0301" * 300, "👩‍👩‍👧" * 40,
    "x" * 6000,
]  # fmt: skip
VALUES = [
    None, True, -1, 0, 1.5, 10**30, [], [None], [[]], ["x", "x"], {}, {"x": 1}, {"": [HALF]}, HALF,
    *TEXTS,
]  # fmt: skip
# What views read beside their forms.
READ = (
    "step", "press", "next", "key", "person", "about", "digest", "shown", "began_from", "version",
    "session", "q", "from", "to", "page", "miles", "order", "stop", "agrees", "answer", "other",
    "source_id", "deed", "token", "guard", "until", "is_hidden", "on_paper", "line1-answer",
)  # fmt: skip


@pytest.fixture
def world(db, monkeypatch) -> World:
    use_standin(monkeypatch)
    set_clock(NOW)
    return make_world()


@pytest.fixture
def client(world) -> Client:
    """Of somebody to whom most doors are open."""
    bearer_of_somebody_who_may_much(world)
    client = signed_in(world.ann)
    client.raise_request_exception = False
    return client


def _address(door: Door, world: World) -> str:
    ids = {name: world.ids.get(name, NEVER_WAS) for name in door.names}
    return door.address.format(**(ids | WORDS))


def _names() -> list[str]:
    """What the boxes of all our forms are called as they are sent."""
    boxes = {name: box for form in every_form() for name, box in form.base_fields.items()}
    parts = {
        f"{name}_{part}"
        for name, box in boxes.items()
        if isinstance(box, DateInWords)
        for part in ("day", "month", "year")
    }
    return sorted({*READ, *boxes, *parts})


def _faults_of_pages(client, world, chance: Random, doors: list[Door]) -> list[str]:
    names, faults = _names(), []
    for door in doors:
        sent = {name: chance.choice(TEXTS) for name in names if chance.random() < 0.8}
        if not door.is_write:  # an address has less room
            sent = {name: sent[name][:40] for name in READ if name in sent}
        with nothing_kept():
            ask = client.post if door.is_write else client.get
            answer = ask(_address(door, world), sent)
        if answer.status_code == 500:
            faults.append(f"{door}: {json.dumps(sent)}")
    return faults


def _faults_of_calls(client, world, chance: Random, doors: list[Door]) -> list[str]:
    described, bodies, faults = described_calls(), CallBodies(world.ids), []
    for door in doors:
        body = bodies.body(described[door.name])
        if isinstance(body, dict):
            shape = set(body) | set(bodies.names(described[door.name]))
            body |= {name: chance.choice(VALUES) for name in shape if chance.random() < 0.5}
        with nothing_kept():
            send = getattr(client, door.method.lower())
            answer = send(_address(door, world), json.dumps(body), "application/json")
        is_json = answer.status_code == 204 or "json" in answer.headers.get("Content-Type", "")
        is_said = answer.status_code < 400 or (is_json and bool(answer.json().get("message")))
        if answer.status_code == 500 or not is_json or not is_said:
            faults.append(f"{door} {answer.status_code}: {json.dumps(body)}")
    return faults


def _writes(doors: list[Door]) -> list[Door]:
    return [door for door in doors if door.is_write]


@pytest.mark.holds("fault:H22")
def test_no_page_and_no_call_meets_what_is_sent_to_it_with_a_fault(client, world, seed):
    """A third of all doors, by the seed; `make fuzz` tries each of them many times."""
    chance = Random(seed)
    pages, calls = page_doors(), _writes(call_doors())

    assert _faults_of_pages(client, world, chance, pages[seed % 3 :: 3]) == []
    assert _faults_of_calls(client, world, chance, calls[seed % 3 :: 3]) == []


@pytest.mark.prove
@pytest.mark.fuzz
def test_no_page_and_no_call_meets_anything_with_a_fault(client, world, seed):
    chance = Random(seed)
    for _round in range(25):
        assert _faults_of_pages(client, world, chance, page_doors()) == []
        assert _faults_of_calls(client, world, chance, _writes(call_doors())) == []
