"""An outage is nobody's failure; a lost answer is looked for; the uncertain waits for a person."""

from datetime import timedelta

import pytest

from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.acting import SYSTEM, Acting
from community.people.models.logins import Login, Role
from community.people.states import RoleKind
from pooling.payments.actions.card_requests import request_capture, request_void
from pooling.payments.actions.commands import claim, park_command, resume_command
from pooling.payments.message_kinds import PaymentMessage
from pooling.payments.models.cards import CardPayment
from pooling.payments.processor import client
from pooling.payments.queries.charges import charge_reports
from pooling.payments.queries.commands import payments_to_sync
from pooling.payments.rules import back_off_after
from pooling.payments.states.cards import PaymentState
from pooling.payments.states.charges import ChargeStatus
from pooling.payments.sync.payments import refresh_payment, sync_payment
from tests.factories.cards import assert_books_agree, later, taken_here, work_off
from tests.factories.supply import NOW, area, make_login

ANSWER_FAULTS = [
    "lost_answer",
    "lost_request",
    "server_error",
    "server_error_after",
    "rate_limited",
]


@pytest.mark.parametrize("fault", ANSWER_FAULTS)
@pytest.mark.parametrize("operation", ["create", "confirm", "retrieve"])
def test_a_card_is_held_once_whatever_becomes_of_the_answer(cards, operation, fault):
    payment = cards.ask()
    cards.fault(f"payment_intents.{operation}", fault)

    work_off()
    payment.refresh_from_db()
    assert payment.state in (PaymentState.ASKED, PaymentState.CREATED)
    assert payment.failure == ""

    work_off(now=later(minutes=5))
    payment.refresh_from_db()
    assert payment.state == PaymentState.HELD
    assert [i["status"] for i in cards.intents()] == ["requires_capture"]
    assert_books_agree(cards.core)


@pytest.mark.parametrize("fault", ANSWER_FAULTS)
@pytest.mark.parametrize("operation", ["capture", "retrieve"])
def test_money_is_taken_once_whatever_becomes_of_the_answer(cards, operation, fault):
    payment = cards.hold()
    cards.open()
    request_capture(charge_ref=payment.charge_ref, now=NOW)
    cards.fault(f"payment_intents.{operation}", fault)
    work_off()

    work_off(now=later(minutes=5))

    payment.refresh_from_db()
    assert payment.state == PaymentState.CAPTURED
    [charge] = cards.things("charge")
    assert charge["amount_captured"] == 1000
    assert_books_agree(cards.core)


@pytest.mark.parametrize("fault", ANSWER_FAULTS)
def test_a_hold_is_let_go_whatever_becomes_of_the_answer(cards, fault):
    payment = cards.hold()
    request_void(charge_ref=payment.charge_ref, now=NOW)
    cards.fault("payment_intents.cancel", fault)
    work_off()
    assert charge_reports([payment.charge_ref])[payment.charge_ref].status == ChargeStatus.REFUNDING

    work_off(now=later(minutes=5))

    payment.refresh_from_db()
    assert payment.state == PaymentState.VOIDED
    assert_books_agree(cards.core)


def test_a_create_whose_answer_was_lost_is_found_after_the_key_was_forgotten(cards):
    payment = cards.ask()
    cards.fault("payment_intents.create", "lost_answer")
    work_off()
    cards.core.advance(25 * 3600)

    work_off(now=later(hours=25))

    payment.refresh_from_db()
    assert payment.state == PaymentState.HELD
    assert len(cards.intents()) == 1


def test_a_create_whose_answer_was_lost_is_let_go_of_too(cards):
    payment = cards.ask()
    cards.fault("payment_intents.create", "lost_answer")
    work_off()
    request_void(charge_ref=payment.charge_ref, now=NOW)

    work_off(now=later(minutes=5))

    payment.refresh_from_db()
    assert payment.state == PaymentState.VOIDED
    assert [i["status"] for i in cards.intents()] == ["canceled"]


def test_an_outage_is_waited_out_longer_each_time(cards):
    payment = cards.ask()
    cards.fault("payment_intents.create", "lost_request", times=None)
    waits, now = [], NOW
    for _try in range(4):
        sync_payment(payment.pk, now=now)
        payment.refresh_from_db()
        waits.append(payment.retry_at - now)
        now = payment.retry_at
    assert waits == [timedelta(seconds=s) for s in (15, 30, 60, 120)]
    assert back_off_after(50) == timedelta(hours=1)


def test_a_payment_that_rests_does_not_hold_up_another(cards):
    cards.ask()
    cards.fault("payment_intents.create", "lost_request", times=1)
    work_off()
    second = cards.hold()
    assert second.state == PaymentState.HELD


def test_two_workers_do_not_talk_about_one_payment(cards):
    payment = cards.ask()
    assert claim(CardPayment, payment.pk, now=NOW) is not None
    assert claim(CardPayment, payment.pk, now=later(seconds=119)) is None
    assert payments_to_sync(later(seconds=119)) == []
    assert claim(CardPayment, payment.pk, now=later(seconds=120)) is not None


def test_what_nobody_here_asked_for_is_set_aside_and_staff_are_told(cards):
    operator = make_login("operator")
    Role.objects.create(login=operator.login, kind=RoleKind.OPERATOR, area=area(), started_at=NOW)
    payment = cards.hold()
    client.stripe_client().v1.payment_intents.capture(
        payment.payment_intent_id
    )  # by hand, somewhere else

    refresh_payment(payment.pk, now=NOW)

    payment.refresh_from_db()
    assert (payment.state, payment.parked_at) == (PaymentState.HELD, NOW)
    assert charge_reports([payment.charge_ref])[payment.charge_ref].needs_person
    assert payments_to_sync(later(days=30)) == []
    [message] = Message.objects.filter(
        login_id=operator.login_id, kind=PaymentMessage.COMMAND_PARKED
    )
    assert message.urgent


def test_an_intent_of_another_amount_is_set_aside(cards):
    payment = cards.hold()
    CardPayment.objects.filter(pk=payment.pk).update(pence=999)
    refresh_payment(payment.pk, now=NOW)
    payment.refresh_from_db()
    assert "not the one that was asked for" in payment.parked_reason


@pytest.mark.holds("I15")
@pytest.mark.parametrize("taken", [999, 1])
def test_when_another_sum_was_taken_than_the_share_it_is_set_aside_and_not_written(cards, taken):
    """Somebody took part of it by hand, at the processor, as the worker was about to take it."""
    payment = cards.hold(pence=1000)
    cards.open()
    request_capture(charge_ref=payment.charge_ref, now=NOW)
    client.stripe_client().v1.payment_intents.capture(payment.payment_intent_id)
    [intent] = cards.intents()
    cards.core.store.update(intent, amount_received=taken)  # it captures nothing but the whole

    work_off()

    payment.refresh_from_db()
    assert (payment.state, payment.parked_at) == (PaymentState.HELD, NOW)
    assert "another sum was taken" in payment.parked_reason
    assert taken_here() == 0
    assert charge_reports([payment.charge_ref])[payment.charge_ref].needs_person


def test_a_person_may_let_it_go_on(cards):
    payment = cards.ask()
    park_command(payment, reason="a look", now=NOW)
    work_off()
    assert cards.intents() == []
    staff = Acting(login=Login.objects.create_superuser("office@example.org"))
    resume_command(kind="payment", row_id=payment.pk, by=staff, now=NOW)
    work_off()
    payment.refresh_from_db()
    assert payment.state == PaymentState.HELD


@pytest.mark.parametrize("who", ["an operator who is no staff", "the system"])
def test_only_staff_let_it_go_on(cards, who):
    payment = cards.ask()
    park_command(payment, reason="a look", now=NOW)

    with pytest.raises(NotFound):
        resume_command(
            kind="payment",
            row_id=payment.pk,
            by=SYSTEM if who == "the system" else make_login("operator"),
            now=NOW,
        )


def test_a_processor_that_refuses_our_request_altogether_is_set_aside(cards):
    payment = cards.ask()
    account = cards.provider.card_account
    account.processor_account_id = "acct_nobody"
    account.save()
    work_off()
    payment.refresh_from_db()
    assert (payment.state, payment.failure) == (PaymentState.FAILED, "provider")
