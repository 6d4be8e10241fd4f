""" "I'm in, up to £X a session", and changing it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from community.common import clock
from community.common.changes import values_of
from community.common.refusals import or_not_found
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.decision_records import check_use_of_decision, use_decision
from community.people.bases import Matter
from community.people.how_put import HowPut
from community.people.rules.authority import check_authority
from community.people.rules.decisions import check_decision_about_money
from community.people.rules.how_put import check_how_it_was_put
from pooling.payments.queries.cards import provider_is_active
from pooling.payments.states.charges import Rail
from pooling.pools.actions.locking import lock_pool_for_member, lock_sources
from pooling.pools.actions.parts import live_parts, set_parts
from pooling.pools.actions.readiness import update_readiness
from pooling.pools.actions.transitions import transition_pledge, transition_private_question
from pooling.pools.deeds import PoolDeed
from pooling.pools.models.pledges import MoneySource, Part, Pledge, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.office_terms import OfficeTermsByArea, marks_of, offices_from
from pooling.pools.queries.draws import other_draws
from pooling.pools.queries.office_terms import office_terms_of_sources
from pooling.pools.queries.places import places_of_others
from pooling.pools.rules.agreements import check_begin_now
from pooling.pools.rules.pledging import (
    PUBLIC_MONEY_KINDS,
    PartRequest,
    PledgeRequest,
    PledgesClosed,
    check_card_can_be_used,
    check_offices_shown,
    check_open,
    check_parts,
    check_payee,
    check_places_left,
    check_terms_shown,
    scope_needed,
)
from pooling.pools.states import PartState, PledgeState, PrivateQuestionKind, PrivateQuestionState


@transaction.atomic
def pledge(*, pool_id: int, request: PledgeRequest, by: Acting, now: datetime) -> Pledge:
    """Say yes, or change a yes, until collecting begins. Doing the same twice changes nothing."""
    pool, known_as = lock_pool_for_member(pool_id, by)
    return save_pledge(pool, request, known_as=known_as, by=by, now=now)


@transaction.atomic
def check_pledge(*, pool_id: int, request: PledgeRequest, by: Acting, now: datetime) -> None:
    """Refuse what `pledge` would refuse, and write nothing: asked before the review page."""
    pool, _known_as = lock_pool_for_member(pool_id, by)
    _check(pool, request, by, now)
    _check_begins(pool, request, now)
    check_use_of_decision(f"pool:{pool.pk}", by=by, now=now)


def save_pledge(
    pool: Pool,
    request: PledgeRequest,
    *,
    known_as: str,
    question: PrivateQuestion | None = None,
    by: Acting,
    now: datetime,
) -> Pledge:
    """The pledge itself, under the pool's lock; its rules are asked after the lock was taken.
    `question`: the one that it answers, where the caller closes one."""
    sources, offices, previous = _check(pool, request, by, now)
    use_decision(f"pool:{pool.pk}", by=by, now=now)
    previous_parts = live_parts(previous) if previous else []
    saved = previous or Pledge(pool=pool, person=by.person)
    offices = _offices_agreed(saved, request, offices)
    changed = _is_changed(saved, previous_parts, request, offices, known_as, by)
    if previous and question is None and not changed:
        return previous
    saved.said_at = now
    saved.save()
    set_parts(saved, previous_parts, request.parts, sources, pool, by=by, now=now)
    _mark_in(saved, by, now)
    if previous:
        _answer_what_was_asked(saved, request.how_put, question, by, now)
    update_readiness(pool, now)
    return saved


def _offices_agreed(
    pledge: Pledge, request: PledgeRequest, present: OfficeTermsByArea
) -> OfficeTermsByArea:
    """What was shown of each office whose money it is. What a sheet does not say stays as it was
    agreed before; nobody's name stands on an invoice by a yes that did not say so (P25, P29)."""
    if request.shown_offices is None:
        return present
    terms_by_area = {**offices_from(pledge.office_terms), **request.shown_offices}
    return {area_id: terms_by_area[area_id] for area_id in present if area_id in terms_by_area}


def _is_changed(
    pledge: Pledge,
    parts: list[Part],
    request: PledgeRequest,
    offices: OfficeTermsByArea,
    known_as: str,
    by: Acting,
) -> bool:
    """Whether it is another yes: more or less, to other terms, by other hands, out of other money,
    or because some of it was refused. The row has the new values from then on."""
    before = values_of(pledge)
    _set_request(pledge, request, offices, known_as, by)
    in_order = sorted(parts, key=lambda part: part.position)
    return (
        pledge.pk is None
        or pledge.state != PledgeState.IN
        or values_of(pledge) != before
        or any(part.state == PartState.REFUSED for part in parts)
        or tuple(PartRequest(part.source_id, part.max_pence) for part in in_order) != request.parts
    )


def _check(
    pool: Pool, request: PledgeRequest, by: Acting, now: datetime
) -> tuple[dict[int, MoneySource], OfficeTermsByArea, Pledge | None]:
    """The person's own sources that are asked for, by their ids; what the offices that keep them do
    with a yes; and what they said before."""
    _check_open(pool, by)
    sources = _own_sources(request, by)
    check_authority(
        by,
        scope_needed(source.rail for source in sources.values()),
        matter=Matter.MONEY,
        now=now,
        pence=_could_come_to(pool, request.max_pence, by),
        about=f"pool:{pool.pk}",
    )
    check_how_it_was_put(request.how_put, is_by_other_hands=by.is_by_other_hands)
    if not _is_on_an_older_sheet(pool, request, by):
        check_terms_shown(request.shown_terms, pool.terms_digest)
    if request.shown_digest is not None:
        _check_begins(pool, request, now)
    offices = office_terms_of_sources(sources.values())
    if not _is_on_a_sheet(by):
        check_offices_shown(request.shown_offices, offices)
    if by.decision is not None:
        check_decision_about_money(by.decision, request.max_pence)
    previous = pool.pledges.filter(person=by.person).first()
    check_places_left(places_of_others(pool, by.required_person.pk, now=now), pool.terms.largest)
    others = other_draws(sources.values(), but_pool_id=pool.pk)
    check_parts(request, sources, pool.terms.starts, others)
    _check_who_is_paid(pool, request, sources)
    return sources, offices, previous


def _check_begins(pool: Pool, request: PledgeRequest, now: datetime) -> None:
    check_begin_now(pool.terms, asks_for_it=request.begin_now, closes_at=pool.closes_at, now=now)


def _check_open(pool: Pool, by: Acting) -> None:
    """By the clock as it is now that the row is locked; or it is kept open for them."""
    at = clock.now()
    try:
        check_open(pool.state, pool.closes_at, at)
    except PledgesClosed:
        if not _is_kept_open(pool, by, at):
            raise


def _is_kept_open(pool: Pool, by: Acting, at: datetime) -> bool:
    """They could not be told in time what they are asked, and their place is kept open for the
    next payment: until then a yes is taken (P58)."""
    return PrivateQuestion.objects.filter(
        pledge__pool=pool,
        pledge__person=by.person,
        state=PrivateQuestionState.ASKED,
        kept_since__isnull=False,
        answer_by__gt=at,
    ).exists()


def _is_on_a_sheet(by: Acting) -> bool:
    """Nothing of it is lost because what it says has changed since (P25). What was decided for
    somebody is done on a page, which shows what it is now."""
    return by.on_paper and by.decision is None


def _is_on_an_older_sheet(pool: Pool, request: PledgeRequest, by: Acting) -> bool:
    """Written on a sheet of terms that held before. It is kept as said to those, the place is held,
    and what changed is asked (P25); but a yes to what is offered now is not made older."""
    if not _is_on_a_sheet(by):
        return False
    if request.shown_terms in (None, pool.terms_digest):
        return False
    is_newer_there = pool.pledges.filter(
        person=by.person, state=PledgeState.IN, terms_digest=pool.terms_digest
    ).exists()
    return not is_newer_there and pool.versions.filter(digest=request.shown_terms).exists()


def _own_sources(request: PledgeRequest, by: Acting) -> dict[int, MoneySource]:
    """Locked after the pool, so that two yeses at once to two shared costs count each other."""
    source_ids = [part.source_id for part in request.parts]
    sources = {source.pk: source for source in lock_sources(source_ids).filter(person=by.person)}
    return or_not_found(sources if len(sources) == len(source_ids) else None)


def _could_come_to(pool: Pool, max_pence: int, by: Acting) -> int:
    """All that is paid at once at first. It matters to whoever may say yes up to a limit."""
    return max_pence * pool.instalments.get(number=1).count if by.representation else 0


def _check_who_is_paid(pool: Pool, request: PledgeRequest, sources: dict[int, MoneySource]) -> None:
    """Looked up only where it matters."""
    if any(source.rail == Rail.CARD for source in sources.values()):
        is_active = provider_is_active(pool.provider_id)
        check_card_can_be_used(sources.values(), provider_is_active=is_active)
    if any(source.kind in PUBLIC_MONEY_KINDS for source in sources.values()):
        check_payee(request, sources.values(), is_one_person=pool.provider.is_one_person)


def _set_request(
    pledge: Pledge, request: PledgeRequest, offices: OfficeTermsByArea, known_as: str, by: Acting
) -> None:
    pledge.known_as = known_as
    pledge.max_pence = request.max_pence
    pledge.terms_digest = request.shown_terms or pledge.pool.terms_digest
    pledge.office_terms = marks_of(offices.values())
    pledge.said_by, pledge.on_paper = by.login, by.on_paper
    pledge.what_for, pledge.relation = request.what_for, request.relation
    pledge.council_reference = request.council_reference
    pledge.begin_now = request.begin_now
    pledge.set_how_put(request.how_put)


def _mark_in(pledge: Pledge, by: Acting, now: datetime) -> None:
    """After its parts: in the person's history their yes stands above what it asked for."""
    if pledge.state == PledgeState.IN:
        record_deed(by=by, deed=PoolDeed.PLEDGE, about=f"pool:{pledge.pool_id}", now=now)
    else:
        transition_pledge(pledge, PledgeState.IN, by=by, now=now)


def _answer_what_was_asked(
    pledge: Pledge, how_put: HowPut, but: PrivateQuestion | None, by: Acting, now: datetime
) -> None:
    """A new yes is to the present terms: it answers a question about them, and one about the
    share where its most is enough. Left open, its date would make a "no" of it."""
    others = pledge.questions.exclude(pk=but.pk) if but else pledge.questions.all()
    if pledge.terms_digest != pledge.pool.terms_digest:
        others = others.exclude(kind=PrivateQuestionKind.NEW_TERMS)
    open_questions = others.filter(
        Q(kind=PrivateQuestionKind.NEW_TERMS)
        | Q(kind=PrivateQuestionKind.LOW_MAXIMUM, pence__lte=pledge.max_pence),
        state=PrivateQuestionState.ASKED,
    )
    for question in open_questions.order_by("pk"):
        question.answered_by = by.login
        question.set_how_put(how_put)
        transition_private_question(question, PrivateQuestionState.YES, by=SYSTEM, now=now)
