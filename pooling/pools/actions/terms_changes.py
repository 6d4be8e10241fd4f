"""Changes that ask again: new terms before collecting; money that ends or is cut."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.common.clock import today
from community.common.refusals import NotFound
from community.people.rules import check_may
from community.people.states import Scope
from pooling.pools.actions.notifications import in_words, tell_all_in
from pooling.pools.actions.opening import keep_terms
from pooling.pools.actions.pledging import end_part, locked_pool, step_out
from pooling.pools.actions.private_questions import LEAST_TIME_TO_ANSWER, ask, move_date
from pooling.pools.actions.readiness import settle_readiness
from pooling.pools.actions.sources import own_source
from pooling.pools.models.pledges import MoneySource, Part, Pool
from pooling.pools.models.private_questions import Question
from pooling.pools.rules.terms import check_can_change, digest
from pooling.pools.states import PartState, PledgeState, PoolState, QuestionKind, QuestionState
from providers.actions.provider_access import as_voice
from providers.rules.prices import check_ladder


@transaction.atomic
def change_prices(*, pool_id: int, prices: dict[int, int], by, now: datetime) -> Pool:
    """The provider asks another price. Before collecting, everybody is asked again and no answer
    means no; once collecting has begun it is refused (C6)."""
    found = Pool.objects.filter(pk=pool_id).first()
    if found is None:
        raise NotFound(_("We cannot find that page."))
    by = as_voice(by, found.provider_id)
    pool = locked_pool(pool_id)
    check_can_change(pool.state)
    smallest, largest = pool.terms["smallest"], pool.terms["largest"]
    check_ladder(prices, smallest, largest)
    pool.terms["prices"] = {str(people): pence for people, pence in sorted(prices.items())}
    pool.terms_digest = digest(pool.terms)
    keep_terms(pool, now)
    pool.save()
    answer_by = max(pool.closes_at, now + LEAST_TIME_TO_ANSWER)
    move_date(pool, answer_by)
    Question.objects.filter(
        pledge__pool=pool, kind=QuestionKind.NEW_TERMS, state=QuestionState.ASKED
    ).update(state=QuestionState.NOT_NEEDED, answered_at=now)
    # Whoever once said yes to exactly these terms need not say it again.
    for pledge in pool.pledges.filter(state=PledgeState.IN).exclude(terms_digest=pool.terms_digest):
        ask(
            pledge,
            QuestionKind.NEW_TERMS,
            answer_by=answer_by,
            now=now,
            text=_(
                "The provider asks a different price. Your page shows it beside what you said yes"
                " to. Say yes, or not this time, by %(day)s. No answer means no."
            )
            % {"day": in_words(answer_by)},
        )
    settle_readiness(pool, now)
    record(by=by, deed="change_prices", about=f"pool:{pool.pk}", now=now)
    return pool


@transaction.atomic
def end_source(*, source_id: int, by, now: datetime) -> MoneySource:
    """ "My money has changed": in one step. You stay in every group; you owe nothing; parts not
    yet paid stop. The others are told only that a place is not covered (M54)."""
    check_may(by, Scope.DECIDE, on=today(now))
    pool_ids = list(
        Part.objects.filter(source_id=source_id, source__person=by.person)
        .exclude(state=PartState.ENDED)
        .order_by("pledge__pool_id")
        .values_list("pledge__pool_id", flat=True)
        .distinct()
    )
    pools = [locked_pool(pool_id) for pool_id in pool_ids]
    source = own_source(source_id, by)
    if source.ended_at is None:
        source.ended_at = now
        source.save()
        for pool in pools:
            _stop_parts(pool, source, now)
        record(by=by, deed="end_source", about=f"source:{source.pk}", now=now)
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
        step_out(pledge, pool, now=now)
    if pool.state in (PoolState.FUNDED, PoolState.RUNNING):
        tell_all_in(
            pool,
            "place_not_covered",
            _(
                "One place is not covered after the sessions that are paid for. You can agree a new"
                " share, have fewer sessions, plan free weeks, or ask a connector for help."
            ),
            key=f"source:{source.pk}:ended:pool:{pool.pk}",
            now=now,
        )
    settle_readiness(pool, now)
