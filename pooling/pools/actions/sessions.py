"""What was paid for happens: sessions planned, delivered, released, or given back."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.lifecycle import not_none
from community.common.money import format_pounds_and_pence
from community.people.acting import SYSTEM
from community.people.wording import describe_adjustments
from pooling.payments.actions.bank_transfer_refunds import request_transfer_refund
from pooling.payments.actions.card_refunds import request_card_refund
from pooling.payments.actions.commitment_lines import decommit_pence
from pooling.payments.actions.payouts import release_to_provider
from pooling.payments.states.charges import Rail
from pooling.pools.actions.locking import lock_pool
from pooling.pools.actions.notifications import notify_pledger
from pooling.pools.actions.transitions import transition_instalment, transition_pool
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.instalments import Charge, Instalment, PoolSession
from pooling.pools.models.pledges import Pool
from pooling.pools.queries.charges import charges_of_session, current_charges
from pooling.pools.queries.missed_places import missed_refunds_of_session
from pooling.pools.queries.refunds import unaccounted_sessions
from pooling.pools.rules.refunds import is_session_refunded
from pooling.pools.states import ACCOUNTED_POOL_STATES, InstalmentState, PoolState
from providers.actions.sessions import book_session, plan_sessions, record_not_delivered
from providers.queries.sessions import releasable_sessions


def plan_paid_sessions(instalment: Instalment, *, now: datetime) -> None:
    """The provider's sessions of a paid instalment, with a place for each who paid."""
    pool = instalment.pool
    sessions = plan_sessions(
        provider_id=pool.provider_id,
        title=pool.terms.summary[:160],
        starts=list(instalment.start_times),
        minutes=pool.terms.minutes,
        place_words=pool.terms.place,
        series=f"instalment:{instalment.pk}",
        group_id=pool.group_id,
        missed_rule=pool.terms.missed_rule,
        missed_notice_hours=pool.terms.missed_notice_hours,
        by=SYSTEM,
        now=now,
    )
    charges = current_charges(instalment)
    pledges = {charge.part.pledge_id: charge.part.pledge for charge in charges}
    for session in sessions:
        PoolSession.objects.create(pool=pool, instalment=instalment, session=session)
        if session.starts_at <= now:
            # Paid for too late to be held: it did not happen, and its share goes back.
            record_not_delivered(session_id=session.pk, by=SYSTEM, now=now)
            continue
        for pledge in pledges.values():
            book_session(
                session_id=session.pk,
                person_id=pledge.person_id,
                known_as=pledge.known_as,
                what_helps="; ".join(describe_adjustments(pledge.person.adjustments))[:300],
                by=SYSTEM,
                now=now,
            )


@transaction.atomic
def account_for_sessions(*, pool_id: int, now: datetime) -> bool:
    """Release what was delivered and is certain; give back what did not happen. True if any. Also
    of what was called off: what had begun before is still the provider's, or goes back."""
    pool = lock_pool(pool_id)
    if pool.state not in ACCOUNTED_POOL_STATES:
        return False
    open_sessions = list(
        unaccounted_sessions()
        .filter(pool=pool)
        .select_for_update(of=("self",), no_key=True)
        .select_related("session", "instalment")
        .order_by("session__starts_at", "pk")
    )
    releasable = releasable_sessions([row.session_id for row in open_sessions], now=now)
    has_changed = False
    for row in open_sessions:
        if row.session_id in releasable:
            _release(row, now)
        elif is_session_refunded(
            row.session.state, collected_at=not_none(row.instalment.collected_at), now=now
        ):
            refund_session(row, now=now)
        else:
            continue
        has_changed = True
    return _update_states(pool, now) or has_changed


def _release(row: PoolSession, now: datetime) -> None:
    """This session's pence of each charge become the provider's; but for what its own rule, or the
    provider, makes free for whoever missed it, which goes back to that person alone (P27)."""
    charges = charges_of_session(row)
    refunds = missed_refunds_of_session(row.session, charges)
    released = {charge.pk: charge.session_pence - refunds.get(charge.pk, 0) for charge in charges}
    release_to_provider(
        amounts={charge_id: pence for charge_id, pence in released.items() if pence},
        provider_id=row.pool.provider_id,
        session_ref=row.session_id,
        key=f"session:{row.session_id}",
        held_on=today(row.session.starts_at),
        now=now,
    )
    row.released_at = now
    row.save()
    _refund_missed(row, [charge for charge in charges if refunds.get(charge.pk)], refunds, now)


def _refund_missed(
    row: PoolSession, charges: Sequence[Charge], refunds: Mapping[int, int], now: datetime
) -> None:
    key = f"session:{row.session_id}:missed"
    for charge in charges:
        refund_charge(charge, refunds[charge.pk], key=key, session_ref=row.session_id, now=now)
    for pledge in {charge.part.pledge_id: charge.part.pledge for charge in charges}.values():
        pence = sum(refunds[charge.pk] for charge in charges if charge.part.pledge_id == pledge.pk)
        notify_pledger(
            pledge,
            PoolMessage.MISSED_PLACE_REFUNDED,
            _("You missed a time, and %(sum)s of it goes back to where it came from.")
            % {"sum": format_pounds_and_pence(pence)},
            key=key,
            now=now,
        )


def refund_session(row: PoolSession, *, now: datetime) -> None:
    """An undelivered session goes back to each payer's own source, to the penny."""
    shared = _(
        "A session did not happen, so your share of it goes back to where it came"
        " from. Your statement shows it."
    )
    alone = _(
        "A session did not happen, so what you paid for it goes back to where it came"
        " from. Your statement shows it."
    )
    for charge in charges_of_session(row):
        refund_charge(
            charge,
            charge.session_pence,
            key=f"session:{row.session_id}",
            session_ref=row.session_id,
            now=now,
        )
        notify_pledger(
            charge.part.pledge,
            PoolMessage.SESSION_REFUNDED,
            alone if charge.part.pledge.pool.group.is_solo else shared,
            key=f"session:{row.session_id}:back",
            now=now,
        )
    row.refunded_at = now
    row.save()


def refund_charge(
    charge: Charge, pence: int, *, key: str, session_ref: int | None = None, now: datetime
) -> None:
    """Pence of one charge, back by the rail they came by. The same `key` gives back once;
    `session_ref` is the session that they are for, where they are for one."""
    refund = {
        Rail.CARD: request_card_refund,
        Rail.TRANSFER: request_transfer_refund,
        Rail.COMMITMENT: decommit_pence,
    }[Rail(charge.part.source.rail)]
    refund(
        charge_ref=charge.pk,
        pence=pence,
        key=f"{key}:charge:{charge.pk}",
        session_ref=session_ref,
        now=now,
    )


def settle_instalments(pool: Pool, *, now: datetime) -> bool:
    """Those of whose sessions none is left to account for. True if any."""
    has_changed = False
    for instalment in pool.instalments.filter(state=InstalmentState.COLLECTED).order_by("pk"):
        if not unaccounted_sessions().filter(instalment=instalment).exists():
            transition_instalment(instalment, InstalmentState.SETTLED, by=SYSTEM, now=now)
            has_changed = True
    return has_changed


def _update_states(pool: Pool, now: datetime) -> bool:
    has_changed = settle_instalments(pool, now=now)
    has_started = PoolSession.objects.filter(pool=pool, session__starts_at__lte=now).exists()
    if pool.state == PoolState.FUNDED and has_started:
        transition_pool(pool, PoolState.RUNNING, by=SYSTEM, now=now)
        has_changed = True
    final_states = (InstalmentState.SETTLED, InstalmentState.NOT_COLLECTED)
    if (
        pool.state == PoolState.RUNNING
        and not pool.instalments.exclude(state__in=final_states).exists()
    ):
        pool.ended_at = now
        transition_pool(pool, PoolState.FINISHED, "ended_at", by=SYSTEM, now=now)
        has_changed = True
    return has_changed
