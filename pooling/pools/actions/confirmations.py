"""Hearing from whoever confirms a part: the card's bank, or the office that holds the money."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community.people.acting import SYSTEM, Acting
from pooling.payments.actions.commitments import CommitmentAnswers, answer_commitments
from pooling.payments.models.commitments import Commitment
from pooling.payments.queries.cards import saved_card_for
from pooling.payments.queries.commitments import commitment_for
from pooling.payments.states.charges import Rail
from pooling.payments.states.commitments import BillChange, CommitmentState
from pooling.pools.actions.locking import lock_pool
from pooling.pools.actions.notifications import notify_pledger
from pooling.pools.actions.private_questions import ask_about_bill
from pooling.pools.actions.readiness import update_readiness
from pooling.pools.actions.transitions import transition_part
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.pledges import Part
from pooling.pools.states import PartState, PrivateQuestionKind, PrivateQuestionState
from pooling.pools.wording.bills import describe_bill


@transaction.atomic
def answer_lines(*, answers: list[dict[str, Any]], by: Acting, now: datetime) -> CommitmentAnswers:
    """A council officer's answers to many lines, each on its own; then each part hears its own.

    Says which were answered, and why each of the others was not. The payments action checks the
    officer's role.
    """
    answered = answer_commitments(answers=answers, by=by, now=now)
    for part_id in sorted(commitment.part_ref for commitment in answered):
        refresh_part(part_id=part_id, now=now)
    return answered


@transaction.atomic
def refresh_part(*, part_id: int, now: datetime) -> Part:
    """Look at what confirms a part; nothing changes when there is no news."""
    pool_id = Part.objects.values_list("pledge__pool_id", flat=True).get(pk=part_id)
    pool = lock_pool(pool_id)
    part = (
        Part.objects.select_for_update(of=("self",), no_key=True)
        .select_related("source", "pledge__pool")
        .get(pk=part_id)
    )
    if part.state != PartState.WAITING:
        return part
    if part.source.rail == Rail.CARD and saved_card_for(part.source_id):
        transition_part(part, PartState.CONFIRMED, by=SYSTEM, now=now)
    elif part.source.rail == Rail.COMMITMENT:
        _apply_office_answer(part, now)
    update_readiness(pool, now)
    return part


def _apply_office_answer(part: Part, now: datetime) -> None:
    answer = commitment_for(part.pk)
    if answer is None:
        return
    if answer.state == CommitmentState.REFUSED:
        transition_part(part, PartState.REFUSED, by=SYSTEM, now=now)
        text = _(
            "The office that looks after your money has answered: not this one. Its reason is"
            " on your page, with other ways. You stay in the group."
        )
        _notify_of_answer(part, answer, PoolMessage.COMMITMENT_REFUSED, text, now)
    elif answer.state == CommitmentState.CONFIRMED:
        if answer.bill_change != BillChange.NO and not _has_accepted_bill(part):
            ask_about_bill(part, answer, now=now)
            return
        transition_part(part, PartState.CONFIRMED, by=SYSTEM, now=now)
        text = _("The office that looks after your money has agreed to pay. %(bill)s") % {
            "bill": describe_bill(answer)
        }
        _notify_of_answer(part, answer, PoolMessage.COMMITMENT_AGREED, text, now)


def _notify_of_answer(
    part: Part, answer: Commitment, kind: PoolMessage, text: str, now: datetime
) -> None:
    notify_pledger(part.pledge, kind, text, key=f"part:{part.pk}:{answer.state}", now=now)


def _has_accepted_bill(part: Part) -> bool:
    return part.privatequestion_set.filter(
        kind=PrivateQuestionKind.BILL_CHANGE, state=PrivateQuestionState.YES
    ).exists()
