""" "I'm in, up to £X a session", changing it, and leaving."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.common import clock
from community.common.clock import today
from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.common.refusals import NotFound, or_not_found
from community.people.rules import check_authority
from community.people.states import RepresentationScope
from groups.models import Member
from groups.states import MemberState
from pooling.payments.actions.commitments import end_commitment, request_commitment
from pooling.payments.queries.cards import provider_is_active, saved_card_for
from pooling.payments.states import Rail
from pooling.pools.actions.help_requests import request_how_to_pay
from pooling.pools.models.pledges import MoneySource, Part, Pledge, Pool
from pooling.pools.rules.pledging import (
    PUBLIC_MONEY_KINDS,
    PartAsked,
    check_can_leave,
    check_card_can_be_used,
    check_open,
    check_parts,
    check_payee,
    check_places_left,
    scope_needed,
)

from ..rules.terms import sessions_a_week
from ..states import (
    PART,
    PLEDGE,
    InstalmentState,
    PartState,
    PledgeState,
    PoolState,
    PrivateQuestionKind,
    PrivateQuestionState,
)
from .readiness import update_readiness

type Drawn = tuple[MoneySource, int]  # and pence a session

# Where a part begins; a card that is saved already is as good as confirmed.
FIRST_PART_STATES = {
    Rail.UNDECIDED: PartState.PLEDGED,
    Rail.TRANSFER: PartState.CONFIRMED,
    Rail.COMMITMENT: PartState.WAITING,
    Rail.CARD: PartState.WAITING,
}


@dataclass(frozen=True)
class PledgeRequest:
    """What somebody says: the most for one session, out of which money, for what.

    `parts` are (source id, pence a session) in the order they are drawn on, and add up to it.
    """

    max_pence: int
    parts: list[tuple[int, int]]
    what_for: str = ""
    relation: str = ""
    council_reference: str = ""


def lock_pool(pool_id: int) -> Pool:
    """The pool under its lock: pool before account, everywhere."""
    return or_not_found(
        _held_pools().select_related("group", "provider").filter(pk=pool_id).first()
    )


def lock_pool_for_member(pool_id: int, by) -> tuple[Pool, str]:
    """The same, for a member of its group, and the name the group knows them by."""
    pool = or_not_found(_held_pools().filter(pk=pool_id).first())
    members = Member.objects.filter(person_id=by.person_id, state=MemberState.IN)
    known_as = members.filter(group_id=pool.group_id).values_list("known_as", flat=True)
    return pool, or_not_found(known_as.first())


def _held_pools() -> QuerySet[Pool]:
    return Pool.objects.select_for_update(of=("self",), no_key=True)


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
    """Say yes, or change a yes, until collecting begins. Doing the same twice changes nothing.

    `parts` are (source id, pence a session): see `Yes`.
    """
    pool, known_as = lock_pool_for_member(pool_id, by)
    yes = PledgeRequest(max_pence, parts, what_for, relation, council_reference)
    return save_pledge(pool, yes, known_as=known_as, by=by, now=now)


def save_pledge(pool: Pool, yes: PledgeRequest, *, known_as: str, by, now: datetime) -> Pledge:
    """The pledge itself, under the pool's lock; its rules are asked after the lock was taken."""
    before, drawn = _check(pool, yes, by, now)
    live = list(_live_parts(before)) if before else []
    said = _say_yes(before or Pledge(pool=pool, person=by.person), pool, yes, known_as, by, now)
    if before:
        _answers_what_was_asked(said, by, now)
    _set_parts(said, live, drawn, pool, by, now)
    update_readiness(pool, now)
    record_deed(by=by, deed="pledge", about=f"pool:{pool.pk}", now=now)
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
    pool, _known_as = lock_pool_for_member(pool_id, by)
    _check(pool, PledgeRequest(max_pence, parts, what_for, relation, council_reference), by, now)


def _check(pool: Pool, yes: PledgeRequest, by, now: datetime) -> tuple[Pledge | None, list[Drawn]]:
    """What they said here before, and the parts they say now."""
    check_open(pool.state, pool.closes_at, clock.now())
    drawn = _drawn_on(yes.parts, by)
    asked = [_asked(source, pence) for source, pence in drawn]
    check_authority(
        by,
        scope_needed(part.rail for part in asked),
        on=today(now),
        pence=_could_come_to(pool, yes.max_pence, by),
    )
    states = dict(pool.pledges.values_list("person_id", "state"))
    before = pool.pledges.get(person=by.person) if states.pop(by.person_id, None) else None
    check_places_left(list(states.values()).count(PledgeState.IN), pool.terms["largest"])
    starts = [datetime.fromisoformat(start) for start in pool.terms["starts"]]
    check_parts(yes.max_pence, asked, sessions_a_week(starts))
    # Who is paid is looked up only where it matters.
    if any(part.rail == Rail.CARD for part in asked):
        check_card_can_be_used(asked, provider_is_active=provider_is_active(pool.provider_id))
    if any(part.kind in PUBLIC_MONEY_KINDS for part in asked):
        check_payee(
            yes.relation, yes.council_reference, asked, is_one_person=pool.provider.is_one_person
        )
    return before, drawn


def _could_come_to(pool: Pool, most: int, by) -> int:
    """All that is paid at once at first. It matters to whoever may say yes up to a limit."""
    return most * pool.instalments.get(number=1).count if by.representation else 0


def _drawn_on(parts: list[tuple[int, int]], by) -> list[Drawn]:
    sources = MoneySource.objects.filter(person=by.person).in_bulk([pk for pk, _p in parts])
    if len(sources) != len({pk for pk, _p in parts}) or len(sources) != len(parts):
        raise NotFound(_("We cannot find that page."))
    return [(sources[pk], pence) for pk, pence in parts]


def _asked(source: MoneySource, pence: int) -> PartAsked:
    return PartAsked(
        source_id=source.pk,
        kind=source.kind,
        rail=source.rail,
        called=source.called,
        pence=pence,
        amount_pence=source.amount_pence,
        keep_aside_pence=source.keep_aside_pence,
        ended=source.ended_at is not None,
    )


def _live_parts(said: Pledge) -> QuerySet[Part]:
    return said.parts.exclude(state=PartState.ENDED).select_related("source")


def _say_yes(
    said: Pledge, pool: Pool, yes: PledgeRequest, known_as: str, by, now: datetime
) -> Pledge:
    if said.state != PledgeState.IN:
        PLEDGE.check(said.state, PledgeState.IN)
    said.state = PledgeState.IN
    said.known_as = known_as
    said.max_pence, said.terms_digest = yes.max_pence, pool.terms_digest
    said.said_at, said.said_by, said.on_paper = now, by.login, by.on_paper
    said.what_for, said.relation = yes.what_for, yes.relation
    said.council_reference = yes.council_reference
    said.save()
    return said


def _answers_what_was_asked(said: Pledge, by, now: datetime) -> None:
    """A new yes is to the present terms: it answers a question about them, and one about the
    share where its most is enough. Left open, its date would make a "no" of it."""
    said.questions.filter(
        Q(kind=PrivateQuestionKind.NEW_TERMS)
        | Q(kind=PrivateQuestionKind.LOW_MAXIMUM, pence__lte=said.max_pence),
        state=PrivateQuestionState.ASKED,
    ).update(state=PrivateQuestionState.YES, answered_at=now, answered_by=by.login)


def _set_parts(said: Pledge, live: list[Part], drawn: list[Drawn], pool, by, now) -> None:
    standing = {part.source_id: part for part in live}
    for source_id in standing.keys() - {source.pk for source, _pence in drawn}:
        end_part(standing[source_id], now=now)
    for position, (source, pence) in enumerate(drawn):
        part = standing.get(source.pk)
        grew = part is None or pence > part.max_pence
        if part and (part.state == PartState.REFUSED or (grew and source.rail == Rail.COMMITMENT)):
            # An office answers one line once: asking for more is a new line.
            end_part(part, now=now)
            part = None
        if part is None:
            part = Part(pledge=said, source=source)
        part.position, part.max_pence = position, pence
        if part.pk is None:
            start_part(part, source.rail, said, pool, by, now)
        else:
            part.save()


def start_part(part: Part, rail: str, said: Pledge, pool: Pool, by, now) -> None:
    """Ask whoever must confirm this part: the bank, the office, or nobody."""
    part.state = FIRST_PART_STATES[Rail(rail)]
    if rail == Rail.CARD and saved_card_for(part.source_id):
        part.state = PartState.CONFIRMED
    part.save()
    if rail == Rail.COMMITMENT:
        request_part_commitment(part, said, pool, by, now)
    elif rail == Rail.UNDECIDED:
        request_how_to_pay(said, by=by, now=now)


def request_part_commitment(part: Part, said: Pledge, pool: Pool, by, now: datetime) -> None:
    """The office sees person, provider, dates, price and purpose; never the group (M129)."""
    starts = [datetime.fromisoformat(start) for start in pool.terms["starts"]]
    request_commitment(
        part_ref=part.pk,
        area_id=not_none(part.source.area_id),
        person_id=said.person_id,
        provider_id=pool.provider_id,
        provider_words=pool.provider.name,
        dates_words=_("%(count)s sessions, from %(first)s to %(last)s")
        % {"count": len(starts), "first": format_day(starts[0]), "last": format_day(starts[-1])},
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
        end_commitment(part_ref=part.pk, now=now)


@transaction.atomic
def leave_pool(*, pool_id: int, by, now: datetime) -> Pledge:
    """ "Not this time": at once, with no reason, and nobody is told who. Before collecting only;
    after it `stop` ends what is not yet paid."""
    check_authority(by, RepresentationScope.DECIDE, on=today(now))
    pool, _known_as = lock_pool_for_member(pool_id, by)
    said = or_not_found(Pledge.objects.filter(pool=pool, person=by.person).first())
    collecting = pool.instalments.filter(
        state__in=[InstalmentState.COLLECTING, InstalmentState.CAPTURING]
    ).exists()
    check_can_leave(said.state, pool.state, collecting)
    withdraw_pledge(said, pool, now=now)
    update_readiness(pool, now)
    record_deed(by=by, deed="leave_pool", about=f"pool:{pool.pk}", now=now)
    return said


def withdraw_pledge(said: Pledge, pool: Pool, *, now: datetime) -> None:
    """Out before anything was paid; stopped after the last paid session once something was."""
    end_pledge(said, pool, now=now)
    if said.state == PledgeState.OUT:
        for part in _live_parts(said):
            end_part(part, now=now)


def end_pledge(said: Pledge, pool: Pool, *, now: datetime) -> None:
    """No longer in, and asked nothing more."""
    paid = pool.state in (PoolState.FUNDED, PoolState.RUNNING)
    becomes = PledgeState.STOPPED if paid else PledgeState.OUT
    PLEDGE.check(said.state, becomes)
    said.state = becomes
    said.save()
    said.questions.filter(state=PrivateQuestionState.ASKED).update(
        state=PrivateQuestionState.NOT_NEEDED, answered_at=now
    )
