"""The group's choices in mid-term: where a place is not covered any more (M54, fault C3), and
whether it is called off (P40)."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from community.common.dates import last_day_before
from community.people.models.how_put import HowPutFields, not_interpreted_by_who_gains
from community.people.models.logins import Login
from community.people.states import Interpreter
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.states import ChoiceKind, CoverOption, CoverOutcome


class CoverChoice(HowPutFields):
    """Put to everybody who is still in, about the next payment, or about all that is left. Asked
    anew, it is the same row with a later `asked_at`."""

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="cover_choices")
    kind = models.CharField(max_length=16, choices=ChoiceKind, default=ChoiceKind.COVER)
    instalment = models.ForeignKey(
        Instalment, null=True, blank=True, on_delete=models.PROTECT, related_name="cover_choices"
    )
    # Whose asking it was, and how that was put to them: told to nobody else.
    asked_by = models.ForeignKey(
        Pledge, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=16, choices=CoverOutcome, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "kind"],
                condition=Q(closed_at__isnull=True),
                name="one_open_choice_of_a_kind_a_pool",
            ),
            models.CheckConstraint(
                condition=Q(kind=ChoiceKind.COVER, instalment__isnull=False)
                | Q(kind=ChoiceKind.CALL_OFF, instalment__isnull=True),
                name="cover_choice_is_about_a_payment",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="")
                | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="cover_choice_outcome_when_closed",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("closes_at")),
                name="cover_choice_closes_on_its_day",
            ),
            models.CheckConstraint(
                condition=Q(kind=ChoiceKind.CALL_OFF)
                | Q(asked_by__isnull=True, shown_words="", interpreted_by=Interpreter.NOBODY),
                name="cover_choice_is_asked_by_nobody",
            ),
            not_interpreted_by_who_gains("cover_choice"),
        ]

    @property
    def last_day(self) -> date:
        """Until whose end people can answer."""
        return last_day_before(self.closes_at)


class CoverBallot(HowPutFields):
    """One person's answer, however it was given. With no option it says "none of these"."""

    choice = models.ForeignKey(CoverChoice, on_delete=models.CASCADE, related_name="ballots")
    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="cover_ballots")
    options = ArrayField(models.CharField(max_length=16, choices=CoverOption), default=list)
    # By whose day it counts: paper may be entered later.
    given_on = models.DateField()
    cast_at = models.DateTimeField()
    cast_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["choice", "pledge"], name="one_cover_ballot_a_person"),
            not_interpreted_by_who_gains("cover_ballot"),
        ]

    @property
    def option_labels(self) -> str:
        return ", ".join(str(CoverOption(option).label) for option in self.options)


class CoverSheet(models.Model):
    """A sheet that was printed to answer on: counting waits for it a little (P42)."""

    choice = models.ForeignKey(CoverChoice, on_delete=models.CASCADE, related_name="sheets")
    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="+")
    printed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["choice", "pledge"], name="one_cover_sheet_a_person"),
        ]
