"""What would make a visit good, line by line, each answered by the place (P110, P53)."""

from django.db import models
from django.db.models import Q

from community.people.models.logins import Login
from providers.states import NEEDS_WORDS, VisitLineAnswer, VisitLineKind

from .visit_requests import VisitRequest


class VisitLine(models.Model):
    """Said once the place is theirs, never before. `told_by`: of whom at the place a connector
    wrote the answer down, by telephone."""

    visit = models.ForeignKey(VisitRequest, on_delete=models.PROTECT, related_name="good_lines")
    kind = models.CharField(max_length=8, choices=VisitLineKind, default=VisitLineKind.OWN)
    words = models.CharField(max_length=200)
    said_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField()
    answer = models.CharField(max_length=12, choices=VisitLineAnswer, blank=True)
    answer_words = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    told_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "words"], name="one_line_of_a_visit"),
            models.CheckConstraint(condition=~Q(words=""), name="visit_line_has_words"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="visit_line_answered_when",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=sorted(NEEDS_WORDS)) | ~Q(answer_words=""),
                name="visit_line_answer_in_words",
            ),
        ]
