"""What a person's yeses may take out of a source, or have taken: page, program and paper alike."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime

from django.db.models import Q, QuerySet

from community.common.clock import today
from pooling.pools.models.pledges import MoneySource, Part
from pooling.pools.rules.kept_aside import PartDraws
from pooling.pools.rules.weekly_draws import Draw
from pooling.pools.states import (
    PAID_INSTALMENT_STATES,
    InstalmentState,
    PartState,
    PledgeState,
    PoolState,
)

DRAWING_INSTALMENTS = tuple(set(InstalmentState) - {InstalmentState.NOT_COLLECTED})
DRAWING_PARTS = (PartState.PLEDGED, PartState.WAITING, PartState.CONFIRMED)


def other_draws(sources: Iterable[MoneySource], *, but_pool_id: int) -> Mapping[int, list[Draw]]:
    """{source id: what the yeses to every other shared cost may take}. One statement; none where
    how much there is was never said."""
    source_ids = [source.pk for source in sources if source.amount_pence is not None]
    draws: dict[int, list[Draw]] = defaultdict(list)
    if source_ids:
        parts = _drawing_parts().filter(source__in=source_ids).exclude(pledge__pool=but_pool_id)
        for source_id, max_pence, starts in parts.values_list(
            "source_id", "max_pence", "pledge__pool__instalments__starts"
        ):
            draws[source_id].append(_draw(max_pence, starts))
    return draws


def draws_to_come(
    sources: Iterable[MoneySource], *, but: Set[datetime], now: datetime
) -> Mapping[int, list[Draw]]:
    """{source id: what every yes of the person may take from today on}, `but` on these dates. One
    statement."""
    draws: dict[int, list[Draw]] = defaultdict(list)
    parts = _drawing_parts().filter(source__in=[source.pk for source in sources])
    for source_id, max_pence, starts in parts.values_list(
        "source_id", "max_pence", "pledge__pool__instalments__starts"
    ):
        draw = _draw(max_pence, starts)
        coming = [each for each in draw.starts if today(each) >= today(now) and each not in but]
        draws[source_id].append(Draw(max_pence, coming))
    return draws


def draws_by_part(parts: Sequence[Part]) -> dict[int, PartDraws]:
    """{part id: what it paid and what it is still to pay}, in the order of the parts. One
    statement."""
    draws = {part.pk: PartDraws() for part in parts}
    rows = _drawing_parts().filter(pk__in=draws)
    for part_id, max_pence, state, starts in rows.values_list(
        "pk", "max_pence", "pledge__pool__instalments__state", "pledge__pool__instalments__starts"
    ):
        of_part = draws[part_id]
        is_taken = state in (*PAID_INSTALMENT_STATES, InstalmentState.CAPTURING)
        (of_part.paid if is_taken else of_part.to_come).append(_draw(max_pence, starts))
    return draws


def _draw(max_pence: int, starts: list[str]) -> Draw:
    return Draw(max_pence, [datetime.fromisoformat(start) for start in starts])


def _drawing_parts() -> QuerySet[Part]:
    """A row for each part and each payment of its shared cost that it pays, or is to pay."""
    return Part.objects.filter(
        Q(pledge__state=PledgeState.IN, pledge__pool__instalments__state__in=DRAWING_INSTALMENTS)
        | Q(
            pledge__state=PledgeState.STOPPED,
            pledge__pool__instalments__state__in=PAID_INSTALMENT_STATES,
        ),
        ~Q(pledge__pool__state__in=[PoolState.LAPSED, PoolState.CANCELLED]),
        state__in=DRAWING_PARTS,
    )
