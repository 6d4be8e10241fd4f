"""From time to time a group is asked one thing: “Do you want it to go on?” (M07)."""

from django.db import models
from django.db.models import Q

from community.people.models.logins import Login
from groups.models.members import Group, Member
from groups.states import ReviewOutcome, ReviewWish


class GroupReview(models.Model):
    """No goal, skill or outcome is asked for: company is purpose enough. Once it is over its
    answers are gone, and only `outcome` stays; that none is kept after, the database holds
    (migration `going_on_and_peers`)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="reviews")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=ReviewOutcome, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(over_at__isnull=True), name="one_review_a_group"
            ),
            models.CheckConstraint(
                condition=Q(over_at__isnull=True) ^ ~Q(outcome=""),
                name="review_has_its_outcome_when_over",
            ),
        ]


class ReviewAnswer(models.Model):
    """What one member said, read by nobody but them while it is open, and then by nobody."""

    review = models.ForeignKey(GroupReview, on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="review_answers")
    wish = models.CharField(max_length=8, choices=ReviewWish)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "member"], name="one_answer_to_a_review"),
        ]
