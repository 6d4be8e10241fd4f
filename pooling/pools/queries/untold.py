"""Who would pay, and was not told of it by any way: nothing is taken from them (M84, fault F1)."""

from community.messaging.queries import untold_keys
from pooling.payments.states.charges import Rail
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Part, Pool
from pooling.pools.queries.later_instalments import notice_keys
from pooling.pools.states import PartState, PledgeState


def untold_before_first(pool: Pool) -> set[int]:
    """The pledges of who would pay something of the first payment themselves, not by their office,
    and has not been told that it is taken."""
    parts = Part.objects.filter(pledge__pool=pool, pledge__state=PledgeState.IN)
    paying = parts.filter(state=PartState.CONFIRMED).exclude(source__rail=Rail.COMMITMENT)
    pledge_of = {
        f"pool:{pool.pk}:notice:pledge:{pk}": pk
        for pk in paying.values_list("pledge_id", flat=True)
    }
    return {pledge_of[key] for key in untold_keys(pledge_of)}


def untold_of_shares(instalment: Instalment, shares: dict[int, int]) -> set[int]:
    """Of these pledges with a share of a payment, those whose person was not told of it."""
    if instalment.number == 1:
        return untold_before_first(instalment.pool) & set(shares)
    pledge_of = dict(zip(notice_keys(instalment, shares), shares, strict=True))
    return {pledge_of[key] for key in untold_keys(pledge_of)}
