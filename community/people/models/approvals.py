"""What a second of two people looks at, what waits its days, and who stopped what."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from community.people.models.how_put import HowPutFields, not_interpreted_by_who_gains
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.states import (
    ApprovalPurpose,
    ApprovalState,
    SlowChangeState,
)
from community.places.models.areas import Area


class StaffApproval(HowPutFields):
    """The second of two people. `about` is "representation:12", whatever app it is of.

    Whoever asked, and whoever gains by it (`for_login`), is never the one who answers. How it was
    put: where they spoke with the person before another pays for them.
    """

    purpose = models.CharField(max_length=20, choices=ApprovalPurpose)
    about = models.CharField(max_length=60)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    words = models.TextField(help_text="what is asked, and why, for whoever looks")
    requested_by = models.ForeignKey(
        Login, null=True, on_delete=models.SET_NULL, related_name="requested_approvals"
    )
    requested_at = models.DateTimeField()
    for_login = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=10, choices=ApprovalState, default=ApprovalState.WAITING)
    answered_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="answered_approvals"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    seen_words = models.TextField(blank=True, help_text="what whoever answered saw")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True)
                | ~(Q(answered_by=F("requested_by")) | Q(answered_by=F("for_login"))),
                name="second_is_somebody_else",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ApprovalState.AGREED, ApprovalState.REFUSED])
                | Q(answered_at__isnull=False),
                name="answered_approval_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=ApprovalState.AGREED) | ~Q(seen_words=""),
                name="agreed_approval_says_what_was_seen",
            ),
            models.UniqueConstraint(
                fields=["purpose", "about"],
                condition=Q(state=ApprovalState.WAITING),
                name="one_waiting_approval",
            ),
            not_interpreted_by_who_gains("approval"),
        ]


class StopByOthers(models.Model):
    """Something of a person's that other hands stopped: the second in a month by the same hands
    waits for whoever works there (P19)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="stops_by_others")
    stopped_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    stopped_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "stopped_at"], name="stop_by_others_of_person"),
        ]


class SlowChange(models.Model):
    """What frees money or hides somebody, asked for by other hands than theirs: it counts when a
    second person has agreed, and 72 hours after the person was told (P17).

    `about` is "source:12" or "person:…"; `values` are what it would set, by whatever app does it.
    """

    purpose = models.CharField(max_length=20, choices=ApprovalPurpose)
    about = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="slow_changes")
    words = models.TextField(help_text="what would change, as the person reads it")
    values = models.JSONField()
    what_they_showed = models.TextField()
    requested_by = models.ForeignKey(
        Login, null=True, on_delete=models.SET_NULL, related_name="requested_slow_changes"
    )
    requested_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(
        max_length=12, choices=SlowChangeState, default=SlowChangeState.WAITING
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(what_they_showed=""), name="slow_change_says_what_they_showed"
            ),
            models.CheckConstraint(
                condition=Q(state=SlowChangeState.DONE) ^ Q(done_at__isnull=True),
                name="slow_change_done_at_when_done",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True)
                | Q(told_at__isnull=False, done_at__gte=F("told_at") + timedelta(hours=72)),
                name="slow_change_counts_after_the_wait",
            ),
            models.UniqueConstraint(
                fields=["purpose", "about"],
                condition=Q(state=SlowChangeState.WAITING),
                name="one_waiting_slow_change",
            ),
            # Besides, it is done only with a second person's yes, and another way to sign in by
            # nobody who acts for the person: in their migrations.
        ]
