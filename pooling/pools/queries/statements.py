"""Statements: one person's one source over a period, and one pool in all. Every figure is added
up from ledger lines, so page, CSV and PDF can only agree (C10)."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from community.common.clock import LONDON, today
from community.common.dates import check_day, end_of_day, start_of_day
from community.people.acting import Acting
from pooling.ledger import queries as ledger
from pooling.ledger.account_codes import part_account_code
from pooling.ledger.queries import AccountEntry
from pooling.payments.queries.evidence import evidence_texts
from pooling.payments.states.charges import Rail
from pooling.pools.models.instalments import Charge, Instalment, PoolSession
from pooling.pools.models.pledges import MoneySource, Part, Pool
from pooling.pools.queries.money import source_of_person
from pooling.pools.queries.pool_statuses import status_if_paid
from pooling.pools.states import InstalmentState, PartState, PledgeState, StatementLineKind
from pooling.pools.wording.sessions import describe_next, describe_paid
from pooling.pools.wording.statements import acted_text, line_text
from providers.models.sessions import Session
from providers.queries.hidden_dates import session_ids_hidden_from

ALL_TIME = (datetime(2000, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC))
UPCOMING_STATES = (InstalmentState.PLANNED, InstalmentState.COLLECTING, InstalmentState.WAITING)


@dataclass(frozen=True)
class StatementLine:
    """One line: pence are positive; `kind` says which way they went."""

    on: date
    kind: StatementLineKind
    text: str
    payee: str
    purpose: str
    pence: int
    pool_id: int
    pool_text: str  # what is shared
    evidence: str  # in words; empty where there is nothing to show
    acted_text: str  # who said yes to it, and for whom
    balance_pence: int


@dataclass(frozen=True)
class Statement:
    """opening + paid in − given back − spent = closing: money paid in and not yet spent."""

    source: MoneySource
    called: str
    start: date
    end: date
    opening_pence: int
    lines: list[StatementLine]
    upcoming_charges: list["UpcomingCharge"]
    prepared_at: datetime

    @property
    def paid_in_pence(self) -> int:
        return self._sum(StatementLineKind.PAID_IN)

    @property
    def refunded_pence(self) -> int:
        return self._sum(StatementLineKind.REFUNDED)

    @property
    def spent_pence(self) -> int:
        return self._sum(StatementLineKind.SPENT)

    @property
    def closing_pence(self) -> int:
        paid_in, out = self.paid_in_pence, self.refunded_pence + self.spent_pence
        return self.opening_pence + paid_in - out

    def _sum(self, kind: StatementLineKind) -> int:
        return sum(line.pence for line in self.lines if line.kind == kind)

    @property
    def reference(self) -> str:
        return f"CP-{self.source.pk}-{self.start:%Y%m%d}-{self.end:%Y%m%d}"


@dataclass(frozen=True)
class UpcomingCharge:
    """Said yes to and not charged yet: at most this much."""

    pool_id: int
    pool_text: str
    payee: str
    on: date
    max_pence: int


def statement_for(
    *, source_id: int, start: date, end: date, by: Acting, now: datetime
) -> Statement:
    """The person's own source, from the start of `start` to the end of `end`, days in the UK.

    Nobody else's: another person's source is not there.
    """
    for day in (start, end):
        check_day(day, today(now))
    source = source_of_person(source_id=source_id, person_id=by.person_id)
    parts = _parts_by_account(source)
    begins, ends = start_of_day(start), end_of_day(end)
    opening_pence = sum(ledger.balances(parts.keys(), before=begins).values())
    entries = ledger.account_entries(parts.keys(), begins, ends)
    return Statement(
        source=source,
        called=by.required_person.preferred_name,
        start=start,
        end=end,
        opening_pence=opening_pence,
        lines=_lines(parts, entries, opening_pence, session_ids_hidden_from(by)),
        upcoming_charges=_upcoming_charges(source),
        prepared_at=now,
    )


def _parts_by_account(source: MoneySource) -> dict[str, Part]:
    parts = Part.objects.filter(source=source).select_related(
        "source", "pledge__pool__provider", "pledge__person", "pledge__said_by"
    )
    return {part_account_code(part.pk): part for part in parts}


def _lines(
    parts: dict[str, Part],
    entries: list[AccountEntry],
    opening: int,
    hidden_ids: Set[int],
) -> list[StatementLine]:
    """`hidden_ids`: of sessions whose day does not stand on it, as whoever reads it acts for the
    person (P12)."""
    sessions = _sessions_by_ref(entries, hidden_ids)
    evidence = evidence_texts({entry.about for entry in entries})
    lines, balance = [], opening
    for entry in entries:
        part = parts[entry.code]
        balance += entry.pence
        kind = _kind_of(entry)
        lines.append(
            StatementLine(
                on=entry.at.astimezone(LONDON).date(),
                kind=kind,
                text=line_text(kind, Rail(part.source.rail), sessions.get(entry.session_ref)),
                payee=part.pledge.pool.provider.name,
                purpose=part.pledge.what_for,
                pence=abs(entry.pence),
                pool_id=part.pledge.pool_id,
                pool_text=part.pledge.pool.terms.summary,
                evidence=evidence.get(entry.about, ""),
                acted_text=acted_text(part.pledge),
                balance_pence=balance,
            )
        )
    return lines


def _sessions_by_ref(
    entries: list[AccountEntry], hidden_ids: Set[int]
) -> dict[int | None, Session]:
    session_ids = {entry.session_ref for entry in entries if entry.session_ref is not None}
    rows = PoolSession.objects.filter(session_id__in=session_ids - hidden_ids).select_related(
        "session"
    )
    return {row.session_id: row.session for row in rows}


def _kind_of(entry: AccountEntry) -> StatementLineKind:
    if entry.pence > 0:
        return StatementLineKind.PAID_IN
    if entry.other_code.startswith("provider:"):
        return StatementLineKind.SPENT
    return StatementLineKind.REFUNDED


def _upcoming_charges(source: MoneySource) -> list[UpcomingCharge]:
    """Of the shared costs that still move, the payments not made yet. Two statements."""
    parts = (
        Part.objects.filter(
            source=source,
            pledge__state=PledgeState.IN,
            pledge__pool__ended_at__isnull=True,
        )
        .exclude(state__in=[PartState.ENDED, PartState.REFUSED])
        .select_related("pledge__pool__provider")
        .prefetch_related(Prefetch("pledge__pool__instalments", _unpaid_instalments()))
        .order_by("pk")
    )
    return [
        UpcomingCharge(
            pool_id=part.pledge.pool_id,
            pool_text=part.pledge.pool.terms.summary,
            payee=part.pledge.pool.provider.name,
            on=instalment.collect_at.astimezone(LONDON).date(),
            max_pence=part.max_pence * instalment.count,
        )
        for part in parts
        for instalment in part.pledge.pool.instalments.all()
    ]


def _unpaid_instalments() -> QuerySet[Instalment]:
    return Instalment.objects.filter(state__in=UPCOMING_STATES).order_by("number")


@dataclass(frozen=True)
class PoolStatement:
    """A pool in all: what came in, went back and was spent. No person in it."""

    pool: Pool
    paid_text: str
    next_text: str
    paid_in_pence: int
    refunded_pence: int
    spent_pence: int
    sessions: list[PoolSession]

    @property
    def waiting_pence(self) -> int:
        """Paid in, and neither spent nor given back."""
        return self.paid_in_pence - self.refunded_pence - self.spent_pence


def pool_statement(pool: Pool, hidden: Set[datetime] = frozenset()) -> PoolStatement:
    """`hidden`: dates that whoever reads it does not find (P12)."""
    parts = Charge.objects.filter(instalment__pool=pool).values_list("part_id", flat=True)
    codes = [part_account_code(part_id) for part_id in parts.distinct()]
    pence_of = Counter[StatementLineKind]()
    for entry in ledger.account_entries(codes, *ALL_TIME):
        pence_of[_kind_of(entry)] += abs(entry.pence)
    sessions = PoolSession.objects.filter(pool=pool).exclude(session__starts_at__in=hidden)
    status = status_if_paid(pool).without(hidden)
    return PoolStatement(
        pool=pool,
        paid_text=describe_paid(status),
        next_text=describe_next(status) if status.paid else "",
        paid_in_pence=pence_of[StatementLineKind.PAID_IN],
        refunded_pence=pence_of[StatementLineKind.REFUNDED],
        spent_pence=pence_of[StatementLineKind.SPENT],
        sessions=list(sessions.select_related("session").order_by("session__starts_at", "pk")),
    )


def ended_sources_of_person(person_id: UUID) -> list[MoneySource]:
    """What a person's money came from once: a statement of it can still be made."""
    sources = MoneySource.objects.filter(person_id=person_id, ended_at__isnull=False)
    return list(sources.order_by("pk"))
