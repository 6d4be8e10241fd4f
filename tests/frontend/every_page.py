"""Every page of ours as it is sent to those who may open it, in the world of tests/access."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.access.actors import Actor, Visitor, make_scene
from tests.access.doors import Door, page_doors
from tests.access.gates import Gate, nothing_kept
from tests.access.trying import Tried, Trying, row_of
from tests.factories.cards import use_standin
from tests.factories.supply import NOW
from tests.frontend.visiting import set_clock
from tests.journeys.sent_page import SentPage


@dataclass(frozen=True)
class Opened:
    """One page, as one of those who may open it is shown it."""

    door: Door
    who: str
    client: Client
    answer: HttpResponse
    address: str

    @cached_property
    def page(self) -> SentPage:
        return SentPage(self.address, self.answer.text)

    def __str__(self) -> str:
        return f"{self.door.name} ({self.address}), as {self.who}"


@contextmanager
def whole_scene() -> Iterator[Trying]:
    """One world for all that a module tries in it; gone afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        world = transaction.atomic()
        world._from_testcase = True
        with world:
            core = use_standin(patch)
            set_clock(NOW)
            yield Trying(make_scene(core))
            transaction.set_rollback(True)


# Who see pages differently; the others see what one of these is shown.
READERS = (Actor.PERSON, Actor.ADVOCATE, Actor.PROVIDER, Actor.SHARED_COMPUTER)


def readers_of(trying: Trying, door: Door) -> dict[str, Visitor]:
    """{who: visitor} of those whom a page's row lets through."""
    row, scene = row_of(door), trying.scene
    if row is None:
        return {}
    through = [actor for actor in Actor if row.gate(actor) is Gate.THROUGH]
    chosen = [actor for actor in through if actor in READERS] or through[:1]
    insiders = {str(row.role): scene.insiders[row.role]} if row.role else {}
    return {actor.value: scene.visitors[actor] for actor in chosen} | insiders


def open_pages(trying: Trying) -> Iterator[Opened]:
    """Each page, for each of its readers."""
    for door in page_doors():
        if not door.is_write:
            address = Tried(door, trying.scene).address(trying.scene.here.ids)
            for who, visitor in readers_of(trying, door).items():
                with nothing_kept():
                    answer = visitor.client.get(address)
                if is_page(answer):
                    yield Opened(door, who, visitor.client, answer, address)


def send_forms(trying: Trying, **typed: str) -> Iterator[Opened]:
    """What each page says to the first of its readers who sends what its form asks for and
    `typed` besides; without `typed`, to one who sends nothing at all."""
    for door in page_doors():
        if door.is_write:
            address = Tried(door, trying.scene).address(trying.scene.here.ids)
            for who, visitor in [*readers_of(trying, door).items()][:1]:
                body = trying.body(door) | typed if typed else {}
                cookies = visitor.client.cookies.copy()
                with nothing_kept():
                    answer = visitor.client.post(address, body)
                visitor.client.cookies = cookies
                if is_page(answer):
                    yield Opened(door, who, visitor.client, answer, address)


def is_page(answer: HttpResponse) -> bool:
    """Whole: not the part of one that is asked for again."""
    is_answered = answer.status_code in (HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY)
    is_html = answer.get("Content-Type", "").startswith("text/html")
    return is_answered and is_html and "<html" in answer.text
