"""What was paid for happens: sessions planned, delivered, released, or given back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.known import known
from community.people.acting import SYSTEM
from community.people.queries import helps_in_words
from pooling.payments.actions.bank_transfers import queue_transfer_back
from pooling.payments.actions.card_refunds import want_give_back
from pooling.payments.actions.commitment_lines import uncommit_part
from pooling.payments.actions.payouts import release
from pooling.pools.actions.notifications import tell_pledger
from pooling.pools.models.instalments import Charge, Instalment, PoolSession
from pooling.pools.models.pledges import Pool
from providers.actions.sessions import call_off_session, plan_sessions, take_place
from providers.queries.sessions import delivered_and_certain
from providers.states import SessionState

from ..states import INSTALMENT, InstalmentState, PoolState, Rail
from .opening import move
from .pledging import locked_pool

# Held payouts end at 90 days, so what was captured is certain or given back within 60.
ENDS_AFTER = timedelta(days=60)


def plan_sessions_of(instalment: Instalment, *, now: datetime) -> None:
    """The provider's sessions of a paid instalment, with a place for each who paid."""
    pool = instalment.pool
    planned = plan_sessions(
        provider_id=pool.provider_id,
        title=pool.terms["summary"][:160],
        starts=[datetime.fromisoformat(start) for start in instalment.starts],
        minutes=pool.terms["minutes"],
        place_words=pool.terms["place"],
        series=f"instalment:{instalment.pk}",
        by=SYSTEM,
        now=now,
    )
    pledges = {c.part.pledge_id: c.part.pledge for c in live_charges(instalment)}
    for session in planned:
        PoolSession.objects.create(pool=pool, instalment=instalment, session=session)
        if session.starts_at <= now:
            # Paid for too late to be held: it is called off, and its share goes back.
            call_off_session(session_id=session.pk, by=SYSTEM, now=now)
            continue
        for pledge in pledges.values():
            take_place(
                session_id=session.pk,
                person_id=pledge.person_id,
                known_as=pledge.known_as,
                what_helps="; ".join(helps_in_words(pledge.person.what_helps))[:300],
                by=SYSTEM,
                now=now,
            )


def live_charges(instalment: Instalment) -> list[Charge]:
    """The charges that pay the sessions still to come; one given back its rest pays no more."""
    return list(
        instalment.charges.filter(round=instalment.round, rest_given_back_at__isnull=True)
        .select_related("part__source", "part__pledge")
        .order_by("pk")
    )


@transaction.atomic
def settle_sessions(*, pool_id: int, now: datetime) -> bool:
    """Release what was delivered and is certain; give back what did not happen. True if any."""
    pool = locked_pool(pool_id)
    if pool.state not in (PoolState.FUNDED, PoolState.RUNNING):
        return False
    open_sessions = list(
        PoolSession.objects.select_for_update(of=("self",), no_key=True)
        .filter(pool=pool, released_at__isnull=True, given_back_at__isnull=True)
        .select_related("session", "instalment")
        .order_by("session__starts_at")
    )
    certain = delivered_and_certain([row.session_id for row in open_sessions], now=now)
    changed = False
    for row in open_sessions:
        if row.session_id in certain:
            _release(row, now)
        elif _did_not_happen(row, now):
            give_back_session(row, now=now)
        else:
            continue
        changed = True
    return _move_on(pool, now) or changed


def _did_not_happen(row: PoolSession, now: datetime) -> bool:
    if row.session.state in (SessionState.CALLED_OFF, SessionState.NOT_DELIVERED):
        return True
    return now >= known(row.instalment.collected_at) + ENDS_AFTER


def _release(row: PoolSession, now: datetime) -> None:
    """This session's pence of each charge become the provider's."""
    release(
        amounts={c.pk: c.session_pence for c in live_charges(row.instalment)},
        provider_id=row.pool.provider_id,
        session_ref=row.session_id,
        key=f"session:{row.session_id}",
        held_on=today(row.session.starts_at),
        now=now,
    )
    row.released_at = now
    row.save()


def give_back_session(row: PoolSession, *, now: datetime) -> None:
    """An undelivered session goes back to each payer's own source, to the penny."""
    for charge in live_charges(row.instalment):
        give_back(charge, charge.session_pence, key=f"session:{row.session_id}", now=now)
        tell_pledger(
            charge.part.pledge,
            "given_back",
            _(
                "A session did not happen, so your share of it goes back to where it came"
                " from. Your statement shows it."
            ),
            key=f"session:{row.session_id}:back",
            now=now,
        )
    row.given_back_at = now
    row.save()


def give_back(charge: Charge, pence: int, *, key: str, now: datetime) -> None:
    """Pence of one charge, back by the rail they came by. The same `key` gives back once."""
    rail = charge.part.source.rail
    key = f"{key}:charge:{charge.pk}"
    if rail == Rail.CARD:
        want_give_back(charge_ref=charge.pk, pence=pence, key=key, now=now)
    elif rail == Rail.TRANSFER:
        queue_transfer_back(charge_ref=charge.pk, pence=pence, key=key, now=now)
    elif rail == Rail.COMMITMENT:
        uncommit_part(charge_ref=charge.pk, pence=pence, key=key, now=now)


def _move_on(pool: Pool, now: datetime) -> bool:
    changed = False
    for instalment in pool.instalments.filter(state=InstalmentState.COLLECTED):
        if not instalment.sessions.filter(
            released_at__isnull=True, given_back_at__isnull=True
        ).exists():
            INSTALMENT.check(instalment.state, InstalmentState.SETTLED)
            instalment.state = InstalmentState.SETTLED
            instalment.save()
            changed = True
    started = PoolSession.objects.filter(pool=pool, session__starts_at__lte=now).exists()
    if pool.state == PoolState.FUNDED and started:
        move(pool, PoolState.RUNNING)
        changed = True
    ends = (InstalmentState.SETTLED, InstalmentState.NOT_COLLECTED)
    if pool.state == PoolState.RUNNING and not pool.instalments.exclude(state__in=ends).exists():
        move(pool, PoolState.FINISHED, ended_at=now)
        changed = True
    return changed
