"""One's own statement: the same figures as its page, its table and its paper."""

from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from community.common import clock
from frontend.pages.pool.statements import period_of
from pooling.pools import queries

from .own import Own
from .pool.shapes import pence


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


class StatementView(Own):
    @extend_schema(
        responses=StatementOut,
        parameters=[
            OpenApiParameter("from", OpenApiTypes.DATE, description="The first day."),
            OpenApiParameter("to", OpenApiTypes.DATE, description="The last day."),
        ],
    )
    def get(self, request, source_id: int):
        """For any days; without them, the year from April."""
        start, end = period_of(request.query_params, clock.today())
        statement = queries.statement_for(source_id=source_id, start=start, end=end, **self.deed)
        return Response(StatementOut(statement).data)


urlpatterns = [path("statements/<int:source_id>/", StatementView.as_view(), name="statement")]
