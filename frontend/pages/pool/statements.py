"""One's own statement, three ways: on a page, as a table for a spreadsheet, on paper."""

from collections.abc import Callable
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from community.common import clock
from community.common.dates import format_date
from community.people.scope_table import Seen
from frontend.access import PersonRequest, person_required, shows
from frontend.pdf.statement import StatementSheet, headings, line_texts, statement_amounts
from frontend.shared.files import (
    csv_of,
    from_april,
    pdf_of,
    sheet_for,
)
from pooling.pools.queries.money import source_of_person

from .forms import PeriodForm


@person_required
@shows(Seen.SUMS)
def statement_page(request: PersonRequest, source_id: int) -> HttpResponse:
    """By `?from=2027-04-01&to=2028-03-31`; days typed in the form lead there."""
    source_of_person(source_id=source_id, person_id=request.acting.person_id)
    form = PeriodForm.asked(request.GET, from_april(clock.today()))
    if form.days is None:
        return days_refused(request, source_id, form, status=422)
    start, end = form.days
    if "start_day" in request.GET:
        return redirect(statement_address(source_id, start, end))
    sheet = sheet_for(source_id, start, end, by=request.acting)
    context = {
        "form": form,
        "sheet": sheet,
        "headings": headings(),
        "lines": [
            (
                entry,
                line_texts(entry),
                list(zip(headings()[2:], statement_amounts(entry), strict=True)),
            )
            for entry in sheet.entries
        ],
        "query": _period(start, end),
        "source_id": source_id,
        "usual_years": usual_years(source_id, clock.today()),
    }
    return render(request, "pool/statement.html", context)


@person_required
@shows(Seen.SUMS)
def statement_csv(request: PersonRequest, source_id: int) -> HttpResponse:
    return _file(request, source_id, csv_of)


@person_required
@shows(Seen.SUMS)
def statement_pdf(request: PersonRequest, source_id: int) -> HttpResponse:
    return _file(request, source_id, pdf_of)


def _file(
    request: PersonRequest, source_id: int, file_of: Callable[[StatementSheet], HttpResponse]
) -> HttpResponse:
    """Of days that make no sense no file comes: a page asks for others."""
    source_of_person(source_id=source_id, person_id=request.acting.person_id)
    form = PeriodForm.asked(request.GET, from_april(clock.today()))
    if form.days is None:
        return days_refused(request, source_id, form, status=400)
    return file_of(sheet_for(source_id, *form.days, by=request.acting))


def days_refused(
    request: PersonRequest, source_id: int, form: PeriodForm, *, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "source_id": source_id,
        "usual_years": usual_years(source_id, clock.today()),
    }
    return render(request, "pool/statement_days.html", context, status=status)


def usual_years(source_id: int, today: date) -> list[tuple[str, str]]:
    """(words, address) of the years people are asked for."""
    start, end = from_april(today)
    last = (start.replace(year=start.year - 1), end.replace(year=end.year - 1))
    calendar = (date(today.year, 1, 1), date(today.year, 12, 31))
    text = _("%(first)s to %(last)s")
    return [
        (
            text % {"first": format_date(first), "last": format_date(to)},
            statement_address(source_id, first, to),
        )
        for first, to in ((start, end), last, calendar)
    ]


def statement_address(source_id: int, start: date, end: date) -> str:
    return f"{reverse('statement', args=[source_id])}?{_period(start, end)}"


def _period(start: date, end: date) -> str:
    return urlencode({"from": start.isoformat(), "to": end.isoformat()})
