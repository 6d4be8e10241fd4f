"""How many places of a shared cost are anybody's; read under its lock before one is given."""

from datetime import datetime
from uuid import UUID

from community.people.queries.talks import places_held_for_talks
from community.people.states import TalkAbout
from groups.queries.members import member_ids
from pooling.pools.models.pledges import Pool
from pooling.pools.rules.stops import is_place_taken
from pooling.pools.states import PledgeState


def places_of_others(pool: Pool, person_id: UUID, *, now: datetime) -> int:
    """Of those who are in, whose place is kept, and of members for whom it is held until they have
    talked (M125); without this person's own."""
    pledges = pool.pledges.values_list("person_id", "state", "place_kept_until")
    taken = {
        pledger_id
        for pledger_id, state, kept_until in pledges
        if is_place_taken(state == PledgeState.IN, kept_until, now=now)
    }
    held = places_held_for_talks(TalkAbout.POOL).filter(about_ref=pool.pk)
    members = member_ids(pool.group_id)
    taken |= set(held.filter(person_id__in=members).values_list("person_id", flat=True))
    return len(taken - {person_id})
