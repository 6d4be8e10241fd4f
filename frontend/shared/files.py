"""A statement or an invoice as a file: a table for a spreadsheet, or paper."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import or_not_found
from community.people.acting import Acting
from frontend.pdf.invoice import invoice_pdf
from frontend.pdf.statement import StatementSheet, statement_csv, statement_pdf, statement_sheet
from frontend.shared.csv_text import csv_text
from pooling.payments.queries.invoices import InvoiceDetail
from pooling.pools.queries.statements import statement_for


def sheet_for(source_id: int, start: date, end: date, *, by: Acting) -> StatementSheet:
    statement = statement_for(source_id=source_id, start=start, end=end, by=by, now=clock.now())
    return statement_sheet(statement, prepared_by=prepared_by(by))


def csv_of(sheet: StatementSheet) -> HttpResponse:
    return _file(statement_csv(sheet), "text/csv; charset=utf-8", f"{_name(sheet)}.csv")


def pdf_of(sheet: StatementSheet) -> HttpResponse:
    return _file(statement_pdf(sheet), "application/pdf", f"{_name(sheet)}.pdf")


def table_file(rows: Iterable[Iterable[Any]], name: str) -> HttpResponse:
    """A table for a spreadsheet; `name` is the file's, without its ending."""
    return _file(csv_text(rows), "text/csv; charset=utf-8", f"{name}.csv")


def prepared_by(by: Acting) -> str:
    """Who made it, and for whom when it is somebody else."""
    person, login = or_not_found(by.person), or_not_found(by.login)
    if by.representation is None:
        return person.preferred_name
    return _("%(by)s, for %(person)s") % {"by": login.name, "person": person.preferred_name}


def from_april(today: date) -> tuple[date, date]:
    year = today.year if today.month >= 4 else today.year - 1
    return date(year, 4, 1), date(year + 1, 3, 31)


def invoice_file(invoice: InvoiceDetail) -> HttpResponse:
    content = invoice_pdf(invoice)
    return _file(content, "application/pdf", f"invoice-{invoice.number}.pdf")


def _name(sheet: StatementSheet) -> str:
    return sheet.statement.reference.lower()


def _file(content: str | bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )
