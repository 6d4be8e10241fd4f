"""Events doubled, dropped, shuffled and days late, between the worker's own steps: the same end."""

import random

import pytest

from pooling.payments.actions.events import store_event
from pooling.payments.models.events import ProcessorEvent
from standin.webhooks import event_payload, sign_payload
from tests.factories.cards import Cards, later, use_standin, work_off
from tests.factories.supply import NOW

from .life import WELL_ENDED, Life, assert_books_agree_everywhere


def deliver_some(cards: Cards, dice: random.Random, now) -> None:
    """Any events there have been so far, in any order; each may come again, or never."""
    so_far = list(cards.core.events)
    for event in dice.choices(so_far, k=dice.randint(0, 12)):
        payload = event_payload(event)
        store_event(body=payload.encode(), signature=sign_payload(payload, "whsec_tests"), now=now)


def live_among_events(cards: Cards, number: int, dice: random.Random) -> dict:
    life, minutes = Life(cards, number), 0
    for step in life.steps:
        step()
        for _round in range(3):
            if dice.random() < 0.3:
                cards.core.faults.plan(operation="payment_intents.*", fault="lost_answer")
            deliver_some(cards, dice, later(minutes=minutes))
            work_off(later(minutes=minutes))
            minutes += 5
        cards.core.faults.clear()
        minutes += 60
        work_off(later(minutes=minutes))
    return life.end_state()


@pytest.mark.holds("T6")
@pytest.mark.parametrize(
    "lives",
    [
        range(3),
        *(
            pytest.param(range(start, start + 10), marks=pytest.mark.prove)
            for start in range(3, 63, 10)
        ),
    ],
    ids=lambda lives: f"lives from {lives[0]}",
)
def test_the_end_is_the_same_whatever_events_come(db, monkeypatch, seed, lives):
    cards = Cards(use_standin(monkeypatch))
    ends = {
        number: live_among_events(cards, number, random.Random(f"{seed}:{number}"))
        for number in lives
    }
    assert ends == dict.fromkeys(lives, WELL_ENDED)
    assert not ProcessorEvent.objects.filter(handled_at=None, received_at__lt=NOW).exists()
    assert_books_agree_everywhere(cards)
