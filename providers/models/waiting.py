"""Who waits for a place of a provider that counts units, and what they were offered (P72, P75)."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from community.common.dates import last_day_before
from community.people.models.logins import Login
from community.people.models.persons import Person
from providers.states import HelpAsked, WaitingAnswer

from .capacity import CapacityPeriod
from .supply import Listing
from .visit_requests import VisitRequest, help_words


class WaitingListEntry(models.Model):
    """With their agreement, to a real day: `opens_on`, as it stood when they agreed (M92). `units`
    and `is_on_their_own` as they were then. `kept_until`: what is left of that month is kept for
    them, and `answer` is what their provider said to that (P72). `visit`: what came of it."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="waiting")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="waiting")
    help_asked = ArrayField(
        models.CharField(max_length=16, choices=HelpAsked), default=list, blank=True
    )
    units = models.PositiveSmallIntegerField()
    is_on_their_own = models.BooleanField(default=False)
    opens_on = models.DateField()
    agreed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    kept_until = models.DateTimeField(null=True)
    answer = models.CharField(max_length=12, choices=WaitingAnswer, blank=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    visit = models.OneToOneField(
        VisitRequest, null=True, on_delete=models.PROTECT, related_name="waited"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "person"],
                condition=Q(ended_at__isnull=True),
                name="one_waits_once_for_a_listing",
            ),
            models.CheckConstraint(
                condition=Q(visit__isnull=True) | Q(ended_at__isnull=False),
                name="who_has_a_place_waits_no_more",
            ),
            models.CheckConstraint(
                condition=Q(answer="") ^ Q(answered_at__isnull=False),
                name="waiting_answered_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["listing", "agreed_at"],
                name="waiting_list_in_turn",
                condition=Q(ended_at__isnull=True),
            ),
        ]

    @property
    def help_words(self) -> str:
        return help_words(self.help_asked)

    @property
    def open_invitation(self) -> "WaitingListInvitation | None":
        return next((each for each in self.invitations.all() if each.ended_at is None), None)


class WaitingListInvitation(models.Model):
    """A place offered to whoever waits: its units of that month are theirs until it ends. It
    expires three days after they were told, at `expires_at`; null until they were (P75)."""

    entry = models.ForeignKey(
        WaitingListEntry, on_delete=models.PROTECT, related_name="invitations"
    )
    period = models.ForeignKey(CapacityPeriod, on_delete=models.PROTECT, related_name="invitations")
    offered_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(ended_at__isnull=True), name="one_place_is_offered"
            ),
        ]

    @property
    def last_day(self) -> date | None:
        return last_day_before(self.expires_at) if self.expires_at else None

    @property
    def key(self) -> str:
        """Of the message that tells of it."""
        return f"waiting_invitation:{self.pk}"
