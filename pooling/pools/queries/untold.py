"""Who would pay, and was not told of it by any way: nothing is taken from them (M84, fault F1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from community.messaging.models import Message
from community.messaging.queries.messages import keys_to_tell_sooner, untold_keys
from pooling.payments.states.charges import Rail
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Part, Pledge, Pool
from pooling.pools.queries.later_instalments import notice_keys
from pooling.pools.rules.closing import CLOSING_BEFORE, last_date
from pooling.pools.rules.instalments import NOTICE_BEFORE, last_wait_for_notice
from pooling.pools.rules.visits import SOONER_BEFORE
from pooling.pools.states import PLEDGEABLE_STATES, InstalmentState, PartState, PledgeState


def untold_key(pool_id: int) -> str:
    return f"pool:{pool_id}:untold"


def kept_key(key: str, number: int) -> str:
    """Of the message that a place is kept open for a payment."""
    return f"{key}:kept:{number}"


def kept_open_for(pledge: Pledge) -> Instalment | None:
    """The payment that comes next, where a place is kept open for it as nobody told its person of
    the one before; no question is asked of them."""
    if pledge.state != PledgeState.IN:
        return None
    planned = Instalment.objects.filter(pool=pledge.pool_id, state=InstalmentState.PLANNED)
    following = planned.order_by("number").first()
    if following is None or following.number == 1:
        return None
    key = kept_key(untold_key(pledge.pool_id), following.number)
    kept = Message.objects.filter(key=f"{key}:pledge:{pledge.pk}")
    return following if kept.exists() else None


def untold_before_first(pool: Pool) -> set[int]:
    """The pledges of who would pay something of the first payment themselves, not by their office,
    and has not been told that it is taken."""
    paying = _who_pay_first().filter(pool=pool).values_list("pk", flat=True)
    pledge_of = {_first_notice_key(pool.pk, pk): pk for pk in paying}
    return {pledge_of[key] for key in untold_keys(pledge_of)}


def _who_pay_first() -> QuerySet[Pledge]:
    parts = Part.objects.filter(state=PartState.CONFIRMED).exclude(source__rail=Rail.COMMITMENT)
    return Pledge.objects.filter(state=PledgeState.IN, pk__in=parts.values("pledge"))


def _first_notice_key(pool_id: int, pledge_id: int) -> str:
    return f"pool:{pool_id}:notice:pledge:{pledge_id}"


def untold_of_shares(instalment: Instalment, shares: dict[int, int]) -> set[int]:
    """Of these pledges with a share of a payment, those whose person was not told of it."""
    if instalment.number == 1:
        return untold_before_first(instalment.pool) & set(shares)
    pledge_of = dict(zip(notice_keys(instalment, shares), shares, strict=True))
    return {pledge_of[key] for key in untold_keys(pledge_of)}


@dataclass(frozen=True)
class UntoldNotice:
    """Of a payment, to somebody who has still to be told. `last`: from then on the others go ahead
    without them."""

    key: str
    pledge: Pledge
    last: datetime


def notices_to_go_sooner(now: datetime, pool_id: int | None = None) -> list[UntoldNotice]:
    """Those that somebody has still to say, whose last day is at most ten days off, and about which
    nobody was asked yet who can go sooner. As many statements for a thousand as for one."""
    notices = {
        notice.key: notice
        for notice in (*_of_first_payments(now, pool_id), *_of_later_payments(now, pool_id))
        if now >= notice.last - SOONER_BEFORE
    }
    return [notices[key] for key in sorted(keys_to_tell_sooner(notices))]


def _of_first_payments(now: datetime, pool_id: int | None) -> Iterator[UntoldNotice]:
    pledges = _who_pay_first().filter(
        pool__state__in=PLEDGEABLE_STATES, pool__closes_at__lte=now + CLOSING_BEFORE
    )
    if pool_id is not None:
        pledges = pledges.filter(pool=pool_id)
    for pledge in pledges.select_related("pool__group"):
        pool = pledge.pool
        latest = pool.terms.starts[0] - timedelta(days=pool.gap_days)
        last = last_date(pool.closes_at, latest, moved_times=pool.moved_times)
        yield UntoldNotice(_first_notice_key(pool.pk, pledge.pk), pledge, last)


def _of_later_payments(now: datetime, pool_id: int | None) -> Iterator[UntoldNotice]:
    instalments = Instalment.objects.filter(
        state=InstalmentState.PLANNED, number__gt=1, collect_at__lte=now + NOTICE_BEFORE
    )
    if pool_id is not None:
        instalments = instalments.filter(pool=pool_id)
    coming = {instalment.pool_id: instalment for instalment in instalments.order_by("-number")}
    pledges = Pledge.objects.filter(pool__in=coming, state=PledgeState.IN)
    for pledge in pledges.select_related("pool__group"):
        instalment = coming[pledge.pool_id]
        last = last_wait_for_notice(instalment.begins_at)
        [key] = notice_keys(instalment, [pledge.pk])
        yield UntoldNotice(key, pledge, last)
