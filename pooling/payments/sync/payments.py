"""One card payment: made to follow what the pool wants of it."""

import contextlib
from datetime import datetime

from community.common.lifecycle import not_none
from community.common.refusals import Refused
from pooling.payments.actions.card_outcomes import (
    record_captured,
    record_created,
    record_failed,
    record_held,
    record_sending,
    record_voided,
)
from pooling.payments.actions.commands import park_command
from pooling.payments.models.cards import CardPayment
from pooling.payments.processor.client import CardDeclined, ProcessorRefused, StateConflict
from pooling.payments.processor.intents import (
    IntentStatus,
    PaymentIntent,
    cancel_intent,
    capture_intent,
    confirm_intent,
    create_intent,
    find_intents,
    read_intent,
)
from pooling.payments.rules import IntentStep, next_intent_step
from pooling.payments.states.cards import CardFailure, PaymentGoal, PaymentState
from pooling.payments.sync.claiming import RetryLater, UncertainOutcome, claimed_command

MAX_SYNC_STEPS = 12  # far more than the longest life: a talk that goes in circles stops


def sync_payment(payment_id: int, *, now: datetime) -> None:
    """Say all that has to be said, until the payment is what the pool wants or cannot be."""
    with claimed_command(CardPayment, payment_id, now=now) as payment:
        if payment is None:
            return
        for _turn in range(MAX_SYNC_STEPS):
            payment = CardPayment.objects.select_related("saved_card", "provider_account").get(
                pk=payment_id
            )
            step = next_intent_step(payment.state, payment.goal)
            if step is None:
                _check_lapsed(payment, now)
                return
            INTENT_STEP_FUNCTIONS[step](payment, now)
        raise UncertainOutcome("the talk with the processor goes in circles")


def refresh_payment(payment_id: int, *, now: datetime) -> None:
    """Read the object again and write what it says: what a webhook comes to. It says nothing to
    the processor that a worker does not say, and two may write the same thing: it is written once.
    """
    payment = CardPayment.objects.get(pk=payment_id)
    if payment.state not in (PaymentState.CREATED, PaymentState.HELD):
        return
    try:
        _record_intent(payment, read_intent(not_none(payment.payment_intent_id)), now)
    except RetryLater:
        return
    except (UncertainOutcome, Refused) as error:
        park_command(payment, reason=f"{type(error).__name__}: {error}", now=now)


def _check_lapsed(payment: CardPayment, now: datetime) -> None:
    """A hold ends by itself; the processor says when it has."""
    if payment.state == PaymentState.HELD and not_none(payment.capture_before) <= now:
        intent = read_intent(not_none(payment.payment_intent_id))
        if intent.status == IntentStatus.HELD:
            raise RetryLater
        _record_intent(payment, intent, now)


def _create(payment: CardPayment, now: datetime) -> None:
    """Make the intent and commit its id. Where an answer may have been lost, look first."""
    intent = _intent_made_before(payment)
    if intent is None:
        if not record_sending(payment_id=payment.pk, now=now):
            return
        try:
            intent = create_intent(
                command_id=payment.command_id,
                key_version=payment.key_version,
                pence=payment.pence,
                customer_id=not_none(payment.saved_card.customer_id),
                payment_method_id=not_none(payment.saved_card.payment_method_id),
                processor_account_id=not_none(payment.provider_account.processor_account_id),
                about={"charge": str(payment.charge_ref), "attempt": str(payment.attempt)},
            )
        except ProcessorRefused as refusal:
            record_failed(payment_id=payment.pk, failure=_failure_of_refusal(refusal), now=now)
            return
    record_created(payment_id=payment.pk, payment_intent_id=intent.id, now=now)


def _intent_made_before(payment: CardPayment) -> PaymentIntent | None:
    if payment.sent_at is None:
        return None
    intents = find_intents(
        command_id=payment.command_id, customer_id=not_none(payment.saved_card.customer_id)
    )
    if len(intents) > 1:
        raise UncertainOutcome(f"{len(intents)} intents exist for one command")
    return intents[0] if intents else None


def _failure_of_refusal(refusal: ProcessorRefused) -> CardFailure:
    """Refused before anything existed: the card is gone there, or the provider's account shut."""
    if refusal.about in ("payment_method", "customer"):
        return CardFailure.CARD_ENDED
    if refusal.about in ("on_behalf_of", "transfer_data[destination]") or "account" in refusal.code:
        return CardFailure.PROVIDER
    raise refusal


def _confirm(payment: CardPayment, now: datetime) -> None:
    """Ask the bank to hold the money on this intent: it can be held once, however often asked."""
    if payment.tries:  # somebody was here before, and may have been told
        intent = read_intent(not_none(payment.payment_intent_id))
        if intent.status != IntentStatus.NEEDS_CONFIRMING:
            _record_intent(payment, intent, now)
            return
    with contextlib.suppress(CardDeclined, StateConflict):
        confirm_intent(not_none(payment.payment_intent_id))  # and the intent says which, below
    _record_intent(payment, read_intent(not_none(payment.payment_intent_id)), now)


def _capture(payment: CardPayment, now: datetime) -> None:
    if payment.tries:
        intent = read_intent(not_none(payment.payment_intent_id))
        if intent.status != IntentStatus.HELD:
            _record_intent(payment, intent, now)
            return
    with contextlib.suppress(CardDeclined, StateConflict):
        capture_intent(not_none(payment.payment_intent_id))
    intent = read_intent(not_none(payment.payment_intent_id))
    if intent.status == IntentStatus.HELD:
        raise UncertainOutcome("it was captured and is still only held")
    _record_intent(payment, intent, now)


def _cancel(payment: CardPayment, now: datetime) -> None:
    if payment.state == PaymentState.ASKED:
        intent = _intent_made_before(payment)
        if intent is None:
            record_voided(payment_id=payment.pk, now=now)
        else:
            record_created(payment_id=payment.pk, payment_intent_id=intent.id, now=now)
        return
    intent = read_intent(not_none(payment.payment_intent_id))
    if intent.status not in (IntentStatus.CAPTURED, IntentStatus.CANCELLED):
        intent = _cancelled(intent)
    _record_intent(payment, intent, now)


def _cancelled(intent: PaymentIntent) -> PaymentIntent:
    with contextlib.suppress(StateConflict):
        cancel_intent(intent.id)
    return read_intent(intent.id)


INTENT_STEP_FUNCTIONS = {
    IntentStep.CREATE: _create,
    IntentStep.CONFIRM: _confirm,
    IntentStep.CAPTURE: _capture,
    IntentStep.CANCEL: _cancel,
}


def _record_intent(payment: CardPayment, intent: PaymentIntent, now: datetime) -> None:
    """The same object always leads to the same line, whoever reads it and however often."""
    if intent.id != payment.payment_intent_id or intent.pence != payment.pence:
        raise UncertainOutcome("the intent is not the one that was asked for")
    match intent.status:
        case IntentStatus.NEEDS_CONFIRMING:
            return
        case IntentStatus.PROCESSING:
            raise RetryLater
        case IntentStatus.HELD:
            _held(payment, intent, now)
        case IntentStatus.CAPTURED:
            _captured(payment, intent, now)
        case IntentStatus.NEEDS_CARD | IntentStatus.NEEDS_ACTION:
            # Nobody may finish it later on their own: it ends there before it ends here.
            failure = _why(payment, intent)
            if _cancelled(intent).status != IntentStatus.CANCELLED:
                raise UncertainOutcome("it failed and could not be cancelled")
            _over(payment, failure, now)
        case IntentStatus.CANCELLED:
            _over(payment, _why(payment, intent), now)


def _held(payment: CardPayment, intent: PaymentIntent, now: datetime) -> None:
    if payment.state == PaymentState.CREATED:
        record_held(
            payment_id=payment.pk,
            processor_charge_id=intent.processor_charge_id,
            capture_before=not_none(intent.capture_before),
            now=now,
        )


def _captured(payment: CardPayment, intent: PaymentIntent, now: datetime) -> None:
    if payment.state != PaymentState.HELD or payment.goal == PaymentGoal.HOLD:
        raise UncertainOutcome("money was taken that nobody here asked to be taken")
    if intent.received_pence != payment.pence:
        raise UncertainOutcome("another sum was taken than was asked for")
    record_captured(payment_id=payment.pk, now=now)


def _over(payment: CardPayment, failure: CardFailure, now: datetime) -> None:
    payment.refresh_from_db(fields=["goal"])
    if payment.goal == PaymentGoal.VOID:
        record_voided(payment_id=payment.pk, now=now)
    else:
        record_failed(payment_id=payment.pk, failure=failure, now=now)


def _why(payment: CardPayment, intent: PaymentIntent) -> CardFailure:
    if intent.lapsed:
        return CardFailure.HOLD_LAPSED
    if intent.status == IntentStatus.NEEDS_ACTION:
        return CardFailure.NEEDS_YES
    if intent.failure is None:
        return CardFailure.CANCELLED_BY_PROCESSOR
    # Held once and declined since: the bank took back its yes, whatever it calls it.
    return CardFailure.TAKEN_BACK if payment.state == PaymentState.HELD else intent.failure
