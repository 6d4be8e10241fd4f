"""What was paid by card goes back to that card, once, and never more than is there."""

import pytest

from pooling.ledger.account_codes import part_account_code
from pooling.ledger.queries import available_pence, balance
from pooling.ledger.rules import NotEnough
from pooling.payments.actions.card_refunds import request_card_refund
from pooling.payments.actions.payouts import release_to_provider
from pooling.payments.models.cards import CardRefund
from pooling.payments.queries.charges import charge_reports
from pooling.payments.rules import AskedOtherwise, MoreThanIsLeft, NotHeld
from pooling.payments.states.cards import CardRefundState, PaymentState
from pooling.payments.states.charges import ChargeStatus
from tests.factories.cards import assert_books_agree, later, work_off
from tests.factories.supply import NOW


def give_back(payment, pence, key="session:1") -> CardRefund:
    return request_card_refund(charge_ref=payment.charge_ref, pence=pence, key=key, now=NOW)


def standing(payment) -> ChargeStatus:
    return charge_reports([payment.charge_ref])[payment.charge_ref].status


def test_an_undelivered_session_goes_back_to_the_card(cards):
    payment = cards.capture(pence=1000)

    refund = give_back(payment, 250)
    assert available_pence(part_account_code(payment.charge_ref)) == 750
    work_off()

    refund.refresh_from_db()
    assert refund.state == CardRefundState.DONE
    assert balance(part_account_code(payment.charge_ref)) == 750
    assert charge_reports([payment.charge_ref])[payment.charge_ref].paid_pence == 750
    assert_books_agree(cards.core)


def test_it_comes_out_of_the_providers_account_and_not_out_of_ours(cards):
    payment = cards.capture(pence=1000)
    give_back(payment, 250)
    work_off()
    [transfer] = cards.things("transfer")
    assert transfer["amount_reversed"] == 250


@pytest.mark.holds("I4")
def test_the_same_key_gives_back_once(cards):
    payment = cards.capture(pence=1000)
    assert give_back(payment, 250) == give_back(payment, 250)
    work_off()
    assert give_back(payment, 250).state == CardRefundState.DONE
    assert len(cards.things("refund")) == 1


@pytest.mark.holds("I4")
def test_the_same_key_with_another_amount_is_refused(cards):
    payment = cards.capture(pence=1000)
    give_back(payment, 250)
    with pytest.raises(AskedOtherwise):
        give_back(payment, 251)


@pytest.mark.holds("C5", "I7")
def test_more_than_is_left_is_refused_with_the_figure_that_is_possible(cards):
    payment = cards.capture(pence=1000)
    give_back(payment, 250, key="a")
    with pytest.raises(MoreThanIsLeft, match="£7.50"):
        give_back(payment, 751, key="b")


def test_what_the_provider_has_been_paid_cannot_go_back(cards):
    payment = cards.capture(pence=1000)
    release_to_provider(
        amounts={payment.charge_ref: 600},
        provider_id=cards.provider.pk,
        session_ref=1,
        key="session:1",
        now=NOW,
    )
    with pytest.raises(NotEnough, match="£4"):
        give_back(payment, 401)
    assert CardRefund.objects.count() == 0


def test_all_of_it_ends_the_payment(cards):
    payment = cards.capture(pence=1000)
    give_back(payment, 1000)
    assert standing(payment) == ChargeStatus.REFUNDING
    work_off()
    payment.refresh_from_db()
    assert payment.state == PaymentState.REFUNDED
    assert standing(payment) == ChargeStatus.REFUNDED


def test_nothing_goes_back_that_never_came(cards):
    payment = cards.hold()
    with pytest.raises(NotHeld):
        give_back(payment, 1)


@pytest.mark.parametrize(
    "fault", ["lost_answer", "lost_request", "server_error", "server_error_after", "rate_limited"]
)
def test_one_refund_whatever_becomes_of_the_answer(cards, fault):
    payment = cards.capture(pence=1000)
    cards.fault("refunds.create", fault)
    refund = give_back(payment, 250)
    work_off()
    refund.refresh_from_db()
    assert refund.state == CardRefundState.ASKED

    work_off(now=later(minutes=5))

    refund.refresh_from_db()
    assert refund.state == CardRefundState.DONE
    assert len(cards.things("refund")) == 1
    assert_books_agree(cards.core)


def test_a_lost_answer_is_not_asked_again_after_the_processor_forgot_the_key(cards):
    payment = cards.capture(pence=1000)
    cards.fault("refunds.create", "lost_answer")
    give_back(payment, 250)
    work_off()

    cards.core.advance(25 * 3600)
    work_off(now=later(hours=25))

    assert len(cards.things("refund")) == 1
    assert_books_agree(cards.core)
