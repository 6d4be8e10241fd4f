"""Whoever says that what a directory lists is theirs, and how that was checked (P104)."""

from django.db import models
from django.db.models import F, Q

from community.people.models.logins import Login
from providers.models.supply import Listing, Provider
from providers.states import ClaimState, PublicContact


class ProviderClaim(models.Model):
    """Said by a login, on the page of one of its listings. A connector asks at a contact that is
    public, and says at which: no contact of the claimant’s is asked for, or kept here."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="claims")
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="+")
    login = models.ForeignKey(Login, on_delete=models.CASCADE, related_name="+")
    # Where they propose that a connector asks, and where one did.
    proposed_contact = models.CharField(max_length=12, choices=PublicContact)
    register_number = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)
    claimed_at = models.DateTimeField()
    answer_by = models.DateField()
    # From then on those who answer know that it is late; and the operator, after two days more.
    late_told_at = models.DateTimeField(null=True)
    office_told_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=ClaimState, default=ClaimState.WAITING)
    state_at = models.DateTimeField()
    checked_contact = models.CharField(max_length=12, choices=PublicContact, blank=True)
    answer_words = models.TextField(blank=True)
    answered_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "login"],
                condition=Q(state=ClaimState.WAITING),
                name="one_waiting_claim_a_login",
            ),
            models.UniqueConstraint(
                fields=["provider", "login"],
                condition=Q(state=ClaimState.CONFIRMED),
                name="one_confirmed_claim_a_login",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ClaimState.CONFIRMED, ClaimState.UNDONE])
                ^ Q(checked_contact=""),
                name="confirmed_claim_says_how_it_was_checked",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ClaimState.REFUSED, ClaimState.UNDONE])
                | ~Q(answer_words=""),
                name="refused_or_undone_claim_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(proposed_contact=PublicContact.REGISTER) | ~Q(register_number=""),
                name="claim_by_register_says_the_number",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("login")),
                name="nobody_answers_their_own_claim",
            ),
        ]
