"""What is covered, by whom: the figures every decision about a pool is made from."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet

from pooling.pools.models.pledges import Part, Pledge, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.rules.sharing import calculate_shares
from pooling.pools.states import PartState, PledgeState, PrivateQuestionState

PART_AMOUNTS = ("pledge_id", "pledge__max_pence", "max_pence")


def confirmed_maximums(pool: Pool) -> dict[int, int]:
    """{pledge id: pence a session} that is confirmed, for each live yes to the present terms."""
    parts = _confirmed_parts().filter(pledge__pool=pool, pledge__terms_digest=pool.terms_digest)
    return _add_up(parts.values_list(*PART_AMOUNTS))


def confirmed_maximums_of_pools(pool_ids: Collection[int]) -> dict[int, dict[int, int]]:
    """{pool id: the same}, in one statement for them all."""
    parts = _confirmed_parts().filter(
        pledge__pool__in=pool_ids, pledge__terms_digest=F("pledge__pool__terms_digest")
    )
    amounts: dict[int, list[tuple[int, int, int]]] = {pool_id: [] for pool_id in pool_ids}
    for pool_id, *part in parts.values_list("pledge__pool_id", *PART_AMOUNTS):
        amounts[pool_id].append(tuple(part))
    return {pool_id: _add_up(of_pool) for pool_id, of_pool in amounts.items()}


def _confirmed_parts() -> QuerySet[Part]:
    """Not of whoever could not be told in time what they are asked: nothing is taken from them."""
    kept = PrivateQuestion.objects.filter(
        pledge=OuterRef("pledge"), state=PrivateQuestionState.ASKED, kept_since__isnull=False
    )
    parts = Part.objects.filter(state=PartState.CONFIRMED, pledge__state=PledgeState.IN)
    return parts.exclude(Exists(kept))


def _add_up(amounts: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    """{pledge id: what its parts come to}, and never more than the most that was said in all."""
    maximums: dict[int, int] = {}
    for pledge_id, max_pence, part_pence in amounts:
        maximums[pledge_id] = min(max_pence, maximums.get(pledge_id, 0) + part_pence)
    return maximums


def pledged_maximums(pool: Pool) -> dict[int, int]:
    """{pledge id: pence a session} said, confirmed or not, for each live yes to these terms."""
    return dict(
        Pledge.objects.filter(pool=pool, state=PledgeState.IN, terms_digest=pool.terms_digest)
        .order_by("pk")
        .values_list("pk", "max_pence")
    )


def current_shares(pool: Pool, rotation: int, *, but: Collection[int] = ()) -> dict[int, int]:
    """{pledge id: pence a session} if it were worked out now, without the pledges in `but`; empty
    when it is not covered."""
    confirmed = confirmed_maximums(pool)
    maximums = {pk: most for pk, most in confirmed.items() if pk not in but}
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
    share_if_all_pence: int | None = None  # if all come who said yes; None while they are too few


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
        share_if_all_pence=pool.terms.share_for(len(pledged)),
    )
