"""What is covered, by whom: the figures every decision about a pool is made from."""

from dataclasses import dataclass

from pooling.pools.models.pledges import Part, Pledge, Pool

from ..rules.sharing import calculate_shares
from ..states import PartState, PledgeState


def confirmed_maximums(pool: Pool) -> dict[int, int]:
    """{pledge id: pence a session} that is confirmed, for each live yes to the present terms."""
    confirmed: dict[int, int] = {}
    max_pence: dict[int, int] = {}
    for pk, max_pence[pk], pence in (
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
    return {pk: min(max_pence[pk], pence) for pk, pence in confirmed.items()}


def pledged_maximums(pool: Pool) -> dict[int, int]:
    """{pledge id: pence a session} said, confirmed or not, for each live yes to these terms."""
    return dict(
        Pledge.objects.filter(pool=pool, state=PledgeState.IN, terms_digest=pool.terms_digest)
        .order_by("pk")
        .values_list("pk", "max_pence")
    )


def current_shares(pool: Pool, rotation: int) -> dict[int, int]:
    """{pledge id: pence a session} if it were worked out now; empty when it is not covered."""
    maximums = confirmed_maximums(pool)
    return calculate_shares(
        pool.terms.group_prices, maximums, rotation=rotation, order=sorted(maximums)
    )


@dataclass(frozen=True)
class Coverage:
    """What members may see: places and the one share, the same for all. Nothing else."""

    said_yes: int
    covered: int
    needed: int
    share_pence: int | None  # the most anyone would pay a session if it were worked out now
    enough: bool


def coverage_of(pool: Pool) -> Coverage:
    pledged, confirmed = pledged_maximums(pool), confirmed_maximums(pool)
    shares = calculate_shares(
        pool.terms.group_prices, confirmed, rotation=1, order=sorted(confirmed)
    )
    needed = max(len(pledged), pool.terms.smallest)
    # A place is covered by what would pay its share, not by a part of it (M47).
    share = pool.terms.share_for(needed) or 0
    could_pay = sum(1 for pence in confirmed.values() if pence >= share)
    return Coverage(
        said_yes=len(pledged),
        covered=len(shares) or min(could_pay, needed - 1),
        needed=needed,
        share_pence=max(shares.values()) if shares else None,
        enough=bool(shares) and len(shares) >= len(pledged),
    )
