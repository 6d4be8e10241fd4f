"""What a place answered to a referral, and which lines of it come back to whoever sent it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.states import ReferralLine
from providers.models.visit_requests import VisitRequest
from providers.states import DeclineReason, HelpAsked, VisitAnswer


class ReferralAnswer(models.Model):
    """The first stands; a question (`ask_me`) waits for one. `told_by`: of whom there a connector
    wrote it down, by telephone. `visit`: where the person's own yes stands, from then on it is one
    visit with all that belongs to it (P80): it has the reason, the day and the words too.
    `sender_told_at`: null until whoever sent it is told, in their hours (M89)."""

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="answer")
    answer = models.CharField(max_length=16, choices=VisitAnswer)
    reason = models.CharField(max_length=20, choices=DeclineReason, blank=True)
    help_declined = ArrayField(
        models.CharField(max_length=16, choices=HelpAsked), default=list, blank=True
    )
    words = models.CharField(max_length=300, blank=True)
    other_day = models.DateField(null=True)
    told_by = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField()
    visit = models.OneToOneField(
        VisitRequest, null=True, on_delete=models.PROTECT, related_name="referral_answer"
    )
    sender_told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reason="") ^ Q(answer=VisitAnswer.NOT_THIS_TIME),
                name="declined_referral_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(answer=VisitAnswer.ASK_ME) | ~Q(words=""),
                name="referral_question_has_words",
            ),
        ]
        indexes = [
            models.Index(
                fields=["answered_at"],
                name="referral_answer_to_tell",
                condition=Q(sender_told_at__isnull=True),
            ),
        ]


class ReferralLineHeldBack(models.Model):
    """A line that does not come back to whoever sent it: the person has taken it away (P79)."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="lines_held_back")
    line = models.CharField(max_length=12, choices=ReferralLine)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "line"], name="line_held_back_once"),
            models.CheckConstraint(
                condition=~Q(line=ReferralLine.ANSWERED), name="answered_always_comes_back"
            ),
        ]
