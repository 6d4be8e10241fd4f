"""A missed place of a shared cost, put right as long as its money is there: under the pool's lock,
as its release is, so that neither passes the other (P27)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction

from community.people.acting import Acting
from pooling.pools.actions.locking import lock_pool
from pooling.pools.models.instalments import PoolSession
from providers.actions import missed_places
from providers.models.sessions import Booking
from providers.rules.missed import check_money_is_there


@transaction.atomic
def record_told_not_coming(*, booking_id: int, told_on: date, by: Acting, now: datetime) -> Booking:
    """On which day somebody said that they were not coming: written down by whoever was told."""
    with _locked_money(booking_id):
        return missed_places.record_told_not_coming(
            booking_id=booking_id, told_on=told_on, by=by, now=now
        )


@transaction.atomic
def let_off_missed_place(*, booking_id: int, by: Acting, now: datetime) -> Booking:
    """The provider asks nothing for it, in one press."""
    with _locked_money(booking_id):
        return missed_places.let_off_missed_place(booking_id=booking_id, by=by, now=now)


@contextmanager
def _locked_money(booking_id: int) -> Iterator[None]:
    """Hold the pool that paid for it, if one did. Whether its money has gone is said only to
    somebody whose place it is to ask: after what is done has found that they may."""
    paid = PoolSession.objects.filter(session__bookings=booking_id)
    pool_id = paid.values_list("pool_id", flat=True).first()
    if pool_id is not None:
        lock_pool(pool_id)
    yield
    gone = paid.exclude(released_at__isnull=True, refunded_at__isnull=True)
    check_money_is_there(has_gone=gone.exists())
