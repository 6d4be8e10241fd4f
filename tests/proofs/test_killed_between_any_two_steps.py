"""The worker is killed (kill -9) at every point there is, and the end is the same: nobody is
charged, refunded or paid out twice, and the processor's books and ours agree to the penny."""

import random
from functools import partial
from importlib import import_module

import pytest

from pooling.payments.models.cards import CardPayment
from pooling.payments.queries.commands import payments_to_sync, refunds_to_sync
from pooling.payments.states.cards import PaymentState
from tests.factories.cards import Cards, later, work_off
from tests.factories.supply import NOW

from .failpoints import FAILPOINTS, Failpoint, failpoint, kill_at
from .life import (
    WELL_ENDED,
    Life,
    assert_books_agree_everywhere,
    forget_keys,
    in_a_process,
    live,
    processor_over_http,
)

pytestmark = pytest.mark.process

FAULTS = ["lost_answer", "lost_request", "server_error", "server_error_after", "rate_limited"]


@pytest.fixture
def cards(committed_db, monkeypatch):
    with processor_over_http(monkeypatch) as core:
        yield Cards(core)


def test_there_are_twenty_points_and_each_is_somewhere_in_the_product():
    assert len({(point.module, point.function) for point in FAILPOINTS}) == 20
    for point in FAILPOINTS:
        assert callable(getattr(import_module(point.module), point.function))


def test_a_point_that_the_product_does_not_have_fails_the_proof():
    with pytest.raises(AttributeError):
        kill_at(Failpoint("nowhere", "pooling.payments.sync.payments", "record_nothing"))


def test_a_life_without_a_death_ends_well(cards):
    life = Life(cards, 1)
    assert live(life) == 0
    assert life.end_state() == WELL_ENDED
    assert_books_agree_everywhere(cards)


@pytest.mark.holds("T3")
def test_killed_at_any_point_it_ends_the_same(cards):
    ends = {}
    for number, point in enumerate(FAILPOINTS, start=1):
        life = Life(cards, number)
        assert live(life, crash_at=point) > 0, f"no worker came to {point}"
        ends[point] = life.end_state()
    assert ends == dict.fromkeys(FAILPOINTS, WELL_ENDED)
    assert_books_agree_everywhere(cards)


@pytest.mark.holds("T3", "I7")
def test_killed_with_the_answer_lost_and_the_key_forgotten_it_ends_the_same(cards):
    """Marked as sent and perhaps never asked for; or made there, and nobody here knows it."""
    marked = ("sent_marked", "refund_sent_marked", "payout_sent_marked")
    made = ("intent_created", "refunded_there", "paid_out_there")
    points = map(failpoint, marked + made)
    for number, point in enumerate(points, start=1):
        life = Life(cards, number)
        live(life, crash_at=point, fault="lost_answer", forgets=True)
        assert life.end_state() == WELL_ENDED, point
    assert_books_agree_everywhere(cards)


@pytest.mark.prove
@pytest.mark.parametrize("forgets", [False, True], ids=["keys kept", "keys forgotten"])
@pytest.mark.parametrize("fault", FAULTS)
def test_killed_at_any_point_under_any_fault_it_ends_the_same(cards, fault, forgets):
    ends = {}
    for number, point in enumerate(FAILPOINTS, start=1):
        life = Life(cards, number)
        live(life, crash_at=point, fault=fault, forgets=forgets)
        ends[point] = life.end_state()
    assert ends == dict.fromkeys(FAILPOINTS, WELL_ENDED)
    assert_books_agree_everywhere(cards)


def die_at_random(cards, *, people: int, seed: str) -> int:
    """`people` are charged by workers that each live for some milliseconds, while one answer in
    twenty is lost; how many workers died."""
    dice = random.Random(seed)
    lives = [Life(cards, number) for number in range(1, people // 2 + 1)]
    deaths, minutes = 0, 0
    for step in ("hold", "decide", "afterwards"):
        for life in lives:
            cards.collection, cards.pool_ref = life.collection, life.number
            getattr(life, step)()
        cards.core.faults.plan(operation="*", fault="lost_answer", times=None, chance=0.05)
        for round_number in range(6 * len(lives)):
            minutes += 3
            if round_number % 4 == 0:
                forget_keys(cards.core)
            deaths += not in_a_process(
                partial(work_off, later(minutes=minutes)), killed_after=dice.uniform(0.02, 0.25)
            )
            if not payments_to_sync(later(days=1)) and not refunds_to_sync(later(days=1)):
                break
        cards.core.faults.clear()
        for _time in range(3):
            minutes += 70
            assert in_a_process(partial(work_off, later(minutes=minutes)))
    assert [life.end_state() for life in lives] == [WELL_ENDED] * len(lives)
    assert_books_agree_everywhere(cards)
    return deaths


@pytest.mark.holds("T2")
def test_killed_at_any_moment_nobody_is_charged_twice(cards, seed):
    assert die_at_random(cards, people=6, seed=f"{seed}") > 0


@pytest.mark.prove
@pytest.mark.parametrize("part", range(4))
def test_many_people_and_many_deaths_nobody_is_charged_twice(cards, seed, part):
    assert die_at_random(cards, people=60, seed=f"{seed}:{part}") > 20


def test_a_worker_that_hangs_and_wakes_after_another_took_over_charges_nobody_twice(cards):
    """The lease runs out under a worker that is only slow: both talk about one payment."""
    life = Life(cards, 1)
    life.hold()
    ids = payments_to_sync(NOW)
    CardPayment.objects.filter(pk__in=ids).update(claimed_until=NOW)
    for _worker in range(2):
        assert in_a_process(partial(work_off, NOW))
    assert [p.state for p in CardPayment.objects.all()] == [PaymentState.HELD] * 2
    assert [i["status"] for i in cards.intents()] == ["requires_capture"] * 2
