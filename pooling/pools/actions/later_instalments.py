"""Payments after the first: the same share needs no new yes; another share asks each person."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.common.money import format_pounds
from community.messaging.queries import notices_to_tell_in_person
from pooling.pools.actions.collecting import start_attempt
from pooling.pools.actions.ending import stop_after_paid_sessions
from pooling.pools.actions.notifications import notify_pledger
from pooling.pools.actions.leaving import withdraw_pledge
from pooling.pools.actions.locking import lock_pool
from pooling.pools.actions.private_questions import MIN_ANSWER_TIME, ask_privately
from pooling.pools.models.instalments import Charge, Instalment
from pooling.pools.models.pledges import Pledge
from pooling.pools.queries.shares import current_shares
from pooling.pools.states import (
    InstalmentState,
    PledgeState,
    PoolState,
    PrivateQuestionKind,
    PrivateQuestionState,
)

ASK_SHARES_BEFORE = timedelta(days=10)
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
        or not _the_one_before_is_paid(instalment)
    ):
        return False
    worked_out = current_shares(pool, rotation=instalment.number)
    if not worked_out:
        if now < instalment.collect_at:
            return False
        stop_after_paid_sessions(pool, now=now)
        return True
    if _ask_about_new_shares(instalment, worked_out, now):
        return True
    if now < instalment.collect_at:
        return _say_what_will_be_taken(instalment, worked_out, now)
    if _somebody_is_still_to_be_told(instalment, worked_out):
        return _wait_to_tell(instalment, now)
    _close_unanswered(instalment, now)
    worked_out = current_shares(pool, rotation=instalment.number)
    if _higher(instalment, worked_out):
        return _ask_about_new_shares(instalment, worked_out, now)
    if worked_out:
        start_attempt(instalment, worked_out, now=now)
    else:
        stop_after_paid_sessions(pool, now=now)
    return True


def _somebody_is_still_to_be_told(instalment: Instalment, worked_out: dict[int, int]) -> bool:
    keys = [f"instalment:{instalment.pk}:notice:pledge:{pk}" for pk in worked_out]
    return notices_to_tell_in_person(keys).exists()


def _wait_to_tell(instalment: Instalment, now: datetime) -> bool:
    """Nothing is collected before they were told; and not after the first session has begun."""
    begins = datetime.fromisoformat(instalment.starts[0])
    if now + NOTICE_WAIT_FOR >= begins:
        stop_after_paid_sessions(instalment.pool, now=now)
    else:
        instalment.collect_at = now + NOTICE_WAIT_FOR
        instalment.save()
    return True


def _the_one_before_is_paid(instalment: Instalment) -> bool:
    return Instalment.objects.filter(
        pool_id=instalment.pool_id,
        number=instalment.number - 1,
        state__in=[InstalmentState.COLLECTED, InstalmentState.SETTLED],
    ).exists()


def _agreed(instalment: Instalment) -> dict[int, int]:
    """{pledge id: the share a session they last paid, or said yes to since}."""
    before = Instalment.objects.get(pool_id=instalment.pool_id, number=instalment.number - 1)
    agreed: dict[int, int] = {}
    for pledge_id, pence in Charge.objects.filter(
        instalment=before, attempt=before.attempt
    ).values_list("part__pledge_id", "session_pence"):
        agreed[pledge_id] = agreed.get(pledge_id, 0) + pence
    for question in instalment.privatequestion_set.filter(
        kind=PrivateQuestionKind.NEW_SHARE, state=PrivateQuestionState.YES
    ):
        agreed[question.pledge_id] = max(
            agreed.get(question.pledge_id, 0), not_none(question.pence)
        )
    return agreed


def _higher(instalment: Instalment, worked_out: dict[int, int]) -> dict[int, int]:
    """Those whose share would rise by more than the rotating penny. Newcomers' yes is new."""
    agreed = _agreed(instalment)
    return {
        pk: share for pk, share in worked_out.items() if pk in agreed and share > agreed[pk] + 1
    }


def _ask_about_new_shares(instalment: Instalment, worked_out, now: datetime) -> bool:
    higher = _higher(instalment, worked_out)
    open_now = instalment.privatequestion_set.filter(
        kind=PrivateQuestionKind.NEW_SHARE, state=PrivateQuestionState.ASKED
    )
    unasked = higher.keys() - set(open_now.values_list("pledge_id", flat=True))
    answer_by = max(instalment.collect_at, now + MIN_ANSWER_TIME)
    for pledge in Pledge.objects.filter(pk__in=unasked).order_by("pk"):
        share = -(-sum(worked_out.values()) // len(worked_out))
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
        question.state, question.answered_at = PrivateQuestionState.NO_ANSWER, now
        question.save()
        if question.pledge.state == PledgeState.IN:
            withdraw_pledge(question.pledge, instalment.pool, now=now)


def _say_what_will_be_taken(instalment: Instalment, worked_out, now: datetime) -> bool:
    """A notice of each coming payment; in person it counts once it was told (M84)."""
    if now < instalment.collect_at - NOTICE_BEFORE:
        return False
    for pledge in Pledge.objects.filter(pk__in=worked_out):
        notify_pledger(
            pledge,
            "payment_coming",
            _("Payment for the next sessions is on %(day)s. You can stop before then.")
            % {"day": format_day(instalment.collect_at)},
            key=f"instalment:{instalment.pk}:notice",
            is_notice=True,
            now=now,
        )
    return False
