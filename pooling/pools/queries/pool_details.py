"""What each face sees of a shared cost. Members see places and the one share; a person sees their
own parts; nobody sees another's money (M39)."""

from collections.abc import Set
from dataclasses import dataclass, field, replace
from datetime import datetime

from community.common.refusals import or_not_found
from community.people.acting import Acting
from groups.queries.members import is_member, was_greeted
from groups.rules.members import reads_when_and_where
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Pool
from pooling.pools.queries.agreements import ChangeOfMindLeft, change_of_mind_left_of
from pooling.pools.queries.leaving import own_side
from pooling.pools.queries.pledge_details import PledgeDetail, pledge_shown_to
from pooling.pools.queries.pool_statuses import status_if_paid
from pooling.pools.queries.shares import Coverage, coverage_of
from pooling.pools.rules.agreements import asks_begin_now
from pooling.pools.rules.pool_statuses import PoolStatus
from pooling.pools.states import (
    PAID_POOL_STATES,
    PLEDGEABLE_STATES,
    InstalmentState,
    PledgeState,
    PoolState,
)
from pooling.pools.terms import Terms
from pooling.pools.wording.sessions import describe_next, describe_paid
from pooling.pools.wording.status import (
    cost_text,
    date_moved_text,
    next_step_text,
    pool_status_text,
    share_text,
    stopped_next_text,
)
from providers.queries.hidden_dates import starts_hidden_from
from providers.states import SessionState


@dataclass(frozen=True)
class PriceLine:
    """The price for one size of group, and the most one person would pay of it."""

    people: int
    total_pence: int
    share_pence: int


@dataclass(frozen=True)
class PoolDetail:
    """A member's page of a shared cost. The dates in `terms`, `starts` and every text are those
    that whoever reads it may find (P12); `session_count` is of all that are paid for."""

    pool: Pool
    terms: Terms
    starts: list[datetime]
    session_count: int
    prices: list[PriceLine]
    coverage: Coverage
    my_pledge: PledgeDetail | None
    status_text: str
    next_step_text: str
    date_moved_text: str
    can_pledge: bool
    can_leave: bool
    next_start: datetime | None
    instalments: list[Instalment] = field(default_factory=list)
    asks_begin_now: bool = False  # it begins before 14 days to change one's mind are over
    mind_left: ChangeOfMindLeft | None = None  # what goes back to whoever changes their mind now
    is_left: bool = False  # read by who left its group: only their own side of it

    @property
    def finds_all(self) -> bool:
        """Else a count of all beside a list of some would say that one of them is hidden (P12)."""
        return len(self.starts) == self.session_count

    @property
    def share_text(self) -> str:
        """The one share, before it is paid; afterwards each has it beside their own yes."""
        if self.pool.state not in PLEDGEABLE_STATES:
            return ""
        if self.pool.group.is_solo:
            return cost_text(self.coverage.share_if_all_pence)
        return share_text_of(self.coverage)


def share_text_of(coverage: Coverage) -> str:
    return share_text(
        people=coverage.said_yes,
        if_all_pence=coverage.share_if_all_pence,
        now_pence=coverage.share_pence,
    )


def pool_for_member(*, pool_id: int, by: Acting, now: datetime) -> PoolDetail:
    """For a member of its group; to anybody else there is no such page."""
    pool = or_not_found(_pool_of(pool_id))
    or_not_found(is_member(pool.group_id, by.person_id) or None)
    return _detail_for_member(pool, by, now)


def pool_for_reader(*, pool_id: int, by: Acting, now: datetime) -> PoolDetail:
    """The same to read; and for who left the group, their own side of it until it is over (fault
    C6): what they paid for, and nothing of what the others go on to share."""
    pool = or_not_found(_pool_of(pool_id))
    if is_member(pool.group_id, by.person_id):
        return _detail_for_member(pool, by, now)
    or_not_found(own_side(pool, or_not_found(by.person_id)).first())
    return _detail_for_leaver(_detail_for_member(pool, by, now))


def _pool_of(pool_id: int) -> Pool | None:
    pools = Pool.objects.select_related("group", "provider", "offer", "area", "opened_for")
    return pools.filter(pk=pool_id).first()


def _detail_for_leaver(detail: PoolDetail) -> PoolDetail:
    people = status_if_paid(detail.pool).people or 0
    return replace(
        detail,
        coverage=replace(detail.coverage, covered=people, needed=people, share_pence=None),
        next_step_text=stopped_next_text(),
        can_pledge=False,
        can_leave=False,
        is_left=True,
    )


def _detail_for_member(pool: Pool, by: Acting, now: datetime) -> PoolDetail:
    instalments = list(pool.instalments.order_by("number"))
    status = status_if_paid(pool)
    all_starts = status.starts or pool.terms.starts
    hidden = starts_hidden_from(by)
    status = status.without(hidden)
    coverage = _coverage(pool, status)
    my_pledge = pledge_shown_to(by, pool, coverage.share_pence, now=now)
    can_pledge = pool.state in PLEDGEABLE_STATES and now < pool.closes_at
    mind_left = change_of_mind_left_of(pool, by=by, now=now) if my_pledge else None
    return PoolDetail(
        pool=pool,
        terms=pool.terms.without(hidden),
        starts=[start for start in all_starts if start not in hidden],
        session_count=len(all_starts),
        prices=price_lines(pool.terms),
        coverage=coverage,
        my_pledge=my_pledge,
        status_text=_pool_status_text(pool, coverage, status),
        next_step_text=stopped_next_text()
        if my_pledge and my_pledge.has_stopped
        else _next_step_text(pool, instalments, status),
        date_moved_text=_date_moved_text(pool, instalments),
        can_pledge=can_pledge,
        can_leave=bool(
            my_pledge
            and (my_pledge.state == PledgeState.IN or mind_left)
            and pool.state in (*PLEDGEABLE_STATES, *PAID_POOL_STATES)
        ),
        asks_begin_now=can_pledge and asks_begin_now(pool.terms, closes_at=pool.closes_at, now=now),
        mind_left=mind_left,
        next_start=_next_start_shown_to(by, pool, my_pledge, hidden, now),
        instalments=instalments,
    )


def _coverage(pool: Pool, status: PoolStatus) -> Coverage:
    """Before it goes ahead, of the yeses; from then on, of what comes next."""
    coverage = coverage_of(pool)
    if not status.paid:
        return coverage
    covered, needed = status.places
    share_pence = status.next.share_pence if status.next else None
    return replace(coverage, covered=covered, needed=needed, share_pence=share_pence)


def _next_start_shown_to(
    by: Acting, pool: Pool, my_pledge: PledgeDetail | None, hidden: Set[datetime], now: datetime
) -> datetime | None:
    """Of what goes ahead, for who comes to it or was greeted in its group (E6)."""
    if pool.state not in PAID_POOL_STATES:
        return None
    reads = reads_when_and_where(
        comes_to_it=my_pledge is not None and my_pledge.is_in,
        is_greeted=was_greeted(pool.group_id, by.required_person.pk),
    )
    return _next_start(pool, hidden, now) if reads else None


def _next_start(pool: Pool, hidden: Set[datetime], now: datetime) -> datetime | None:
    """The session that comes next."""
    coming = pool.sessions.filter(session__state=SessionState.PLANNED, session__starts_at__gt=now)
    return (
        coming.exclude(session__starts_at__in=hidden)
        .order_by("session__starts_at", "pk")
        .values_list("session__starts_at", flat=True)
        .first()
    )


def price_lines(terms: Terms) -> list[PriceLine]:
    return [
        PriceLine(people, total, terms.share_for(people) or 0)
        for people, total in sorted(terms.group_prices.items())
    ]


def _pool_status_text(pool: Pool, coverage: Coverage, status: PoolStatus) -> str:
    return pool_status_text(
        PoolState(pool.state),
        covered=coverage.covered,
        needed=coverage.needed,
        is_enough=coverage.enough,
        paid_text=describe_paid(status),
    )


def _next_step_text(pool: Pool, instalments: list[Instalment], status: PoolStatus) -> str:
    waiting = (i.gap_until for i in instalments if i.state == InstalmentState.WAITING)
    planned = (i.collect_at for i in instalments if i.state == InstalmentState.PLANNED)
    return next_step_text(
        PoolState(pool.state),
        closes_at=pool.closes_at,
        waits_until=next(waiting, None),
        next_payment_at=next(planned, None),
        next_text=describe_next(status),
    )


def _date_moved_text(pool: Pool, instalments: list[Instalment]) -> str:
    """Of the date that the next step names."""
    if pool.state in PLEDGEABLE_STATES:
        return date_moved_text(pool.moved_because)
    unpaid = (InstalmentState.WAITING, InstalmentState.PLANNED)
    moves = (each.moved_because for each in instalments if each.state in unpaid)
    return date_moved_text(next(moves, "")) if pool.ended_at is None else ""
