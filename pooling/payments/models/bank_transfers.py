"""Bank transfers: asked for with a reference, recorded by a person when they arrive."""

from django.db import models
from django.db.models import Q

from community.people.models.logins import Login
from community.people.models.persons import Person
from community.places.models.areas import Area
from pooling.payments.states.bank_transfers import BankTransferRefundState, BankTransferState
from providers.models.supply import Provider

from .bank_details import ACCOUNT_NUMBER_PATTERN, SORT_CODE_PATTERN


class BankTransfer(models.Model):
    """Paid to whom `payee_words` says, never to us. Nothing counts before it has arrived."""

    charge_ref = models.BigIntegerField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bank_transfers")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="bank_transfers")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="bank_transfers")
    pence = models.PositiveBigIntegerField()
    reference = models.CharField(max_length=12, unique=True)
    payee_words = models.CharField(max_length=200)
    collection_code = models.CharField(max_length=60)
    part_code = models.CharField(max_length=60)
    sort_code = models.CharField(max_length=6, blank=True)  # both empty: not known yet
    account_number = models.CharField(max_length=8, blank=True)
    state = models.CharField(
        max_length=16, choices=BankTransferState, default=BankTransferState.ASKED
    )
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="transfer_is_some_money"),
            models.CheckConstraint(
                condition=Q(reference__regex=r"^CP[2-9A-HJKMNP-TV-Z]{6}$"),
                name="transfer_reference_is_plain",
            ),
            models.CheckConstraint(
                condition=Q(sort_code="", account_number="")
                | Q(
                    sort_code__regex=SORT_CODE_PATTERN, account_number__regex=ACCOUNT_NUMBER_PATTERN
                ),
                name="transfer_goes_to_a_whole_account",
            ),
        ]


class Arrival(models.Model):
    """Money seen in the payee's account, by somebody who may look there."""

    transfer = models.ForeignKey(BankTransfer, on_delete=models.PROTECT, related_name="arrivals")
    key = models.CharField(max_length=80, unique=True)
    pence = models.PositiveBigIntegerField()
    arrived_on = models.DateField()
    recorded_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="arrival_is_some_money"),
        ]


class BankTransferRefund(models.Model):
    """Money to be sent back to the account it came from; somebody does it and says when."""

    transfer = models.ForeignKey(BankTransfer, on_delete=models.PROTECT, related_name="refunds")
    key = models.CharField(max_length=80, unique=True)
    pence = models.PositiveBigIntegerField()
    state = models.CharField(
        max_length=6, choices=BankTransferRefundState, default=BankTransferRefundState.QUEUED
    )
    queued_at = models.DateTimeField()
    sent_on = models.DateField(null=True)
    sent_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pence__gt=0), name="bank_transfer_refund_is_some_money"
            ),
            models.CheckConstraint(
                condition=Q(state=BankTransferRefundState.SENT) ^ Q(sent_on=None),
                name="bank_transfer_refund_sent_on_when_sent",
            ),
        ]
