"""What each part pays of an instalment."""

from pooling.pools.models.instalments import Charge, Instalment


def current_charges(instalment: Instalment) -> list[Charge]:
    """Of the attempt that is being collected, or was; each with its source and its pledge."""
    charges = instalment.charges.filter(attempt=instalment.attempt)
    return list(charges.select_related("part__source", "part__pledge").order_by("pk"))


def live_charges(instalment: Instalment) -> list[Charge]:
    """Those that pay the sessions still to come; one given back its rest pays no more."""
    return [charge for charge in current_charges(instalment) if charge.rest_refunded_at is None]
