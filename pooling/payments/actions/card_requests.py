"""What a pool wants of a card: money held, then taken, or let go. The worker makes it so."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.lifecycle import not_none
from pooling.ledger import actions as ledger
from pooling.ledger.queries import collection_progress
from pooling.ledger.rules import CollectionNotOpen
from pooling.ledger.states import AccountKind
from pooling.payments.actions.card_payments import (
    transition_card_payment,
    transition_payment_goal,
)
from pooling.payments.actions.card_refunds import refund_in_full
from pooling.payments.actions.commands import enqueue_command
from pooling.payments.models.cards import LIVE_STATES, CardPayment, SavedCard
from pooling.payments.models.provider_accounts import ProviderAccount
from pooling.payments.rules import NotHeld, check_attempt, check_card, check_same
from pooling.payments.states.cards import CardState, PaymentGoal, PaymentState


def _lock_live_payment(charge_ref: int) -> CardPayment | None:
    return (
        CardPayment.objects.select_for_update(no_key=True)
        .filter(charge_ref=charge_ref, state__in=LIVE_STATES)
        .first()
    )


@transaction.atomic
def request_hold(
    *,
    charge_ref: int,
    pence: int,
    saved_card_id: int,
    provider_id: int,
    collection_code: str,
    part_code: str,
    pool_ref: int,
    wake_task: str = "",
    now: datetime,
) -> CardPayment:
    """Have the money of one charge held on a card: the command row, and a job, in one commit.

    Asked twice, it is one payment; after one that failed or was let go, it is a new attempt.
    `wake_task` is the job to queue for `pool_ref` whenever this payment has moved.
    """
    previous = _lock_live_payment(charge_ref)
    if previous is not None:
        check_same(pence, previous.pence)
        return previous
    card = SavedCard.objects.filter(pk=saved_card_id, state=CardState.SAVED).first()
    account = ProviderAccount.objects.filter(provider_id=provider_id).first()
    check_card(
        is_saved=card is not None,
        account_is_active=account is not None and account.is_active,
        pence=pence,
    )
    # Without one that began since it was looked for: that one is this attempt, and is found below.
    ended = CardPayment.objects.filter(charge_ref=charge_ref).exclude(state__in=LIVE_STATES)
    failures = list(ended.values_list("failure", flat=True))
    check_attempt(failures)
    ledger.open_account(code=part_code, kind=AccountKind.PART, pool_ref=pool_ref)
    # Asked twice in the same moment, the second waits here for the first and is given its row.
    payment, is_new = CardPayment.objects.get_or_create(
        charge_ref=charge_ref,
        attempt=len(failures) + 1,
        defaults={
            "pence": pence,
            "saved_card": not_none(card),
            "provider_account": not_none(account),
            "collection_code": collection_code,
            "part_code": part_code,
            "pool_ref": pool_ref,
            "wake_task": wake_task,
            "asked_at": now,
        },
    )
    if is_new:
        enqueue_command(payment)
    else:
        check_same(pence, payment.pence)
    return payment


@transaction.atomic
def request_capture(*, charge_ref: int, now: datetime) -> CardPayment:
    """Take what is held. Only while its collection is open (I11), and only what is held."""
    payment = _lock_live_payment(charge_ref)
    if payment is None or payment.state not in (PaymentState.HELD, PaymentState.CAPTURED):
        raise NotHeld(_("Nothing is held for this, so nothing can be taken."))
    if payment.goal == PaymentGoal.CAPTURE:
        return payment
    if not collection_progress(payment.collection_code).is_open:
        raise CollectionNotOpen(_("This payment is not being collected. Nobody was charged."))
    return _set_goal(payment, PaymentGoal.CAPTURE, now=now)


@transaction.atomic
def request_void(*, charge_ref: int, now: datetime) -> CardPayment | None:
    """Let go of whatever was asked of a card for this charge. Asked twice, it is done once.

    Money that was taken in the meantime goes back in full, without anyone acting (C2).
    """
    payment = _lock_live_payment(charge_ref)
    if payment is None:
        return None
    if payment.state == PaymentState.CAPTURED:
        refund_in_full(payment, now=now)
        return payment
    if payment.goal == PaymentGoal.VOID:
        return payment
    if payment.state == PaymentState.ASKED and payment.sent_at is None:
        # Nothing was ever said to the processor: there is nothing to let go of there.
        transition_payment_goal(payment, PaymentGoal.VOID, now=now)
        transition_card_payment(payment, PaymentState.VOIDED, now=now)
        return payment
    return _set_goal(payment, PaymentGoal.VOID, now=now)


def _set_goal(payment: CardPayment, goal: PaymentGoal, *, now: datetime) -> CardPayment:
    transition_payment_goal(payment, goal, now=now)
    enqueue_command(payment)
    return payment
