"""One's own statement: the same figures as its page, its table and its paper."""

from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from community.common import clock
from frontend.api.pool.serializers import pence
from frontend.shared.files import csv_of, pdf_of, period_of, sheet_for
from pooling.pools.queries.pool_details import pool_for_member
from pooling.pools.queries.statements import pool_statement, statement_for

from .files import CSV, PDF, OneFile
from .own import Own


class EntryOut(serializers.Serializer):
    on = serializers.DateField()
    what = serializers.ChoiceField(["paid_in", "given_back", "spent"])
    words = serializers.CharField()
    payee = serializers.CharField()
    purpose = serializers.CharField()
    pence = pence("One's own share.")
    pool_ref = serializers.CharField()
    evidence = serializers.CharField()
    acted = serializers.CharField(help_text="Who said yes to it, and for whom.")
    balance = serializers.IntegerField(help_text="Pence. Paid in and not yet spent, after it.")


class PromiseOut(serializers.Serializer):
    pool_ref = serializers.CharField()
    payee = serializers.CharField()
    on = serializers.DateField()
    most_pence = pence("At most.")


class StatementOut(serializers.Serializer):
    """Opening, and paid in, less given back, less spent: that is the closing."""

    reference = serializers.CharField()
    called = serializers.CharField()
    source = serializers.CharField(source="source.called")  # type: ignore[assignment]  # Field's
    stream = serializers.CharField(source="source.stream")
    start = serializers.DateField()
    end = serializers.DateField()
    opening_pence = serializers.IntegerField(source="opening", help_text="Pence.")
    paid_in_pence = serializers.IntegerField(source="paid_in", help_text="Pence.")
    given_back_pence = serializers.IntegerField(source="given_back", help_text="Pence.")
    spent_pence = serializers.IntegerField(source="spent", help_text="Pence.")
    closing_pence = serializers.IntegerField(source="closing", help_text="Pence.")
    entries = EntryOut(many=True)
    promised = PromiseOut(many=True)
    prepared_at = serializers.DateTimeField()


DAYS = [
    OpenApiParameter("from", OpenApiTypes.DATE, description="The first day."),
    OpenApiParameter("to", OpenApiTypes.DATE, description="The last day."),
]


class StatementView(Own):
    @extend_schema(responses=StatementOut, parameters=DAYS)
    def get(self, request, source_id: int):
        """For any days; without them, the year from April."""
        start, end = period_of(request.query_params, clock.today())
        statement = statement_for(source_id=source_id, start=start, end=end, **self.deed)
        return Response(StatementOut(statement).data)


class StatementFile(Own):
    content_negotiation_class = OneFile

    def sheet(self, source_id: int):
        start, end = period_of(self.request.query_params, clock.today())
        return sheet_for(source_id, start, end, by=self.by)


class StatementTable(StatementFile):
    @extend_schema(responses=CSV, parameters=DAYS)
    def get(self, request, source_id: int):
        """The same figures as a table for a spreadsheet."""
        return csv_of(self.sheet(source_id))


class StatementPaper(StatementFile):
    @extend_schema(responses=PDF, parameters=DAYS)
    def get(self, request, source_id: int):
        """The same figures to print or send."""
        return pdf_of(self.sheet(source_id))


class PoolStatementOut(serializers.Serializer):
    """A shared cost in all: no person is in it."""

    pool_id = serializers.IntegerField(source="pool.pk")
    paid_in_pence = pence("In all.", source="paid_in")
    given_back_pence = pence("In all.", source="given_back")
    spent_pence = pence("On sessions held.", source="spent")
    waiting_pence = pence("Paid in, and not yet spent or given back.", source="waiting")


class PoolStatementView(Own):
    @extend_schema(responses=PoolStatementOut)
    def get(self, request, pool_id: int):
        """What came in, went back and was spent, for those who share it."""
        seen = pool_for_member(pool_id=pool_id, **self.deed)
        return Response(PoolStatementOut(pool_statement(seen.pool)).data)


urlpatterns = [
    path("statements/<int:source_id>/", StatementView.as_view(), name="statement"),
    path("statements/<int:source_id>/csv/", StatementTable.as_view(), name="statement_csv"),
    path("statements/<int:source_id>/pdf/", StatementPaper.as_view(), name="statement_pdf"),
    path("pools/<int:pool_id>/statement/", PoolStatementView.as_view(), name="pool_statement"),
]
