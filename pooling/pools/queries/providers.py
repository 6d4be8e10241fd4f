"""What a provider sees of a shared cost: "not yet", or the dates and how many come; and, once it is
going ahead, whom: known by the name they chose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from community.common.money import format_pounds_and_pence
from community.common.refusals import or_not_found
from community.common.shown import Shown, ShownLine, digest_of
from pooling.pools.models.instalments import Charge
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.queries.pool_statuses import status_if_paid, statuses_of_pools
from pooling.pools.queries.refunds import rests_of_pledges
from pooling.pools.rules.pool_statuses import PoolStatus
from pooling.pools.states import WENT_AHEAD_STATES, InstalmentState, PledgeState, PoolState
from pooling.pools.wording.sessions import describe_next, describe_paid
from pooling.pools.wording.status import provider_status_text
from providers.queries.supply import is_provider_member


@dataclass(frozen=True)
class ProviderPoolSummary:
    """All that a provider is told: "not yet", or the dates and how many come."""

    pool: Pool
    is_going_ahead: bool
    status_text: str
    next_text: str  # of what is not paid for; empty before it goes ahead
    people: int | None
    starts: list[datetime]


def pools_for_provider(login_id: int) -> list[ProviderPoolSummary]:
    """For every member of the provider. No names, no sources, no maximums: sessions have names."""
    pools = (
        Pool.objects.filter(provider__members__login_id=login_id)
        .select_related("provider")
        .order_by("-opened_at", "-pk")
    )
    paid = statuses_of_pools([pool for pool in pools if pool.state in WENT_AHEAD_STATES])
    return [_provider_summary(pool, paid.get(pool.pk, PoolStatus())) for pool in pools]


def pool_for_provider(*, pool_id: int, login_id: int) -> ProviderPoolSummary:
    pool = Pool.objects.select_related("provider").filter(pk=pool_id).first()
    speaks = pool is not None and is_provider_member(pool.provider_id, login_id)
    pool = or_not_found(pool if speaks else None)
    return _provider_summary(pool, status_if_paid(pool))


def _provider_summary(pool: Pool, status: PoolStatus) -> ProviderPoolSummary:
    return ProviderPoolSummary(
        pool=pool,
        is_going_ahead=pool.state in WENT_AHEAD_STATES,
        status_text=provider_status_text(
            PoolState(pool.state),
            has_ended=pool.ended_at is not None,
            paid_text=describe_paid(status),
        ),
        next_text=describe_next(status) if status.paid else "",
        people=status.people,
        starts=list(status.starts or pool.terms.starts),
    )


@dataclass(frozen=True)
class PaidPledge:
    """Somebody who takes part in what is paid for; and what goes back if they stop now."""

    pledge_id: int
    known_as: str
    refund_pence: int

    @property
    def shown(self) -> Shown:
        """What stands above the button by which their provider agrees that they stop."""
        return (
            ShownLine(_("Who stops"), self.known_as),
            ShownLine(
                _("What goes back, for what has not begun"),
                format_pounds_and_pence(self.refund_pence),
            ),
        )

    @property
    def digest(self) -> str:
        return digest_of(self.shown)


def paid_pledges(*, pool_id: int, login_id: int, now: datetime) -> list[PaidPledge]:
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
    return _paid_pledges_of(pledges.order_by("known_as", "pk"), now)


def paid_pledge_of(pledge: Pledge, *, now: datetime) -> PaidPledge:
    return _paid_pledges_of([pledge], now)[0]


def _paid_pledges_of(pledges: Iterable[Pledge], now: datetime) -> list[PaidPledge]:
    names = {pledge.pk: pledge.known_as for pledge in pledges}
    rests = rests_of_pledges(names, now=now)
    return [
        PaidPledge(pledge_id, known_as, sum(pence for _charge, pence in rests[pledge_id]))
        for pledge_id, known_as in names.items()
    ]


def paid_pledge(*, pool_id: int, pledge_id: int, login_id: int, now: datetime) -> PaidPledge:
    """One of them. Anybody else is not found."""
    rows = paid_pledges(pool_id=pool_id, login_id=login_id, now=now)
    return or_not_found(next((row for row in rows if row.pledge_id == pledge_id), None))
