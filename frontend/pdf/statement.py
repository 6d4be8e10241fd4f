"""A person's statement: the figures once, then as a page, as CSV and as PDF (C10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from community.common.dates import format_date
from community.common.money import format_pounds_and_pence
from frontend.pdf import render_pdf
from frontend.shared.csv_text import csv_text
from pooling.pools.queries.statements import (
    Statement,
    StatementLine,
    UpcomingCharge,
)
from pooling.pools.states import StatementLineKind


@dataclass(frozen=True)
class StatementSheet:
    """All that a statement says, in words, and its figures in pence."""

    heading: str
    about: list[tuple[str, str]]
    sums: list[tuple[str, int]]
    entries: list[StatementLine]
    upcoming_charges: list[UpcomingCharge]
    notes: list[str]
    declaration: str
    prepared_text: str
    statement: Statement


def statement_sheet(statement: Statement, *, prepared_by: str) -> StatementSheet:
    """`prepared_by` is who made it and for whom, in words."""
    source = statement.source
    without_evidence = sum(1 for entry in statement.lines if not entry.evidence)
    return StatementSheet(
        heading=_("Statement of %(name)s") % {"name": statement.called},
        about=[
            (_("Where the money comes from"), source.called),
            (_("Kind of money"), str(source.get_kind_display()).capitalize()),
            (_("Whose budget it is"), str(source.get_stream_display()).capitalize()),
            (_("From"), format_date(statement.start)),
            (_("To"), format_date(statement.end)),
            (_("Reference"), statement.reference),
        ],
        sums=[
            (_("Paid and not yet spent, at the beginning"), statement.opening_pence),
            (_("Paid"), statement.paid_in_pence),
            (_("Given back"), statement.refunded_pence),
            (_("Spent on sessions held"), statement.spent_pence),
            (_("Paid and not yet spent, at the end"), statement.closing_pence),
        ],
        entries=statement.lines,
        upcoming_charges=statement.upcoming_charges,
        notes=[
            _("The beginning, and what was paid, less given back, less spent: that is the end."),
            _("A payment that did not go through is not here, for nothing was taken."),
            *(
                [_("Lines with nothing to show for them: %(count)d.") % {"count": without_evidence}]
                if without_evidence
                else []
            ),
            _("Only what went through here is shown, not what else this money pays."),
        ],
        declaration=_(
            "I have looked at this statement. As far as I know it is right, and the money was used"
            " for what it says."
        ),
        prepared_text=_("Made by %(who)s on %(day)s.")
        % {"who": prepared_by, "day": format_date(statement.prepared_at)},
        statement=statement,
    )


COLUMNS = {
    StatementLineKind.PAID_IN: 0,
    StatementLineKind.REFUNDED: 1,
    StatementLineKind.SPENT: 2,
}


def statement_amounts(entry: StatementLine) -> list[int | None]:
    """In, back and spent, of which a line has one; and what is left after it."""
    row: list[int | None] = [None, None, None, entry.balance_pence]
    row[COLUMNS[entry.kind]] = entry.pence
    return row


def headings() -> list[str]:
    return [_("Day"), _("What"), _("Paid"), _("Given back"), _("Spent"), _("Left")]


def statement_csv(sheet: StatementSheet) -> str:
    """One line an entry, pounds as plain numbers, the balances as lines of their own."""
    return csv_text(_csv_rows(sheet))


def _csv_rows(sheet: StatementSheet) -> Iterator[list[Any]]:
    statement = sheet.statement
    stream = str(statement.source.get_stream_display())
    beginning, *_middle, end = sheet.sums
    yield [
        _("Day"), _("What"), _("Who is paid"), _("What for"), _("Paid"), _("Given back"),
        _("Spent"), _("Left"), _("What is shared"), _("What shows it"), _("Who said yes"),
        _("Whose budget it is"),
    ]  # fmt: skip
    yield _csv_balance(statement.start, beginning, stream)
    for entry in sheet.entries:
        yield [
            entry.on,
            entry.text,
            entry.payee,
            entry.purpose,
            *map(format_csv_pounds, statement_amounts(entry)),
            entry.pool_text,
            entry.evidence,
            entry.acted_text,
            stream,
        ]
    yield _csv_balance(statement.end, end, stream)
    for charge in sheet.upcoming_charges:
        most = _("Said yes to, not paid yet: at most %(sum)s") % {"sum": most_text(charge)}
        yield [charge.on, most, charge.payee, *[""] * 5, charge.pool_text, "", "", stream]
    yield []
    for text in (sheet.heading, statement.reference, sheet.prepared_text, sheet.declaration):
        yield [text]


def _csv_balance(day: date, balance: tuple[str, int], stream: str) -> list[Any]:
    label, pence = balance
    return [day, label, *[""] * 5, format_csv_pounds(pence), *[""] * 3, stream]


def format_csv_pounds(pence: int | None) -> str:
    """1200 -> "12.00", as a spreadsheet reads it."""
    if pence is None:
        return ""
    return format_pounds_and_pence(pence).replace("£", "").replace(",", "")


def statement_pdf(sheet: StatementSheet) -> bytes:
    words = {
        "heading": sheet.heading,
        "about": sheet.about,
        "sums_heading": _("In all"),
        "sums": [[label, format_pounds_and_pence(pence)] for label, pence in sheet.sums],
        "lines_heading": _("Line by line"),
        "headings": headings(),
        "lines": [
            [
                format_date(entry.on),
                line_texts(entry),
                *(
                    "" if p is None else format_pounds_and_pence(p)
                    for p in statement_amounts(entry)
                ),
            ]
            for entry in sheet.entries
        ],
        "nothing": _("Nothing in these days."),
        "promised_heading": _("Said yes to, not paid yet"),
        "promised": [
            [format_date(charge.on), charge.payee, charge.pool_text, most_text(charge)]
            for charge in sheet.upcoming_charges
        ],
        "promised_headings": [_("Day"), _("Who is paid"), _("What is shared"), _("At most")],
        "notes": sheet.notes,
        "declaration_heading": _("To sign"),
        "declaration": sheet.declaration,
        "signed": _("Signed"),
        "day": _("Day"),
        "prepared": sheet.prepared_text,
    }
    return render_pdf("statement", words=words, made_at=sheet.statement.prepared_at)


def most_text(charge: UpcomingCharge) -> str:
    return format_pounds_and_pence(charge.max_pence)


def line_texts(entry: StatementLine) -> list[str]:
    """A line of the page and of paper: what, with whom, what it is for, and what shows it."""
    texts = [
        entry.text,
        f"{entry.payee}: {entry.pool_text}",
        _("What for: %(purpose)s") % {"purpose": entry.purpose} if entry.purpose else "",
        _("What shows it: %(evidence)s") % {"evidence": entry.evidence} if entry.evidence else "",
        agreed_by_text(entry),
    ]
    return [text for text in texts if text]


def agreed_by_text(entry: StatementLine) -> str:
    return _("Said yes: %(who)s") % {"who": entry.acted_text}
