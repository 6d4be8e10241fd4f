"""A complaint, who answers it and by when (P60)."""

from django.db import models
from django.db.models import F, Q

from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.states import ComplaintAbout
from community.places.models.areas import Area


class Complaint(models.Model):
    """A person's own, on a screen or on paper: to somebody who did not write it down, who answers
    by a day. Nobody who acts for the person reads it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="complaints")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=10, choices=ComplaintAbout)
    words = models.TextField()
    on_paper = models.BooleanField(default=False)
    made_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    answer_by = models.DateField()
    # From then on the operator knows that nobody answered in time.
    late_told_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="complaint_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("made_by")),
                name="nobody_answers_their_own_complaint",
            ),
        ]
