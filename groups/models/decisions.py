"""What a group chooses: one person, one voice, on a screen or on paper."""

from django.db import models
from django.db.models import F, Q

from community.people.models.how_put import HowPutFields
from community.people.models.logins import Login
from groups.models.briefs import Brief
from groups.models.members import Member
from groups.models.offers import Offer
from groups.states import (
    DecisionOutcome,
)


class Decision(models.Model):
    """The group's choice among some offers to a brief: one person, one voice, by approval.

    Open until `closes_at`; counted and closed by a task or by whoever looks next. Asked again, it
    is a new row with the next `number`. `quorum` people must have answered for it to count.

    `voters` are who was in the group when it opened. They are written once, and the database
    keeps a ballot only of one of them (0002_what_the_database_enforces).
    """

    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField(default=1)
    candidates = models.ManyToManyField(Offer, related_name="candidate_in")
    voters = models.ManyToManyField(Member, related_name="voter_in")
    closes_at = models.DateTimeField()
    quorum = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=DecisionOutcome, blank=True)
    chosen = models.OneToOneField(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="chosen_in"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="")
                | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="outcome_when_closed",
            ),
            models.CheckConstraint(
                condition=Q(outcome=DecisionOutcome.CHOSEN, chosen__isnull=False)
                | ~Q(outcome=DecisionOutcome.CHOSEN) & Q(chosen__isnull=True),
                name="chosen_when_closed",
            ),
            models.UniqueConstraint(fields=["brief", "number"], name="one_decision_a_number"),
            models.UniqueConstraint(
                fields=["brief"],
                condition=Q(closed_at__isnull=True),
                name="one_open_decision_a_brief",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")), name="decision_closes_after_opening"
            ),
        ]


class Ballot(HowPutFields):
    """One person's voice in one decision, however it was given: web, phone, paper, or through
    whoever acts for them. Approving nothing is an answer too: "none of these"."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="ballots")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="ballots")
    approved_offers = models.ManyToManyField(Offer, blank=True, related_name="approved_in")
    # "Go on without me": not in the count, and no answer to it.
    without_me = models.BooleanField(default=False)
    # By whose day it counts: paper may be entered later.
    given_on = models.DateField()
    cast_at = models.DateTimeField()
    cast_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "member"], name="one_person_one_voice"),
        ]


class DecisionSheet(models.Model):
    """A sheet that was printed to answer on: counting waits for it a little (P42)."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="sheets")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    printed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "member"], name="one_sheet_a_voice"),
        ]
