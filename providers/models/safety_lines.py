"""“So that you are both safe”: two lines before a first visit at a home (P69)."""

from django.db import models
from django.db.models import Q

from community.people.models.logins import Login
from providers.states import SafetyBasis

from .visit_requests import VisitRequest


class SafetyLines(models.Model):
    """Gone with the visit: no row outlives it. `why_words`: why it is told without their agreement;
    the place reads that it is so, and not why."""

    visit = models.OneToOneField(
        VisitRequest, on_delete=models.PROTECT, related_name="safety_lines"
    )
    first = models.CharField(max_length=200)
    second = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=16, choices=SafetyBasis)
    why_words = models.CharField(max_length=300, blank=True)
    said_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(first=""), name="safety_lines_have_words"),
            models.CheckConstraint(
                condition=Q(basis=SafetyBasis.AGREED) ^ ~Q(why_words=""),
                name="told_without_agreement_says_why",
            ),
        ]

    @property
    def is_agreed(self) -> bool:
        return self.basis == SafetyBasis.AGREED

    @property
    def lines(self) -> list[str]:
        return [line for line in (self.first, self.second) if line]
