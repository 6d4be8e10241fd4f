"""How a group ends: why, until when each says what is next for them, and what they said."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from community.people.models.logins import Login
from groups.models.members import Group, Member
from groups.states import EndReason, NextStepKind


class GroupEnding(models.Model):
    """Two agreed that a group ends. It has ended at `ended_at`, once everybody has said what is
    next, at the latest at `closes_at` (P125). `undone_at`: it goes on after all, or began again."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="endings")
    reason = models.CharField(max_length=10, choices=EndReason)
    began_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    connectors_told_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(undone_at__isnull=True), name="one_ending_a_group"
            ),
            models.CheckConstraint(
                condition=Q(closes_at=F("began_at") + timedelta(days=28)),
                name="ending_asks_for_four_weeks",
            ),
        ]


class NextStep(models.Model):
    """What is next for one member; empty until they say it. Neither the group nor whoever looks for
    another member reads it. A connector reads it where it asks for one, or where nobody was
    reached (P125). That it is a member of that group, the database holds (`a_group_ends`)."""

    ending = models.ForeignKey(GroupEnding, on_delete=models.CASCADE, related_name="next_steps")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="next_steps")
    kind = models.CharField(max_length=10, choices=NextStepKind, blank=True)
    words = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    on_paper = models.BooleanField(default=False)
    # A connector's: when they spoke, or why they have not reached the person so far.
    spoken_at = models.DateTimeField(null=True, blank=True)
    spoken_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    not_reached_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ending", "member"], name="one_next_step_a_member"),
            models.CheckConstraint(
                condition=Q(kind="") ^ Q(answered_at__isnull=False),
                name="next_step_answered_at_when_said",
            ),
            models.CheckConstraint(
                condition=Q(spoken_at__isnull=True) | Q(not_reached_because=""),
                name="spoken_to_or_not_reached",
            ),
        ]
