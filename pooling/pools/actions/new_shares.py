"""Before a later payment: what the group chooses is waited for, another share asks each person, and
nothing is dropped before each who must answer was told and had their days (M53, M54, P28)."""

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.money import format_pounds
from community.people.acting import SYSTEM
from pooling.pools.actions.call_offs import advance_call_off
from pooling.pools.actions.cover_choices import (
    advance_cover_choice,
    ask_group_if_uncovered,
    counting_time_of,
)
from pooling.pools.actions.ending import stop_after_paid_sessions
from pooling.pools.actions.leaving import withdraw_pledge
from pooling.pools.actions.locking import lock_pool
from pooling.pools.actions.private_questions import MIN_ANSWER_TIME, ask_privately
from pooling.pools.actions.transitions import transition_private_question
from pooling.pools.actions.visits import wait_with_visits
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Pledge
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.cover_choices import open_choice_of, told_of, was_chosen_about
from pooling.pools.queries.later_instalments import agreed_shares, open_share_questions
from pooling.pools.rules.cover_choices import MAX_CHOICE, earliest_close
from pooling.pools.rules.instalments import START_NOTICE, raised_shares
from pooling.pools.states import (
    DateMoveReason,
    PledgeState,
    PrivateQuestionKind,
    PrivateQuestionState,
)

# The date of a payment that has not begun, and of one that waits in its gap.
type DateField = Literal["collect_at", "gap_until"]


@transaction.atomic
def advance_choice_of_pool(*, pool_id: int, now: datetime) -> None:
    """Count what the group chose where its day has come."""
    pool = lock_pool(pool_id)
    advance_call_off(pool, now=now)
    advance_cover_choice(pool, now=now)


def waits_for_group(instalment: Instalment, field: DateField, now: datetime) -> bool:
    """While the group chooses, nothing is asked for and nothing is dropped."""
    choice = advance_cover_choice(instalment.pool, now=now)
    instalment.refresh_from_db(fields=["starts", "collect_at", "state"])
    if choice is None:
        return False
    if now >= getattr(instalment, field):
        until = counting_time_of(choice)
        wait_or_stop(instalment, field, until, DateMoveReason.SHARE, now)
    return True


def wait_or_stop(
    instalment: Instalment,
    field: DateField,
    until: datetime,
    because: DateMoveReason,
    now: datetime,
) -> None:
    """A session whose day comes before it can be paid for is left out, the others wait; where none
    is left, it stops after what is paid."""
    in_time = sum(start >= until + START_NOTICE for start in instalment.start_times)
    if not in_time:
        stop_after_paid_sessions(instalment.pool, now=now)
        return
    instalment.starts = instalment.starts[-in_time:]
    if until > getattr(instalment, field):
        setattr(instalment, field, until)
        instalment.moved_because = because
    instalment.save(update_fields=["starts", field, "moved_because"])


def drop_or_ask_group(instalment: Instalment, field: DateField, now: datetime) -> None:
    """Nobody can pay for it as it is: it ends once the group has had its days to choose."""
    if not was_chosen_about(instalment):
        ask_group_if_uncovered(instalment.pool, now=now)
        choice = open_choice_of(instalment.pool)
        if choice is not None:
            wait_or_stop(instalment, field, choice.closes_at, DateMoveReason.SHARE, now)
            return
    stop_after_paid_sessions(instalment.pool, now=now)


def ask_about_new_shares(
    instalment: Instalment, shares: dict[int, int], field: DateField, now: datetime
) -> bool:
    """Ask each whose share would rise and who is not being asked; True where there is somebody."""
    raised = raised_shares(shares, agreed_shares([instalment])[instalment.pk])
    being_asked = open_share_questions(instalment).values_list("pledge_id", flat=True)
    unasked = raised.keys() - set(being_asked)
    if not unasked:
        return False
    share = max(shares.values())
    answer_by = max(getattr(instalment, field), now + MIN_ANSWER_TIME)
    for pledge in Pledge.objects.filter(pk__in=unasked).order_by("pk"):
        _ask(pledge, instalment, share, answer_by, now)
    wait_or_stop(instalment, field, answer_by, DateMoveReason.SHARE, now)
    return True


def _ask(
    pledge: Pledge, instalment: Instalment, share: int, answer_by: datetime, now: datetime
) -> None:
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


def waits_for_answers(instalment: Instalment, field: DateField, now: datetime) -> bool:
    """Until each who is asked about a new share was told of it and had their days; for whoever is
    told at visits, while the sessions of this payment can wait (P58)."""
    if wait_with_visits(instalment, open_share_questions(instalment), field, now):
        return True
    questions = list(open_share_questions(instalment))
    if not questions:
        return False
    until = max(_earliest_end(question) for question in questions)
    if until <= now:
        return False
    open_share_questions(instalment).update(answer_by=until)
    wait_or_stop(instalment, field, until, DateMoveReason.ANSWER, now)
    return True


def _earliest_end(question: PrivateQuestion) -> datetime:
    told = told_of([f"question:{question.pk}:pledge:{question.pledge_id}"])
    return min(
        earliest_close(question.asked_at, told, gap_days=MIN_ANSWER_TIME.days),
        question.asked_at + MAX_CHOICE,
    )


def close_unanswered_shares(instalment: Instalment, now: datetime) -> None:
    for question in open_share_questions(instalment).select_related("pledge").order_by("pk"):
        transition_private_question(question, PrivateQuestionState.NO_ANSWER, by=SYSTEM, now=now)
        if question.pledge.state == PledgeState.IN:
            withdraw_pledge(question.pledge, instalment.pool, now=now)
