"""What somebody arranges for themselves alone is paid like a shared cost, of one."""

from datetime import datetime

from django.db import transaction

from community.people.acting import Acting
from groups.actions.solo import choose_for_oneself
from pooling.pools.actions.opening import open_pool
from pooling.pools.models.pledges import Pool
from pooling.pools.rules.instalments import closing_day_for_one
from pooling.pools.terms import Terms


@transaction.atomic
def go_on_alone(*, offer_id: int, by: Acting, now: datetime) -> Pool:
    """What they were offered, opened to their own yes: nothing is agreed to by it, and nothing is
    paid. Pressed twice, it is opened once."""
    offer = choose_for_oneself(offer_id=offer_id, by=by, now=now)
    if pool := Pool.objects.filter(offer=offer).first():
        return pool
    terms = Terms.from_offer(offer)
    nation = offer.brief.group.area.nation
    day = closing_day_for_one(terms.starts[0], terms.gap_days, nation=nation, now=now)
    return open_pool(offer_id=offer_id, closes_on=day, by=by, now=now)
