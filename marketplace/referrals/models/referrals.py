"""Telling a place about somebody: what was told us, and what goes to the place before any name."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from community.people.models.decisions import DecisionRecord
from community.people.models.logins import Login
from community.people.models.persons import Consent, Person
from community.places.models.areas import Area
from groups.models.members import Group
from marketplace.referrals.models.bodies import ReferringBody
from marketplace.referrals.states import (
    REFERRAL_OPEN,
    AgreementHow,
    ReachedBy,
    ReferralState,
    ReferrerKind,
)
from providers.models.supply import Listing
from providers.states import HelpAsked

MAX_CALLED_CHARS, MAX_LINE_CHARS, MAX_REFERENCE_CHARS, MAX_TIE_CHARS = 60, 280, 40, 200
# Nothing has left to anybody, or nothing of it is kept any more.
WITHOUT_AGREEMENT = (ReferralState.DRAFT, ReferralState.CANCELLED)


class Referral(models.Model):
    """One person, one place: `listing`, or `group` (M91).

    A place reads `outline` and nothing else until it has said yes and `agreement` stands; then it
    reads `called` and `line` (P77). Whose it is stands in the agreement, so that of two who are one
    person it is that one's: `person`. `own_reference` is read by `body` alone (M85). `tie_words`:
    how whoever sends it belongs to the place, for the connector (T16). `is_to_be_looked_at`: by the
    connector, who alone sees that (P64). `answer_until`: until then the person may say yes to what
    is still a draft. `called_key`: the name as it is compared.
    """

    listing = models.ForeignKey(
        Listing, null=True, on_delete=models.PROTECT, related_name="referrals"
    )
    group = models.ForeignKey(Group, null=True, on_delete=models.PROTECT, related_name="referrals")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    referrer_kind = models.CharField(max_length=12, choices=ReferrerKind)
    sent_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    body = models.ForeignKey(
        ReferringBody, null=True, on_delete=models.PROTECT, related_name="referrals"
    )
    called = models.CharField(max_length=MAX_CALLED_CHARS, blank=True)
    called_key = models.CharField(max_length=200, blank=True)
    line = models.CharField(max_length=MAX_LINE_CHARS, blank=True)
    reached_by = models.CharField(max_length=16, choices=ReachedBy)
    contact = models.CharField(max_length=254, blank=True)
    own_reference = models.CharField(max_length=MAX_REFERENCE_CHARS, blank=True)
    tie_words = models.CharField(max_length=MAX_TIE_CHARS, blank=True)
    is_to_be_looked_at = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=ReferralState)
    state_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    answer_until = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(listing__isnull=False) ^ Q(group__isnull=False),
                name="referral_is_to_one_place",
            ),
            models.CheckConstraint(
                condition=Q(referrer_kind=ReferrerKind.WORKER) ^ Q(body__isnull=True),
                name="referral_of_a_worker_is_of_a_body",
            ),
            models.CheckConstraint(
                condition=Q(own_reference="") | Q(body__isnull=False),
                name="own_reference_is_of_a_body",
            ),
            # P62, P87: nobody is named where only the outline goes, nor once it is forgotten.
            models.CheckConstraint(
                condition=Q(called="", called_key="", line="", contact="")
                | Q(forgotten_at__isnull=True)
                & ~Q(reached_by=ReachedBy.NOBODY_NAMED)
                & ~Q(called=""),
                name="referral_names_nobody_or_somebody",
            ),
            models.CheckConstraint(
                condition=Q(contact="") | Q(reached_by=ReachedBy.CONTACT),
                name="referral_contact_is_a_way",
            ),
            # P62: what names somebody is no more than a draft before their agreement is recorded.
            models.CheckConstraint(
                condition=Q(called="")
                | Q(agreed_at__isnull=False)
                | Q(state__in=WITHOUT_AGREEMENT),
                name="no_name_leaves_without_agreement",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReferralState.DRAFT) | Q(answer_until__isnull=False),
                name="draft_referral_has_a_day",
            ),
            # P64: of one sender who is of no body, one open referral for one name.
            models.UniqueConstraint(
                fields=["sent_by", "called_key"],
                condition=Q(state__in=REFERRAL_OPEN, body__isnull=True) & ~Q(called_key=""),
                name="one_open_referral_of_a_sender_for_a_name",
            ),
        ]
        indexes = [
            models.Index(fields=["sent_by", "sent_at"], name="referral_of_sender"),
            models.Index(
                fields=["listing", "sent_at"],
                name="referral_to_answer",
                condition=Q(state=ReferralState.REQUESTED),
            ),
            models.Index(
                fields=["area", "sent_at"],
                name="referral_open_in_area",
                condition=Q(state__in=REFERRAL_OPEN),
            ),
        ]

    @property
    def person(self) -> Person | None:
        """Whose it is; nobody known before an agreement."""
        agreement: ReferralAgreement | None = getattr(self, "agreement", None)
        return agreement.person if agreement else None

    @property
    def state_for_sender(self) -> ReferralState:
        """After an answer nothing more: what follows comes back by its own line, where the person
        lets it (P79)."""
        is_after = self.state in (ReferralState.IN_PROGRESS, ReferralState.COMPLETED)
        return ReferralState.ACCEPTED if is_after else ReferralState(self.state)

    @property
    def is_open(self) -> bool:
        return self.state in REFERRAL_OPEN

    @property
    def target_title(self) -> str:
        return self.listing.title if self.listing else self.group.name if self.group else ""


class ReferralOutline(models.Model):
    """What goes to the place before any name: ticks, days, and a free line that was shown back to
    whoever wrote it (P87). `days`: of `date.weekday()`; none said is any. `outward_code`: the first
    half of a postcode, at most. `to_connector`: a place would know who it is all the same, so a
    connector reads it instead, and asks there."""

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="outline")
    help_asked = ArrayField(
        models.CharField(max_length=16, choices=HelpAsked), default=list, blank=True
    )
    days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    outward_code = models.CharField(max_length=4)
    line = models.CharField(max_length=MAX_LINE_CHARS, blank=True)
    to_connector = models.BooleanField(default=False)


class ReferralAgreement(models.Model):
    """The person's own yes to us: how, when, and where its words stand. Recorded by `recorded_by`
    where it was not their own press."""

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="agreement")
    how = models.CharField(max_length=16, choices=AgreementHow)
    agreed_on = models.DateField()
    recorded_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    consent = models.ForeignKey(Consent, null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(
        DecisionRecord, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(how=AgreementHow.DECISION, decision__isnull=False, consent__isnull=True)
                | ~Q(how=AgreementHow.DECISION) & Q(decision__isnull=True, consent__isnull=False),
                name="referral_agreement_stands_somewhere",
            ),
        ]

    @property
    def person(self) -> Person | None:
        if self.consent is not None:
            return self.consent.person
        return self.decision.person if self.decision else None


class ReferralOwner(models.Model):
    """Who stays with a referral until it has an outcome: `login`, or with none the duty desk of its
    body (P84). `since` null: a connector was asked to take it, and has not said yes."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="owners")
    login = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    since = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(since__isnull=False, ended_at__isnull=True),
                name="one_stays_with_a_referral",
            ),
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(since__isnull=True, ended_at__isnull=True),
                name="one_is_asked_to_take_a_referral",
            ),
        ]
