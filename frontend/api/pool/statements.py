"""One's own statement: the same figures as its page, its table and its paper."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.scope_table import Seen
from frontend.api.base import ActingView
from frontend.api.files import CSV, PDF, SingleFileNegotiation
from frontend.api.pool.statement_serializers import PoolStatementOut, StatementOut
from frontend.pdf.statement import StatementSheet
from frontend.shared.files import csv_of, pdf_of, period_of, sheet_for
from pooling.pools.queries.pool_details import pool_for_member
from pooling.pools.queries.statements import pool_statement, statement_for
from providers.queries.hidden_dates import session_ids_hidden_from

PERIOD_PARAMETERS = [
    OpenApiParameter("from", OpenApiTypes.DATE, description="The first day."),
    OpenApiParameter("to", OpenApiTypes.DATE, description="The last day."),
]


class StatementView(ActingView):
    shows = Seen.SUMS

    @extend_schema(responses=StatementOut, parameters=PERIOD_PARAMETERS)
    def get(self, request: Request, source_id: int) -> Response:
        """For any days; without them, the year from April."""
        start, end = period_of(request.query_params, clock.today())
        statement = statement_for(source_id=source_id, start=start, end=end, **self.by_and_now)
        return Response(StatementOut(statement).data)


class StatementFileView(ActingView):
    content_negotiation_class = SingleFileNegotiation
    shows = Seen.SUMS

    def sheet(self, source_id: int) -> StatementSheet:
        start, end = period_of(self.request.query_params, clock.today())
        return sheet_for(source_id, start, end, by=self.acting)


class StatementCsvView(StatementFileView):
    @extend_schema(responses=CSV, parameters=PERIOD_PARAMETERS)
    def get(self, request: Request, source_id: int) -> HttpResponse:
        """The same figures as a table for a spreadsheet."""
        return csv_of(self.sheet(source_id))


class StatementPdfView(StatementFileView):
    @extend_schema(responses=PDF, parameters=PERIOD_PARAMETERS)
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
            PoolStatementOut(pool_statement(pool, session_ids_hidden_from(self.acting))).data
        )
