"""Changes that ask again: new terms before collecting; money that ends or is cut."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.rules import check_authority
from community.people.states import RepresentationScope
from pooling.pools.actions.leaving import end_pledge
from pooling.pools.actions.locking import lock_pool
from pooling.pools.actions.notifications import notify_all_pledgers
from pooling.pools.actions.opening import save_terms_version
from pooling.pools.actions.parts import end_part
from pooling.pools.actions.private_questions import (
    MIN_ANSWER_TIME,
    ask_privately,
    drop_questions,
    move_date,
)
from pooling.pools.actions.readiness import update_readiness
from pooling.pools.actions.sources import lock_own_source
from pooling.pools.deeds import PoolDeed
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.pledges import MoneySource, Part, Pool
from pooling.pools.rules.terms import check_can_change
from pooling.pools.states import (
    PAID_POOL_STATES,
    PartState,
    PledgeState,
    PrivateQuestionKind,
)
from providers.actions.provider_access import acting_for_provider
from providers.rules.prices import check_ladder


@transaction.atomic
def change_prices(*, pool_id: int, prices: dict[int, int], by: Acting, now: datetime) -> Pool:
    """The provider asks another price. Before collecting, everybody is asked again and no answer
    means no; once collecting has begun it is refused (C6)."""
    provider_ids = Pool.objects.filter(pk=pool_id).values_list("provider_id", flat=True)
    by = acting_for_provider(by, or_not_found(provider_ids.first()))
    pool = lock_pool(pool_id)
    check_can_change(pool.state)
    check_ladder(prices, pool.terms.smallest, pool.terms.largest)
    pool.terms = pool.terms.with_prices(prices)
    pool.terms_digest = pool.terms.digest
    save_terms_version(pool, now)
    pool.save()
    answer_by = max(pool.closes_at, now + MIN_ANSWER_TIME)
    move_date(pool, answer_by)
    drop_questions(pool, PrivateQuestionKind.NEW_TERMS, now=now)
    _ask_about_new_terms(pool, answer_by, now)
    update_readiness(pool, now)
    record_deed(by=by, deed=PoolDeed.CHANGE_PRICES, about=f"pool:{pool.pk}", now=now)
    return pool


def _ask_about_new_terms(pool: Pool, answer_by: datetime, now: datetime) -> None:
    """Whoever once said yes to exactly these terms need not say it again."""
    for pledge in pool.pledges.filter(state=PledgeState.IN).exclude(terms_digest=pool.terms_digest):
        ask_privately(
            pledge,
            PrivateQuestionKind.NEW_TERMS,
            answer_by=answer_by,
            now=now,
            text=_(
                "The provider asks a different price. Your page shows it beside what you said yes"
                " to. Say yes, or not this time, by %(day)s. No answer means no."
            )
            % {"day": format_day(answer_by)},
        )


@transaction.atomic
def end_source(*, source_id: int, by: Acting, now: datetime) -> MoneySource:
    """ "My money has changed": in one step. You stay in every group; you owe nothing; parts not
    yet paid stop. The others are told only that a place is not covered (M54)."""
    check_authority(by, RepresentationScope.DECIDE, now=now)
    pool_ids = list(
        Part.objects.filter(source_id=source_id, source__person=by.person)
        .exclude(state=PartState.ENDED)
        .order_by("pledge__pool_id")
        .values_list("pledge__pool_id", flat=True)
        .distinct()
    )
    pools = [lock_pool(pool_id) for pool_id in pool_ids]
    source = lock_own_source(source_id, by)
    if source.ended_at is None:
        source.ended_at = now
        source.save()
        for pool in pools:
            _stop_parts(pool, source, now)
        record_deed(by=by, deed=PoolDeed.END_SOURCE, about=f"source:{source.pk}", now=now)
    return source


def _stop_parts(pool: Pool, source: MoneySource, now: datetime) -> None:
    part = (
        Part.objects.filter(pledge__pool=pool, source=source)
        .exclude(state=PartState.ENDED)
        .select_related("source", "pledge")
        .first()
    )
    if part is None:
        return
    end_part(part, now=now)
    pledge = part.pledge
    if pledge.state == PledgeState.IN and not pledge.parts.exclude(state=PartState.ENDED).exists():
        end_pledge(pledge, pool, now=now)
    if pool.state in PAID_POOL_STATES:
        notify_all_pledgers(
            pool,
            PoolMessage.PLACE_NOT_COVERED,
            _(
                "One place is not covered after the sessions that are paid for. You can agree a new"
                " share, have fewer sessions, plan free weeks, or ask a connector for help."
            ),
            key=f"source:{source.pk}:ended:pool:{pool.pk}",
            now=now,
        )
    update_readiness(pool, now)
