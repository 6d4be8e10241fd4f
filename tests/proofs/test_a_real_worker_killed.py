"""The same with a worker that is a program of its own, started from nothing."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from pooling.payments.models.cards import CardPayment
from pooling.payments.states.cards import PaymentState
from tests.factories.cards import Cards, assert_books_agree, later
from tests.waits import TEST_WAIT_SECONDS

from .life import processor_over_http

pytestmark = pytest.mark.process

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def cards(committed_db, monkeypatch):
    with processor_over_http(monkeypatch) as core:
        made = Cards(core)
        made.environment = {
            **committed_db.environment,
            "DJANGO_SETTINGS_MODULE": "config.settings_for_tests",
            "STRIPE_API_BASE": settings.STRIPE_API_BASE,
        }
        yield made


def work(cards, minutes: int, **environment: str) -> int:
    return subprocess.run(
        [sys.executable, "-m", "tests.proofs.worker", later(minutes=minutes).isoformat()],
        cwd=ROOT,
        env={**cards.environment, **environment},
        timeout=TEST_WAIT_SECONDS,
    ).returncode


@pytest.mark.parametrize(
    "point",
    [
        "intent_created",
        *(
            pytest.param(point, marks=pytest.mark.prove)
            for point in ("sent_marked", "intent_kept", "confirmed")
        ),
    ],
)
def test_a_program_killed_between_two_steps_is_followed_by_another(cards, point):
    payment = cards.ask()

    assert work(cards, 0, CRASH_AT=point) == -signal.SIGKILL
    assert work(cards, 5) == 0

    payment = CardPayment.objects.get(pk=payment.pk)
    assert payment.state == PaymentState.HELD
    assert [intent["status"] for intent in cards.intents()] == ["requires_capture"]
    assert_books_agree(cards.core)
