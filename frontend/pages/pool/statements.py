"""One's own statement, three ways: on a page, as a table for a spreadsheet, on paper."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from community.common import clock
from frontend.access import person_required
from frontend.pdf import statement as paper
from frontend.pdf.statement import Sheet, day, headings, sheet_of
from pooling.pools.queries.money import source_of
from pooling.pools.queries.statements import statement_for

from .forms import Period


@person_required
def page(request, source_id):
    """By `?from=2027-04-01&to=2028-03-31`; days typed in the form lead there."""
    source_of(source_id=source_id, person_id=request.acting.person_id)
    typed = any(name.startswith(("start_", "end_")) for name in request.GET)
    start, end = period_of(request.GET, clock.today())
    form = Period(request.GET if typed else None, initial={"start": start, "end": end})
    if typed and form.is_valid():
        return redirect(address(source_id, form.cleaned_data["start"], form.cleaned_data["end"]))
    context = {
        "form": form,
        "sheet": sheet_for(source_id, start, end, by=request.acting),
        "headings": headings(),
        "query": _period(start, end),
        "source_id": source_id,
        "usual": usual_periods(source_id, clock.today()),
    }
    return render(request, "pool/statement.html", context, status=422 if form.errors else 200)


@person_required
def as_csv(request, source_id):
    start, end = period_of(request.GET, clock.today())
    return csv_of(sheet_for(source_id, start, end, by=request.acting))


@person_required
def as_pdf(request, source_id):
    start, end = period_of(request.GET, clock.today())
    return pdf_of(sheet_for(source_id, start, end, by=request.acting))


def sheet_for(source_id: int, start: date, end: date, *, by) -> Sheet:
    statement = statement_for(source_id=source_id, start=start, end=end, by=by, now=clock.now())
    return sheet_of(statement, prepared_by=prepared_by(by))


def csv_of(sheet: Sheet) -> HttpResponse:
    return _file(paper.as_csv(sheet), "text/csv; charset=utf-8", f"{_name(sheet)}.csv")


def pdf_of(sheet: Sheet) -> HttpResponse:
    return _file(paper.as_pdf(sheet), "application/pdf", f"{_name(sheet)}.pdf")


def prepared_by(by) -> str:
    """Who made it, and for whom when it is somebody else."""
    if by.representation is None:
        return by.person.called
    return _("%(by)s, for %(person)s") % {"by": by.login.name, "person": by.person.called}


def period_of(asked, today: date) -> tuple[date, date]:
    """The days asked for; where they are missing or make no sense, the year from April."""
    try:
        start, end = parse_date(asked.get("from", "")), parse_date(asked.get("to", ""))
    except ValueError:
        start = end = None
    if start and end and start <= end:
        return start, end
    return from_april(today)


def from_april(today: date) -> tuple[date, date]:
    year = today.year if today.month >= 4 else today.year - 1
    return date(year, 4, 1), date(year + 1, 3, 31)


def usual_periods(source_id: int, today: date) -> list[tuple[str, str]]:
    """(words, address) of the years people are asked for."""
    start, end = from_april(today)
    last = (start.replace(year=start.year - 1), end.replace(year=end.year - 1))
    calendar = (date(today.year, 1, 1), date(today.year, 12, 31))
    words = _("%(first)s to %(last)s")
    return [
        (words % {"first": day(first), "last": day(to)}, address(source_id, first, to))
        for first, to in ((start, end), last, calendar)
    ]


def address(source_id: int, start: date, end: date) -> str:
    return f"{reverse('statement', args=[source_id])}?{_period(start, end)}"


def _period(start: date, end: date) -> str:
    return urlencode({"from": start.isoformat(), "to": end.isoformat()})


def _name(sheet) -> str:
    return sheet.statement.reference.lower()


def _file(content, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )
