"""One's own statement: the same figures as its page, its table and its paper."""

from datetime import date

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.scope_table import Seen
from frontend.api.base import ActingView
from frontend.api.files import CSV, PDF, SingleFileNegotiation
from frontend.api.pool.statement_serializers import PeriodIn, PoolStatementOut, StatementOut
from frontend.pdf.statement import StatementSheet
from frontend.shared.files import csv_of, from_april, pdf_of, sheet_for
from pooling.pools.queries.pool_details import pool_for_member
from pooling.pools.queries.statements import pool_statement, statement_for
from providers.queries.hidden_dates import starts_hidden_from


def days_asked(request: Request) -> tuple[date, date]:
    """Without any the year from April; what makes no sense is a 400 (fault H16)."""
    asked = PeriodIn(data=request.query_params)
    asked.is_valid(raise_exception=True)
    days = asked.validated_data
    return (days["from"], days["to"]) if days else from_april(clock.today())


class StatementView(ActingView):
    shows = Seen.SUMS
    asked_by = tuple(PeriodIn().fields)

    @extend_schema(responses=StatementOut, parameters=[PeriodIn])
    def get(self, request: Request, source_id: int) -> Response:
        """For any days; without them, the year from April."""
        start, end = days_asked(request)
        statement = statement_for(source_id=source_id, start=start, end=end, **self.by_and_now)
        return Response(StatementOut(statement).data)


class StatementFileView(ActingView):
    content_negotiation_class = SingleFileNegotiation
    shows = Seen.SUMS
    asked_by = tuple(PeriodIn().fields)

    def sheet(self, source_id: int) -> StatementSheet:
        return sheet_for(source_id, *days_asked(self.request), by=self.acting)


class StatementCsvView(StatementFileView):
    @extend_schema(responses=CSV, parameters=[PeriodIn])
    def get(self, request: Request, source_id: int) -> HttpResponse:
        """The same figures as a table for a spreadsheet."""
        return csv_of(self.sheet(source_id))


class StatementPdfView(StatementFileView):
    @extend_schema(responses=PDF, parameters=[PeriodIn])
    def get(self, request: Request, source_id: int) -> HttpResponse:
        """The same figures to print or send."""
        return pdf_of(self.sheet(source_id))


class PoolStatementView(ActingView):
    shows = Seen.SUMS

    @extend_schema(responses=PoolStatementOut)
    def get(self, request: Request, pool_id: int) -> Response:
        """What came in, went back and was spent, for those who share it."""
        pool = pool_for_member(pool_id=pool_id, **self.by_and_now).pool
        return Response(
            PoolStatementOut(pool_statement(pool, starts_hidden_from(self.acting))).data
        )
