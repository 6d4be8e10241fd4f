"""What is covered, by whom: the figures every decision about a pool is made from."""

from dataclasses import dataclass

from pooling.pools.models.pledges import Part, Pledge, Pool

from ..rules.cover import share_if_all
from ..rules.sharing import calculate_shares
from ..rules.terms import prices_of
from ..states import PartState, PledgeState


def confirmed_maximums(pool: Pool) -> dict[int, int]:
    """{pledge id: pence a session} that is confirmed, for each live yes to the present terms."""
    confirmed: dict[int, int] = {}
    most: dict[int, int] = {}
    for pk, most[pk], pence in (
        Part.objects.filter(
            state=PartState.CONFIRMED,
            pledge__pool=pool,
            pledge__state=PledgeState.IN,
            pledge__terms_digest=pool.terms_digest,
        )
        .order_by("pledge_id")
        .values_list("pledge_id", "pledge__max_pence", "max_pence")
    ):
        confirmed[pk] = confirmed.get(pk, 0) + pence
    return {pk: min(most[pk], pence) for pk, pence in confirmed.items()}


def pledged_maximums(pool: Pool) -> dict[int, int]:
    """{pledge id: pence a session} said, confirmed or not, for each live yes to these terms."""
    return dict(
        Pledge.objects.filter(pool=pool, state=PledgeState.IN, terms_digest=pool.terms_digest)
        .order_by("pk")
        .values_list("pk", "max_pence")
    )


def current_shares(pool: Pool, rotation: int, without: frozenset[int] = frozenset()) -> dict[int, int]:
    """{pledge id: pence a session} if it were worked out now; empty when it is not covered."""
    maximums = {pk: most for pk, most in confirmed_maximums(pool).items() if pk not in without}
    return calculate_shares(prices_of(pool.terms), maximums, turn=rotation, order=sorted(maximums))


@dataclass(frozen=True)
class Coverage:
    """What members may see: places and the one share, the same for all. Nothing else."""

    said_yes: int
    covered: int
    needed: int
    share_pence: int | None  # the most anyone would pay a session if it were worked out now
    enough: bool


def coverage_of(pool: Pool) -> Coverage:
    said, counted = pledged_maximums(pool), confirmed_maximums(pool)
    prices = prices_of(pool.terms)
    worked_out = calculate_shares(prices, counted, turn=1, order=sorted(counted))
    needed = max(len(said), int(pool.terms["smallest"]))
    # A place is covered by what would pay its share, not by a part of it (M47).
    share = share_if_all(prices, needed) or 0
    could_pay = sum(1 for pence in counted.values() if pence >= share)
    covered = len(worked_out) or min(could_pay, needed - 1)
    return Coverage(
        said_yes=len(said),
        covered=covered,
        needed=needed,
        share_pence=max(worked_out.values()) if worked_out else None,
        enough=bool(worked_out) and len(worked_out) >= len(said),
    )
