"""Payments after the first: the same share needs no new yes; another share asks each person."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.common.money import format_pounds
from community.messaging.queries import notices_to_tell_in_person
from community.people.acting import SYSTEM
from pooling.pools.actions.collecting import start_attempt
from pooling.pools.actions.ending import stop_after_paid_sessions
from pooling.pools.actions.leaving import withdraw_pledge
from pooling.pools.actions.locking import lock_pool
from pooling.pools.actions.notifications import notify_pledgers
from pooling.pools.actions.private_questions import MIN_ANSWER_TIME, ask_privately
from pooling.pools.actions.transitions import transition_private_question
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.instalments import Charge, Instalment
from pooling.pools.models.pledges import Pledge
from pooling.pools.queries.shares import current_shares
from pooling.pools.rules.instalments import ASK_SHARES_BEFORE
from pooling.pools.states import (
    InstalmentState,
    PledgeState,
    PoolState,
    PrivateQuestionKind,
    PrivateQuestionState,
)

NOTICE_BEFORE = timedelta(days=5)
NOTICE_WAIT_FOR = timedelta(days=2)


@transaction.atomic
def advance_planned_instalment(*, instalment_id: int, now: datetime) -> bool:
    """Ask about a new share in good time, and begin collecting on the day."""
    pool_id = Instalment.objects.values_list("pool_id", flat=True).get(pk=instalment_id)
    pool = lock_pool(pool_id)
    instalment = Instalment.objects.select_for_update(no_key=True).get(pk=instalment_id)
    instalment.pool = pool
    due = now >= instalment.collect_at - ASK_SHARES_BEFORE
    if (
        instalment.state != InstalmentState.PLANNED
        or pool.state not in (PoolState.FUNDED, PoolState.RUNNING)
        or not due
        or not _previous_is_paid(instalment)
    ):
        return False
    shares = current_shares(pool, rotation=instalment.number)
    if not shares:
        if now < instalment.collect_at:
            return False
        stop_after_paid_sessions(pool, now=now)
        return True
    if _ask_about_new_shares(instalment, shares, now):
        return True
    if now < instalment.collect_at:
        return _give_notice(instalment, shares, now)
    if _notice_is_pending(instalment, shares):
        return _wait_for_notice(instalment, now)
    _close_unanswered(instalment, now)
    shares = current_shares(pool, rotation=instalment.number)
    if _raised_shares(instalment, shares):
        return _ask_about_new_shares(instalment, shares, now)
    if shares:
        start_attempt(instalment, shares, now=now)
    else:
        stop_after_paid_sessions(pool, now=now)
    return True


def _notice_is_pending(instalment: Instalment, shares: dict[int, int]) -> bool:
    keys = [f"instalment:{instalment.pk}:notice:pledge:{pk}" for pk in shares]
    return notices_to_tell_in_person(keys).exists()


def _wait_for_notice(instalment: Instalment, now: datetime) -> bool:
    """Nothing is collected before they were told; and not after the first session has begun."""
    if now + NOTICE_WAIT_FOR >= instalment.begins_at:
        stop_after_paid_sessions(instalment.pool, now=now)
    else:
        instalment.collect_at = now + NOTICE_WAIT_FOR
        instalment.save()
    return True


def _previous_is_paid(instalment: Instalment) -> bool:
    return Instalment.objects.filter(
        pool_id=instalment.pool_id,
        number=instalment.number - 1,
        state__in=[InstalmentState.COLLECTED, InstalmentState.SETTLED],
    ).exists()


def _agreed_shares(instalment: Instalment) -> dict[int, int]:
    """{pledge id: the share a session they last paid, or said yes to since}."""
    previous = Instalment.objects.get(pool_id=instalment.pool_id, number=instalment.number - 1)
    agreed_shares: dict[int, int] = {}
    for pledge_id, pence in Charge.objects.filter(
        instalment=previous, attempt=previous.attempt
    ).values_list("part__pledge_id", "session_pence"):
        agreed_shares[pledge_id] = agreed_shares.get(pledge_id, 0) + pence
    for question in instalment.privatequestion_set.filter(
        kind=PrivateQuestionKind.NEW_SHARE, state=PrivateQuestionState.YES
    ):
        agreed_shares[question.pledge_id] = max(
            agreed_shares.get(question.pledge_id, 0), not_none(question.pence)
        )
    return agreed_shares


def _raised_shares(instalment: Instalment, shares: dict[int, int]) -> dict[int, int]:
    """Those whose share would rise by more than the rotating penny. Newcomers' yes is new."""
    agreed_shares = _agreed_shares(instalment)
    return {
        pk: share
        for pk, share in shares.items()
        if pk in agreed_shares and share > agreed_shares[pk] + 1
    }


def _ask_about_new_shares(instalment: Instalment, shares: dict[int, int], now: datetime) -> bool:
    raised = _raised_shares(instalment, shares)
    open_questions = instalment.privatequestion_set.filter(
        kind=PrivateQuestionKind.NEW_SHARE, state=PrivateQuestionState.ASKED
    )
    unasked = raised.keys() - set(open_questions.values_list("pledge_id", flat=True))
    answer_by = max(instalment.collect_at, now + MIN_ANSWER_TIME)
    for pledge in Pledge.objects.filter(pk__in=unasked).order_by("pk"):
        share = -(-sum(shares.values()) // len(shares))
        ask_privately(
            pledge,
            PrivateQuestionKind.NEW_SHARE,
            instalment=instalment,
            pence=share,
            now=now,
            answer_by=answer_by,
            text=_(
                "Fewer people are sharing the next sessions, so the share would be %(share)s"
                " a session. Say yes, or not this time, by %(day)s. No answer means no."
            )
            % {"share": format_pounds(share), "day": format_day(answer_by)},
        )
    if unasked and answer_by > instalment.collect_at:
        instalment.collect_at = answer_by
        instalment.save()
    return bool(unasked)


def _close_unanswered(instalment: Instalment, now: datetime) -> None:
    for question in instalment.privatequestion_set.filter(
        kind=PrivateQuestionKind.NEW_SHARE, state=PrivateQuestionState.ASKED
    ).select_related("pledge"):
        transition_private_question(question, PrivateQuestionState.NO_ANSWER, by=SYSTEM, now=now)
        if question.pledge.state == PledgeState.IN:
            withdraw_pledge(question.pledge, instalment.pool, now=now)


def _give_notice(instalment: Instalment, shares: dict[int, int], now: datetime) -> bool:
    """A notice of each coming payment; in person it counts once it was told (M84)."""
    if now < instalment.collect_at - NOTICE_BEFORE:
        return False
    text = _("Payment for the next sessions is on %(day)s. You can stop before then.") % {
        "day": format_day(instalment.collect_at)
    }
    notify_pledgers(
        instalment.pool,
        dict.fromkeys(Pledge.objects.filter(pk__in=shares).order_by("pk"), text),
        PoolMessage.PAYMENT_COMING,
        key=f"instalment:{instalment.pk}:notice",
        is_notice=True,
        now=now,
    )
    return False
