"""What each face sees of a shared cost. Members see places and the one share; a person sees their
own parts; nobody sees another's money (M39)."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.queries.acting import roles_of
from community.people.rules.sight import seen_by
from community.people.scope_table import Seen
from community.people.states import RepresentationScope, RoleKind
from groups.queries.members import is_member, was_greeted
from groups.rules.members import reads_when_and_where
from groups.states import CURRENT_STATES
from pooling.payments.models.commitments import Commitment
from pooling.payments.queries.commitments import newest_commitments
from pooling.payments.states.charges import Rail
from pooling.pools.models.cover_choices import CoverChoice
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import MoneySource, Part, Pledge, Pool
from pooling.pools.models.private_questions import HelpRequest, PrivateQuestion
from pooling.pools.queries.leaving import own_side
from pooling.pools.queries.pool_statuses import status_if_paid
from pooling.pools.queries.shares import Coverage, coverage_of
from pooling.pools.rules.pledging import scope_needed
from pooling.pools.rules.pool_statuses import PoolStatus
from pooling.pools.states import (
    PAID_POOL_STATES,
    PLEDGEABLE_STATES,
    WENT_AHEAD_STATES,
    ChoiceKind,
    InstalmentState,
    PartState,
    PledgeState,
    PoolState,
    PrivateQuestionKind,
    PrivateQuestionState,
)
from pooling.pools.terms import Terms
from pooling.pools.wording.bills import describe_bill
from pooling.pools.wording.sessions import describe_next, describe_paid
from pooling.pools.wording.status import (
    date_moved_text,
    next_step_text,
    part_status_text,
    pool_status_text,
    share_text,
    stopped_next_text,
)
from providers.queries.supply import is_provider_member
from providers.states import SessionState


@dataclass(frozen=True)
class PartSummary:
    """One's own part: where from, up to how much a session, and how it stands in words."""

    part_id: int
    source_id: int
    called: str
    rail: Rail
    max_pence: int | None  # None to whoever may not see sums
    state: PartState
    status_text: str
    bill_text: str  # what the office said of the person's own bill, once it has
    needs_card: bool


@dataclass(frozen=True)
class PledgeDetail:
    """One's own yes; to somebody who acts for them, less what they may not see."""

    pledge_id: int
    max_pence: int | None  # None to whoever may not see sums
    state: PledgeState
    is_for_these_terms: bool
    what_for: str
    parts: list[PartSummary]
    questions: list[PrivateQuestion]
    share_pence: int | None  # a session, once it was worked out
    helps: list[HelpRequest]  # what a connector was asked for, and has found
    fits: bool | None = None  # does the most reach as far as the share? None: not known, not told

    @property
    def is_in(self) -> bool:
        return self.state == PledgeState.IN

    @property
    def has_stopped(self) -> bool:
        """After what is already paid; else they said not this time."""
        return self.state == PledgeState.STOPPED

    @property
    def is_undecided(self) -> bool:
        """Is it not known yet, of some of it, how it will be paid?"""
        return any(part.state == PartState.PLEDGED for part in self.parts)

    @property
    def asks_an_office(self) -> bool:
        """Does somebody who looks after the money answer for some of it?"""
        return any(part.rail == Rail.COMMITMENT for part in self.parts)

    def open_question(self, kind: PrivateQuestionKind) -> PrivateQuestion | None:
        return next((question for question in self.questions if question.kind == kind), None)

    def helps_about(self, question_id: int | None) -> list[HelpRequest]:
        """Asked for with a question; with None, for how it can be paid at all."""
        return [request for request in self.helps if request.question_id == question_id]


@dataclass(frozen=True)
class PriceLine:
    """The price for one size of group, and the most one person would pay of it."""

    people: int
    total_pence: int
    share_pence: int


@dataclass(frozen=True)
class PoolDetail:
    """A member's page of a shared cost."""

    pool: Pool
    terms: Terms
    starts: list[datetime]
    prices: list[PriceLine]
    coverage: Coverage
    my_pledge: PledgeDetail | None
    status_text: str
    next_step_text: str
    date_moved_text: str
    can_pledge: bool
    can_leave: bool
    next_start: datetime | None
    instalments: list[Instalment] = field(default_factory=list)
    is_left: bool = False  # read by who left its group: only their own side of it

    @property
    def share_text(self) -> str:
        """The one share, before it is paid; afterwards each has it beside their own yes."""
        return share_text_of(self.coverage) if self.pool.state in PLEDGEABLE_STATES else ""


def share_text_of(coverage: Coverage) -> str:
    return share_text(
        people=coverage.said_yes,
        if_all_pence=coverage.share_if_all_pence,
        now_pence=coverage.share_pence,
    )


def pool_for_member(*, pool_id: int, by: Acting, now: datetime) -> PoolDetail:
    """For a member of its group; to anybody else there is no such page."""
    pool = or_not_found(_pool_of(pool_id))
    or_not_found(is_member(pool.group_id, by.person_id) or None)
    return _detail_for_member(pool, by, now)


def pool_for_reader(*, pool_id: int, by: Acting, now: datetime) -> PoolDetail:
    """The same to read; and for who left the group, their own side of it until it is over (fault
    C6): what they paid for, and nothing of what the others go on to share."""
    pool = or_not_found(_pool_of(pool_id))
    if is_member(pool.group_id, by.person_id):
        return _detail_for_member(pool, by, now)
    or_not_found(own_side(pool, or_not_found(by.person_id)).first())
    return _detail_for_leaver(_detail_for_member(pool, by, now))


def _pool_of(pool_id: int) -> Pool | None:
    pools = Pool.objects.select_related("group", "provider", "offer", "area", "opened_for")
    return pools.filter(pk=pool_id).first()


def _detail_for_leaver(detail: PoolDetail) -> PoolDetail:
    people = status_if_paid(detail.pool).people or 0
    return replace(
        detail,
        coverage=replace(detail.coverage, covered=people, needed=people, share_pence=None),
        next_step_text=stopped_next_text(),
        can_pledge=False,
        can_leave=False,
        is_left=True,
    )


def _detail_for_member(pool: Pool, by: Acting, now: datetime) -> PoolDetail:
    instalments = list(pool.instalments.order_by("number"))
    status = status_if_paid(pool)
    coverage = _coverage(pool, status)
    my_pledge = pledge_shown_to(by, pool, coverage.share_pence, now=now)
    can_pledge = pool.state in PLEDGEABLE_STATES and now < pool.closes_at
    comes = my_pledge is not None and my_pledge.is_in
    return PoolDetail(
        pool=pool,
        terms=pool.terms,
        starts=list(status.starts or pool.terms.starts),
        prices=price_lines(pool.terms),
        coverage=coverage,
        my_pledge=my_pledge,
        status_text=_pool_status_text(pool, coverage, status),
        next_step_text=stopped_next_text()
        if my_pledge and my_pledge.has_stopped
        else _next_step_text(pool, instalments, status),
        date_moved_text=_date_moved_text(pool, instalments),
        can_pledge=can_pledge,
        can_leave=bool(
            my_pledge and my_pledge.state == PledgeState.IN and pool.state != PoolState.COLLECTING
        ),
        next_start=_next_start(pool, now)
        if reads_when_and_where(
            comes_to_it=comes, is_greeted=was_greeted(pool.group_id, by.required_person.pk)
        )
        else None,
        instalments=instalments,
    )


def pool_to_call_off(pool_id: int, login_id: int) -> Pool:
    """For its provider, or a connector of its area who is not in it; others find nothing."""
    pool = or_not_found(Pool.objects.select_related("group", "area").filter(pk=pool_id).first())
    works_there = (RoleKind.CONNECTOR, pool.area_id) in roles_of(login_id)
    is_in_it = pool.pledges.filter(person__login_id=login_id).exists()
    is_theirs = is_provider_member(pool.provider_id, login_id) or works_there and not is_in_it
    return or_not_found(pool if is_theirs else None)


def pools_to_call_off(area_ids: Collection[int]) -> list[Pool]:
    """Of these areas, what has not ended, the newest first."""
    going = Pool.objects.filter(area_id__in=area_ids, ended_at__isnull=True)
    return list(going.select_related("group", "provider").order_by("-pk"))


def _coverage(pool: Pool, status: PoolStatus) -> Coverage:
    """Before it goes ahead, of the yeses; from then on, of what comes next."""
    coverage = coverage_of(pool)
    if not status.paid:
        return coverage
    covered, needed = status.places
    share_pence = status.next.share_pence if status.next else None
    return replace(coverage, covered=covered, needed=needed, share_pence=share_pence)


def _next_start(pool: Pool, now: datetime) -> datetime | None:
    """Of what goes ahead, the session that comes next."""
    if pool.state not in PAID_POOL_STATES:
        return None
    coming = pool.sessions.filter(session__state=SessionState.PLANNED, session__starts_at__gt=now)
    return (
        coming.order_by("session__starts_at", "pk")
        .values_list("session__starts_at", flat=True)
        .first()
    )


def price_lines(terms: Terms) -> list[PriceLine]:
    return [
        PriceLine(people, total, terms.share_for(people) or 0)
        for people, total in sorted(terms.group_prices.items())
    ]


def pledge_of_person(pool: Pool, person_id: UUID) -> PledgeDetail | None:
    """A person's own yes, or None. Nobody else's can be read by this."""
    pledge = Pledge.objects.filter(pool=pool, person_id=person_id).first()
    if pledge is None:
        return None
    parts = (
        pledge.parts.exclude(state=PartState.ENDED)
        .select_related("source")
        .order_by("position", "pk")
    )
    questions = pledge.questions.filter(state=PrivateQuestionState.ASKED).order_by(
        "answer_by", "pk"
    )
    return PledgeDetail(
        pledge_id=pledge.pk,
        max_pence=pledge.max_pence,
        state=PledgeState(pledge.state),
        is_for_these_terms=pledge.terms_digest == pool.terms_digest,
        what_for=pledge.what_for,
        parts=_part_summaries(list(parts), pool),
        questions=list(questions),
        share_pence=_share_pence(pledge),
        helps=list(pledge.helps.select_related("question", "pledge__pool").order_by("pk")),
    )


def pledge_shown_to(
    by: Acting, pool: Pool, share_pence: int | None, *, now: datetime
) -> PledgeDetail | None:
    """The yes of whoever `by` acts for, as far as `by` may see. `share_pence`: what it would be."""
    detail = pledge_of_person(pool, by.required_person.pk)
    if detail is None or detail.max_pence is None:
        return None
    seen = seen_by(by, now=now) if by.representation else frozenset(Seen)
    share_pence = detail.share_pence or share_pence
    fits = None if share_pence is None else share_pence <= detail.max_pence
    shown = replace(
        detail,
        fits=fits if Seen.FITS in seen else None,
        parts=detail.parts if Seen.FITS in seen else [],
        questions=detail.questions if Seen.QUESTIONS in seen else [],
        helps=detail.helps if Seen.QUESTIONS in seen else [],
    )
    return shown if Seen.SUMS in seen else _without_sums(shown)


def _without_sums(detail: PledgeDetail) -> PledgeDetail:
    parts = [replace(part, max_pence=None, bill_text="") for part in detail.parts]
    return replace(detail, max_pence=None, what_for="", share_pence=None, parts=parts)


def _share_pence(pledge: Pledge) -> int | None:
    newest = (
        Instalment.objects.filter(pool_id=pledge.pool_id, attempt__gte=1)
        .order_by("-number")
        .first()
    )
    if newest is None:
        return None
    charges = newest.charges.filter(attempt=newest.attempt, part__pledge=pledge)
    return sum(charge.session_pence for charge in charges) or None


def _part_summaries(parts: list[Part], pool: Pool) -> list[PartSummary]:
    answers = newest_commitments([part.pk for part in parts if part.source.rail == Rail.COMMITMENT])
    return [_part_summary(part, pool, answers.get(part.pk)) for part in parts]


def _part_summary(part: Part, pool: Pool, answer: Commitment | None) -> PartSummary:
    state, rail = PartState(part.state), Rail(part.source.rail)
    return PartSummary(
        part_id=part.pk,
        source_id=part.source_id,
        called=part.source.called,
        rail=Rail(rail),
        max_pence=part.max_pence,
        state=state,
        status_text=part_status_text(
            state, rail, answer, went_ahead=pool.state in WENT_AHEAD_STATES
        ),
        bill_text=describe_bill(answer),
        needs_card=rail == Rail.CARD and state == PartState.WAITING,
    )


def _pool_status_text(pool: Pool, coverage: Coverage, status: PoolStatus) -> str:
    return pool_status_text(
        PoolState(pool.state),
        covered=coverage.covered,
        needed=coverage.needed,
        is_enough=coverage.enough,
        paid_text=describe_paid(status),
    )


def _next_step_text(pool: Pool, instalments: list[Instalment], status: PoolStatus) -> str:
    waiting = (i.gap_until for i in instalments if i.state == InstalmentState.WAITING)
    planned = (i.collect_at for i in instalments if i.state == InstalmentState.PLANNED)
    return next_step_text(
        PoolState(pool.state),
        closes_at=pool.closes_at,
        waits_until=next(waiting, None),
        next_payment_at=next(planned, None),
        next_text=describe_next(status),
    )


def _date_moved_text(pool: Pool, instalments: list[Instalment]) -> str:
    """Of the date that the next step names."""
    if pool.state in PLEDGEABLE_STATES:
        return date_moved_text(pool.moved_because)
    unpaid = (InstalmentState.WAITING, InstalmentState.PLANNED)
    moves = (each.moved_because for each in instalments if each.state in unpaid)
    return date_moved_text(next(moves, "")) if pool.ended_at is None else ""


def pools_of_person(person_id: UUID) -> list[Pool]:
    """The shared costs of the groups a person is in, those that still move first."""
    return list(
        Pool.objects.filter(
            group__members__person_id=person_id, group__members__state__in=CURRENT_STATES
        )
        .select_related("group", "provider")
        .order_by(F("ended_at").asc(nulls_first=True), "closes_at", "pk")
    )


def pools_of_group(group_id: int, *, open_only: bool = False) -> list[Pool]:
    """The shared costs of a group, the newest first, each with whether it `is_choosing` what to do
    where a place is not covered, and whether it `is_paid`; or those alone that have not ended."""
    choices = CoverChoice.objects.filter(
        pool=OuterRef("pk"), kind=ChoiceKind.COVER, closed_at__isnull=True
    )
    pools = Pool.objects.filter(group_id=group_id).annotate(
        is_choosing=Exists(choices), is_paid=Q(state__in=PAID_POOL_STATES)
    )
    if open_only:
        pools = pools.filter(ended_at__isnull=True)
    return list(pools.select_related("provider").order_by("-opened_at", "-pk"))


def questions_of_person(person_id: UUID) -> list[PrivateQuestion]:
    """What a person is being asked in private, soonest first."""
    return list(_open_questions_of_person(person_id))


def question_of_person(*, question_id: int, person_id: UUID) -> PrivateQuestion:
    """One of them. What was answered, or is asked of another, is not there."""
    return or_not_found(_open_questions_of_person(person_id).filter(pk=question_id).first())


def _open_questions_of_person(person_id: UUID) -> QuerySet[PrivateQuestion]:
    return (
        PrivateQuestion.objects.filter(
            pledge__person_id=person_id, state=PrivateQuestionState.ASKED
        )
        .select_related("pledge__pool__group", "part", "instalment")
        .order_by("answer_by", "pk")
    )


def open_sources_of_person(person_id: UUID) -> list[MoneySource]:
    """A person's own sources that have not ended, in the order they were added."""
    sources = MoneySource.objects.filter(person_id=person_id, ended_at__isnull=True)
    return list(sources.order_by("pk"))


def sources_an_office_keeps(person_id: UUID) -> list[MoneySource]:
    """Those of them out of which nothing is paid before an office has agreed."""
    sources = open_sources_of_person(person_id)
    return [each for each in sources if scope_needed([each.rail]) < RepresentationScope.PAY]
