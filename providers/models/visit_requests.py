"""One person comes to one thing: asked or said, answered, and how it was."""

from collections.abc import Iterable
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from community.common.clock import today
from community.people.models.logins import Login
from community.people.models.persons import Person
from providers.states import (
    VISIT_OPEN,
    AttendingAccess,
    DeclineReason,
    DidNotHappenBecause,
    HelpAsked,
    VisitOutcome,
    VisitRequestState,
)

from .sessions import Session
from .supply import Listing


def help_words(help_asked: Iterable[str]) -> str:
    return ", ".join(str(HelpAsked(each).label) for each in help_asked)


class VisitRequest(models.Model):
    """`session` is null where its listing says no times. `known_as`: the name they chose to be
    called by; whoever runs it reads it once they are expected, never before (P77).
    `attending_access`: how one came to the listing when they asked. `help_asked`: of a place that
    one asks first, and of no other (P110). The place itself is a `Booking`, made in the moment
    of `accepted` where there is a session. `answer_words`: what the place asks, or what would make
    it possible; `reply_words`: what the person said to that. `other_session`, `other_day`: the day
    that the place has instead. `told_by`: of whom there a connector wrote the answer down, by
    telephone. `comes_with_somebody`: a known face comes along (M74). `because` is
    of a visit that did not happen, `outcome` of one that did, if they said so (P80); they are asked
    once, at `how_asked_at`."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="visit_requests")
    session = models.ForeignKey(
        Session, null=True, on_delete=models.PROTECT, related_name="visit_requests"
    )
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="visit_requests"
    )
    known_as = models.CharField(max_length=60)
    attending_access = models.CharField(max_length=12, choices=AttendingAccess)
    help_asked = ArrayField(
        models.CharField(max_length=16, choices=HelpAsked), default=list, blank=True
    )
    state = models.CharField(max_length=16, choices=VisitRequestState)
    state_at = models.DateTimeField()
    asked_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    decline_reason = models.CharField(max_length=20, choices=DeclineReason, blank=True)
    help_declined = ArrayField(
        models.CharField(max_length=16, choices=HelpAsked), default=list, blank=True
    )
    answer_words = models.CharField(max_length=300, blank=True)
    reply_words = models.CharField(max_length=300, blank=True)
    other_session = models.ForeignKey(
        Session, null=True, on_delete=models.PROTECT, related_name="offered_instead"
    )
    other_day = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    told_by = models.CharField(max_length=60, blank=True)
    comes_with_somebody = models.BooleanField(default=False)
    because = models.CharField(max_length=12, choices=DidNotHappenBecause, blank=True)
    outcome = models.CharField(max_length=24, choices=VisitOutcome, blank=True)
    how_asked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False), name="visit_request_is_somebodys"
            ),
            models.CheckConstraint(condition=~Q(known_as=""), name="visit_request_has_a_name"),
            models.CheckConstraint(
                condition=Q(help_asked=[]) | Q(attending_access=AttendingAccess.ASK_FIRST),
                name="help_is_asked_where_one_asks_first",
            ),
            models.CheckConstraint(
                condition=Q(because="") ^ Q(state=VisitRequestState.DID_NOT_HAPPEN),
                name="visit_did_not_happen_because",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(state=VisitRequestState.CAME),
                name="outcome_of_a_visit_that_happened",
            ),
            models.CheckConstraint(
                condition=Q(decline_reason="") ^ Q(state=VisitRequestState.DECLINED),
                name="declined_visit_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitRequestState.ACCEPTED_FROM)
                | Q(other_session__isnull=False)
                | Q(other_day__isnull=False),
                name="another_day_is_named",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitRequestState.NEEDS_ANSWER) | ~Q(answer_words=""),
                name="visit_question_has_words",
            ),
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(state__in=VISIT_OPEN, session__isnull=False),
                name="one_open_visit_to_a_session",
            ),
            models.UniqueConstraint(
                fields=["listing", "person"],
                condition=Q(state__in=VISIT_OPEN, session__isnull=True),
                name="one_open_visit_to_a_listing",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "asked_at"], name="visit_request_of_person"),
            models.Index(
                fields=["listing", "asked_at"],
                name="visit_request_to_answer",
                condition=Q(state=VisitRequestState.REQUESTED),
            ),
        ]

    @property
    def help_words(self) -> str:
        return help_words(self.help_asked)

    @property
    def unfair_words(self) -> str:
        """Empty where they did not say that an answer is not fair, or said no more than that."""
        said: UnfairAnswer | None = getattr(self, "unfair", None)
        return said.words if said else ""

    @property
    def day(self) -> date | None:
        """On which day they come, where one was said."""
        return today(self.session.starts_at) if self.session else self.other_day

    @property
    def is_open(self) -> bool:
        return self.state in VISIT_OPEN


class UnfairAnswer(models.Model):
    """Somebody thinks that a "not this time" is not fair: said to a connector, never to the place,
    and answered by a day (P78)."""

    visit = models.OneToOneField(VisitRequest, on_delete=models.PROTECT, related_name="unfair")
    words = models.CharField(max_length=2000, blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    answer_by = models.DateField()
    answer_words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer_words="")
                | Q(answered_at__isnull=False) & ~Q(answer_words=""),
                name="unfair_answered_in_words",
            ),
        ]
