"""Marks in every private column: each address is opened with each scope, and only those are found
that the table lets that scope see."""

import html
import re

import pytest

from community.people.rules.sight import scope_sees
from community.people.scope_table import Seen
from community.people.states import RepresentationScope
from tests.factories.cards import use_standin
from tests.factories.supply import NOW
from tests.frontend.visiting import set_clock, without_refusal_pages

from .scope_world import Looker, Marked, addresses, make_marked, second_pages

FILES = ("application/pdf", "image/jpeg")
ID = re.compile(r'("\w*id": ?|/)\d+\b')  # of a row, which may by chance be the number of a mark


@pytest.fixture
def core(db, monkeypatch):
    set_clock(NOW)
    return use_standin(monkeypatch)


def marks_found(marked: Marked) -> dict[str, set[str]]:
    """{mark: the names of the addresses where it stands}."""
    found: dict[str, set[str]] = {}
    looker = Looker.of(marked.reader)
    for name, address in [*addresses(marked), *second_pages()]:
        with without_refusal_pages():
            answer = looker.get(name, address)
        if answer.status_code != 200 or answer.get("Content-Type") in FILES:
            continue
        text = ID.sub(r"\1", html.unescape(answer.getvalue().decode()))
        joined = text.replace(" ", "")  # a code stands in two halves
        for mark in marked.marks:
            if mark in text or mark in joined:
                found.setdefault(mark, set()).add(name)
    return found


@pytest.mark.holds("P12", "fault:E2", "fault:N5")
@pytest.mark.parametrize("scope", RepresentationScope)
def test_each_scope_finds_only_what_the_table_lets_it_see(core, scope):
    marked = make_marked(core, scope)

    marks = marks_found(marked)

    allowed = {mark for mark, seen in marked.marks.items() if scope_sees(scope, seen)}
    assert {mark: names for mark, names in marks.items() if mark not in allowed} == {}
    assert sorted(allowed - set(marks)) == []


def test_the_person_finds_each_mark_but_the_worry(core):
    marked = make_marked(core)

    marks = marks_found(marked)

    missing = set(marked.marks) - set(marks)
    assert missing == {mark for mark, seen in marked.marks.items() if seen == Seen.WORRIES}
