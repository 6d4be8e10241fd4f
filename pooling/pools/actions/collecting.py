"""Collecting one instalment: slow money first, every card held, then all captured or all let go.

Each function is one step under the pool's lock; a job calls `advance_instalment` until nothing
changes, and a worker that dies between two steps is followed by another that looks again. Nothing
here talks to the processor: `payments` does, outside any transaction, and is looked at here.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.lifecycle import not_none
from community.people.acting import SYSTEM
from pooling.ledger import actions as ledger
from pooling.ledger.account_codes import part_account_code
from pooling.ledger.states import AccountKind
from pooling.payments.actions.card_requests import request_capture, request_hold
from pooling.payments.actions.commitment_lines import (
    activate_commitment_line,
    commit_charge,
)
from pooling.payments.queries.cards import saved_card_for
from pooling.payments.queries.charges import charge_reports
from pooling.payments.states.charges import ChargeStatus, Rail
from pooling.pools.actions.charge_transfers import (
    refund_uncarried_transfers,
    remind_to_send_transfer,
    request_transfer_for_charge,
)
from pooling.pools.actions.ending import lapse
from pooling.pools.actions.gaps import go_on_without, remind_to_mend, start_gap, wait_in_gap
from pooling.pools.actions.locking import lock_pool
from pooling.pools.actions.new_shares import (
    ask_about_new_shares,
    close_unanswered_shares,
    drop_or_ask_group,
    waits_for_answers,
    waits_for_group,
)
from pooling.pools.actions.notifications import (
    notify_all_pledgers,
    notify_provider_of_pool,
)
from pooling.pools.actions.parts import draw_parts
from pooling.pools.actions.sessions import plan_paid_sessions
from pooling.pools.actions.transitions import (
    transition_instalment,
    transition_pool,
    transition_private_question,
)
from pooling.pools.actions.visits import go_ahead_without_kept_places, wait_with_visits
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.instalments import Charge, Instalment
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.queries.charges import current_charges
from pooling.pools.queries.later_instalments import open_share_questions
from pooling.pools.queries.shares import current_shares
from pooling.pools.queries.untold import untold_of_shares
from pooling.pools.rules.agreements import change_of_mind_until
from pooling.pools.states import (
    InstalmentState,
    PoolState,
    PrivateQuestionKind,
    PrivateQuestionState,
)
from pooling.pools.wording.agreements import agreement_text

FAILED_STATUSES = {ChargeStatus.FAILED, ChargeStatus.CANCELLED}
ADVANCE_POOL_TASK = "pooling.pools.tasks.advance_pool"  # what a payment wakes when it has moved
SECURED_STATUSES = {ChargeStatus.SECURED, ChargeStatus.PAID}


def start_attempt(instalment: Instalment, shares: dict[int, int], *, now: datetime) -> None:
    """Work out each part's charge from the shares {pledge id: pence a session}, and ask slow
    money first. Shares are asked for, never maximums."""
    pool = instalment.pool
    instalment.attempt += 1
    instalment.people, instalment.session_pence = len(shares), sum(shares.values())
    instalment.gap_until = instalment.gap_until or now + timedelta(days=pool.gap_days)
    fields = ("attempt", "people", "session_pence", "gap_until")
    transition_instalment(instalment, InstalmentState.COLLECTING, *fields, by=SYSTEM, now=now)
    ledger.create_collection(
        code=instalment.code,
        pool_ref=pool.pk,
        target_pence=instalment.session_pence * instalment.count,
    )
    for pledge in Pledge.objects.filter(pk__in=shares).order_by("pk"):
        for part, session_pence in draw_parts(pledge, shares[pledge.pk]):
            charge = Charge.objects.create(
                instalment=instalment,
                attempt=instalment.attempt,
                part=part,
                session_pence=session_pence,
                pence=session_pence * instalment.count,
            )
            ledger.open_account(
                code=part_account_code(part.pk), kind=AccountKind.PART, pool_ref=pool.pk
            )
            _request_slow_money(charge, instalment, now)
    refund_uncarried_transfers(instalment, now)
    go_ahead_without_kept_places(pool, now)
    _request_holds_if_slow_is_in(instalment, now)


def _request_slow_money(charge: Charge, instalment: Instalment, now: datetime) -> None:
    rail = charge.part.source.rail
    if rail == Rail.COMMITMENT:
        commit_charge(
            charge_ref=charge.pk,
            part_ref=charge.part_id,
            pence=charge.pence,
            collection_code=instalment.code,
            part_code=part_account_code(charge.part_id),
            now=now,
        )
    elif rail == Rail.TRANSFER:
        request_transfer_for_charge(charge, instalment, now)


def _request_holds_if_slow_is_in(instalment: Instalment, now: datetime) -> bool:
    """Cards last: nobody's card is held while a transfer is still on its way."""
    charges = current_charges(instalment)
    reports = charge_reports([charge.pk for charge in charges])
    slow = [c for c in charges if c.part.source.rail != Rail.CARD]
    cards = [c for c in charges if c.part.source.rail == Rail.CARD and c.pk not in reports]
    if any(reports[c.pk].status not in SECURED_STATUSES for c in slow):
        return False
    for charge in cards:
        request_hold(
            charge_ref=charge.pk,
            pence=charge.pence,
            saved_card_id=not_none(saved_card_for(charge.part.source_id)).pk,
            provider_id=instalment.pool.provider_id,
            collection_code=instalment.code,
            part_code=part_account_code(charge.part_id),
            pool_ref=instalment.pool_id,
            wake_task=ADVANCE_POOL_TASK,
            now=now,
        )
    return bool(cards)


@transaction.atomic
def advance_instalment(*, instalment_id: int, now: datetime) -> bool:
    """Take the instalment one step on; True when something changed."""
    pool_id = Instalment.objects.values_list("pool_id", flat=True).get(pk=instalment_id)
    pool = lock_pool(pool_id)
    instalment = Instalment.objects.select_for_update(no_key=True).get(pk=instalment_id)
    instalment.pool = pool
    next_step = {
        InstalmentState.COLLECTING: _advance_collecting,
        InstalmentState.CAPTURING: _advance_capturing,
        InstalmentState.WAITING: _advance_waiting,
    }.get(InstalmentState(instalment.state))
    return next_step(instalment, now) if next_step else False


def _advance_collecting(instalment: Instalment, now: datetime) -> bool:
    charges = current_charges(instalment)
    reports = charge_reports([charge.pk for charge in charges])
    failed = [c for c in charges if c.pk in reports and reports[c.pk].status in FAILED_STATUSES]
    if now >= not_none(instalment.gap_until):
        failed += [
            c
            for c in charges
            if c.part.source.rail == Rail.TRANSFER and reports[c.pk].status == ChargeStatus.PENDING
        ]
    if failed:
        start_gap(instalment, failed, now)
        return True
    remind_to_send_transfer(instalment, charges, reports, now)
    if any(c.pk not in reports for c in charges):
        return _request_holds_if_slow_is_in(instalment, now)
    if any(reports[c.pk].status not in SECURED_STATUSES for c in charges):
        return False
    # The ledger opens only when what is held, arrived and agreed comes to the price (I11).
    ledger.open_for_posting(code=instalment.code)
    transition_instalment(instalment, InstalmentState.CAPTURING, by=SYSTEM, now=now)
    for charge in charges:
        _capture_charge(charge, now)
    return True


def _capture_charge(charge: Charge, now: datetime) -> None:
    rail = charge.part.source.rail
    if rail == Rail.CARD:
        request_capture(charge_ref=charge.pk, now=now)
    elif rail == Rail.COMMITMENT:
        activate_commitment_line(charge_ref=charge.pk, now=now)


def _advance_capturing(instalment: Instalment, now: datetime) -> bool:
    charges = current_charges(instalment)
    reports = charge_reports([charge.pk for charge in charges])
    failed = [c for c in charges if reports[c.pk].status in FAILED_STATUSES]
    if failed:
        start_gap(instalment, failed, now)
        return True
    if any(reports[c.pk].status != ChargeStatus.PAID for c in charges):
        return False
    _close_instalment(instalment, now)
    return True


def _close_instalment(instalment: Instalment, now: datetime) -> None:
    pool = instalment.pool
    ledger.close_collection(code=instalment.code)
    instalment.collected_at = now
    transition_instalment(instalment, InstalmentState.COLLECTED, "collected_at", by=SYSTEM, now=now)
    plan_paid_sessions(instalment, now=now)
    is_first = instalment.number == 1
    if is_first:
        pool.funded_at = now
        transition_pool(pool, PoolState.FUNDED, "funded_at", by=SYSTEM, now=now)
    notify_all_pledgers(
        pool,
        PoolMessage.GOING_AHEAD,
        _going_ahead_text(pool, now)
        if is_first
        else _("The next sessions are paid for. Your page shows the dates."),
        also=[charge.part.pledge_id for charge in current_charges(instalment)],
        key=f"instalment:{instalment.pk}:collected",
        now=now,
    )
    notify_provider_of_pool(
        pool,
        PoolMessage.GOING_AHEAD,
        _("What you offered to one person is going ahead.")
        if pool.group.is_solo
        else _("A group you made an offer to is going ahead."),
        key=f"instalment:{instalment.pk}:collected",
        now=now,
    )


def _going_ahead_text(pool: Pool, now: datetime) -> str:
    """The agreement is made now: who it is with, and until when one can change one's mind."""
    alone = _("“%(what)s” is on. Your page shows what you pay, the dates and the place.")
    shared = _("“%(what)s” is on. Your page shows your share, the dates and the place.")
    is_on = (alone if pool.group.is_solo else shared) % {"what": pool.terms.summary}
    until = change_of_mind_until(pool.terms.change_of_mind, now)
    return f"{is_on} {agreement_text(pool.terms, until)}"


def _advance_waiting(instalment: Instalment, now: datetime) -> bool:
    """Mended: try again at once. At the date: without those who were not. Nothing is held."""
    reports = charge_reports([charge.pk for charge in current_charges(instalment)])
    if any(
        report.rail == Rail.CARD and report.status in (ChargeStatus.SECURED, ChargeStatus.REFUNDING)
        for report in reports.values()
    ):
        return False
    open_questions = instalment.privatequestion_set.filter(
        kind=PrivateQuestionKind.FAILED_PAYMENT, state=PrivateQuestionState.ASKED
    )
    if now < not_none(instalment.gap_until) and open_questions.exists():
        remind_to_mend(open_questions, instalment.pool, now)
        return False
    if instalment.number > 1 and waits_for_group(instalment, "gap_until", now):
        return False
    if wait_in_gap(instalment, now):
        return False
    if wait_with_visits(instalment, open_questions, "gap_until", now):
        return False
    for question in open_questions.select_related("pledge"):
        transition_private_question(question, PrivateQuestionState.NO_ANSWER, by=SYSTEM, now=now)
        go_on_without(question.pledge, instalment.pool, now)
    if instalment.number > 1:
        return _try_later_payment_again(instalment, now)
    shares = _shares_of_who_was_told(instalment)
    if shares:
        start_attempt(instalment, shares, now=now)
    else:
        lapse(instalment.pool, now=now)
    return True


def _shares_of_who_was_told(instalment: Instalment) -> dict[int, int]:
    """{pledge id: pence a session} once more, and still without whoever was not told of it."""
    shares = current_shares(instalment.pool, rotation=instalment.number)
    untold = untold_of_shares(instalment, shares)
    if not untold:
        return shares
    return current_shares(instalment.pool, rotation=instalment.number, but=untold)


def _try_later_payment_again(instalment: Instalment, now: datetime) -> bool:
    """As when it was first collected: another share asks each, and nothing is dropped before the
    group has had its days."""
    if now >= not_none(instalment.gap_until):
        if waits_for_answers(instalment, "gap_until", now):
            return False
        close_unanswered_shares(instalment, now)
    shares = _shares_of_who_was_told(instalment)
    if ask_about_new_shares(instalment, shares, "gap_until", now):
        return False
    if open_share_questions(instalment).exists():
        return False
    if shares:
        start_attempt(instalment, shares, now=now)
        return True
    drop_or_ask_group(instalment, "gap_until", now)
    return False
