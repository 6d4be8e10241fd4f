"""Cards saved on the processor's own page, what is asked of them, and what goes back to them."""

import uuid

from django.db import models
from django.db.models import Q

from community.people.models.persons import Person
from community.people.models.representations import Representation
from pooling.payments.models.commands import ProcessorCommand
from pooling.payments.models.provider_accounts import ProviderAccount
from pooling.payments.states.cards import (
    CardFailure,
    CardRefundState,
    CardState,
    PaymentGoal,
    PaymentState,
)

LIVE_STATES = (PaymentState.ASKED, PaymentState.CREATED, PaymentState.HELD, PaymentState.CAPTURED)
ONCE_HELD_STATES = (PaymentState.HELD, PaymentState.CAPTURED, PaymentState.REFUNDED)


class SavedCard(models.Model):
    """A card for one source of money. Its number is never seen by us.

    `customer_id` is the processor's name for this one card's owner: nothing links a person's
    cards to each other there.
    """

    source_ref = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="saved_cards")
    # By whose authority its page was opened; none where the person opened it themselves.
    representation = models.ForeignKey(
        Representation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    command_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    customer_id = models.CharField(max_length=64, unique=True, null=True)
    checkout_session_id = models.CharField(max_length=128, unique=True, null=True)
    page_url = models.URLField(max_length=2000, blank=True)
    success_url = models.URLField(max_length=500)
    setup_intent_id = models.CharField(max_length=64, unique=True, null=True)
    payment_method_id = models.CharField(max_length=64, null=True)
    brand = models.CharField(max_length=20, blank=True)
    last4 = models.CharField(max_length=4, blank=True)
    state = models.CharField(max_length=10, choices=CardState, default=CardState.ASKED)
    asked_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_ref"],
                condition=Q(state=CardState.SAVED),
                name="one_saved_card_a_source",
            ),
            models.UniqueConstraint(
                fields=["source_ref"],
                condition=Q(state=CardState.ASKED),
                name="one_asked_card_a_source",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[CardState.ASKED, CardState.ABANDONED], saved_at=None)
                | Q(
                    state__in=[CardState.SAVED, CardState.REMOVED],
                    saved_at__isnull=False,
                    payment_method_id__isnull=False,
                ),
                name="saved_card_has_its_card",
            ),
            models.CheckConstraint(
                condition=Q(state=CardState.REMOVED) ^ Q(removed_at=None),
                name="card_removed_at_when_removed",
            ),
        ]


class CardPayment(ProcessorCommand):
    """One attempt to have one charge paid from a card. `charge_ref` is the pools' own id for
    what one part pays in one instalment; we never look behind it.

    `state` is what we know to be true; `goal` is what the pool wants next. The worker's task is
    to make the first follow the second. `wake_task` is the job to queue when it has moved, as
    whoever asked gave it: it is called with `pool_id`, which is `pool_ref`. Empty: nobody waits.
    """

    charge_ref = models.BigIntegerField()
    attempt = models.PositiveSmallIntegerField()
    pence = models.PositiveBigIntegerField()
    saved_card = models.ForeignKey(SavedCard, on_delete=models.PROTECT, related_name="payments")
    provider_account = models.ForeignKey(
        ProviderAccount, on_delete=models.PROTECT, related_name="payments"
    )
    collection_code = models.CharField(max_length=60)
    part_code = models.CharField(max_length=60)
    pool_ref = models.BigIntegerField()
    wake_task = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=PaymentState, default=PaymentState.ASKED)
    goal = models.CharField(max_length=10, choices=PaymentGoal, default=PaymentGoal.HOLD)
    payment_intent_id = models.CharField(max_length=64, unique=True, null=True)
    processor_charge_id = models.CharField(max_length=64, unique=True, null=True)
    capture_before = models.DateTimeField(null=True)
    failure = models.CharField(max_length=12, choices=CardFailure, blank=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *ProcessorCommand.Meta.constraints,
            models.UniqueConstraint(
                fields=["charge_ref", "attempt"], name="one_payment_an_attempt"
            ),
            models.UniqueConstraint(
                fields=["charge_ref"],
                condition=Q(state__in=LIVE_STATES),
                name="one_live_payment_a_charge",
            ),
            models.CheckConstraint(condition=Q(pence__gt=0), name="payment_is_some_money"),
            models.CheckConstraint(
                condition=~Q(state=PaymentState.ASKED, payment_intent_id__isnull=False)
                & ~Q(
                    state__in=[PaymentState.CREATED, *ONCE_HELD_STATES],
                    payment_intent_id__isnull=True,
                ),
                name="payment_has_intent_once_created",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ONCE_HELD_STATES)
                | Q(processor_charge_id__isnull=False, capture_before__isnull=False),
                name="payment_has_charge_once_held",
            ),
            models.CheckConstraint(
                condition=Q(state=PaymentState.FAILED) ^ Q(failure=""),
                name="payment_failed_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(goal=PaymentGoal.CAPTURE)
                | Q(state__in=[*ONCE_HELD_STATES, PaymentState.FAILED]),
                name="payment_captured_only_once_held",
            ),
            models.CheckConstraint(
                condition=Q(state__in=LIVE_STATES) ^ Q(ended_at__isnull=False),
                name="payment_ended_at_when_ended",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="payment_unfinished",
                condition=Q(
                    state__in=[PaymentState.ASKED, PaymentState.CREATED, PaymentState.HELD]
                ),
            ),
            models.Index(fields=["collection_code"], name="payment_collection"),
        ]


class CardRefund(ProcessorCommand):
    """Captured money that goes back to the card it came from, and out of the provider's account."""

    payment = models.ForeignKey(CardPayment, on_delete=models.PROTECT, related_name="refunds")
    pence = models.PositiveBigIntegerField()
    key = models.CharField(max_length=80, unique=True)
    processor_refund_id = models.CharField(max_length=64, unique=True, null=True)
    state = models.CharField(max_length=6, choices=CardRefundState, default=CardRefundState.ASKED)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            *ProcessorCommand.Meta.constraints,
            models.CheckConstraint(condition=Q(pence__gt=0), name="card_refund_is_some_money"),
            models.CheckConstraint(
                condition=~Q(state__in=[CardRefundState.SENT, CardRefundState.DONE])
                | Q(processor_refund_id__isnull=False),
                name="card_refund_has_refund_once_sent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="card_refund_unfinished",
                condition=Q(state__in=[CardRefundState.ASKED, CardRefundState.SENT]),
            ),
        ]
