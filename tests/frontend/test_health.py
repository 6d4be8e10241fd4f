"""Which part of us may take a machine out of service, and which only wakes somebody (C8)."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from community.messaging.queries.sending import HeldUpMail

HEALTH = "frontend.pages.health"


@pytest.fixture
def all_up(db, settings, monkeypatch):
    settings.STRIPE_API_KEY = "sk_test_up"
    monkeypatch.setattr(f"{HEALTH}.is_reachable", lambda: True)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")


def answers() -> list[tuple[int, str]]:
    """Of the two addresses: the answer's status, and the word for the whole."""
    asked = [Client().get(address) for address in ("/health/", "/health/all/")]
    return [(answer.status_code, answer.json()["status"]) for answer in asked]


def test_where_all_is_up_both_say_so(all_up):
    assert answers() == [(200, "up"), (200, "up")]


@pytest.mark.holds("C8")
@pytest.mark.parametrize(
    ("part", "name", "says"),
    [
        ("worker", "_is_worker_alive", lambda: False),
        ("closing", "overdue_pools", lambda now: [1]),
        ("mail", "held_up_mail", lambda: HeldUpMail(2, timezone.now())),
        ("processor", "is_reachable", lambda: False),
    ],
)
def test_a_part_that_no_page_needs_takes_no_page_away_and_is_heard(
    all_up, monkeypatch, part, name, says
):
    monkeypatch.setattr(f"{HEALTH}.{name}", says)

    assert answers() == [(200, "partly up"), (503, "starting or down")]
    assert Client().get("/health/").json()[part] != "up"


def no_database(now):
    raise DatabaseError


@pytest.mark.holds("C8")
@pytest.mark.parametrize(
    ("name", "says"), [("overdue_pools", no_database), ("_has_waiting_migrations", lambda: True)]
)
def test_where_no_page_can_be_had_both_say_so(all_up, monkeypatch, name, says):
    monkeypatch.setattr(f"{HEALTH}.{name}", says)

    assert answers() == [(503, "starting or down")] * 2


@pytest.mark.parametrize("address", ["/health/", "/health/all/"])
def test_whatever_watches_from_this_machine_is_not_sent_on_to_tls(all_up, settings, address):
    settings.SECURE_SSL_REDIRECT = True

    assert Client().get(address).status_code == 200
