"""Which shared costs something is due for, by state and time: what the sweep of every minute
queues, also where a job of its own was lost or came too early; and what is long overdue."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat

from community.messaging.models import Message
from groups.models.members import Member
from groups.states import HELD_STATES
from pooling.payments.models.cards import SavedCard
from pooling.payments.models.commitments import Commitment
from pooling.payments.states.cards import CardState
from pooling.payments.states.charges import Rail
from pooling.payments.states.commitments import CommitmentState
from pooling.pools.models.instalments import Instalment, PoolSession
from pooling.pools.models.pledges import Part, Pledge, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.cover_choices import pools_with_choice_due
from pooling.pools.queries.later_instalments import pools_with_later_payment_due
from pooling.pools.queries.refunds import unaccounted_sessions
from pooling.pools.queries.untold import notices_to_go_sooner
from pooling.pools.queries.visits import questions_to_go_sooner
from pooling.pools.rules.closing import CLOSING_BEFORE, has_unasked_maximum
from pooling.pools.rules.refunds import REFUND_AFTER
from pooling.pools.states import (
    ACCOUNTED_POOL_STATES,
    COLLECTING_STATES,
    ENDED_POOL_STATES,
    INSTALMENT,
    PAID_POOL_STATES,
    PLEDGEABLE_STATES,
    InstalmentState,
    PartState,
    PledgeState,
    PoolState,
    PrivateQuestionKind,
    PrivateQuestionState,
)
from providers.queries.sessions import releasable_sessions
from providers.states import SessionState

# A task looks every minute: what is half an hour late was not looked at.
OVERDUE_AFTER = timedelta(minutes=30)


def pools_due(now: datetime) -> list[int]:
    """The ids of those that a job would take on, the lowest first. As many statements for a
    thousand as for one."""
    return sorted(
        {
            *_pledges_of_leavers().values_list("pool_id", flat=True),
            *_parts_with_news().values_list("pledge__pool_id", flat=True),
            *_pools_to_close(now),
            *(question.pledge.pool_id for question in questions_to_go_sooner(now)),
            *(notice.pledge.pool_id for notice in notices_to_go_sooner(now)),
            *pools_with_choice_due(now),
            *pools_with_later_payment_due(now),
            *_instalments_under_way().values_list("pool_id", flat=True),
            *_pools_with_sessions_due(now),
        }
    )


def leavers_pledge_ids(pool_id: int) -> list[int]:
    """Each yes to it of somebody who is in the group no more."""
    pledges = _pledges_of_leavers().filter(pool_id=pool_id)
    return list(pledges.order_by("pk").values_list("pk", flat=True))


def _pledges_of_leavers() -> QuerySet[Pledge]:
    stayed = Member.objects.filter(
        group_id=OuterRef("pool__group_id"),
        person_id=OuterRef("person_id"),
        state__in=HELD_STATES,
    )
    pledges = Pledge.objects.filter(state=PledgeState.IN, pool__ended_at__isnull=True)
    return pledges.exclude(Exists(stayed))


def part_ids_with_news(pool_id: int) -> list[int]:
    """Its parts that wait, and whose bank or office has answered. One whose person is asked about
    their bill waits for them."""
    parts = _parts_with_news().filter(pledge__pool_id=pool_id)
    return list(parts.order_by("pk").values_list("pk", flat=True))


def _parts_with_news() -> QuerySet[Part]:
    card = SavedCard.objects.filter(source_ref=OuterRef("source_id"), state=CardState.SAVED)
    answer = Commitment.objects.filter(
        part_ref=OuterRef("pk"), state__in=[CommitmentState.CONFIRMED, CommitmentState.REFUSED]
    )
    open_question = PrivateQuestion.objects.filter(
        part=OuterRef("pk"),
        kind=PrivateQuestionKind.BILL_CHANGE,
        state=PrivateQuestionState.ASKED,
    )
    return Part.objects.filter(
        Q(Exists(card), source__rail=Rail.CARD)
        | Q(Exists(answer), ~Exists(open_question), source__rail=Rail.COMMITMENT),
        state=PartState.WAITING,
    )


def _pools_to_close(now: datetime) -> set[int]:
    """Open ones whose date is here, that wait for an answer whose date is here, or that have
    somebody to be told or asked in the week before."""
    open_pools = Pool.objects.filter(state__in=PLEDGEABLE_STATES)
    late_answer = PrivateQuestion.objects.filter(
        pledge__pool=OuterRef("pk"), state=PrivateQuestionState.ASKED, answer_by__lte=now
    )
    soon = open_pools.filter(closes_at__lte=now + CLOSING_BEFORE)
    return {
        *open_pools.filter(Q(closes_at__lte=now) | Exists(late_answer)).values_list(
            "pk", flat=True
        ),
        *soon.filter(Exists(_pledges_without_notice())).values_list("pk", flat=True),
        *_pools_with_unasked_maximum(soon),
    }


def _pledges_without_notice() -> QuerySet[Pledge]:
    notice = Message.objects.filter(
        key=Concat(
            Value("pool:"),
            Cast(OuterRef("pool_id"), CharField()),
            Value(":notice:pledge:"),
            Cast(OuterRef("pk"), CharField()),
        )
    )
    pledges = Pledge.objects.filter(pool=OuterRef("pk"), state=PledgeState.IN)
    return pledges.exclude(Exists(notice))


def _pools_with_unasked_maximum(pools: QuerySet[Pool]) -> list[int]:
    maximums: dict[int, dict[int, int]] = defaultdict(dict)
    for pool_id, pledge_id, max_pence in Pledge.objects.filter(
        pool__in=pools, state=PledgeState.IN, terms_digest=F("pool__terms_digest")
    ).values_list("pool_id", "pk", "max_pence"):
        maximums[pool_id][pledge_id] = max_pence
    questions = PrivateQuestion.objects.filter(
        pledge__pool__in=pools, kind=PrivateQuestionKind.LOW_MAXIMUM
    )
    asked_shares = set(questions.values_list("pledge_id", "pence"))
    being_asked = questions.filter(state=PrivateQuestionState.ASKED)
    waiting_ids = set(being_asked.values_list("pledge_id", flat=True))
    return [
        pool.pk
        for pool in pools.filter(pk__in=maximums)
        if has_unasked_maximum(
            pool.terms.group_prices,
            maximums[pool.pk],
            asked_shares=asked_shares,
            waiting_ids=waiting_ids,
        )
    ]


def instalment_ids_under_way(pool_id: int) -> list[int]:
    """Its payments that are being put together."""
    instalments = _instalments_under_way().filter(pool_id=pool_id)
    return list(instalments.order_by("pk").values_list("pk", flat=True))


def _instalments_under_way() -> QuerySet[Instalment]:
    return Instalment.objects.filter(state__in=COLLECTING_STATES)


def _pools_with_sessions_due(now: datetime) -> set[int]:
    """A session's money is to be released or given back, or a state follows."""
    pools = Pool.objects.filter(state__in=PAID_POOL_STATES)
    open_sessions = unaccounted_sessions().filter(pool__state__in=ACCOUNTED_POOL_STATES)
    releasable = releasable_sessions(open_sessions.values_list("session_id", flat=True), now=now)
    accountable = open_sessions.filter(
        Q(session_id__in=releasable)
        | Q(session__state__in=[SessionState.CALLED_OFF, SessionState.NOT_DELIVERED])
        | Q(instalment__collected_at__lte=now - REFUND_AFTER)
    )
    started = PoolSession.objects.filter(pool=OuterRef("pk"), session__starts_at__lte=now)
    unfinished = Instalment.objects.filter(pool=OuterRef("pk")).exclude(
        state__in=INSTALMENT.final_states
    )
    return {
        *accountable.values_list("pool_id", flat=True),
        *_instalments_to_settle().values_list("pool_id", flat=True),
        *pools.filter(
            Q(Exists(started), state=PoolState.FUNDED)
            | Q(~Exists(unfinished), state=PoolState.RUNNING)
        ).values_list("pk", flat=True),
    }


def _instalments_to_settle() -> QuerySet[Instalment]:
    open_sessions = unaccounted_sessions().filter(instalment=OuterRef("pk"))
    return Instalment.objects.filter(
        ~Exists(open_sessions),
        state=InstalmentState.COLLECTED,
        pool__state__in=ACCOUNTED_POOL_STATES,
    )


def overdue_pools(now: datetime) -> list[int]:
    """Pools whose date passed half an hour ago and that nobody has looked at: an alarm that does
    not depend on the worker (C8)."""
    return list(
        Pool.objects.filter(state__in=PLEDGEABLE_STATES, closes_at__lte=now - OVERDUE_AFTER)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def groups_with_running_costs() -> set[int]:
    """Those of which a shared cost is not over."""
    running = Pool.objects.exclude(state__in=ENDED_POOL_STATES)
    return set(running.values_list("group_id", flat=True))
