"""Every page of ours as it is sent to those who may open it, in the world of tests/access."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection, transaction
from django.forms import BaseForm
from django.http import HttpResponse
from django.test import Client

from tests.access.actors import Actor, Visitor, make_scene
from tests.access.doors import Door
from tests.access.doors import page_doors as all_doors
from tests.access.gates import Gate, nothing_kept
from tests.access.trying import Tried, Trying, row_of
from tests.factories.cards import use_standin
from tests.factories.supply import NOW
from tests.frontend.visiting import set_clock
from tests.journeys.sent_page import SentPage

WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM) \"?(\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class Opened:
    """One page, as one of those who may open it is shown it; and the tables that this wrote to."""

    door: Door
    who: str
    client: Client
    answer: HttpResponse
    address: str
    written: frozenset[str]

    @cached_property
    def page(self) -> SentPage:
        return SentPage(self.address, self.answer.text)

    @cached_property
    def main(self) -> str:
        """The main part, as it is read aloud."""
        [main] = self.page.root.iter("main")
        return self.page.text(main)

    @property
    def form(self) -> BaseForm | None:
        return (self.answer.context or {}).get("form")

    def __str__(self) -> str:
        return f"{self.door.name} ({self.address}), as {self.who}"


def ask(client: Client, address: str) -> tuple[HttpResponse, frozenset[str]]:
    """What a page answers, and the tables that looking wrote to. Nothing of it stays."""
    written = set()

    def watch(execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := WRITES.match(sql):
            written.add(found[2])
        return execute(sql, params, many, context)

    with nothing_kept(), connection.execute_wrapper(watch):
        answer = client.get(address)
    return answer, frozenset(written)


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


def page_doors() -> list[Door]:
    """But for those of how somebody signs in: tests/frontend/account opens these."""
    return [door for door in all_doors() if not door.address.startswith("/account/")]


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
                answer, written = ask(visitor.client, address)
                if is_page(answer):
                    yield Opened(door, who, visitor.client, answer, address, written)


def send_forms(trying: Trying, opened: Iterable[Opened] = (), **typed: str) -> Iterator[Opened]:
    """What each page says to the first of its readers who sends what its form asks for and
    `typed` besides, as the form stood where it was `opened`; without `typed`, to one who sends
    nothing at all."""
    pages = {(each.door.name, each.who): each for each in opened}
    for door in page_doors():
        if door.is_write:
            address = Tried(door, trying.scene).address(trying.scene.here.ids)
            for who, visitor in [*readers_of(trying, door).items()][:1]:
                body = _body(trying, door, pages.get((door.name, who))) | typed if typed else {}
                yield from _sent(door, who, visitor.client, address, body)


def _body(trying: Trying, door: Door, opened: Opened | None) -> dict[str, Any]:
    if opened is None:
        return trying.body(door)
    return trying.body_of_opened(door, opened.page, opened.form)


def _sent(
    door: Door, who: str, client: Client, address: str, body: dict[str, Any]
) -> Iterator[Opened]:
    cookies = client.cookies.copy()
    with nothing_kept():
        answer = client.post(address, body)
    client.cookies = cookies
    if is_page(answer):
        yield Opened(door, who, client, answer, address, frozenset())


def is_page(answer: HttpResponse) -> bool:
    """Whole: not the part of one that is asked for again."""
    is_answered = answer.status_code in (HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY)
    is_html = answer.get("Content-Type", "").startswith("text/html")
    return is_answered and is_html and "<html" in answer.text
