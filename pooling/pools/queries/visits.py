"""Which questions are asked of people who are told face to face, and when they were told (P58)."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from community.common.dates import end_of_last_whole_day, last_day_before
from community.messaging.models import Message
from community.messaging.queries.messages import told_at_visits
from community.messaging.states import MessageState
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.rules.instalments import START_NOTICE
from pooling.pools.rules.visits import SOONER_BEFORE, has_had_time
from pooling.pools.states import PrivateQuestionKind, PrivateQuestionState

OF_OPEN_POOL = (
    PrivateQuestionKind.LOW_MAXIMUM,
    PrivateQuestionKind.NEW_TERMS,
    PrivateQuestionKind.BILL_CHANGE,
)


def message_key_of(question: PrivateQuestion) -> str:
    """Of the message that tells of it."""
    return f"question:{question.pk}:pledge:{question.pledge_id}"


def without_time(
    questions: Collection[PrivateQuestion], now: datetime
) -> dict[PrivateQuestion, datetime | None]:
    """Of these, each whose person is told face to face and has not had time to answer, with when
    they were told."""
    told = told_at_visits([message_key_of(question) for question in questions])
    return {
        question: told[message_key_of(question)]
        for question in questions
        if message_key_of(question) in told
        and not has_had_time(told[message_key_of(question)], now)
    }


def late_questions_of_open_pool(pool: Pool, now: datetime) -> list[PrivateQuestion]:
    """Those about a yes before anything is collected whose date has come."""
    questions = PrivateQuestion.objects.filter(
        pledge__pool=pool,
        kind__in=OF_OPEN_POOL,
        state=PrivateQuestionState.ASKED,
        kept_since__isnull=True,
        answer_by__lte=now,
    )
    return list(questions.select_related("pledge").order_by("pk"))


def kept_questions(pool: Pool) -> QuerySet[PrivateQuestion]:
    """Those whose last day came before their person could be told: their place is kept open."""
    return PrivateQuestion.objects.filter(
        pledge__pool=pool, state=PrivateQuestionState.ASKED, kept_since__isnull=False
    ).select_related("pledge__pool", "instalment", "part__source")


def last_wait_of(instalment: Instalment) -> datetime:
    """How long a payment waits for somebody who is told face to face."""
    return end_of_last_whole_day(instalment.begins_at - START_NOTICE)


def last_day_of(question: PrivateQuestion) -> datetime:
    if question.kept_since is not None:
        return question.answer_by
    if question.instalment is not None:
        return last_wait_of(question.instalment)
    return question.pledge.pool.terms.last_wait


def last_day_to_answer(question: PrivateQuestion) -> date:
    """The last whole day for which it waits for somebody who is told face to face."""
    return last_day_before(last_day_of(question))


def questions_to_go_sooner(now: datetime, pool_id: int | None = None) -> list[PrivateQuestion]:
    """Those of people who have still to be told, whose last day is at most ten days off, and about
    which nobody was asked yet who can go sooner. One statement."""
    to_tell = Message.objects.filter(
        key=Concat(
            Value("question:"),
            Cast(OuterRef("pk"), CharField()),
            Value(":pledge:"),
            Cast(OuterRef("pledge_id"), CharField()),
        ),
        state=MessageState.FOR_NEXT_VISIT,
    )
    of_pool = Q(pledge__pool_id=pool_id) if pool_id is not None else Q()
    questions = PrivateQuestion.objects.filter(
        of_pool,
        Exists(to_tell),
        state=PrivateQuestionState.ASKED,
        sooner_asked_at__isnull=True,
    ).select_related("pledge__pool", "instalment")
    return [
        question
        for question in questions.order_by("pk")
        if now >= last_day_of(question) - SOONER_BEFORE
    ]
