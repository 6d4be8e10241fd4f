"""Bodies that refer: their workers, their hours, and what a council agreed with them."""

from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from community.people.models.logins import Login
from community.places.models.areas import Area

MAX_BODY_NAME_CHARS, MAX_AGREEMENT_CHARS = 120, 2000


def office_days() -> list[int]:
    return [0, 1, 2, 3, 4]


class ReferringBody(models.Model):
    """A team or an organisation whose workers tell places about people. `works_days`: of
    `date.weekday()`; with the hours it is when a worker of it is told what came back (M89).
    `duty_desk_words`: who is asked there when a named person is away; never the person (P84)."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="referring_bodies")
    name = models.CharField(max_length=MAX_BODY_NAME_CHARS)
    works_days = ArrayField(models.PositiveSmallIntegerField(), default=office_days)
    works_from = models.TimeField(default=time(9))
    works_until = models.TimeField(default=time(17))
    duty_desk_words = models.CharField(max_length=80)
    duty_desk_phone = models.CharField(max_length=30)
    deputy = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                condition=Q(ended_at__isnull=True),
                name="one_live_body_of_a_name",
            ),
            models.CheckConstraint(
                condition=Q(works_until__gt=F("works_from")), name="body_works_some_hours"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BodyWorker(models.Model):
    """A login works for one body at a time, until `ended_at`."""

    body = models.ForeignKey(ReferringBody, on_delete=models.CASCADE, related_name="workers")
    login = models.ForeignKey(Login, on_delete=models.CASCADE, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["login"],
                condition=Q(ended_at__isnull=True),
                name="one_live_body_a_worker",
            ),
        ]


class SharingAgreement(models.Model):
    """What the council of an area agreed with a body: until there is one its workers make sheets
    and outlines only. Recorded by the council's officer, who works for no such body."""

    body = models.ForeignKey(
        ReferringBody, on_delete=models.PROTECT, related_name="sharing_agreements"
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="sharing_agreements")
    words = models.CharField(max_length=MAX_AGREEMENT_CHARS)
    starts_on = models.DateField()
    ends_on = models.DateField()
    recorded_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "area"],
                condition=Q(ended_at__isnull=True),
                name="one_live_agreement_of_body_and_area",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="agreement_runs_for_a_time"
            ),
        ]
