"""Steps for the whole group that two persons agree to."""

from django.db import models
from django.db.models import Q

from community.people.models.how_put import HowPutFields
from community.people.models.logins import Login
from groups.models.members import Group, Member
from groups.states import (
    CarriedBy,
    EndReason,
    MotionPurpose,
    MotionState,
)


class Motion(models.Model):
    """A step for the group that one proposes and a second person agrees to (P38).

    `about` is "brief:12". `last_day`: of a choice, if the proposer named one. `reason`: of an end.
    That it is carried by two who agreed, or by nobody's no, the database holds (migration
    `two_persons_agree`).
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="motions")
    purpose = models.CharField(max_length=20, choices=MotionPurpose)
    about = models.CharField(max_length=60)
    last_day = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=10, choices=EndReason, blank=True)
    proposed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=MotionState, default=MotionState.WAITING)
    carried_by = models.CharField(max_length=10, choices=CarriedBy, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "about"],
                condition=Q(state=MotionState.WAITING),
                name="one_waiting_motion",
            ),
            models.CheckConstraint(
                condition=Q(state=MotionState.WAITING) ^ Q(ended_at__isnull=False),
                name="motion_ended_at_when_over",
            ),
            models.CheckConstraint(
                condition=~Q(state=MotionState.CARRIED) | ~Q(carried_by=""),
                name="carried_motion_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(purpose=MotionPurpose.END_GROUP) ^ Q(reason=""),
                name="an_end_has_a_reason",
            ),
        ]

    @property
    def about_id(self) -> int:
        return int(self.about.partition(":")[2])


class MotionWord(HowPutFields):
    """One yes or no to a motion: of a member, or of a connector where too few can act (P39).

    Two lives through two different hands: one login counts once, and so does one worker's paper.
    """

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="words")
    member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    login = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    agrees = models.BooleanField()
    on_paper = models.BooleanField(default=False)
    # How whoever gave it is named to the group: the name they chose, or a worker's own.
    named = models.CharField(max_length=80)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["motion", "member"], name="one_word_a_member"),
            models.UniqueConstraint(
                fields=["motion", "login"],
                condition=Q(agrees=True),
                name="one_login_agrees_once",
            ),
        ]
