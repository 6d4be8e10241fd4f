"""The row of a card payment: locked, moved, and whoever waits for it woken."""

from datetime import datetime
from functools import partial

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from community.people.acting import SYSTEM
from community.people.actions.audit_lines import record_deed
from pooling.payments.models.cards import LIVE_STATES, CardPayment
from pooling.payments.states.cards import CARD_PAYMENT, PAYMENT_GOAL, PaymentGoal, PaymentState


def lock_card_payment(payment_id: int) -> CardPayment:
    return (
        CardPayment.objects.select_for_update(no_key=True, of=("self",))
        .select_related("saved_card", "provider_account")
        .get(pk=payment_id)
    )


def transition_card_payment(
    payment: CardPayment, state: PaymentState, *fields: str, now: datetime
) -> None:
    """One move of a payment whose row the caller has locked; `fields` are what else it changed."""
    deed = CARD_PAYMENT.deed_for(payment.state, state)
    payment.state, payment.tries, payment.retry_at = state, 0, None
    payment.ended_at = None if state in LIVE_STATES else now
    payment.save(update_fields=["state", "tries", "retry_at", "ended_at", *fields])
    record_deed(
        by=SYSTEM,
        deed=deed,
        about=f"payment:{payment.pk}",
        for_person=payment.saved_card.person_id,
        now=now,
    )
    if state != PaymentState.CREATED:  # nothing that a pool looks at
        wake_pool(payment)


def transition_payment_goal(payment: CardPayment, goal: PaymentGoal, *, now: datetime) -> None:
    """What the pool wants of it from now on; the row is locked by the caller."""
    deed = PAYMENT_GOAL.deed_for(payment.goal, goal)
    payment.goal, payment.retry_at = goal, None
    payment.save(update_fields=["goal", "retry_at"])
    record_deed(by=SYSTEM, deed=deed, about=f"payment:{payment.pk}", now=now)


def wake_pool(payment: CardPayment) -> None:
    """After the commit, queue the job that the pool gave when it asked. A worker that dies in
    between loses it: the pools' own sweep finds by state what is due."""
    if payment.wake_task:
        job = partial(enqueue_wake, payment.wake_task, payment.pool_ref)
        transaction.on_commit(job, robust=True)


def enqueue_wake(task: str, pool_ref: int) -> None:
    """Once for each pool, however much of it has moved: queued already is good enough."""
    try:
        with transaction.atomic():
            app.configure_task(task, queueing_lock=f"{task}:{pool_ref}").defer(pool_id=pool_ref)
    except AlreadyEnqueued:
        return
