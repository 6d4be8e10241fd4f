"""How much of what a person paid came from where (fault J5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from pooling.payments.queries.charges import charge_reports
from pooling.pools.models.instalments import Charge
from pooling.pools.states import PAID_INSTALMENT_STATES


@dataclass(frozen=True)
class PaidFrom:
    """Out of one source for one shared cost, less what is on its way back."""

    called: str
    pence: int


def paid_from_of_person(person_id: UUID) -> dict[int, Sequence[PaidFrom]]:
    """{pool id: what came from each source}, of shared costs for which they have paid."""
    charges = Charge.objects.filter(
        part__pledge__person_id=person_id,
        instalment__state__in=PAID_INSTALMENT_STATES,
        attempt=F("instalment__attempt"),
    )
    rows = list(
        charges.order_by("part__position", "part__source_id", "pk").values_list(
            "pk", "part__pledge__pool_id", "part__source_id", "part__source__called"
        )
    )
    reports = charge_reports([pk for pk, *_rest in rows])
    sums: dict[tuple[int, int, str], int] = {}
    for pk, pool_id, source_id, called in rows:
        paid_pence = reports[pk].paid_pence if pk in reports else 0
        key = (pool_id, source_id, called)
        sums[key] = sums.get(key, 0) + paid_pence
    paid: dict[int, list[PaidFrom]] = {}
    for (pool_id, _source_id, called), pence in sums.items():
        if pence:
            paid.setdefault(pool_id, []).append(PaidFrom(called, pence))
    return dict(paid)
