"""A provider's own account at the processor, and what is sent from it to their bank."""

import uuid

from django.db import models
from django.db.models import Q

from pooling.payments.models.commands import ProcessorCommand
from pooling.payments.states.provider_accounts import PayoutState, ProviderAccountState
from providers.models.supply import Provider


class ProviderAccount(models.Model):
    """Card money goes straight here and waits until a session was delivered."""

    provider = models.OneToOneField(Provider, on_delete=models.PROTECT, related_name="card_account")
    command_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    processor_account_id = models.CharField(max_length=64, unique=True, null=True)
    state = models.CharField(
        max_length=10, choices=ProviderAccountState, default=ProviderAccountState.ASKED
    )
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ProviderAccountState.ASKED)
                ^ Q(processor_account_id__isnull=False),
                name="account_has_id_once_opening",
            ),
        ]

    @property
    def is_active(self) -> bool:
        return self.state == ProviderAccountState.ACTIVE


class Payout(ProcessorCommand):
    """What a delivered session releases to the provider's bank."""

    provider_account = models.ForeignKey(
        ProviderAccount, on_delete=models.PROTECT, related_name="payouts"
    )
    session_ref = models.BigIntegerField()
    pence = models.PositiveBigIntegerField()
    key = models.CharField(max_length=80, unique=True)
    processor_payout_id = models.CharField(max_length=64, unique=True, null=True)
    state = models.CharField(max_length=6, choices=PayoutState, default=PayoutState.ASKED)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            *ProcessorCommand.Meta.constraints,
            models.CheckConstraint(condition=Q(pence__gt=0), name="payout_is_some_money"),
            models.CheckConstraint(
                condition=~Q(state__in=[PayoutState.SENT, PayoutState.PAID])
                | Q(processor_payout_id__isnull=False),
                name="payout_has_id_once_sent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="payout_unfinished",
                condition=Q(state__in=[PayoutState.ASKED, PayoutState.SENT]),
            ),
        ]
