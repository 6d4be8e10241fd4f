"""What each part pays of an instalment."""

from django.db.models import F

from pooling.pools.models.instalments import Charge, Instalment, PoolSession
from pooling.pools.models.pledges import Pool
from pooling.pools.states import PAID_INSTALMENT_STATES


def current_charges(instalment: Instalment) -> list[Charge]:
    """Of the attempt that is being collected, or was; each with its source and its pledge."""
    charges = instalment.charges.filter(attempt=instalment.attempt)
    return list(charges.select_related("part__source", "part__pledge").order_by("pk"))


def charges_of_session(row: PoolSession) -> list[Charge]:
    """Those that pay it. One whose rest was given back pays no session that began after that."""
    starts_at = row.session.starts_at
    return [
        charge
        for charge in current_charges(row.instalment)
        if charge.rest_refunded_at is None or starts_at <= charge.rest_refunded_at
    ]


def pledges_with_something_paid(pool: Pool) -> list[int]:
    """The ids of those that pay some of what is paid for, also of whoever stopped since."""
    charges = Charge.objects.filter(
        instalment__pool=pool,
        instalment__state__in=PAID_INSTALMENT_STATES,
        attempt=F("instalment__attempt"),
        rest_refunded_at__isnull=True,
    )
    return list(charges.values_list("part__pledge_id", flat=True).distinct())
