"""Somebody left the group: their money follows at the next boundary, and nobody is told who."""

from datetime import datetime

from django.db import transaction

from community.audit.actions import record_deed
from community.people.acting import SYSTEM
from groups.models import Member
from groups.states import MemberState
from pooling.pools.models.pledges import Pledge

from ..states import InstalmentState, PledgeState
from .pledging import lock_pool, withdraw_pledge
from .readiness import update_readiness


@transaction.atomic
def stop_pledge_of_leaver(*, pledge_id: int, now: datetime) -> Pledge:
    """What is not yet paid stops. While a payment is just being put together it waits until that
    is done: nobody's leaving can be read from another's bank."""
    pool = lock_pool(Pledge.objects.values_list("pool_id", flat=True).get(pk=pledge_id))
    pledge = Pledge.objects.select_for_update(no_key=True).get(pk=pledge_id)
    back = Member.objects.filter(
        group_id=pool.group_id, person_id=pledge.person_id, state=MemberState.IN
    ).exists()
    paying = pool.instalments.filter(
        state__in=[InstalmentState.COLLECTING, InstalmentState.CAPTURING]
    ).exists()
    if pledge.state != PledgeState.IN or back or paying:
        return pledge
    withdraw_pledge(pledge, pool, now=now)
    update_readiness(pool, now)
    record_deed(
        by=SYSTEM,
        deed="stop_for_who_left",
        about=f"pool:{pool.pk}",
        for_person=pledge.person_id,
        now=now,
    )
    return pledge
