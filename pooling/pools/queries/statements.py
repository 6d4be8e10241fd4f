"""Statements: one person's one source over a period, and one pool in all. Every figure is added
up from ledger lines, so page, CSV and PDF can only agree (C10)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from community.common.clock import LONDON
from community.common.dates import end_of_day, format_day, start_of_day
from community.common.refusals import NotFound
from community.people.acting import Acting
from pooling.ledger import queries as ledger
from pooling.ledger.account_codes import part_account_code
from pooling.ledger.queries import AccountEntry
from pooling.payments.states.charges import Rail
from pooling.pools.models.instalments import Charge, PoolSession
from pooling.pools.models.pledges import MoneySource, Part, Pledge, Pool
from providers.models.sessions import Session

from ..states import InstalmentState, PartState, PledgeState, PoolState


class StatementLineKind(models.TextChoices):
    """Whether money came in, went back or was spent."""

    PAID_IN = "paid_in", _lazy("Paid in")
    REFUNDED = "given_back", _lazy("Given back")
    SPENT = "spent", _lazy("Spent on sessions held")


@dataclass(frozen=True)
class StatementLine:
    """One line: pence are positive; `kind` says which way they went."""

    on: date
    kind: StatementLineKind
    text: str
    payee: str
    purpose: str
    pence: int
    pool_ref: str
    evidence: str
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
    paid_in_pence: int
    refunded_pence: int
    spent_pence: int
    closing_pence: int
    upcoming_charges: list["UpcomingCharge"]
    prepared_at: datetime

    @property
    def reference(self) -> str:
        return f"CP-{self.source.pk}-{self.start:%Y%m%d}-{self.end:%Y%m%d}"


@dataclass(frozen=True)
class UpcomingCharge:
    """Said yes to and not charged yet: at most this much."""

    pool_ref: str
    payee: str
    on: date
    max_pence: int


def statement_for(
    *, source_id: int, start: date, end: date, by: Acting, now: datetime
) -> Statement:
    """The person's own source, from the start of `start` to the end of `end`, days in the UK.

    Nobody else's: another person's source is not there.
    """
    source = (
        MoneySource.objects.select_related("person").filter(pk=source_id, person=by.person).first()
    )
    if source is None or by.person is None:
        raise NotFound(_("We cannot find that page."))
    parts = {
        part_account_code(part.pk): part
        for part in Part.objects.filter(source=source).select_related(
            "pledge__pool__provider", "pledge__person", "pledge__said_by"
        )
    }
    begins, ends = start_of_day(start), end_of_day(end)
    opening = sum(ledger.balances(parts.keys(), before=begins).values())
    lines = _lines(parts, ledger.account_entries(parts.keys(), begins, ends), opening)
    sums = {
        kind: sum(line.pence for line in lines if line.kind == kind) for kind in StatementLineKind
    }
    paid_in = sums[StatementLineKind.PAID_IN]
    refunded, spent = sums[StatementLineKind.REFUNDED], sums[StatementLineKind.SPENT]
    return Statement(
        source=source,
        called=source.person.preferred_name,
        start=start,
        end=end,
        opening_pence=opening,
        lines=lines,
        paid_in_pence=paid_in,
        refunded_pence=refunded,
        spent_pence=spent,
        closing_pence=opening + paid_in - refunded - spent,
        upcoming_charges=_upcoming_charges(source),
        prepared_at=now,
    )


def _lines(
    parts: dict[str, Part], entries: list[AccountEntry], opening: int
) -> list[StatementLine]:
    sessions = _sessions_by_ref(entries)
    lines, balance = [], opening
    for entry in entries:
        part = parts[entry.code]
        balance += entry.pence
        kind = _kind_of(entry)
        lines.append(
            StatementLine(
                on=entry.at.astimezone(LONDON).date(),
                kind=kind,
                text=_line_text(kind, sessions.get(entry.session_ref), part),
                payee=part.pledge.pool.provider.name,
                purpose=part.pledge.what_for or part.pledge.pool.terms.summary,
                pence=abs(entry.pence),
                pool_ref=f"P{part.pledge.pool_id}",
                evidence=entry.about,
                acted_text=_acted_text(part.pledge),
                balance_pence=balance,
            )
        )
    return lines


def _sessions_by_ref(entries: list[AccountEntry]) -> dict[int | None, Session]:
    session_ids = {entry.session_ref for entry in entries if entry.session_ref is not None}
    rows = PoolSession.objects.filter(session_id__in=session_ids).select_related("session")
    return {row.session_id: row.session for row in rows}


def _kind_of(entry: AccountEntry) -> StatementLineKind:
    if entry.pence > 0:
        return StatementLineKind.PAID_IN
    if entry.other_code.startswith("provider:"):
        return StatementLineKind.SPENT
    return StatementLineKind.REFUNDED


def _acted_text(pledge: Pledge) -> str:
    """Whose deed the yes was: the person's own, or somebody's for them."""
    person, by = pledge.person, pledge.said_by
    if by is None or by.pk == person.login_id:
        return person.preferred_name
    facts = {"by": by.name, "person": person.preferred_name}
    if pledge.on_paper:
        return _("%(by)s, on paper, for %(person)s") % facts
    return _("%(by)s, for %(person)s") % facts


def _line_text(kind: StatementLineKind, session: Session | None, part: Part) -> str:
    day = format_day(session.starts_at) if session is not None else ""
    if kind == StatementLineKind.SPENT:
        return _("Session on %(day)s") % {"day": day} if day else _("Session held")
    if kind == StatementLineKind.REFUNDED:
        return _("Given back: session on %(day)s") % {"day": day} if day else _("Given back")
    if part.source.rail == Rail.COMMITMENT:
        return _("Agreed by the office for the next sessions")
    return _("Paid for the next sessions")


def _upcoming_charges(source: MoneySource) -> list[UpcomingCharge]:
    parts = (
        Part.objects.filter(
            source=source,
            pledge__state=PledgeState.IN,
            pledge__pool__state__in=[
                PoolState.OPEN,
                PoolState.READY,
                PoolState.COLLECTING,
                PoolState.FUNDED,
                PoolState.RUNNING,
            ],
        )
        .exclude(state__in=[PartState.ENDED, PartState.REFUSED])
        .select_related("pledge__pool__provider")
        .prefetch_related("pledge__pool__instalments")
    )
    return [
        UpcomingCharge(
            pool_ref=f"P{part.pledge.pool_id}",
            payee=part.pledge.pool.provider.name,
            on=instalment.collect_at.astimezone(LONDON).date(),
            max_pence=part.max_pence * instalment.count,
        )
        for part in parts
        for instalment in part.pledge.pool.instalments.all()
        if instalment.state
        in (InstalmentState.PLANNED, InstalmentState.COLLECTING, InstalmentState.WAITING)
    ]


@dataclass(frozen=True)
class PoolStatement:
    """A pool in all: what came in, went back and was spent. No person in it."""

    pool: Pool
    paid_in_pence: int
    refunded_pence: int
    spent_pence: int
    waiting_pence: int
    sessions: list[PoolSession]


def pool_statement(pool: Pool) -> PoolStatement:
    codes = [
        part_account_code(pk)
        for pk in Charge.objects.filter(instalment__pool=pool)
        .values_list("part_id", flat=True)
        .distinct()
    ]
    entries = ledger.account_entries(
        codes, datetime(2000, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)
    )
    sums = {
        kind: sum(abs(entry.pence) for entry in entries if _kind_of(entry) == kind)
        for kind in StatementLineKind
    }
    paid_in = sums[StatementLineKind.PAID_IN]
    refunded, spent = sums[StatementLineKind.REFUNDED], sums[StatementLineKind.SPENT]
    return PoolStatement(
        pool=pool,
        paid_in_pence=paid_in,
        refunded_pence=refunded,
        spent_pence=spent,
        waiting_pence=paid_in - refunded - spent,
        sessions=list(
            PoolSession.objects.filter(pool=pool)
            .select_related("session")
            .order_by("session__starts_at", "pk")
        ),
    )


def sources_with_statements(person_id: UUID) -> list[MoneySource]:
    """All sources a person ever had here, ended ones too: a statement can still be made."""
    return list(MoneySource.objects.filter(person_id=person_id).order_by("pk"))
