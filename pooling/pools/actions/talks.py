"""Talking first about a shared cost: the place is held till then (M125)."""

from datetime import datetime

from django.db import transaction

from community.people.acting import Acting
from community.people.actions.talks import ask_to_talk
from community.people.models.talks import TalkRequest
from community.people.rules.talks import TalkChoice
from pooling.pools.actions.locking import lock_pool_for_member
from pooling.pools.queries.places import places_of_others
from pooling.pools.queries.talks import topic_of_pool
from pooling.pools.states import PledgeState


@transaction.atomic
def ask_to_talk_about_pool(
    *, pool_id: int, choice: TalkChoice, by: Acting, now: datetime
) -> TalkRequest:
    """Under the pool's lock, so that the last place is one person's. Whoever is in has theirs;
    where all are taken there is a talk, and no place."""
    pool, _known_as = lock_pool_for_member(pool_id, by)
    topic = topic_of_pool(pool, by.required_person.pk, now=now)
    is_in = pool.pledges.filter(person=by.person, state=PledgeState.IN).exists()
    others = places_of_others(pool, by.required_person.pk, now=now)
    is_open = topic.last_day is not None and now < pool.closes_at
    holds_place = is_open and not is_in and others < pool.terms.largest
    return ask_to_talk(topic=topic, choice=choice, holds_place=holds_place, by=by, now=now)
