"""Whoever settles an estate asks where the person lived, and is given a dated statement (P22)."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.actions.life_events import record_estate_reached, record_settler
from community.people.queries.acting import PAPER_ENTRY_ROLES
from community.people.queries.life_events import settled_death_in_areas
from frontend.api.base import ActingView, roles
from frontend.api.pool.statement_serializers import StatementOut
from frontend.api.serializers import pence_field
from frontend.api.typed import Day, TypedText
from frontend.shared.estates import estate_statements


class SettlerIn(serializers.Serializer):
    settler_words = TypedText(
        max_length=300, help_text="Who settles the estate, and what they showed."
    )


class EstateReachedIn(serializers.Serializer):
    reached_pence = pence_field("How much reached whoever settles the estate, in all.")
    reached_on = Day()
    reached_words = TypedText(
        max_length=300, help_text="How it reached them; no number of an account."
    )


class EstateView(ActingView):
    needs = roles(*PAPER_ENTRY_ROLES)

    @extend_schema(responses=StatementOut(many=True))
    def get(self, request: Request, life_event_id: int) -> Response:
        """A statement of each thing that paid, from the beginning until today."""
        event = settled_death_in_areas(life_event_id, self.area_ids)
        statements = estate_statements(event, by=self.acting, now=clock.now())
        return self.list_response(statements, StatementOut)

    @extend_schema(request=SettlerIn, responses={204: None})
    def post(self, request: Request, life_event_id: int) -> Response:
        """Who asks for it; from then on it can be read here."""
        record_settler(life_event_id=life_event_id, **self.validated(SettlerIn), **self.by_and_now)
        return Response(status=204)


class EstateReachedView(ActingView):
    needs = roles(*PAPER_ENTRY_ROLES)

    @extend_schema(request=EstateReachedIn, responses={204: None})
    def post(self, request: Request, life_event_id: int) -> Response:
        """What could not go back by itself is with whoever settles the estate. Said again it takes
        the place of what was said."""
        data = self.validated(EstateReachedIn)
        record_estate_reached(life_event_id=life_event_id, **data, **self.by_and_now)
        return Response(status=204)
