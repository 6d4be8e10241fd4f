"""What a provider may do about one person, once it is going ahead: known by the name they chose."""

from dataclasses import dataclass

from community.common.refusals import or_not_found
from pooling.pools.models.instalments import Charge
from pooling.pools.models.pledges import Pledge
from pooling.pools.queries.pool_details import pool_for_provider
from pooling.pools.states import InstalmentState, PledgeState


@dataclass(frozen=True)
class PaidPledge:
    """Somebody who takes part in what is paid for."""

    pledge_id: int
    known_as: str


def paid_pledges(*, pool_id: int, login_id: int) -> list[PaidPledge]:
    """By name only once it is going ahead; before that nobody is named to a provider (M39)."""
    if not pool_for_provider(pool_id=pool_id, login_id=login_id).is_going_ahead:
        return []
    paying = Charge.objects.filter(
        instalment__pool_id=pool_id,
        instalment__state=InstalmentState.COLLECTED,
        rest_refunded_at__isnull=True,
    )
    pledges = Pledge.objects.filter(
        pool_id=pool_id,
        state__in=[PledgeState.IN, PledgeState.STOPPED],
        pk__in=paying.values("part__pledge_id"),
    )
    return [PaidPledge(pledge.pk, pledge.known_as) for pledge in pledges.order_by("known_as", "pk")]


def paid_pledge(*, pool_id: int, pledge_id: int, login_id: int) -> PaidPledge:
    """One of them. Anybody else is not found."""
    rows = paid_pledges(pool_id=pool_id, login_id=login_id)
    return or_not_found(next((row for row in rows if row.pledge_id == pledge_id), None))
