"""Payments after the first: the same share needs no new yes; another share asks each person."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.money import format_pounds
from community.messaging.queries import notices_to_tell_in_person
from community.people.acting import SYSTEM
from pooling.pools.actions.absences import wait_with_instalment
from pooling.pools.actions.collecting import start_attempt
from pooling.pools.actions.ending import stop_after_paid_sessions
from pooling.pools.actions.leaving import withdraw_pledge
from pooling.pools.actions.locking import lock_pool
from pooling.pools.actions.notifications import notify_pledgers
from pooling.pools.actions.private_questions import MIN_ANSWER_TIME, ask_privately
from pooling.pools.actions.transitions import transition_private_question
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Pledge
from pooling.pools.queries.later_instalments import (
    agreed_shares,
    notice_key,
    notice_keys,
    planned_instalment_ids,
)
from pooling.pools.queries.shares import current_shares
from pooling.pools.rules.instalments import (
    NOTICE_BEFORE,
    NOTICE_WAIT_FOR,
    raised_shares,
)
from pooling.pools.states import (
    DateMoveReason,
    PledgeState,
    PrivateQuestionKind,
    PrivateQuestionState,
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
    shares = current_shares(pool, rotation=instalment.number)
    if _ask_about_new_shares(instalment, shares, now):
        return
    if now < instalment.collect_at:
        _give_notice(instalment, shares, now)
    elif not shares:
        stop_after_paid_sessions(pool, now=now)
    elif _notice_is_pending(instalment, shares):
        _wait_for_notice(instalment, now)
    else:
        _collect_or_stop(instalment, now)


def _notice_is_pending(instalment: Instalment, shares: dict[int, int]) -> bool:
    return notices_to_tell_in_person(notice_keys(instalment, shares)).exists()


def _wait_for_notice(instalment: Instalment, now: datetime) -> None:
    """Nothing is collected before they were told; and not after the first session has begun."""
    if now + NOTICE_WAIT_FOR >= instalment.begins_at:
        stop_after_paid_sessions(instalment.pool, now=now)
    else:
        _move(instalment, now + NOTICE_WAIT_FOR, DateMoveReason.ANSWER)


def _collect_or_stop(instalment: Instalment, now: datetime) -> None:
    """With those who said yes by the day; a share that rises by who did not asks once more."""
    until = now + NOTICE_WAIT_FOR
    if until < instalment.begins_at and wait_with_instalment(instalment, "collect_at", until):
        return  # for somebody who is not here for now
    _close_unanswered(instalment, now)
    shares = current_shares(instalment.pool, rotation=instalment.number)
    if _ask_about_new_shares(instalment, shares, now):
        return
    if shares:
        start_attempt(instalment, shares, now=now)
    else:
        stop_after_paid_sessions(instalment.pool, now=now)


def _ask_about_new_shares(instalment: Instalment, shares: dict[int, int], now: datetime) -> bool:
    """Ask each whose share would rise and who is not being asked; True where there is somebody."""
    raised = raised_shares(shares, agreed_shares([instalment])[instalment.pk])
    open_questions = instalment.privatequestion_set.filter(
        kind=PrivateQuestionKind.NEW_SHARE, state=PrivateQuestionState.ASKED
    )
    unasked = raised.keys() - set(open_questions.values_list("pledge_id", flat=True))
    if not unasked:
        return False
    share = max(shares.values())
    answer_by = max(instalment.collect_at, now + MIN_ANSWER_TIME)
    for pledge in Pledge.objects.filter(pk__in=unasked).order_by("pk"):
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
    _move(instalment, answer_by, DateMoveReason.SHARE)
    return True


def _move(instalment: Instalment, until: datetime, because: DateMoveReason) -> None:
    if until > instalment.collect_at:
        instalment.collect_at, instalment.moved_because = until, because
        instalment.save(update_fields=["collect_at", "moved_because"])


def _close_unanswered(instalment: Instalment, now: datetime) -> None:
    for question in (
        instalment.privatequestion_set.filter(
            kind=PrivateQuestionKind.NEW_SHARE, state=PrivateQuestionState.ASKED
        )
        .select_related("pledge")
        .order_by("pk")
    ):
        transition_private_question(question, PrivateQuestionState.NO_ANSWER, by=SYSTEM, now=now)
        if question.pledge.state == PledgeState.IN:
            withdraw_pledge(question.pledge, instalment.pool, now=now)


def _give_notice(instalment: Instalment, shares: dict[int, int], now: datetime) -> None:
    """A notice of each coming payment; in person it counts once it was told (M84)."""
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
