"""New terms before collecting: everybody is asked again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import format_day
from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from groups.rules.homes import check_home
from groups.rules.offers import check_sessions_pay_and_care
from pooling.pools.actions.locking import lock_pool
from pooling.pools.actions.opening import plan_instalments, save_terms_version
from pooling.pools.actions.private_questions import (
    MIN_ANSWER_TIME,
    ask_privately,
    drop_questions,
    move_date,
)
from pooling.pools.actions.readiness import update_readiness
from pooling.pools.deeds import PoolDeed
from pooling.pools.models.pledges import Pool
from pooling.pools.rules.instalments import check_dates
from pooling.pools.rules.terms import CHANGEABLE_TERMS, check_can_change, check_changes
from pooling.pools.states import DateMoveReason, PledgeState, PrivateQuestionKind
from pooling.pools.terms import Terms
from providers.actions.provider_access import acting_for_provider
from providers.queries.private_places import is_own_home
from providers.queries.supply import live_check_kinds
from providers.rules.prices import check_ladder, check_price_covers_pay
from providers.rules.vetting import check_vetted


def check_new_prices(*, pool_id: int, prices: dict[int, int], by: Acting, now: datetime) -> None:
    """What `change_prices` will refuse, before anybody looks it over (fault B8)."""
    pool = or_not_found(Pool.objects.filter(pk=pool_id).first())
    acting_for_provider(by, pool.provider_id)
    _check_new_prices(pool, prices)


def _check_new_prices(pool: Pool, prices: dict[int, int]) -> None:
    terms = pool.terms
    check_can_change(pool.state)
    check_ladder(prices, terms.smallest, terms.largest)
    if terms.hourly_pay_pence is not None:
        check_price_covers_pay(prices, terms.smallest, terms.minutes, terms.hourly_pay_pence)


@transaction.atomic
def change_prices(*, pool_id: int, prices: dict[int, int], by: Acting, now: datetime) -> Pool:
    """The provider asks another price. Before collecting, everybody is asked again and no answer
    means no; once collecting has begun it is refused (C6)."""
    provider_ids = Pool.objects.filter(pk=pool_id).values_list("provider_id", flat=True)
    by = acting_for_provider(by, or_not_found(provider_ids.first()))
    pool = lock_pool(pool_id)
    _check_new_prices(pool, prices)
    text = _(
        "The provider asks a different price. Your page shows it beside what you said yes"
        " to. Say yes, or not this time, by %(day)s. No answer means no."
    )
    _set_terms(pool, pool.terms.with_prices(prices), text, now)
    record_deed(by=by, deed=PoolDeed.CHANGE_PRICES, about=f"pool:{pool.pk}", now=now)
    return pool


def check_new_terms(*, pool_id: int, changes: Mapping[str, Any], by: Acting, now: datetime) -> None:
    """What `change_terms` will refuse, before anybody looks it over (fault B8)."""
    pool = or_not_found(Pool.objects.filter(pk=pool_id).first())
    acting_for_provider(by, pool.provider_id)
    _check_new_terms(pool, changes, now)


def _check_new_terms(pool: Pool, changes: Mapping[str, Any], now: datetime) -> Terms:
    check_can_change(pool.state)
    terms = pool.terms.with_changes(changes) if changes.keys() <= CHANGEABLE_TERMS else pool.terms
    check_changes(changes, is_same=terms == pool.terms)
    if not {"place", "getting_there"}.isdisjoint(changes):
        check_home(
            {"place": terms.place, "getting_there": terms.getting_there},
            place="place",
            is_own_home=is_own_home(pool.provider, terms.place),
        )
    check_sessions_pay_and_care(
        terms,
        now=now,
        pay_floor_pence=pool.area.pay_floor_pence,
        area=pool.area.pay_floor_words,
    )
    check_vetted(live_check_kinds(pool.provider_id, today(now)), hands_on=terms.is_hands_on)
    if terms.starts != pool.terms.starts:
        check_dates(_answer_by(pool, now), terms.starts[0], pool.gap_days, now)
    return terms


@transaction.atomic
def change_terms(*, pool_id: int, changes: Mapping[str, Any], by: Acting, now: datetime) -> Pool:
    """Another place, hour, end, who comes, what they are paid, on what basis care is given: each
    touches everybody, so that everybody is asked again, and no answer means no (M53).

    `changes`: of `CHANGEABLE_TERMS`. Where the dates change, an office that pays is asked anew
    with the yes.
    """
    provider_ids = Pool.objects.filter(pk=pool_id).values_list("provider_id", flat=True)
    by = acting_for_provider(by, or_not_found(provider_ids.first()))
    pool = lock_pool(pool_id)
    terms = _check_new_terms(pool, changes, now)
    has_other_dates = terms.starts != pool.terms.starts
    text = _(
        "What is offered would change. Your page shows it beside what you said yes to. Say yes,"
        " or not this time, by %(day)s. No answer means no."
    )
    _set_terms(pool, terms, text, now)
    if has_other_dates:
        pool.instalments.all().delete()
        plan_instalments(pool)
    record_deed(by=by, deed=PoolDeed.CHANGE_TERMS, about=f"pool:{pool.pk}", now=now)
    return pool


def _answer_by(pool: Pool, now: datetime) -> datetime:
    return max(pool.closes_at, now + MIN_ANSWER_TIME)


def _set_terms(pool: Pool, terms: Terms, text: str, now: datetime) -> None:
    """Everybody who said yes to others is asked; `text` says what, by a `day`."""
    answer_by = _answer_by(pool, now)
    pool.terms, pool.terms_digest = terms, terms.digest
    save_terms_version(pool, now)
    pool.save()
    move_date(pool, answer_by, DateMoveReason.TERMS, now=now)
    drop_questions(pool, PrivateQuestionKind.NEW_TERMS, now=now)
    _ask_about_new_terms(pool, text, answer_by, now)
    update_readiness(pool, now)


def _ask_about_new_terms(pool: Pool, text: str, answer_by: datetime, now: datetime) -> None:
    """Whoever once said yes to exactly these terms need not say it again."""
    for pledge in pool.pledges.filter(state=PledgeState.IN).exclude(terms_digest=pool.terms_digest):
        ask_privately(
            pledge,
            PrivateQuestionKind.NEW_TERMS,
            answer_by=answer_by,
            now=now,
            text=text % {"day": format_day(answer_by)},
        )
