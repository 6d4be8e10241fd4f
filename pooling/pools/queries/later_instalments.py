"""Payments after the first, before their day: what each would pay and has agreed to, and who is
still to be asked about another share or told of the payment."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from community.common.lifecycle import not_none
from community.messaging.models import Message
from pooling.pools.models.instalments import Charge, Instalment
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.shares import confirmed_maximums_of_pools
from pooling.pools.rules.instalments import ASK_SHARES_BEFORE, NOTICE_BEFORE, raised_shares
from pooling.pools.rules.sharing import calculate_shares
from pooling.pools.states import (
    PAID_INSTALMENT_STATES,
    PAID_POOL_STATES,
    InstalmentState,
    PrivateQuestionKind,
    PrivateQuestionState,
)

type Shares = dict[int, int]  # {pledge id: pence a session}


def planned_instalment_ids(pool_id: int, now: datetime) -> list[int]:
    """Its later payments whose time to ask, to tell and to collect has come, the soonest first."""
    instalments = _planned_instalments(now).filter(pool_id=pool_id)
    return list(instalments.order_by("collect_at", "pk").values_list("pk", flat=True))


def _planned_instalments(now: datetime) -> QuerySet[Instalment]:
    """Those within the days before their collection whose payment before is paid."""
    previous = Instalment.objects.filter(
        pool_id=OuterRef("pool_id"),
        number=OuterRef("number") - 1,
        state__in=PAID_INSTALMENT_STATES,
    )
    return Instalment.objects.filter(
        Exists(previous),
        state=InstalmentState.PLANNED,
        pool__state__in=PAID_POOL_STATES,
        collect_at__lte=now + ASK_SHARES_BEFORE,
    )


def pools_with_later_payment_due(now: datetime) -> set[int]:
    """The ids of those with a later payment whose day has come; or, before it, with somebody who is
    to be asked or told. As many statements for a thousand as for one."""
    planned = list(_planned_instalments(now).select_related("pool"))
    coming = [instalment for instalment in planned if now < instalment.collect_at]
    shares = _shares_now(coming)
    return {
        *(instalment.pool_id for instalment in planned if instalment.collect_at <= now),
        *_pools_with_unasked_share(coming, shares),
        *_pools_with_unwritten_notice(coming, shares, now),
    }


def _shares_now(instalments: Iterable[Instalment]) -> dict[int, Shares]:
    """{instalment id: what each would pay of it, were it collected now}; empty if not covered."""
    maximums = confirmed_maximums_of_pools({instalment.pool_id for instalment in instalments})
    return {
        instalment.pk: shares_of_payment(instalment, maximums[instalment.pool_id])
        for instalment in instalments
    }


def shares_of_payment(instalment: Instalment, maximums: Shares) -> Shares:
    """What each would pay of it a session, of those who would pay at most `maximums`."""
    return calculate_shares(
        instalment.pool.terms.group_prices,
        maximums,
        rotation=instalment.number,
        order=sorted(maximums),
    )


def _pools_with_unasked_share(
    instalments: Collection[Instalment], shares: dict[int, Shares]
) -> set[int]:
    agreed, being_asked = agreed_shares(instalments), _pledges_being_asked(instalments)
    return {
        instalment.pool_id
        for instalment in instalments
        if raised_shares(shares[instalment.pk], agreed[instalment.pk]).keys()
        - being_asked[instalment.pk]
    }


def agreed_shares(instalments: Collection[Instalment]) -> dict[int, Shares]:
    """{instalment id: the share each last paid, or said yes to since}. Two statements."""
    next_ids = {(row.pool_id, row.number - 1): row.pk for row in instalments}
    agreed: dict[int, Shares] = {row.pk: defaultdict(int) for row in instalments}
    charges = Charge.objects.filter(
        instalment__pool__in={row.pool_id for row in instalments}, attempt=F("instalment__attempt")
    )
    for pool_id, number, pledge_id, pence in charges.values_list(
        "instalment__pool_id", "instalment__number", "part__pledge_id", "session_pence"
    ):
        if (pool_id, number) in next_ids:
            agreed[next_ids[pool_id, number]][pledge_id] += pence
    for question in _share_questions(instalments, PrivateQuestionState.YES):
        of_payment = agreed[not_none(question.instalment_id)]
        of_payment[question.pledge_id] = max(
            of_payment[question.pledge_id], not_none(question.pence)
        )
    return agreed


def _pledges_being_asked(instalments: Collection[Instalment]) -> dict[int, set[int]]:
    """{instalment id: the pledges of whom an answer about its share is awaited}"""
    pledges: dict[int, set[int]] = defaultdict(set)
    open_questions = _share_questions(instalments, PrivateQuestionState.ASKED)
    for instalment_id, pledge_id in open_questions.values_list("instalment_id", "pledge_id"):
        pledges[instalment_id].add(pledge_id)
    return pledges


def open_share_questions(instalment: Instalment) -> QuerySet[PrivateQuestion]:
    """Those about its share that somebody has still to answer."""
    return _share_questions([instalment], PrivateQuestionState.ASKED)


def _share_questions(
    instalments: Collection[Instalment], state: PrivateQuestionState
) -> QuerySet[PrivateQuestion]:
    return PrivateQuestion.objects.filter(
        instalment__in=instalments, kind=PrivateQuestionKind.NEW_SHARE, state=state
    )


def _pools_with_unwritten_notice(
    instalments: Iterable[Instalment], shares: dict[int, Shares], now: datetime
) -> set[int]:
    pool_ids = {
        key: instalment.pool_id
        for instalment in instalments
        if now >= instalment.collect_at - NOTICE_BEFORE
        for key in notice_keys(instalment, shares[instalment.pk])
    }
    written = set(Message.objects.filter(key__in=pool_ids).values_list("key", flat=True))
    return {pool_id for key, pool_id in pool_ids.items() if key not in written}


def notice_keys(instalment: Instalment, pledge_ids: Iterable[int]) -> list[str]:
    """The keys of the notices of a coming payment, one for each who would pay it."""
    return [f"{notice_key(instalment)}:pledge:{pledge_id}" for pledge_id in pledge_ids]


def notice_key(instalment: Instalment) -> str:
    return f"instalment:{instalment.pk}:notice"
