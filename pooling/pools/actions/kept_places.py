"""What other hands stopped for somebody: told at once, kept for 14 days, put back (P19)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.refusals import or_not_found
from community.messaging.actions.notifying import notify_person
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.stops import notify_workers_of_stop
from community.people.bases import Matter
from community.people.rules.authority import check_authority
from pooling.pools.actions.locking import lock_pool, lock_sources
from pooling.pools.actions.parts import start_part
from pooling.pools.actions.readiness import update_readiness
from pooling.pools.actions.transitions import transition_pledge
from pooling.pools.deeds import PoolDeed
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.pledges import MoneySource, Part, Pledge, Pool
from pooling.pools.models.stops import MoneyStop
from pooling.pools.rules.pledging import scope_needed
from pooling.pools.rules.stops import PLACE_KEPT_FOR, check_can_put_back
from pooling.pools.states import PartState, PledgeState


def keep_places(
    parts: Sequence[Part],
    *,
    what: str,
    source: MoneySource | None = None,
    by: Acting,
    now: datetime,
) -> MoneyStop | None:
    """After `parts` of the person were stopped by other hands; nothing where they did it
    themselves. `what`: as the person and whoever works there read it. `source`: what has ended."""
    if not by.is_by_other_hands:
        return None
    stop = MoneyStop.objects.create(
        person=by.required_person,
        source=source,
        stopped_by=by.login,
        stopped_at=now,
        kept_until=now + PLACE_KEPT_FOR,
    )
    Part.objects.filter(pk__in=[part.pk for part in parts]).update(money_stop=stop)
    keep_places_only(parts, by=by, now=now)
    _notify(stop, what, by, now)
    notify_workers_of_stop(what=what, key=f"money_stop:{stop.pk}", by=by, now=now)
    return stop


def keep_places_only(parts: Sequence[Part], *, by: Acting, now: datetime) -> None:
    """Where other hands stopped it, and it cannot be put back as it was: they can say yes again."""
    if by.is_by_other_hands:
        Pledge.objects.filter(pk__in=[part.pledge_id for part in parts]).exclude(
            state=PledgeState.IN
        ).update(place_kept_until=now + PLACE_KEPT_FOR)


def _notify(stop: MoneyStop, what: str, by: Acting, now: datetime) -> None:
    notify_person(
        person_id=stop.person_id,
        kind=PoolMessage.STOPPED_FOR_YOU,
        subject=_("Somebody stopped something of yours"),
        text=_(
            "%(who)s said for you: %(what)s. Nothing more is taken. Until %(day)s your place is"
            " yours, and nobody else is given it. If you want it as it was, you can put it back"
            " in one press, or tell anybody who works here."
        )
        % {"who": by.required_login.name, "what": what, "day": format_day(stop.kept_until)},
        link=f"/money/stopped/{stop.pk}/",
        key=f"money_stop:{stop.pk}",
        urgent=True,
        not_told_by_login_id=by.login_id,
        now=now,
    )


@transaction.atomic
def put_back(*, stop_id: int, by: Acting, now: datetime) -> MoneyStop:
    """As it was before other hands stopped it: the money, the yeses and the places."""
    pool_ids = sorted({part.pledge.pool_id for part in _parts_of(stop_id, by)})
    pools = {pool_id: lock_pool(pool_id) for pool_id in pool_ids}
    stop, sources = _lock_stop_and_sources(stop_id, by)
    check_authority(
        by, scope_needed(source.rail for source in sources.values()), matter=Matter.MONEY, now=now
    )
    check_can_put_back(stop.kept_until, stop.put_back_at, now=now)
    stop.put_back_at = now
    stop.save(update_fields=["put_back_at"])
    _put_back_source(sources.get(stop.source_id or 0))
    for part in _parts_of(stop_id, by):
        _put_back_part(part, pools[part.pledge.pool_id], sources[part.source_id], by, now)
    record_deed(by=by, deed=PoolDeed.PUT_BACK, about=f"money_stop:{stop.pk}", now=now)
    return stop


def _lock_stop_and_sources(stop_id: int, by: Acting) -> tuple[MoneyStop, dict[int, MoneySource]]:
    stops = MoneyStop.objects.filter(pk=stop_id, person=by.person)
    ended_id = or_not_found(stops.values_list("pk", "source_id").first())[1]
    source_ids = {part.source_id for part in _parts_of(stop_id, by)} | {ended_id} - {None}
    sources = {source.pk: source for source in lock_sources(source_ids)}
    return stops.select_for_update(no_key=True).get(), sources


def _put_back_source(source: MoneySource | None) -> None:
    if source is not None:
        source.ended_at = None
        source.save(update_fields=["ended_at"])


def _put_back_part(part: Part, pool: Pool, source: MoneySource, by: Acting, now: datetime) -> None:
    """Unless that shared cost is over, or the money has ended since."""
    if pool.ended_at is not None or source.ended_at is not None:
        return
    pledge = part.pledge
    if pledge.state != PledgeState.IN:
        pledge.place_kept_until = None
        transition_pledge(pledge, PledgeState.IN, "place_kept_until", by=by, now=now)
    live = pledge.parts.exclude(state=PartState.ENDED).filter(source=source)
    if not live.exists():
        again = Part(pledge=pledge, source=source, position=part.position, max_pence=part.max_pence)
        start_part(again, source.rail, pledge, pool, by=by, now=now)
    update_readiness(pool, now)


def _parts_of(stop_id: int, by: Acting) -> list[Part]:
    parts = Part.objects.filter(money_stop_id=stop_id, pledge__person=by.person)
    return list(parts.select_related("pledge", "source").order_by("pledge__pool_id", "pk"))
