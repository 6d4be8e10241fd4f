"""One person comes to one thing: asked or said, answered, and how it was."""

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from community.people.models.logins import Login
from community.people.models.persons import Person
from providers.states import (
    VISIT_OPEN,
    AttendingAccess,
    DidNotHappenBecause,
    HelpAsked,
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
    of `accepted` where there is a session. `because` is of a visit that did not happen (P80)."""

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
    because = models.CharField(max_length=12, choices=DidNotHappenBecause, blank=True)

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
    def is_open(self) -> bool:
        return self.state in VISIT_OPEN
