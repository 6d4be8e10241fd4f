"""What is collected at once, what each part pays of it, and the sessions it was for."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from pooling.pools.models.pledges import Part, Pool
from pooling.pools.states import DateMoveReason, InstalmentState
from providers.models.sessions import Session


class Instalment(models.Model):
    """What is collected at once: the share of a few sessions. `session_pence` is P(n), the
    provider's price of one session for the `people` who take part in this one."""

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    starts = models.JSONField()  # the planned sessions' beginnings, ISO with zone
    collect_at = models.DateTimeField()
    moved_because = models.CharField(max_length=8, choices=DateMoveReason, blank=True)
    state = models.CharField(
        max_length=14, choices=InstalmentState, default=InstalmentState.PLANNED
    )
    attempt = models.PositiveSmallIntegerField(default=0)
    people = models.PositiveSmallIntegerField(null=True, blank=True)
    session_pence = models.PositiveIntegerField(null=True, blank=True)
    gap_until = models.DateTimeField(null=True, blank=True)
    collected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pool", "number"], name="one_instalment_a_number"),
            models.CheckConstraint(
                condition=Q(state__in=[InstalmentState.PLANNED, InstalmentState.NOT_COLLECTED])
                | Q(people__isnull=False, session_pence__isnull=False, attempt__gte=1),
                name="instalment_has_shares",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[InstalmentState.COLLECTED, InstalmentState.SETTLED])
                ^ Q(collected_at__isnull=True),
                name="instalment_collected_at_when_collected",
            ),
            models.CheckConstraint(
                condition=~Q(state=InstalmentState.WAITING) | Q(gap_until__isnull=False),
                name="instalment_waits_until_a_date",
            ),
        ]

    @property
    def start_times(self) -> tuple[datetime, ...]:
        """When its sessions begin, the first first."""
        return tuple(datetime.fromisoformat(start) for start in self.starts)

    @property
    def begins_at(self) -> datetime:
        """When its first session begins."""
        return self.start_times[0]

    @property
    def count(self) -> int:
        """How many sessions it pays for."""
        return len(self.starts)

    @property
    def code(self) -> str:
        """The ledger's name for one attempt at collecting it."""
        return f"instalment:{self.pk}:{self.attempt}"


class Charge(models.Model):
    """What one part pays in one attempt at an instalment: `session_pence` for each session."""

    instalment = models.ForeignKey(Instalment, on_delete=models.PROTECT, related_name="charges")
    attempt = models.PositiveSmallIntegerField()
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="charges")
    session_pence = models.PositiveIntegerField()
    pence = models.PositiveIntegerField()
    rest_refunded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instalment", "attempt", "part"], name="one_charge_a_part_and_attempt"
            ),
            models.CheckConstraint(condition=Q(pence__gt=0), name="charge_is_some_money"),
        ]


class PoolSession(models.Model):
    """A provider's session that a pool paid for, and what became of its money."""

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="sessions")
    instalment = models.ForeignKey(Instalment, on_delete=models.PROTECT, related_name="sessions")
    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="pooled")
    released_at = models.DateTimeField(null=True, blank=True)
    refunded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(refunded_at__isnull=True),
                name="session_money_goes_one_way",
            ),
        ]
