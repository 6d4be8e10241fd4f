"""Where transfers to a provider are sent, and what has to happen before that changes (P30)."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from community.people.models.logins import Login
from pooling.payments.states.bank_details import BankDetailsState, CheckWay
from providers.models.supply import Provider

SORT_CODE_PATTERN, ACCOUNT_NUMBER_PATTERN = r"^[0-9]{6}$", r"^[0-9]{8}$"
UNDECIDED_STATES = (BankDetailsState.WAITING, BankDetailsState.CHECKED)
SEEN_STATES = (BankDetailsState.CHECKED, BankDetailsState.IN_FORCE)
LEAST_WAIT = timedelta(days=6)  # five working days are never less by the calendar


class BankDetailsChange(models.Model):
    """What a provider wrote down. The first is used at once; every other one when a second person
    has asked the provider another way, and five working days after that."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    account_name = models.CharField(max_length=80)
    sort_code = models.CharField(max_length=6)
    account_number = models.CharField(max_length=8)
    is_first = models.BooleanField()
    state = models.CharField(
        max_length=8, choices=BankDetailsState, default=BankDetailsState.WAITING
    )
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_way = models.CharField(max_length=9, choices=CheckWay, blank=True)
    counts_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider"],
                condition=Q(state__in=UNDECIDED_STATES),
                name="one_undecided_bank_details",
            ),
            models.UniqueConstraint(
                fields=["provider"], condition=Q(is_first=True), name="first_bank_details_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    sort_code__regex=SORT_CODE_PATTERN, account_number__regex=ACCOUNT_NUMBER_PATTERN
                ),
                name="bank_details_are_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SEEN_STATES)
                | Q(checked_at__isnull=False, counts_at__isnull=False) & ~Q(checked_way=""),
                name="bank_details_asked_another_way",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True)
                | Q(given_by__isnull=True)
                | ~Q(checked_by=F("given_by")),
                name="bank_details_seen_by_another",
            ),
            models.CheckConstraint(
                condition=Q(is_first=True)
                | Q(counts_at__isnull=True)
                | Q(counts_at__gte=F("checked_at") + LEAST_WAIT),
                name="bank_details_wait_five_days",
            ),
        ]

    @property
    def ends_in(self) -> str:
        return self.account_number[-4:]


class PayeeAccount(models.Model):
    """Where transfers to a provider are sent, as it wrote it down. Shown to those who are asked to
    send money there, and to nobody else."""

    provider = models.OneToOneField(Provider, on_delete=models.PROTECT, related_name="payee")
    account_name = models.CharField(max_length=80)
    sort_code = models.CharField(max_length=6)
    account_number = models.CharField(max_length=8)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    checked_at = models.DateTimeField(null=True)  # when the council had asked the provider

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    sort_code__regex=SORT_CODE_PATTERN, account_number__regex=ACCOUNT_NUMBER_PATTERN
                ),
                name="payee_account_is_whole",
            ),
        ]
