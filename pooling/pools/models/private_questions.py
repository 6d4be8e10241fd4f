"""What one person is asked in private, and who is asked to help them."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from community.people.models.how_put import HowPutFields, not_interpreted_by_who_gains
from community.people.models.logins import Login
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Part, Pledge
from pooling.pools.states import (
    HelpOutcome,
    HelpRequestKind,
    PrivateQuestionKind,
    PrivateQuestionState,
)


class PrivateQuestion(HowPutFields):
    """One person asked in private, by a date in words. No answer by then means no (M142, M53)."""

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="questions")
    part = models.ForeignKey(Part, null=True, blank=True, on_delete=models.PROTECT)
    instalment = models.ForeignKey(Instalment, null=True, blank=True, on_delete=models.PROTECT)
    kind = models.CharField(max_length=12, choices=PrivateQuestionKind)
    pence = models.PositiveIntegerField(null=True, blank=True)  # the share, or the new bill
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    reminded = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(
        max_length=12, choices=PrivateQuestionState, default=PrivateQuestionState.ASKED
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    # When whoever could go to tell them was asked who can go sooner (P58).
    sooner_asked_at = models.DateTimeField(null=True, blank=True)
    # From when the others went ahead, as nobody could tell them in time. Their place is kept open
    # for `instalment`, the next payment; with none there is nothing to keep it open for (P58).
    kept_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pledge", "kind"],
                condition=Q(state=PrivateQuestionState.ASKED),
                name="one_open_question_of_a_kind",
            ),
            not_interpreted_by_who_gains("question"),
        ]


class HelpRequest(models.Model):
    """A connector of the area is asked to help one person find a way to pay, and says what was
    found. Nobody in the group, and not the provider, learns of it (M142, M46).

    `answered_at` is null until a connector has answered. `may_see_most`: the person ticked that
    the connector may see the most they would pay.
    """

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="helps")
    kind = models.CharField(max_length=12, choices=HelpRequestKind)
    question = models.OneToOneField(
        PrivateQuestion, null=True, blank=True, on_delete=models.PROTECT, related_name="help"
    )
    may_see_most = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        Login, null=True, on_delete=models.SET_NULL, related_name="helps_asked"
    )
    on_paper = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, choices=HelpOutcome, blank=True)
    outcome_words = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Login, null=True, on_delete=models.SET_NULL, related_name="helps_answered"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=HelpRequestKind.ANOTHER_WAY) ^ Q(question__isnull=True),
                name="another_way_is_about_a_question",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, outcome="", outcome_words="")
                | Q(answered_at__isnull=False) & ~Q(outcome="") & ~Q(outcome_words=""),
                name="help_request_has_an_outcome",
            ),
            models.UniqueConstraint(
                fields=["pledge"],
                condition=Q(kind=HelpRequestKind.HOW_TO_PAY),
                name="one_help_with_paying_a_pledge",
            ),
        ]

    @property
    def answer_by(self) -> datetime:
        """The day the person needs it by: the question's, or the one on which all are counted."""
        return self.question.answer_by if self.question else self.pledge.pool.closes_at
