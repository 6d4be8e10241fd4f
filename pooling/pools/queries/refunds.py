"""What goes back where one person stops, or all of it is called off: what was paid for sessions
that have not begun. Page, message and API take the sum from here (fault C4, cases C4 and C5)."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from django.db.models import F, QuerySet

from pooling.ledger.queries import pool_balance
from pooling.pools.models.instalments import Charge, PoolSession
from pooling.pools.models.pledges import Pool
from pooling.pools.queries.charges import charges_of_session
from pooling.pools.rules.refunds import rest_pence
from pooling.pools.states import InstalmentState


def unaccounted_sessions() -> QuerySet[PoolSession]:
    """Paid for, and their money neither the provider's nor given back."""
    return PoolSession.objects.filter(released_at__isnull=True, refunded_at__isnull=True)


def sessions_to_come(*, now: datetime) -> QuerySet[PoolSession]:
    return unaccounted_sessions().filter(session__starts_at__gt=now)


def rests_of_pledges(
    pledge_ids: Collection[int], *, now: datetime
) -> dict[int, list[tuple[Charge, int]]]:
    """{pledge id: each charge that pays for it, and the pence of it that are for what is to come}.
    What has begun is released or given back as for everybody, by what is recorded of it."""
    charges = Charge.objects.filter(
        part__pledge_id__in=pledge_ids,
        instalment__state=InstalmentState.COLLECTED,
        attempt=F("instalment__attempt"),
        rest_refunded_at__isnull=True,
    ).select_related("instalment", "part__source")
    paid_by_them = sessions_to_come(now=now).filter(instalment__in=charges.values("instalment"))
    counts = Counter(paid_by_them.values_list("instalment_id", flat=True))
    rests: dict[int, list[tuple[Charge, int]]] = {pledge_id: [] for pledge_id in pledge_ids}
    for charge in charges.order_by("pk"):
        pence = rest_pence(charge.session_pence, counts[charge.instalment_id])
        rests[charge.part.pledge_id].append((charge, pence))
    return rests


def refundable_pool_pence(pool: Pool, *, now: datetime) -> int:
    """Pence that calling it off gives back: all that was paid in and not spent, less what was paid
    for sessions that have begun."""
    begun = unaccounted_sessions().filter(pool=pool, session__starts_at__lte=now)
    rows = begun.select_related("session", "instalment")
    return pool_balance(pool.pk) - sum(
        charge.session_pence for row in rows for charge in charges_of_session(row)
    )
