"""Where shared costs that go ahead stand. Every page, message and API answer takes its numbers
from here, whoever reads it (fault C4)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from pooling.pools.models.instalments import Charge, Instalment, PoolSession
from pooling.pools.models.pledges import Pool
from pooling.pools.queries.later_instalments import agreed_shares, shares_of_payment
from pooling.pools.queries.shares import confirmed_maximums_of_pools
from pooling.pools.rules.instalments import raised_shares
from pooling.pools.rules.pool_statuses import NextSessions, PaidSessions, PoolStatus
from pooling.pools.states import (
    PAID_INSTALMENT_STATES,
    WENT_AHEAD_STATES,
    InstalmentState,
)
from providers.states import SessionState


def status_if_paid(pool: Pool) -> PoolStatus:
    """An empty one before it goes ahead."""
    return status_of_pool(pool) if pool.state in WENT_AHEAD_STATES else PoolStatus()


def status_of_pool(pool: Pool) -> PoolStatus:
    return statuses_of_pools([pool])[pool.pk]


def statuses_of_pools(pools: Collection[Pool]) -> dict[int, PoolStatus]:
    """{pool id: where it stands}, in as many statements for a thousand as for one."""
    instalments = _instalments_of(pools)
    paid = [each for each in instalments if each.state in PAID_INSTALMENT_STATES]
    starts, payers = _paid_starts(paid), _payers(paid)
    unpaid: dict[int, list[Instalment]] = defaultdict(list)
    for instalment in instalments:
        if instalment.state not in (*PAID_INSTALMENT_STATES, InstalmentState.NOT_COLLECTED):
            unpaid[instalment.pool_id].append(instalment)
    nexts = _next_sessions(unpaid, paid)
    return {
        pool.pk: PoolStatus(
            paid=_merge(
                PaidSessions(tuple(starts[each.pk]), payers[each.pk])
                for each in paid
                if each.pool_id == pool.pk and starts[each.pk]
            ),
            next=nexts.get(pool.pk),
            has_dropped=any(
                each.pool_id == pool.pk and each.state == InstalmentState.NOT_COLLECTED
                for each in instalments
            ),
        )
        for pool in pools
    }


def _instalments_of(pools: Collection[Pool]) -> list[Instalment]:
    """Each with the pool that the caller holds, as it may have changed it."""
    by_id = {pool.pk: pool for pool in pools}
    instalments = list(Instalment.objects.filter(pool_id__in=by_id).order_by("pool_id", "number"))
    for instalment in instalments:
        instalment.pool = by_id[instalment.pool_id]
    return instalments


def _paid_starts(paid: Iterable[Instalment]) -> dict[int, list[datetime]]:
    """{payment id: the sessions of it that were held or are to come}"""
    rows = PoolSession.objects.filter(instalment__in=paid, refunded_at__isnull=True)
    rows = rows.exclude(session__state__in=[SessionState.CALLED_OFF, SessionState.NOT_DELIVERED])
    starts: dict[int, list[datetime]] = defaultdict(list)
    for instalment_id, start in rows.order_by("session__starts_at").values_list(
        "instalment_id", "session__starts_at"
    ):
        starts[instalment_id].append(start)
    return starts


def _payers(paid: Collection[Instalment]) -> dict[int, int]:
    """{payment id: how many people pay of it, less who was given back the rest}"""
    attempts = {each.pk: each.attempt for each in paid}
    charges = Charge.objects.filter(instalment__in=attempts, rest_refunded_at__isnull=True)
    payers: dict[int, set[int]] = defaultdict(set)
    for instalment_id, attempt, pledge_id in charges.values_list(
        "instalment_id", "attempt", "part__pledge_id"
    ):
        if attempt == attempts[instalment_id]:
            payers[instalment_id].add(pledge_id)
    return {each.pk: len(payers[each.pk]) for each in paid}


def _merge(paid: Iterable[PaidSessions]) -> tuple[PaidSessions, ...]:
    """Payments one after another for as many people are one line."""
    lines: list[PaidSessions] = []
    for each in paid:
        if lines and lines[-1].people == each.people:
            each = PaidSessions(lines.pop().starts + each.starts, each.people)
        lines.append(each)
    return tuple(lines)


def _next_sessions(
    unpaid: dict[int, list[Instalment]], paid: Collection[Instalment]
) -> dict[int, NextSessions]:
    coming = [instalments[0] for instalments in unpaid.values()]
    shared_last = {each.pool_id: each.people or 0 for each in paid}  # the last number stays
    agreed, maximums = agreed_shares(coming), confirmed_maximums_of_pools(unpaid.keys())
    return {
        each.pool_id: _next(
            unpaid[each.pool_id],
            maximums[each.pool_id],
            agreed[each.pk],
            shared_last.get(each.pool_id, 0),
        )
        for each in coming
    }


def _next(
    instalments: list[Instalment],
    maximums: dict[int, int],
    agreed: dict[int, int],
    shared_last: int,
) -> NextSessions:
    shares = shares_of_payment(instalments[0], maximums)
    is_agreed = bool(shares) and not raised_shares(shares, agreed)
    could_pay = sum(pence >= agreed.get(pledge, 0) for pledge, pence in maximums.items())
    places = len(shares) if is_agreed else max(shared_last, could_pay + 1)
    return NextSessions(
        starts=tuple(start for each in instalments for start in each.start_times),
        places=places,
        covered=len(shares) if is_agreed else could_pay,
        share_pence=max(shares.values(), default=None),
    )
