"""What stops or protects is one press, and works at once on all that is not yet collected (P18)."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.slow_changes import stop_waiting_change
from community.people.actions.stops import hold_second_stop
from community.people.rules.authority import check_may_stop
from community.people.states import ApprovalPurpose
from pooling.pools.actions.cover_choices import ask_group_if_uncovered
from pooling.pools.actions.gaps import start_gap
from pooling.pools.actions.kept_places import keep_places, keep_places_only
from pooling.pools.actions.leaving import end_pledge
from pooling.pools.actions.locking import lock_own_source, lock_pool, lock_sources
from pooling.pools.actions.notifications import notify_pledger
from pooling.pools.actions.parts import end_part
from pooling.pools.actions.readiness import update_readiness
from pooling.pools.deeds import PoolDeed
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.pledges import MoneySource, Part, Pool
from pooling.pools.queries.draws import draws_by_part
from pooling.pools.rules.kept_aside import which_no_longer_fit
from pooling.pools.states import InstalmentState, PartState, PledgeState


class _AnotherYesError(Exception):
    """To a shared cost that was not locked: said between the look and the lock."""


@transaction.atomic
def end_source(*, source_id: int, by: Acting, now: datetime) -> MoneySource:
    """ "My money has changed": in one step. You stay in every group; you owe nothing; parts not
    yet paid stop. The others are told only that a place is not covered (M54). Done by other hands
    their places are kept, and the second time in a month whoever works there is asked first; then
    it has not ended (P19)."""
    check_may_stop(by, now=now)
    pools, source = lock_pools_and_source(source_id, by)
    what, about = _that_it_ended(source), f"source:{source.pk}"
    if source.ended_at is None and not hold_second_stop(about=about, what=what, by=by, now=now):
        _end_source(source, pools, by, now)
    return source


@transaction.atomic
def end_all_sources(*, by: Acting, now: datetime) -> list[MoneySource]:
    """Every one that somebody still has, in one deed of theirs: of hands that are not theirs, the
    caller has asked whether they may stop (P19)."""
    pools, locked = _lock_pools_and_sources(by)
    sources = [source for source in locked if source.ended_at is None]  # by nobody meanwhile
    for source in sources:
        _end_source(source, pools, by, now)
    return sources


def _end_source(source: MoneySource, pools: dict[int, Pool], by: Acting, now: datetime) -> None:
    about = f"source:{source.pk}"
    source.ended_at = now
    source.save(update_fields=["ended_at"])
    parts = _live_parts(source)
    _stop_parts(parts, pools, now)
    keep_places(parts, what=_that_it_ended(source), source=source, by=by, now=now)
    stop_waiting_change(purpose=ApprovalPurpose.FREE_MONEY, about=about, by=by, now=now)
    record_deed(by=by, deed=PoolDeed.END_SOURCE, about=about, now=now)


def _that_it_ended(source: MoneySource) -> str:
    return _("That “%(source)s” has ended or changed") % {"source": source.called}


def stop_what_no_longer_fits(
    source: MoneySource, pools: dict[int, Pool], *, by: Acting, now: datetime
) -> None:
    """More is kept aside, or there is less: the latest yeses for which it no longer leaves enough
    are not collected, and the person is told which. The caller has locked the pools."""
    parts = _live_parts(source)
    too_much = which_no_longer_fit(source, draws_by_part(parts))
    stopped = [part for part in parts if part.pk in too_much]
    _stop_parts(stopped, pools, now)
    keep_places_only(stopped, by=by, now=now)
    for part in stopped:
        notify_pledger(
            part.pledge,
            PoolMessage.NO_LONGER_FITS,
            _(
                "What you keep aside leaves too little for “%(what)s”, so nothing more is taken"
                " for it. You are still in the group. You can say yes to less, or keep less aside."
            )
            % {"what": pools[part.pledge.pool_id].terms.summary},
            key=f"part:{part.pk}:no_longer_fits",
            now=now,
        )


def lock_pools_and_source(source_id: int, by: Acting) -> tuple[dict[int, Pool], MoneySource]:
    """Every shared cost that the person's own source pays for, by its id and in that order, then
    the source. Where a yes to another came meanwhile, all are let go and taken again."""
    return _locked(
        Part.objects.filter(source_id=source_id, source__person=by.person),
        lambda: lock_own_source(source_id, by),
    )


def _lock_pools_and_sources(by: Acting) -> tuple[dict[int, Pool], list[MoneySource]]:
    """The same, of all that somebody's money still comes from."""
    own = MoneySource.objects.filter(person=by.required_person, ended_at=None)
    return _locked(
        Part.objects.filter(source__in=own),
        lambda: list(lock_sources(own.values_list("pk", flat=True))),
    )


def _locked[T](parts: QuerySet[Part], lock: Callable[[], T]) -> tuple[dict[int, Pool], T]:
    while True:
        try:
            with transaction.atomic():
                return _lock_once(parts, lock)
        except _AnotherYesError:
            continue


def _lock_once[T](parts: QuerySet[Part], lock: Callable[[], T]) -> tuple[dict[int, Pool], T]:
    pools = {pool_id: lock_pool(pool_id) for pool_id in _pool_ids(parts)}
    locked = lock()
    if set(_pool_ids(parts)) - pools.keys():
        raise _AnotherYesError
    return pools, locked


def _pool_ids(parts: QuerySet[Part]) -> list[int]:
    live = parts.exclude(state=PartState.ENDED).order_by("pledge__pool_id")
    return list(live.values_list("pledge__pool_id", flat=True).distinct())


def _live_parts(source: MoneySource) -> list[Part]:
    """In the order in which the yeses were said."""
    parts = Part.objects.filter(source=source).exclude(state=PartState.ENDED)
    return list(parts.select_related("source", "pledge").order_by("pledge__said_at", "pk"))


def _stop_parts(parts: Iterable[Part], pools: dict[int, Pool], now: datetime) -> None:
    for part in sorted(parts, key=lambda each: each.pledge.pool_id):
        _stop_part(part, pools[part.pledge.pool_id], now)


def _stop_part(part: Part, pool: Pool, now: datetime) -> None:
    _let_go_of_what_is_held(part, pool, now)
    end_part(part, now=now)
    pledge = part.pledge
    if pledge.state == PledgeState.IN and not pledge.parts.exclude(state=PartState.ENDED).exists():
        end_pledge(pledge, pool, now=now)
    else:
        ask_group_if_uncovered(pool, now=now)
    update_readiness(pool, now)


def _let_go_of_what_is_held(part: Part, pool: Pool, now: datetime) -> None:
    """A payment that is only being put together is put together anew, without this part. One that
    is being taken already is paid."""
    for instalment in pool.instalments.filter(
        state=InstalmentState.COLLECTING,
        charges__part=part,
        charges__attempt=F("attempt"),
    ):
        instalment.pool = pool
        start_gap(instalment, [], now)
