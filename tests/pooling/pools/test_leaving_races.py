"""Leaving everything, pressed by several at once, and while a yes is being said (H14, P18)."""

from threading import Barrier, Event

import pytest

from community.audit.models import AuditEntry
from community.people.models.representations import Representation
from groups.models.members import Member
from pooling.pools.actions import pledges, stopping
from pooling.pools.actions.leaving_everything import leave_everything
from pooling.pools.models.pledges import MoneySource, Pledge
from tests.factories.at_once import at_once
from tests.factories.pools import make_group, make_people, make_pool, make_source, say_yes
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_someone
from tests.waits import TEST_WAIT_SECONDS

HANDS = 3
ONCE_EACH = ("leave_everything", "end_source", "leave_group", "end_representation")


@pytest.fixture
def ann_and_pool(committed_db):
    """With money, a place in a group that shares a cost, and somebody who acts for her."""
    people = make_people(4)
    pool = make_pool(people)
    make_source(people[0], called="wages")
    act_for(people[0], "nephew")
    return people[0], pool


def several_press(ann) -> list[object]:
    return at_once(*[lambda: leave_everything(by=ann, now=NOW)] * HANDS, expected=Exception)


def times_written() -> dict[str, int]:
    return {deed: AuditEntry.objects.filter(deed=deed).count() for deed in ONCE_EACH}


@pytest.mark.holds("fault:H14")
def test_pressed_by_several_at_once_it_ends_once(ann_and_pool):
    """Also where nothing is shared yet, so that no shared cost is held; where only a group is to be
    left; and where only somebody acts."""
    ann, _pool = ann_and_pool
    again = [
        lambda: None,
        lambda: make_group([make_someone("bea"), ann], name="Walkers"),
        lambda: act_for(ann, "niece"),
    ]
    for begin in again:
        begin()
        assert several_press(ann) == [True] * HANDS

    assert times_written() == {
        "leave_everything": 3,
        "end_source": 1,
        "leave_group": 2,
        "end_representation": 2,
    }
    assert not Representation.objects.filter(person=ann.person, ended_at=None).exists()


def unlocked(source_ids):
    return MoneySource.objects.filter(pk__in=source_ids).order_by("pk")


def test_the_control_without_the_money_s_lock_ends_it_more_than_once(ann_and_pool, monkeypatch):
    ann, _pool = ann_and_pool
    all_have_read = Barrier(HANDS)

    def read_by_all(source_ids):
        sources = list(unlocked(source_ids))
        all_have_read.wait(TEST_WAIT_SECONDS)
        return sources

    monkeypatch.setattr(stopping, "lock_sources", read_by_all)
    several_press(ann)

    assert times_written()["end_source"] > 1


def press_while_a_yes_is_said(ann, pool, monkeypatch, *, is_held_up: bool) -> None:
    """The yes has been looked at when it is pressed. It is written then; where it `is_held_up`,
    after all of hers has ended."""
    source = ann.person.sources.get()
    is_looked_at, is_pressed, has_ended = Event(), Event(), Event()
    set_parts, pool_ids = pledges.set_parts, stopping._pool_ids

    def set_parts_later(*arguments, **more):
        is_looked_at.set()
        (has_ended if is_held_up else is_pressed).wait(TEST_WAIT_SECONDS)
        return set_parts(*arguments, **more)

    def read_pool_ids(parts):
        found = pool_ids(parts)
        is_pressed.set()
        return found

    def leave():
        is_looked_at.wait(TEST_WAIT_SECONDS)
        leave_everything(by=ann, now=NOW)
        has_ended.set()

    monkeypatch.setattr(pledges, "set_parts", set_parts_later)
    monkeypatch.setattr(stopping, "_pool_ids", read_pool_ids)
    at_once(lambda: say_yes(pool, ann, 1500, source), leave, expected=())


def what_stays(ann) -> dict[str, int]:
    return {
        "yeses": Pledge.objects.filter(person=ann.person, state="in").count(),
        "money": MoneySource.objects.filter(person=ann.person, ended_at=None).count(),
        "groups": Member.objects.filter(person=ann.person, left_at=None).count(),
    }


@pytest.mark.holds("P18")
def test_a_yes_that_is_being_said_ends_with_everything_else(ann_and_pool, monkeypatch):
    ann, pool = ann_and_pool
    press_while_a_yes_is_said(ann, pool, monkeypatch, is_held_up=False)

    assert what_stays(ann) == {"yeses": 0, "money": 0, "groups": 0}


def test_the_control_without_the_money_s_lock_leaves_a_yes_behind(ann_and_pool, monkeypatch):
    ann, pool = ann_and_pool
    for module in (pledges, stopping):
        monkeypatch.setattr(module, "lock_sources", unlocked)
    press_while_a_yes_is_said(ann, pool, monkeypatch, is_held_up=True)

    assert what_stays(ann) == {"yeses": 1, "money": 0, "groups": 0}
