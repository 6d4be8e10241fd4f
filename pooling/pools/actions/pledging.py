""" "I'm in, up to £X a session", changing it, and leaving."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.common import clock
from community.common.clock import today
from community.common.refusals import NotFound
from community.people.rules import check_may
from community.people.states import Scope
from groups.models import Member
from groups.states import MemberState
from pooling.payments import actions as payments
from pooling.payments import queries as rails

from ..models import MoneySource, Part, Pledge, Pool
from ..rules import pledging as rules
from ..rules.terms import sessions_a_week
from ..states import (
    PART,
    PLEDGE,
    InstalmentState,
    PartState,
    PledgeState,
    PoolState,
    QuestionState,
    Rail,
)
from .readiness import settle_readiness
from .telling import in_words


def locked_pool(pool_id: int, by=None) -> Pool:
    """The pool under its lock: pool before account, everywhere. Members only, where `by` is."""
    pool = (
        Pool.objects.select_for_update(of=("self",), no_key=True)
        .select_related("group", "provider")
        .filter(pk=pool_id)
        .first()
    )
    if pool is None or (by is not None and _member(pool, by) is None):
        raise NotFound(_("We cannot find that page."))
    return pool


def _member(pool: Pool, by) -> Member | None:
    return Member.objects.filter(
        group_id=pool.group_id, person_id=by.person_id, state=MemberState.IN
    ).first()


@transaction.atomic
def pledge(
    *,
    pool_id: int,
    max_pence: int,
    parts: list[tuple[int, int]],
    what_for: str = "",
    relation: str = "",
    council_reference: str = "",
    by,
    now: datetime,
) -> Pledge:
    """Say yes, or change a yes, until collecting begins.

    `max_pence` is the most for one session; `parts` are (source id, pence a session) in the
    order they are drawn on, and add up to it. Doing the same twice changes nothing.
    """
    pool = locked_pool(pool_id, by)
    return put_in(
        pool,
        max_pence=max_pence,
        parts=parts,
        what_for=what_for,
        relation=relation,
        council_reference=council_reference,
        by=by,
        now=now,
    )


def put_in(
    pool: Pool,
    *,
    max_pence: int,
    parts: list[tuple[int, int]],
    what_for: str,
    relation: str,
    council_reference: str,
    by,
    now: datetime,
) -> Pledge:
    """The pledge itself, under the pool's lock; its rules are asked after the lock was taken."""
    asked = _check(pool, max_pence, parts, relation, council_reference, by, now)
    said = _say_yes(pool, max_pence, what_for, relation, council_reference, by, now)
    _set_parts(said, asked, pool, by, now)
    settle_readiness(pool, now)
    record(by=by, deed="pledge", about=f"pool:{pool.pk}", now=now)
    return said


@transaction.atomic
def check_pledge(
    *,
    pool_id: int,
    max_pence: int,
    parts: list[tuple[int, int]],
    what_for: str = "",
    relation: str = "",
    council_reference: str = "",
    by,
    now: datetime,
) -> None:
    """Refuse what `pledge` would refuse, and write nothing: asked before the review page."""
    _check(locked_pool(pool_id, by), max_pence, parts, relation, council_reference, by, now)


def _check(
    pool: Pool, max_pence: int, parts, relation: str, council_reference: str, by, now: datetime
) -> list[rules.PartAsked]:
    rules.check_open(pool.state, pool.closes_at, clock.now())
    asked = _asked(parts, by)
    starts = [datetime.fromisoformat(start) for start in pool.terms["starts"]]
    first = pool.instalments.get(number=1)
    check_may(by, Scope.PAY, on=today(now), pence=max_pence * first.count)
    rules.check_room(
        pool.pledges.filter(state=PledgeState.IN).exclude(person=by.person).count(),
        pool.terms["largest"],
    )
    rules.check_parts(max_pence, asked, sessions_a_week(starts))
    rules.check_card_can_be_used(
        asked, provider_is_active=rails.provider_is_active(pool.provider_id)
    )
    rules.check_payee(relation, council_reference, asked, is_one_person=pool.provider.is_one_person)
    return asked


def _asked(parts: list[tuple[int, int]], by) -> list[rules.PartAsked]:
    sources = MoneySource.objects.filter(person=by.person).in_bulk([pk for pk, _p in parts])
    if len(sources) != len({pk for pk, _p in parts}) or len(sources) != len(parts):
        raise NotFound(_("We cannot find that page."))
    return [
        rules.PartAsked(
            source_id=pk,
            kind=sources[pk].kind,
            rail=sources[pk].rail,
            called=sources[pk].called,
            pence=pence,
            amount_pence=sources[pk].amount_pence,
            keep_aside_pence=sources[pk].keep_aside_pence,
            ended=sources[pk].ended_at is not None,
        )
        for pk, pence in parts
    ]


def _say_yes(pool, max_pence, what_for, relation, council_reference, by, now) -> Pledge:
    said = Pledge.objects.select_for_update().filter(pool=pool, person=by.person).first()
    if said is None:
        said = Pledge(pool=pool, person=by.person)
    elif said.state != PledgeState.IN:
        PLEDGE.check(said.state, PledgeState.IN)
    said.state = PledgeState.IN
    said.known_as = _member(pool, by).known_as
    said.max_pence, said.terms_digest = max_pence, pool.terms_digest
    said.said_at, said.said_by, said.on_paper = now, by.login, by.on_paper
    said.what_for, said.relation = what_for, relation
    said.council_reference = council_reference
    said.save()
    return said


def _set_parts(said: Pledge, asked: list[rules.PartAsked], pool: Pool, by, now) -> None:
    live = {part.source_id: part for part in said.parts.exclude(state=PartState.ENDED)}
    for source_id in live.keys() - {part.source_id for part in asked}:
        end_part(live[source_id], now=now)
    for position, wanted in enumerate(asked):
        part = live.get(wanted.source_id)
        grew = part is None or wanted.pence > part.max_pence
        if part and (part.state == PartState.REFUSED or grew and wanted.rail == Rail.COMMITMENT):
            # An office answers one line once: asking for more is a new line.
            end_part(part, now=now)
            part = None
        if part is None:
            part = Part(pledge=said, source_id=wanted.source_id)
        part.position, part.max_pence = position, wanted.pence
        if part.pk is None:
            begin_part(part, wanted.rail, said, pool, by, now)
        else:
            part.save()


def begin_part(part: Part, rail: str, said: Pledge, pool: Pool, by, now) -> None:
    """Ask whoever must confirm this part: the bank, the office, or nobody."""
    state = {
        Rail.UNDECIDED: PartState.SAID_YES,
        Rail.TRANSFER: PartState.CONFIRMED,
        Rail.COMMITMENT: PartState.WAITING,
        Rail.CARD: PartState.CONFIRMED
        if rails.saved_card_for(part.source_id)
        else PartState.WAITING,
    }[Rail(rail)]
    part.state = state
    part.save()
    if rail == Rail.COMMITMENT:
        ask_office(part, said, pool, by, now)


def ask_office(part: Part, said: Pledge, pool: Pool, by, now: datetime) -> None:
    """The office sees person, provider, dates, price and purpose; never the group (M129)."""
    starts = [datetime.fromisoformat(start) for start in pool.terms["starts"]]
    payments.ask_commitment(
        part_ref=part.pk,
        area_id=part.source.area_id,
        person_id=said.person_id,
        provider_id=pool.provider_id,
        provider_words=pool.provider.name,
        dates_words=_("%(count)s sessions, from %(first)s to %(last)s")
        % {"count": len(starts), "first": in_words(starts[0]), "last": in_words(starts[-1])},
        most_pence_a_session=part.max_pence,
        sessions=len(starts),
        purpose_words=said.what_for or pool.terms["summary"],
        by=by,
        now=now,
    )


def end_part(part: Part, *, now: datetime) -> None:
    """Nothing more is asked of this source here; an office that agreed is told it is released."""
    PART.check(part.state, PartState.ENDED)
    part.state = PartState.ENDED
    part.save()
    if part.source.rail == Rail.COMMITMENT:
        payments.end_commitment(part_ref=part.pk, now=now)


@transaction.atomic
def leave(*, pool_id: int, by, now: datetime) -> Pledge:
    """ "Not this time": at once, with no reason, and nobody is told who. Before collecting only;
    after it `stop` ends what is not yet paid."""
    check_may(by, Scope.DECIDE, on=today(now))
    pool = locked_pool(pool_id, by)
    said = Pledge.objects.filter(pool=pool, person=by.person).first()
    if said is None:
        raise NotFound(_("We cannot find that page."))
    collecting = pool.instalments.filter(
        state__in=[InstalmentState.COLLECTING, InstalmentState.CAPTURING]
    ).exists()
    rules.check_can_leave(said.state, pool.state, collecting)
    take_out(said, pool, now=now)
    settle_readiness(pool, now)
    record(by=by, deed="leave_pool", about=f"pool:{pool.pk}", now=now)
    return said


def take_out(said: Pledge, pool: Pool, *, now: datetime) -> None:
    """Out before anything was paid; stopped after the last paid session once something was."""
    step_out(said, pool, now=now)
    if said.state == PledgeState.OUT:
        for part in said.parts.exclude(state=PartState.ENDED).select_related("source"):
            end_part(part, now=now)


def step_out(said: Pledge, pool: Pool, *, now: datetime) -> None:
    """No longer in, and asked nothing more."""
    paid = pool.state in (PoolState.FUNDED, PoolState.RUNNING)
    becomes = PledgeState.STOPPED if paid else PledgeState.OUT
    PLEDGE.check(said.state, becomes)
    said.state = becomes
    said.save()
    said.questions.filter(state=QuestionState.ASKED).update(
        state=QuestionState.NOT_NEEDED, answered_at=now
    )
