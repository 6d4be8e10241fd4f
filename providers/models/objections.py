"""What anybody says against something that came from a directory, without an account (P104)."""

from django.db import models
from django.db.models import Q

from community.people.models.logins import Login
from providers.models.supply import Listing
from providers.states import ObjectionAnswer, ObjectionKind


class ListingObjection(models.Model):
    """“This is wrong”, “this is not us”, “take this down”: answered by a day, at an address that
    its `code` opens. `contact` is where they may be asked, and goes with the answer."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="objections")
    kind = models.CharField(max_length=10, choices=ObjectionKind)
    words = models.TextField(blank=True)
    contact = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=10, unique=True)
    raised_at = models.DateTimeField()
    answer_by = models.DateField()
    # From then on those who answer know that it is late; and the operator, after two days more.
    late_told_at = models.DateTimeField(null=True)
    office_told_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=ObjectionAnswer, blank=True)
    answer_words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", answer_words="")
                | Q(answered_at__isnull=False, contact="") & ~Q(answer="") & ~Q(answer_words=""),
                name="objection_answered_in_words",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ObjectionKind.WRONG) | ~Q(words=""),
                name="what_is_wrong_is_said",
            ),
        ]
