"""Who wants to read what is kept of somebody."""

from django.db import models
from django.db.models import F, Q

from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.models.representations import Representation
from community.people.states import (
    RecordsRequestKind,
)
from community.places.models.areas import Area


class RecordsRequest(models.Model):
    """Asked in writing by whoever acts, or acted, for a person: a copy of what is kept (P13), or a
    statement of what they did themselves (P14). Or by the person on paper, who has no page: their
    own copy, by nobody's authority. Answered by somebody else, within a month."""

    kind = models.CharField(max_length=10, choices=RecordsRequestKind)
    representation = models.ForeignKey(
        Representation, null=True, on_delete=models.CASCADE, related_name="records_requests"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="records_requests")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True, help_text="what it is needed for")
    requested_by = models.ForeignKey(
        Login, null=True, on_delete=models.SET_NULL, related_name="records_requests"
    )
    requested_at = models.DateTimeField()
    answer_by = models.DateField(help_text="a month after it was asked")
    answered_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    # Of a copy: the kinds of thing that whoever reviewed it left in, by their models' names.
    left_in = models.JSONField(default=list)
    answer_words = models.TextField(blank=True, help_text="what was left out, and why")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=RecordsRequestKind.OWN_COPY, representation__isnull=True)
                | ~Q(kind=RecordsRequestKind.OWN_COPY) & Q(representation__isnull=False),
                name="only_ones_own_copy_is_by_no_authority",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(kind=RecordsRequestKind.OWN_COPY, answered_at__isnull=True),
                name="one_waiting_own_copy",
            ),
            models.UniqueConstraint(
                fields=["kind", "representation"],
                condition=Q(answered_at__isnull=True),
                name="one_waiting_records_request",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("requested_by")),
                name="nobody_answers_their_own_records_request",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False) | Q(left_in=[]),
                name="nothing_is_left_in_before_the_answer",
            ),
        ]
