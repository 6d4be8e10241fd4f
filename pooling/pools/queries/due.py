"""What a task should look at, by state; and what it should have done long ago."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from groups.models import Member
from groups.states import MemberState
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Pledge, Pool

from ..states import PLEDGEABLE_STATES, InstalmentState, PledgeState, PoolState

# A task looks every minute: what is half an hour late was not looked at.
OVERDUE_AFTER = timedelta(minutes=30)
COLLECTING_STATES = (InstalmentState.COLLECTING, InstalmentState.CAPTURING, InstalmentState.WAITING)


def pools_taking_pledges() -> list[int]:
    return list(
        Pool.objects.filter(state__in=PLEDGEABLE_STATES)
        .order_by("closes_at", "pk")
        .values_list("pk", flat=True)
    )


def pledges_of_who_left() -> list[int]:
    """A yes of somebody who is in the group no more."""
    stayed = Member.objects.filter(
        group_id=OuterRef("pool__group_id"), person_id=OuterRef("person_id"), state=MemberState.IN
    )
    moving = Pledge.objects.filter(state=PledgeState.IN, pool__ended_at__isnull=True)
    return list(moving.exclude(Exists(stayed)).order_by("pk").values_list("pk", flat=True))


def instalments_under_way() -> list[int]:
    return list(
        Instalment.objects.filter(state__in=COLLECTING_STATES).order_by("pk").values_list("pk", flat=True)
    )


def planned_later_instalments(now: datetime) -> list[int]:
    return list(
        Instalment.objects.filter(
            state=InstalmentState.PLANNED,
            number__gt=1,
            pool__state__in=[PoolState.FUNDED, PoolState.RUNNING],
            collect_at__lte=now + timedelta(days=10),
        )
        .order_by("collect_at", "pk")
        .values_list("pk", flat=True)
    )


def pools_with_sessions() -> list[int]:
    return list(
        Pool.objects.filter(state__in=[PoolState.FUNDED, PoolState.RUNNING])
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def overdue_pools(now: datetime) -> list[int]:
    """Pools whose date passed half an hour ago and that nobody has looked at: an alarm that does
    not depend on the worker (C8)."""
    return list(
        Pool.objects.filter(state__in=PLEDGEABLE_STATES, closes_at__lte=now - OVERDUE_AFTER)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
