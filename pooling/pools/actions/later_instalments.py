"""Payments after the first: the same share needs no new yes; another share asks each person."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from pooling.pools.actions.absences import wait_with_instalment
from pooling.pools.actions.collecting import start_attempt
from pooling.pools.actions.locking import lock_pool
from pooling.pools.actions.new_shares import (
    ask_about_new_shares,
    close_unanswered_shares,
    drop_or_ask_group,
    wait_or_stop,
    waits_for_answers,
    waits_for_group,
)
from pooling.pools.actions.notifications import notify_pledgers
from pooling.pools.actions.visits import go_ahead_without_untold, settle_kept_places
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Pledge
from pooling.pools.queries.later_instalments import (
    notice_key,
    planned_instalment_ids,
)
from pooling.pools.queries.shares import current_shares
from pooling.pools.queries.untold import untold_of_shares
from pooling.pools.rules.instalments import (
    NOTICE_BEFORE,
    NOTICE_WAIT_FOR,
    last_wait_for_notice,
)
from pooling.pools.states import (
    DateMoveReason,
)


@transaction.atomic
def advance_planned_instalment(*, instalment_id: int, now: datetime) -> None:
    """Ask about a new share in good time, tell of the payment, and begin collecting on the day."""
    pool_id = Instalment.objects.values_list("pool_id", flat=True).get(pk=instalment_id)
    pool = lock_pool(pool_id)
    instalment = Instalment.objects.select_for_update(no_key=True).get(pk=instalment_id)
    instalment.pool = pool
    if instalment_id not in planned_instalment_ids(pool_id, now):  # asked again under the lock
        return
    if waits_for_group(instalment, "collect_at", now):
        return
    if now >= instalment.collect_at:
        settle_kept_places(instalment, now)
    shares = current_shares(pool, rotation=instalment.number)
    if ask_about_new_shares(instalment, shares, "collect_at", now):
        return
    untold = untold_of_shares(instalment, shares)
    if now < instalment.collect_at:
        give_notice(instalment, shares, now)
    elif not shares:
        drop_or_ask_group(instalment, "collect_at", now)
    elif untold and not _goes_on_without(instalment, untold, now):
        give_notice(instalment, shares, now)  # where the day before it was missed
        _wait_for_notice(instalment, now)
    else:
        _collect_or_stop(instalment, untold, now)


def _goes_on_without(instalment: Instalment, untold: set[int], now: datetime) -> bool:
    """One who cannot be told stops no session of the others, where it holds without their place:
    they pay nothing this time, and theirs is kept for the next."""
    return last_wait_for_notice(instalment.begins_at) <= now and bool(
        current_shares(instalment.pool, rotation=instalment.number, but=untold)
    )


def _wait_for_notice(instalment: Instalment, now: datetime) -> None:
    """Nothing is collected before they were told, up to the day that was named to whoever goes; a
    session that comes before is left out."""
    last, until = last_wait_for_notice(instalment.begins_at), now + NOTICE_WAIT_FOR
    until = min(until, last) if last > now else until
    wait_or_stop(instalment, "collect_at", until, DateMoveReason.ANSWER, now)


def _collect_or_stop(instalment: Instalment, untold: set[int], now: datetime) -> None:
    """With those who said yes by the day; a share that rises by who did not asks once more."""
    until = now + NOTICE_WAIT_FOR
    if until < instalment.begins_at and wait_with_instalment(instalment, "collect_at", until):
        return  # for somebody who is not here for now
    if waits_for_answers(instalment, "collect_at", now):
        return
    close_unanswered_shares(instalment, now)
    shares = current_shares(instalment.pool, rotation=instalment.number, but=untold)
    if ask_about_new_shares(instalment, shares, "collect_at", now):
        return
    if shares:
        start_attempt(instalment, shares, now=now)
        for pledge in Pledge.objects.filter(pk__in=untold - set(shares)).order_by("pk"):
            go_ahead_without_untold(pledge, instalment, now)
    else:
        drop_or_ask_group(instalment, "collect_at", now)


def give_notice(instalment: Instalment, shares: dict[int, int], now: datetime) -> None:
    """A notice of each coming payment; it counts once it was told, by whichever way (M84)."""
    if now < instalment.collect_at - NOTICE_BEFORE:
        return
    text = _("Payment for the next sessions is on %(day)s. You can stop before then.") % {
        "day": format_day(instalment.collect_at)
    }
    notify_pledgers(
        instalment.pool,
        dict.fromkeys(Pledge.objects.filter(pk__in=shares).order_by("pk"), text),
        PoolMessage.PAYMENT_COMING,
        key=notice_key(instalment),
        is_notice=True,
        now=now,
    )
