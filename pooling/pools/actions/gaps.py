"""The gap after a payment that did not come together: everything is let go, whoever's failed is
asked in private to mend it, and at the date it goes on without who did not."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.people.acting import SYSTEM
from groups.queries.resting import persons_not_here_in
from pooling.ledger import actions as ledger
from pooling.payments.actions.card_requests import request_void
from pooling.payments.actions.commitment_lines import decommit_charge
from pooling.payments.states.charges import Rail
from pooling.pools.actions.absences import wait_with_instalment
from pooling.pools.actions.leaving import withdraw_pledge
from pooling.pools.actions.notifications import notify_pledger
from pooling.pools.actions.private_questions import REMINDER_EVERY, ask_privately
from pooling.pools.actions.transitions import transition_instalment
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.instalments import Charge, Instalment
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.charges import current_charges
from pooling.pools.rules.instalments import START_NOTICE
from pooling.pools.states import InstalmentState, PledgeState, PrivateQuestionKind

WAIT_FOR_ABSENT = timedelta(days=7)


def start_gap(instalment: Instalment, failed: list[Charge], now: datetime) -> None:
    """Let go of every hold; ask only those whose payment failed; tell nobody else anything."""
    instalment.gap_until = _gap_ends_at(instalment, failed, now)
    transition_instalment(instalment, InstalmentState.WAITING, "gap_until", by=SYSTEM, now=now)
    for charge in current_charges(instalment):
        cancel_charge(charge, now=now)
    # After the payments' rows, as the worker takes them: crosswise they would deadlock.
    ledger.close_collection(code=instalment.code)
    for pledge in sorted({charge.part.pledge for charge in failed}, key=lambda each: each.pk):
        if _are_late([charge for charge in failed if charge.part.pledge_id == pledge.pk]):
            go_on_without(pledge, instalment.pool, now)  # it had until this date, and one reminder
        else:
            _ask_to_mend(pledge, instalment, now)


def _gap_ends_at(instalment: Instalment, failed: list[Charge], now: datetime) -> datetime:
    """The date is named once: a payment that fails again after a mend does not move it, and a
    transfer has had its time when that date has come."""
    is_first = instalment.attempt == 1 and not _are_late(failed)
    until = (
        now + timedelta(days=instalment.pool.gap_days)
        if is_first
        else max(not_none(instalment.gap_until), now)
    )
    return max(now, min(until, instalment.begins_at - START_NOTICE))


def _are_late(failed: list[Charge]) -> bool:
    """Transfers alone: nothing was refused, it only did not come in time."""
    return all(charge.part.source.rail == Rail.TRANSFER for charge in failed)


def _ask_to_mend(pledge: Pledge, instalment: Instalment, now: datetime) -> None:
    answer_by = not_none(instalment.gap_until)
    ask_privately(
        pledge,
        PrivateQuestionKind.FAILED_PAYMENT,
        instalment=instalment,
        answer_by=answer_by,
        now=now,
        text=_(
            "Your payment did not go through, and nothing was taken. You can use another"
            " card or try again by %(day)s. Nobody else is told."
        )
        % {"day": format_day(answer_by)},
    )


def cancel_charge(charge: Charge, *, now: datetime) -> None:
    """Undo what a charge of an attempt that did not come together had asked for. What arrived by
    transfer stays where it is until the gap's date."""
    rail = charge.part.source.rail
    if rail == Rail.CARD:
        request_void(charge_ref=charge.pk, now=now)
    elif rail == Rail.COMMITMENT:
        decommit_charge(charge_ref=charge.pk, now=now)


def go_on_without(pledge: Pledge, pool: Pool, now: datetime) -> None:
    if pledge.state == PledgeState.IN:
        withdraw_pledge(pledge, pool, now=now)
        notify_pledger(
            pledge,
            PoolMessage.PLEDGE_ENDED,
            _(
                "The date passed, so this goes on without your part. Nothing was taken, and what"
                " you may have sent comes back to you. You are still in the group."
            ),
            key=f"pool:{pool.pk}:not_mended",
            now=now,
        )


def wait_in_gap(instalment: Instalment, now: datetime) -> bool:
    """For somebody who is not here for now the gap is longer, and not past the day before the first
    session. False where nobody is waited for, or it cannot wait."""
    until = min(now + WAIT_FOR_ABSENT, instalment.begins_at - START_NOTICE)
    return until > now and wait_with_instalment(instalment, "gap_until", until)


def remind_to_mend(questions: QuerySet[PrivateQuestion], pool: Pool, now: datetime) -> None:
    """Not whoever is not here for now."""
    questions = questions.exclude(pledge__person_id__in=persons_not_here_in(pool.group_id))
    for question in questions.select_related("pledge"):
        due = (now - question.asked_at) // REMINDER_EVERY
        if due > question.reminded:
            question.reminded = due
            question.save()
            notify_pledger(
                question.pledge,
                PoolMessage.FAILED_PAYMENT_REMINDER,
                _(
                    "Your payment still needs you. You can use another card, or say not"
                    " this time, by %(day)s."
                )
                % {"day": format_day(question.answer_by)},
                key=f"question:{question.pk}:reminder:{due}",
                now=now,
            )
