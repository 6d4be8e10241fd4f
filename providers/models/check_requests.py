"""“Please check this one”: what people ask of a connector about a place that nobody has checked."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from community.people.models.logins import Login
from providers.models.supply import Listing


class CheckRequest(models.Model):
    """One for all who ask until it is answered (P108). Who asked is not kept: of each, one of 256
    buckets that many people share, so that nobody counts twice."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="check_requests")
    asker_buckets = ArrayField(models.PositiveSmallIntegerField())
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    answer_words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing"],
                condition=Q(answered_at__isnull=True),
                name="one_open_check_request",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer_words="")
                | Q(answered_at__isnull=False) & ~Q(answer_words=""),
                name="check_request_answered_in_words",
            ),
        ]

    @property
    def asked_count(self) -> int:
        """How many have asked, at the least."""
        return len(self.asker_buckets)
