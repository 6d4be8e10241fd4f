"""What each part pays of an instalment."""

from django.db.models import F

from pooling.pools.models.instalments import Charge, Instalment
from pooling.pools.models.pledges import Pool
from pooling.pools.states import PAID_INSTALMENT_STATES


def current_charges(instalment: Instalment) -> list[Charge]:
    """Of the attempt that is being collected, or was; each with its source and its pledge."""
    charges = instalment.charges.filter(attempt=instalment.attempt)
    return list(charges.select_related("part__source", "part__pledge").order_by("pk"))


def live_charges(instalment: Instalment) -> list[Charge]:
    """Those that pay the sessions still to come; one given back its rest pays no more."""
    return [charge for charge in current_charges(instalment) if charge.rest_refunded_at is None]


def pledges_with_something_paid(pool: Pool) -> list[int]:
    """The ids of those that pay some of what is paid for, also of whoever stopped since."""
    charges = Charge.objects.filter(
        instalment__pool=pool,
        instalment__state__in=PAID_INSTALMENT_STATES,
        attempt=F("instalment__attempt"),
        rest_refunded_at__isnull=True,
    )
    return list(charges.values_list("part__pledge_id", flat=True).distinct())
