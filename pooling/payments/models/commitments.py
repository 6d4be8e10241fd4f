"""Money a council or a fund holder looks after: what it agreed to, and what it is invoiced for."""

from django.db import models
from django.db.models import F, Q

from community.people.models.logins import Login
from community.people.models.persons import Person
from community.places.models.areas import Area
from pooling.payments.states.billing import VatStatus
from pooling.payments.states.commitments import (
    BillChange,
    CommitmentLineState,
    CommitmentState,
    RefusalReason,
)
from providers.models.supply import Provider

from .bank_details import ACCOUNT_NUMBER_PATTERN, SORT_CODE_PATTERN

OPEN_STATES = (CommitmentState.ASKED, CommitmentState.YES_WHEN)
LIVE_STATES = (*OPEN_STATES, CommitmentState.CONFIRMED)
ANSWERED_STATES = (CommitmentState.YES_WHEN, CommitmentState.CONFIRMED, CommitmentState.REFUSED)


class Commitment(models.Model):
    """One line a named officer answers: for one part of one person's yes.

    It holds all that the officer sees, and nothing of the group, the need or the others (M129).
    """

    part_ref = models.BigIntegerField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="commitments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="commitments")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="commitments")
    provider_words = models.CharField(max_length=160)
    dates_words = models.CharField(max_length=200)
    service_words = models.CharField(max_length=200, blank=True, help_text="what is bought")
    # The person's own words: for the officer, and never on an invoice (fault E3).
    purpose_words = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=40, blank=True, help_text="the council's own")
    order_number = models.CharField(max_length=40, blank=True, help_text="the council's own")
    # The person read before their yes that the council's invoices bear names.
    names_person = models.BooleanField(default=False)
    # The day on which it is looked at whether the shared cost goes ahead.
    decided_on = models.DateField(null=True)
    most_pence_a_session = models.PositiveBigIntegerField()
    sessions = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=CommitmentState, default=CommitmentState.ASKED)
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        Login, null=True, on_delete=models.PROTECT, related_name="commitments_answered"
    )
    answered_at = models.DateTimeField(null=True)
    when_words = models.CharField(max_length=200, blank=True)
    when_owner = models.CharField(max_length=120, blank=True)
    when_on = models.DateField(null=True)
    refusal_reason = models.CharField(max_length=16, choices=RefusalReason, blank=True)
    refusal_words = models.CharField(max_length=200, blank=True)
    bill_change = models.CharField(max_length=10, choices=BillChange, blank=True)
    bill_change_pence = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["part_ref"],
                condition=Q(state__in=LIVE_STATES),
                name="one_live_commitment_a_part",
            ),
            models.CheckConstraint(
                condition=Q(most_pence_a_session__gt=0, sessions__gt=0),
                name="commitment_is_some_money",
            ),
            models.CheckConstraint(
                condition=Q(state=CommitmentState.ENDED)
                | Q(state=CommitmentState.ASKED, answered_at=None, answered_by=None)
                | Q(
                    state__in=ANSWERED_STATES,
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                ),
                name="commitment_answered_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state=CommitmentState.YES_WHEN)
                | (Q(when_on__isnull=False) & ~Q(when_words="") & ~Q(when_owner="")),
                name="yes_when_says_what_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=CommitmentState.REFUSED) | ~Q(refusal_reason=""),
                name="a_no_names_its_reason",
            ),
            models.CheckConstraint(
                condition=~Q(refusal_reason=RefusalReason.OTHER) | ~Q(refusal_words=""),
                name="another_reason_is_in_words",
            ),
            models.CheckConstraint(
                condition=Q(bill_change=BillChange.YES) ^ Q(bill_change_pence=None),
                name="a_changed_bill_says_by_how_much",
            ),
        ]
        indexes = [
            models.Index(
                fields=["area", "asked_at"],
                name="commitment_waiting",
                condition=Q(state__in=[CommitmentState.ASKED, CommitmentState.YES_WHEN]),
            ),
        ]


class CommitmentLine(models.Model):
    """What a commitment covers of one charge."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="lines")
    charge_ref = models.BigIntegerField(unique=True)
    pence = models.PositiveBigIntegerField()
    collection_code = models.CharField(max_length=60)
    part_code = models.CharField(max_length=60)
    state = models.CharField(
        max_length=12, choices=CommitmentLineState, default=CommitmentLineState.COMMITTED
    )
    committed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="line_is_some_money"),
        ]


class Decommitment(models.Model):
    """A piece of a line that will not be needed: it is never invoiced."""

    line = models.ForeignKey(CommitmentLine, on_delete=models.PROTECT, related_name="decommitments")
    key = models.CharField(max_length=80, unique=True)
    pence = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="decommitment_is_some_money"),
        ]


class Invoice(models.Model):
    """What a provider asks of a council for a period: what was delivered and nothing else.

    Numbers have no gaps: one is taken in the transaction that makes the invoice, under a lock on
    the provider.
    """

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="invoices")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="invoices")
    number = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    # As it was sent: what changes afterwards changes no invoice.
    provider_words = models.CharField(max_length=160)
    provider_address = models.CharField(max_length=300)
    payer_words = models.CharField(max_length=80)
    payer_address = models.CharField(max_length=300, blank=True)
    vat_status = models.CharField(max_length=14, choices=VatStatus)
    vat_number = models.CharField(max_length=20, blank=True)
    vat_pence = models.PositiveBigIntegerField()
    due_on = models.DateField()
    account_name = models.CharField(max_length=80)
    sort_code = models.CharField(max_length=6)
    account_number = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(provider_address="")
                & ~Q(account_name="")
                & Q(
                    sort_code__regex=SORT_CODE_PATTERN, account_number__regex=ACCOUNT_NUMBER_PATTERN
                ),
                name="invoice_can_be_paid",
            ),
            models.UniqueConstraint(fields=["provider", "number"], name="one_invoice_a_number"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="invoice_ends_after_start"
            ),
        ]


class LineDelivery(models.Model):
    """One delivered session's piece of a line. Invoiced once."""

    line = models.ForeignKey(CommitmentLine, on_delete=models.PROTECT, related_name="deliveries")
    session_ref = models.BigIntegerField()
    pence = models.PositiveBigIntegerField()
    delivered_on = models.DateField()
    invoice = models.ForeignKey(
        Invoice, null=True, on_delete=models.PROTECT, related_name="deliveries"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "session_ref"], name="one_delivery_a_session"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="delivery_is_some_money"),
        ]
