"""Statements: one person's one source over a period, and one pool in all. Every figure is added
up from ledger lines, so page, CSV and PDF can only agree (C10)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from community.common.clock import LONDON
from community.common.dates import end_of_day, format_day, start_of_day
from community.common.refusals import NotFound
from pooling.ledger import queries as ledger
from pooling.ledger.account_codes import part_account_code
from pooling.payments.states import Rail
from pooling.pools.models.instalments import Charge, PoolSession
from pooling.pools.models.pledges import MoneySource, Part, Pool

from ..states import InstalmentState, PartState, PledgeState, PoolState

PAID_IN, REFUNDED, SPENT = "paid_in", "given_back", "spent"


@dataclass(frozen=True)
class StatementLine:
    """One line: pence are positive; `what` says whether it came in, went back or was spent."""

    on: date
    what: str
    words: str
    payee: str
    purpose: str
    pence: int
    pool_ref: str
    evidence: str
    acted: str  # who said yes to it, and for whom
    balance: int


@dataclass(frozen=True)
class Statement:
    """opening + paid in − given back − spent = closing: money paid in and not yet spent."""

    source: MoneySource
    called: str
    start: date
    end: date
    opening: int
    entries: list[StatementLine]
    paid_in: int
    given_back: int
    spent: int
    closing: int
    promised: list["UpcomingCharge"]
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
    most_pence: int


def statement_for(*, source_id: int, start: date, end: date, by, now: datetime) -> Statement:
    """The person's own source, from the start of `start` to the end of `end`, days in the UK.

    Nobody else's: another person's source is not there.
    """
    source = (
        MoneySource.objects.select_related("person")
        .filter(pk=source_id, person_id=by.person_id)
        .first()
    )
    if source is None or by.person_id is None:
        raise NotFound(_("We cannot find that page."))
    parts = {
        part_account_code(part.pk): part
        for part in Part.objects.filter(source=source).select_related(
            "pledge__pool__provider", "pledge__person", "pledge__said_by"
        )
    }
    begins, ends = start_of_day(start), end_of_day(end)
    opening = sum(ledger.balances(parts.keys(), before=begins).values())
    entries = _entries(parts, ledger.account_entries(parts.keys(), begins, ends), opening)
    sums = {
        what: sum(e.pence for e in entries if e.what == what) for what in (PAID_IN, REFUNDED, SPENT)
    }
    return Statement(
        source=source,
        called=source.person.preferred_name,
        start=start,
        end=end,
        opening=opening,
        entries=entries,
        paid_in=sums[PAID_IN],
        given_back=sums[REFUNDED],
        spent=sums[SPENT],
        closing=opening + sums[PAID_IN] - sums[REFUNDED] - sums[SPENT],
        promised=_promised(source),
        prepared_at=now,
    )


def _entries(parts: dict[str, Part], lines, opening: int) -> list[StatementLine]:
    session_ids = {line.session_ref for line in lines if line.session_ref is not None}
    sessions = {
        row.session_id: row.session
        for row in PoolSession.objects.filter(session_id__in=session_ids).select_related("session")
    }
    entries, balance = [], opening
    for line in lines:
        pool = parts[line.code].pledge.pool
        balance += line.pence
        what = (
            PAID_IN
            if line.pence > 0
            else SPENT
            if line.other_code.startswith("provider:")
            else REFUNDED
        )
        session = sessions.get(line.session_ref)
        entries.append(
            StatementLine(
                on=line.at.astimezone(LONDON).date(),
                what=what,
                words=_words(what, session, parts[line.code]),
                payee=pool.provider.name,
                purpose=parts[line.code].pledge.what_for or pool.terms["summary"],
                pence=abs(line.pence),
                pool_ref=f"P{pool.pk}",
                evidence=line.about,
                acted=_acted(parts[line.code].pledge),
                balance=balance,
            )
        )
    return entries


def _acted(pledge) -> str:
    """Whose deed the yes was: the person's own, or somebody's for them."""
    person, by = pledge.person, pledge.said_by
    if by is None or by.pk == person.login_id:
        return person.preferred_name
    facts = {"by": by.name, "person": person.preferred_name}
    if pledge.on_paper:
        return _("%(by)s, on paper, for %(person)s") % facts
    return _("%(by)s, for %(person)s") % facts


def _words(what: str, session, part: Part) -> str:
    day = format_day(session.starts_at) if session is not None else ""
    if what == SPENT:
        return _("Session on %(day)s") % {"day": day} if day else _("Session held")
    if what == REFUNDED:
        return _("Given back")
    if part.source.rail == Rail.COMMITMENT:
        return _("Agreed by the office for the next sessions")
    return _("Paid for the next sessions")


def _promised(source: MoneySource) -> list[UpcomingCharge]:
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
            most_pence=part.max_pence * instalment.count,
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
    paid_in: int
    given_back: int
    spent: int
    waiting: int
    sessions: list[PoolSession]


def pool_statement(pool: Pool) -> PoolStatement:
    codes = [
        part_account_code(pk)
        for pk in Charge.objects.filter(instalment__pool=pool)
        .values_list("part_id", flat=True)
        .distinct()
    ]
    lines = ledger.account_entries(
        codes, datetime(2000, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)
    )
    paid = sum(line.pence for line in lines if line.pence > 0)
    spent = -sum(
        line.pence for line in lines if line.pence < 0 and line.other_code.startswith("provider:")
    )
    back = -sum(line.pence for line in lines if line.pence < 0) - spent
    return PoolStatement(
        pool=pool,
        paid_in=paid,
        given_back=back,
        spent=spent,
        waiting=paid - back - spent,
        sessions=list(
            PoolSession.objects.filter(pool=pool)
            .select_related("session")
            .order_by("session__starts_at")
        ),
    )


def sources_with_statements(person_id: UUID) -> list[MoneySource]:
    """All sources a person ever had here, ended ones too: a statement can still be made."""
    return list(MoneySource.objects.filter(person_id=person_id).order_by("pk"))
