"""What stays of shared costs to somebody who leaves the group (fault C6)."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from groups.queries.members import member_ids
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.queries.charges import pledges_with_something_paid
from pooling.pools.queries.pool_statuses import status_if_paid
from pooling.pools.rules.pool_statuses import PoolStatus
from pooling.pools.states import PledgeState


@dataclass(frozen=True)
class CostOfLeaver:
    """A shared cost somebody said yes to. `status` is empty where they have paid nothing of it."""

    pool: Pool
    status: PoolStatus


def costs_of_leaver(group_id: int, person_id: UUID) -> list[CostOfLeaver]:
    """Those of a group that a person is in, or still has a side of, the newest first."""
    pledges = _live_pledges(person_id).filter(pool__group_id=group_id)
    return [_cost_of(pledge) for pledge in pledges.order_by("-pool__opened_at", "-pool__pk")]


def _cost_of(pledge: Pledge) -> CostOfLeaver:
    has_paid = pledge.pk in pledges_with_something_paid(pledge.pool)
    return CostOfLeaver(pledge.pool, status_if_paid(pledge.pool) if has_paid else PoolStatus())


def own_side(pool: Pool, person_id: UUID) -> QuerySet[Pledge]:
    """The yes of somebody who has paid for some of it, until it is over."""
    pledges = Pledge.objects.filter(pool=pool, person_id=person_id, pool__ended_at__isnull=True)
    return pledges.filter(pk__in=pledges_with_something_paid(pool))


def costs_after_leaving(person_id: UUID) -> list[Pool]:
    """Those not over, of groups the person is in no more, of which they have paid something."""
    return [
        pledge.pool
        for pledge in _live_pledges(person_id).order_by("pool__pk")
        if person_id not in member_ids(pledge.pool.group_id)
        and own_side(pledge.pool, person_id).exists()
    ]


def _live_pledges(person_id: UUID) -> QuerySet[Pledge]:
    pledges = Pledge.objects.filter(person_id=person_id, pool__ended_at__isnull=True)
    return pledges.exclude(state=PledgeState.OUT).select_related("pool__group", "pool__provider")
