"""Endings: it did not come together; it stops after what is paid; somebody cancels it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Least
from django.utils.translation import gettext as _

from community.common.refusals import NotFound, or_not_found
from community.common.shown import check_shown
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.safeguarding import raise_concern
from community.people.queries.acting import roles_of
from community.people.states import RoleKind
from pooling.payments.actions.bank_transfers import cancel_bank_transfer
from pooling.payments.actions.card_requests import request_void
from pooling.payments.actions.commitment_lines import decommit_charge
from pooling.payments.queries.charges import charge_reports
from pooling.payments.states.charges import ChargeStatus, Rail
from pooling.pools.actions.leaving import end_pledge
from pooling.pools.actions.locking import lock_pool
from pooling.pools.actions.notifications import notify_all_pledgers, notify_provider_of_pool
from pooling.pools.actions.parts import end_part
from pooling.pools.actions.private_questions import drop_questions
from pooling.pools.actions.rests import refund_rest
from pooling.pools.actions.sessions import refund_charge, refund_session, settle_instalments
from pooling.pools.actions.transitions import transition_instalment, transition_pool
from pooling.pools.deeds import PoolDeed
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.cover_choices import CoverChoice
from pooling.pools.models.instalments import Charge, Instalment
from pooling.pools.models.pledges import Part, Pledge, Pool
from pooling.pools.queries.charges import current_charges, pledges_with_something_paid
from pooling.pools.queries.pool_statuses import status_if_paid
from pooling.pools.queries.providers import paid_pledge_of
from pooling.pools.queries.refunds import refundable_pool_pence, sessions_to_come
from pooling.pools.rules.refunds import check_something_left
from pooling.pools.rules.terms import check_can_cancel, check_says_why, check_typed
from pooling.pools.states import (
    COLLECTING_STATES,
    CallOffReason,
    CoverOutcome,
    InstalmentState,
    PartState,
    PledgeState,
    PoolState,
)
from pooling.pools.wording.sessions import describe_next, describe_paid
from providers.actions.provider_access import acting_for_provider
from providers.actions.sessions import call_off_session
from providers.queries.supply import is_provider_member
from providers.states import SessionState


def lapse(pool: Pool, *, now: datetime) -> None:
    """It did not come together: every hold and promise is let go, what had arrived goes back,
    and everybody is told once, in the same words."""
    unwind_pool(pool, now=now)
    if pool.state == PoolState.READY:
        pool.ready_at = None
        transition_pool(pool, PoolState.OPEN, "ready_at", by=SYSTEM, now=now)
    pool.ended_at = now
    transition_pool(pool, PoolState.LAPSED, "ended_at", by=SYSTEM, now=now)
    notify_all_pledgers(
        pool,
        PoolMessage.DID_NOT_GO_AHEAD,
        _(
            "This did not go ahead, and nobody paid. If you sent a bank transfer, it goes back in"
            " full. Your group is still your group."
        ),
        key=f"pool:{pool.pk}:lapsed",
        now=now,
    )
    notify_provider_of_pool(
        pool,
        PoolMessage.DID_NOT_GO_AHEAD,
        _("A group you made an offer to is not going ahead this time."),
        key=f"pool:{pool.pk}:lapsed",
        now=now,
    )


def unwind_pool(pool: Pool, *, now: datetime) -> None:
    """Parts, planned payments and questions end; money that came in but is not yet paid for
    anything goes back by its own rail."""
    unpaid = pool.instalments.filter(state__in=[InstalmentState.PLANNED, *COLLECTING_STATES])
    for instalment in unpaid.order_by("pk"):
        _drop_instalment(instalment, now)
    parts = Part.objects.filter(pledge__pool=pool).exclude(state=PartState.ENDED)
    for part in parts.select_related("source").order_by("pk"):
        end_part(part, now=now)
    drop_questions(pool, now=now)


def _drop_instalment(instalment: Instalment, now: datetime) -> None:
    for charge in current_charges(instalment):
        refund_or_cancel_charge(charge, now=now)
    if instalment.state == InstalmentState.CAPTURING:
        instalment.gap_until = now
        transition_instalment(instalment, InstalmentState.WAITING, "gap_until", by=SYSTEM, now=now)
    transition_instalment(instalment, InstalmentState.NOT_COLLECTED, by=SYSTEM, now=now)


def refund_or_cancel_charge(charge: Charge, *, now: datetime) -> None:
    """A charge whose instalment will not be: let go if it was only promised, back if it came."""
    rail = charge.part.source.rail
    report = charge_reports([charge.pk]).get(charge.pk)
    if report is None:
        return
    if rail == Rail.CARD and report.status == ChargeStatus.PAID:
        refund_charge(charge, charge.pence, key="not_collected", now=now)
    elif rail == Rail.CARD:
        request_void(charge_ref=charge.pk, now=now)
    elif rail == Rail.COMMITMENT:
        decommit_charge(charge_ref=charge.pk, now=now)
    else:
        cancel_bank_transfer(charge_ref=charge.pk, key=f"not_collected:charge:{charge.pk}", now=now)


def stop_after_paid_sessions(pool: Pool, *, now: datetime) -> None:
    """No later payment comes together: what is paid for still happens, and then it ends."""
    unwind_pool(pool, now=now)
    notify_all_pledgers(
        pool,
        PoolMessage.STOPS_AFTER,
        _(
            "The sessions that are paid for go on as planned. The ones after them did not come"
            " together, and nobody pays for them."
        ),
        key=f"pool:{pool.pk}:stops",
        now=now,
    )
    status = status_if_paid(pool)
    notify_provider_of_pool(
        pool,
        PoolMessage.STOPS_AFTER,
        " ".join([describe_paid(status), describe_next(status)]),
        key=f"pool:{pool.pk}:stops",
        now=now,
    )


@transaction.atomic
def cancel_pool(
    *,
    pool_id: int,
    typed: str,
    reason: CallOffReason,
    why_words: str = "",
    by: Acting,
    now: datetime,
) -> Pool:
    """Call off a shared cost, giving back what was paid for what is to come, each to its source.

    By its provider, or by a connector of the area in an emergency, who is not in it (P40): never by
    whoever opened it (P36). `reason` is told to all; what a connector writes beside it is kept for
    the safeguarding lead. The sum is typed; a second time does nothing again (C4).
    """
    pool = lock_pool(pool_id)
    is_connector = not is_provider_member(pool.provider_id, by.login_id)
    if is_connector:
        check_is_connector_outside(pool, by)
    by = Acting(login=by.login)
    if pool.state == PoolState.CANCELLED:
        return pool
    check_can_cancel(pool.state)
    check_typed(typed, refundable_pool_pence(pool, now=now))
    if is_connector:
        check_says_why(why_words)
        words = _lead_words(pool, reason, why_words)
        raise_concern(area=pool.area, words=words, needs_reader=False, by=by, now=now)
    who = _("A connector called this off") if is_connector else _("The provider called this off")
    end_and_refund(pool, f"{who}: {reason.label}.", by=by, now=now)
    return pool


def end_and_refund(pool: Pool, told: str, *, by: Acting, now: datetime) -> None:
    """Call it off for everybody, whoever chose to: `told` is who did, and why. The caller has
    locked the pool."""
    _refund_sessions_to_come(pool, now)
    unwind_pool(pool, now=now)
    _close_choices(pool, now)
    pool.ended_at = now
    transition_pool(pool, PoolState.CANCELLED, "ended_at", by=by, now=now)
    _notify_cancelled(pool, told, now=now)


def _close_choices(pool: Pool, now: datetime) -> None:
    """What its group was still choosing is not needed any more."""
    CoverChoice.objects.filter(pool=pool, closed_at__isnull=True).update(
        closes_at=Least("closes_at", Value(now)), closed_at=now, outcome=CoverOutcome.NOT_NEEDED
    )


def check_is_connector_outside(pool: Pool, by: Acting) -> None:
    """A connector of its area who does not share the cost themselves; to others it is not there."""
    works_there = (RoleKind.CONNECTOR, pool.area_id) in roles_of(by.login_id)
    if not works_there or pool.pledges.filter(person__login=by.login).exists():
        raise NotFound(_("We cannot find that page."))


def _lead_words(pool: Pool, reason: CallOffReason, why_words: str) -> str:
    return _("A connector called off “%(what)s”: %(reason)s. %(why)s") % {
        "what": pool.terms.summary,
        "reason": reason.label,
        "why": why_words.strip(),
    }


def _notify_cancelled(pool: Pool, told: str, *, now: datetime) -> None:
    """To all, the reason from the short list; never what was reported, about whom, or by whom."""
    goes_back = _(
        "What was paid for the times still to come goes back to where it came from, and your"
        " statement shows it."
    )
    key = f"pool:{pool.pk}:cancelled"
    notify_all_pledgers(
        pool,
        PoolMessage.CANCELLED,
        f"{told} {goes_back}",
        also=pledges_with_something_paid(pool),
        key=key,
        now=now,
    )
    notify_provider_of_pool(
        pool,
        PoolMessage.CANCELLED,
        told + " " + _("Your page shows which sessions."),
        key=key,
        now=now,
    )


def _refund_sessions_to_come(pool: Pool, now: datetime) -> None:
    """What was paid for and has not begun is called off, and goes back to each source. What has
    begun is accounted for afterwards, by what is recorded of it."""
    rows = sessions_to_come(now=now).filter(pool=pool)
    for row in rows.select_related("session", "instalment").order_by("pk"):
        if row.session.state == SessionState.PLANNED:
            call_off_session(
                session_id=row.session_id,
                why=_("the shared cost was cancelled"),
                by=SYSTEM,
                now=now,
            )
        refund_session(row, now=now)
    settle_instalments(pool, now=now)


@transaction.atomic
def stop_pledge_by_agreement(
    *, pledge_id: int, shown_digest: str | None = None, by: Acting, now: datetime
) -> int:
    """The provider agrees that one person stops now: the sessions that have not begun go back to
    their own sources, to the penny. Returns the pence given back; a second time is refused."""
    pool_ids = Pledge.objects.filter(pk=pledge_id).values_list("pool_id", "pool__provider_id")
    pool_id, provider_id = or_not_found(pool_ids.first())
    by = acting_for_provider(by, provider_id)
    pool = lock_pool(pool_id)
    pledge = Pledge.objects.select_for_update(no_key=True).get(pk=pledge_id)
    check_shown(shown_digest, paid_pledge_of(pledge, now=now).shown)
    return refund_rest_of_pledge(pledge, pool, by=by, now=now)


def refund_rest_of_pledge(pledge: Pledge, pool: Pool, *, by: Acting, now: datetime) -> int:
    """Returns the pence given back; refused where nothing is left."""
    refunded_pence = refund_rest(pledge, by=by, now=now)
    check_something_left(refunded_pence)
    if pledge.state == PledgeState.IN:
        end_pledge(pledge, pool, now=now)
    record_deed(
        by=by,
        deed=PoolDeed.REFUND_REST_OF_PLEDGE,
        about=f"pool:{pool.pk}",
        for_person=pledge.person_id,
        now=now,
    )
    return refunded_pence
