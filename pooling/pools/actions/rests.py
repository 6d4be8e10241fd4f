"""What somebody has back who stops: what they paid for sessions that have not begun."""

from collections.abc import Sequence
from datetime import datetime

from community.people.acting import Acting
from pooling.pools.actions.sessions import refund_charge
from pooling.pools.models.instalments import Charge, Instalment
from pooling.pools.models.pledges import Pledge
from pooling.pools.queries.refunds import rests_of_pledges, sessions_to_come
from providers.actions.sessions import end_bookings


def refund_rest(pledge: Pledge, *, by: Acting, now: datetime) -> int:
    """The pence that go back, each to its own source, to the penny; nobody expects them at what
    they are for. The caller has locked the pool."""
    rest = rests_of_pledges([pledge.pk], now=now)[pledge.pk]
    _end_bookings(pledge, [charge.instalment for charge, _pence in rest], by, now)
    for charge, pence in rest:
        _refund_rest_of_charge(charge, pence, now)
    return sum(pence for _charge, pence in rest)


def _end_bookings(
    pledge: Pledge, instalments: Sequence[Instalment], by: Acting, now: datetime
) -> None:
    """Nobody expects them at what has gone back to them."""
    sessions = sessions_to_come(now=now).filter(instalment__in=instalments)
    end_bookings(
        session_ids=sessions.values_list("session_id", flat=True),
        person_id=pledge.person_id,
        by=by,
        now=now,
    )


def _refund_rest_of_charge(charge: Charge, pence: int, now: datetime) -> None:
    if pence:
        refund_charge(charge, pence, key="rest", now=now)
    charge.rest_refunded_at = now
    charge.save(update_fields=["rest_refunded_at"])
