"""What was decided for somebody where nobody holds an authority."""

from django.db import models
from django.db.models import Q

from community.people.bases import ABOUT_SOURCE
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.states import (
    DecisionBasis,
    DecisionRecordKind,
    DecisionRecordState,
    Interpreter,
)


class DecisionRecord(models.Model):
    """One decision at one time. There is no flag on a person, anywhere (M69).

    `about` is "group:12", "pool:7", "session:3", "choice:5", of two who decide together also
    "source:grant" (money of that kind to add), or nothing that is done here. One that counts lets
    whoever wrote it do that one thing, once, and never pays (P6).
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="decisions")
    about = models.CharField(max_length=60, blank=True)
    question = models.CharField(max_length=200)
    chosen = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=DecisionRecordKind)
    basis = models.CharField(max_length=20, choices=DecisionBasis)
    # Why they could not decide this, this time: of one decision, never of a person (P16).
    why_words = models.TextField(blank=True)
    what_they_showed = models.TextField(blank=True)
    who_was_asked = models.CharField(max_length=200, blank=True)
    least_limiting_words = models.TextField(
        blank=True, help_text="what else there was, and why this limits them least"
    )
    # How it was put to them, and through whom they answered (P23, P24).
    shown_words = models.CharField(max_length=200, blank=True)
    interpreted_by = models.CharField(
        max_length=20, choices=Interpreter, default=Interpreter.NOBODY
    )
    max_pence = models.PositiveIntegerField(
        null=True, blank=True, help_text="most for one session; only where it costs something"
    )
    review_on = models.DateField(null=True, blank=True)
    review_asked_at = models.DateTimeField(null=True, blank=True)
    on_paper = models.BooleanField(default=False)
    by_login = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=DecisionRecordState)
    counts_from = models.DateTimeField(null=True, blank=True)
    # Where two hold one authority together: its number, and the other's yes.
    held_jointly = models.UUIDField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis=DecisionBasis.BEST_INTERESTS) | ~Q(what_they_showed=""),
                name="best_interests_says_what_they_showed",
            ),
            models.CheckConstraint(
                condition=Q(basis=DecisionBasis.BEST_INTERESTS) | Q(why_words=""),
                name="why_they_could_not_decide_only_for_best_interests",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[DecisionRecordState.COUNTS, DecisionRecordState.DONE])
                | Q(counts_from__isnull=False),
                name="decision_counts_from_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(kind=DecisionRecordKind.ORDINARY) | Q(max_pence__isnull=True),
                name="decision_with_money_is_careful",
            ),
            models.CheckConstraint(
                condition=Q(max_pence__isnull=True)
                | ~Q(interpreted_by__in=[Interpreter.REPRESENTATIVE, Interpreter.RELATIVE]),
                name="money_is_interpreted_by_neither_representative_nor_relative",
            ),
            models.CheckConstraint(
                condition=Q(kind=DecisionRecordKind.JOINT) ^ Q(held_jointly__isnull=True),
                name="joint_decision_has_its_authority",
            ),
            models.CheckConstraint(
                condition=~Q(about__startswith=ABOUT_SOURCE) | Q(kind=DecisionRecordKind.JOINT),
                name="money_is_added_only_by_two_together",
            ),
            models.UniqueConstraint(
                fields=["person", "about"],
                condition=Q(state__in=[DecisionRecordState.HELD, DecisionRecordState.COUNTS])
                & ~Q(about=""),
                name="one_open_decision_about_it",
            ),
            # Besides, a careful one counts only with a second person's yes (migration 0006), and a
            # joint one with the other's (migration 0014).
        ]

    def __str__(self) -> str:
        return f"decision record {self.pk}"
