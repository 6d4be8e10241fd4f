"""What a person reads of their own yes: its parts, their money, and what is asked of them alone."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from community.people.acting import Acting
from community.people.rules.sight import seen_by
from community.people.scope_table import Seen
from pooling.payments.models.commitments import Commitment
from pooling.payments.queries.commitments import newest_commitments
from pooling.payments.states.charges import Rail
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Part, Pledge, Pool
from pooling.pools.models.private_questions import HelpRequest, PrivateQuestion
from pooling.pools.queries.untold import kept_open_for
from pooling.pools.states import (
    PartState,
    PledgeState,
    PoolState,
    PrivateQuestionKind,
    PrivateQuestionState,
)
from pooling.pools.wording.bills import describe_bill
from pooling.pools.wording.status import (
    part_status_text,
)
from pooling.pools.wording.visits import place_kept_for_text


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
    kept_text: str = ""  # that a place is kept open, where they were only not told of a payment
    begin_now: bool = False  # they asked for it to begin within their 14 days (P123)
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
    kept_for = kept_open_for(pledge)
    return PledgeDetail(
        kept_text=place_kept_for_text(kept_for) if kept_for else "",
        pledge_id=pledge.pk,
        max_pence=pledge.max_pence,
        state=PledgeState(pledge.state),
        is_for_these_terms=pledge.terms_digest == pool.terms_digest,
        what_for=pledge.what_for,
        begin_now=pledge.begin_now,
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
    own_view = replace(
        detail,
        fits=fits if Seen.FITS in seen else None,
        parts=detail.parts if Seen.FITS in seen else [],
        questions=detail.questions if Seen.QUESTIONS in seen else [],
        helps=detail.helps if Seen.QUESTIONS in seen else [],
    )
    return own_view if Seen.SUMS in seen else _without_sums(own_view)


def _without_sums(detail: PledgeDetail) -> PledgeDetail:
    parts = [replace(part, max_pence=None, bill_text="") for part in detail.parts]
    return replace(detail, max_pence=None, what_for="", kept_text="", share_pence=None, parts=parts)


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
        status_text=part_status_text(state, rail, answer, pool_state=PoolState(pool.state)),
        bill_text=describe_bill(answer),
        needs_card=rail == Rail.CARD and state == PartState.WAITING,
    )
