"""The processor's books and ours are joined both ways: a difference is named, never mended."""

from datetime import timedelta

import pytest

from community.messaging.models import Message
from community.people.models.logins import Role
from community.people.states import RoleKind
from pooling.payments import tasks
from pooling.payments.actions.card_refunds import request_card_refund
from pooling.payments.actions.card_requests import request_void
from pooling.payments.message_kinds import PaymentMessage
from pooling.payments.processor import client
from pooling.payments.sync.reconcile import ReconciliationDifference, find_differences
from pooling.payments.tasks import reconcile
from tests.factories.cards import DECLINES, work_off
from tests.factories.supply import NOW, area, make_login


def found(now=NOW) -> list[ReconciliationDifference]:
    return list(find_differences(since=NOW - timedelta(days=1), now=now))


def test_books_that_agree_say_nothing(cards):
    payment = cards.capture()
    request_card_refund(charge_ref=payment.charge_ref, pence=300, key="a", now=NOW)
    cards.hold(number=DECLINES)
    cards.hold()
    let_go = cards.hold()
    request_void(charge_ref=let_go.charge_ref, now=NOW)
    work_off()
    assert found() == []


@pytest.mark.parametrize("count", [1, 3])
def test_three_payments_take_as_many_statements_as_one(cards, count, django_assert_num_queries):
    for _number in range(count):
        cards.hold()
    with django_assert_num_queries(4):
        assert found() == []


def test_what_a_worker_is_still_busy_with_is_no_difference(cards):
    cards.ask()
    cards.fault("payment_intents.confirm", "lost_answer")
    work_off()
    assert found(now=NOW + timedelta(minutes=5)) == []


@pytest.mark.holds("I15")
def test_money_taken_for_nobody_here_is_named(cards):
    made = client.stripe_client().v1.payment_intents.create(
        {
            "amount": 700,
            "currency": "gbp",
            "payment_method": "pm_card_visa",
            "confirm": True,
            "allowed_payment_method_types": ["card"],
        }
    )
    assert found() == [ReconciliationDifference(made.id, "nobody here asked for it", 700, 0)]


@pytest.mark.holds("I15")
def test_money_given_back_by_hand_is_named(cards):
    payment = cards.capture()
    client.stripe_client().v1.refunds.create(
        {"payment_intent": payment.payment_intent_id, "amount": 100}
    )
    assert found() == [
        ReconciliationDifference(
            payment.payment_intent_id, "another sum there than here", 900, 1000
        )
    ]


@pytest.mark.holds("I15")
def test_a_hold_let_go_by_hand_is_named(cards):
    payment = cards.hold()
    client.stripe_client().v1.payment_intents.cancel(payment.payment_intent_id)
    assert found() == [
        ReconciliationDifference(payment.payment_intent_id, "held here and not there", 0, 1000)
    ]


@pytest.mark.parametrize("differ", [True, False])
def test_operators_are_told_when_books_differ_and_only_then(cards, monkeypatch, differ):
    operator = make_login("operator")
    Role.objects.create(login=operator.login, kind=RoleKind.OPERATOR, area=area(), started_at=NOW)
    cards.capture()
    if differ:
        [intent] = cards.intents()
        client.stripe_client().v1.refunds.create({"payment_intent": intent["id"], "amount": 100})
    monkeypatch.setattr(tasks.clock, "now", lambda: NOW)
    reconcile()
    assert Message.objects.filter(kind=PaymentMessage.RECONCILIATION_DIFFERS).exists() is differ
