"""What stays of shared costs to somebody who leaves the group (fault C6)."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min, QuerySet

from community.people.acting import Acting
from groups.queries.members import member_ids
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.queries.agreements import ChangeOfMindLeft, change_of_mind_left
from pooling.pools.queries.charges import pledges_with_something_paid
from pooling.pools.queries.pool_statuses import status_if_paid
from pooling.pools.rules.pool_statuses import PoolStatus
from pooling.pools.states import InstalmentState, PledgeState
from providers.queries.hidden_dates import starts_hidden_from


@dataclass(frozen=True)
class CostOfLeaver:
    """A shared cost somebody said yes to. `status` is empty where they have paid nothing of it."""

    pool: Pool
    status: PoolStatus
    mind_left: ChangeOfMindLeft | None = None


def next_payment_at(group_id: int, now: datetime) -> datetime | None:
    """Of the shared costs of a group that go on. None where nothing is to be paid."""
    planned = Instalment.objects.filter(
        pool__group_id=group_id,
        pool__ended_at__isnull=True,
        state=InstalmentState.PLANNED,
        collect_at__gt=now,
    )
    return planned.aggregate(soonest=Min("collect_at"))["soonest"]


def costs_of_leaver(group_id: int, by: Acting, *, now: datetime) -> list[CostOfLeaver]:
    """Those of a group that a person is in, or still has a side of, the newest first; with the
    dates that whoever reads it may find (P12)."""
    pledges = _live_pledges(by.required_person.pk).filter(pool__group_id=group_id)
    hidden = starts_hidden_from(by)
    return [
        _cost_of(pledge, hidden, by, now)
        for pledge in pledges.order_by("-pool__opened_at", "-pool__pk")
    ]


def _cost_of(pledge: Pledge, hidden: Set[datetime], by: Acting, now: datetime) -> CostOfLeaver:
    has_paid = pledge.pk in pledges_with_something_paid(pledge.pool)
    status = status_if_paid(pledge.pool).without(hidden) if has_paid else PoolStatus()
    mind_left = change_of_mind_left(pledge.pool, pledge, by=by, now=now)
    return CostOfLeaver(pledge.pool, status, mind_left)


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
