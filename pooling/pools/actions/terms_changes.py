"""New terms before collecting: everybody is asked again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from pooling.pools.actions.locking import lock_pool
from pooling.pools.actions.opening import save_terms_version
from pooling.pools.actions.private_questions import (
    MIN_ANSWER_TIME,
    ask_privately,
    drop_questions,
    move_date,
)
from pooling.pools.actions.readiness import update_readiness
from pooling.pools.deeds import PoolDeed
from pooling.pools.models.pledges import Pool
from pooling.pools.rules.terms import check_can_change
from pooling.pools.states import PledgeState, PrivateQuestionKind
from providers.actions.provider_access import acting_for_provider
from providers.rules.prices import check_ladder


def check_new_prices(*, pool_id: int, prices: dict[int, int], by: Acting, now: datetime) -> None:
    """What `change_prices` will refuse, before anybody looks it over (fault B8)."""
    pool = or_not_found(Pool.objects.filter(pk=pool_id).first())
    acting_for_provider(by, pool.provider_id)
    _check_new_prices(pool, prices)


def _check_new_prices(pool: Pool, prices: dict[int, int]) -> None:
    check_can_change(pool.state)
    check_ladder(prices, pool.terms.smallest, pool.terms.largest)


@transaction.atomic
def change_prices(*, pool_id: int, prices: dict[int, int], by: Acting, now: datetime) -> Pool:
    """The provider asks another price. Before collecting, everybody is asked again and no answer
    means no; once collecting has begun it is refused (C6)."""
    provider_ids = Pool.objects.filter(pk=pool_id).values_list("provider_id", flat=True)
    by = acting_for_provider(by, or_not_found(provider_ids.first()))
    pool = lock_pool(pool_id)
    _check_new_prices(pool, prices)
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
