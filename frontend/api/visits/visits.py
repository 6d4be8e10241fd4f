"""Saying that one comes, or asking; one's own; and what whoever runs it reads of them."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.scope_table import Seen
from frontend.api.base import ActingView, Needs
from frontend.api.serializers import EmptyIn
from frontend.api.visits.serializers import (
    ComeIn,
    HowVisitIn,
    OwnVisitOut,
    ProviderVisitOut,
    VisitOut,
)
from providers.actions.first_visits import say_how_visit_was
from providers.actions.visit_requests import request_visit, withdraw_visit
from providers.queries.visit_requests import (
    visit_of_person,
    visits_of_person,
    visits_of_provider,
)


class ComeView(ActingView):
    @extend_schema(request=ComeIn, responses={201: VisitOut})
    def post(self, request: Request, listing_id: int) -> Response:
        """As the listing's `attending_access` says: a place at once, a question, or a name left."""
        visit = request_visit(listing_id=listing_id, **self.validated(ComeIn), **self.by_and_now)
        return Response(VisitOut(visit).data, status=status.HTTP_201_CREATED)


class VisitsView(ActingView):
    shows = Seen.PLANS

    @extend_schema(responses=VisitOut(many=True))
    def get(self, request: Request) -> Response:
        """A person's own, what was asked last first."""
        return self.list_response(visits_of_person(self.acting), VisitOut)


class VisitView(ActingView):
    shows = Seen.PLANS

    @extend_schema(responses=OwnVisitOut)
    def get(self, request: Request, visit_request_id: int) -> Response:
        """With what the place says of a first visit."""
        visit = visit_of_person(visit_request_id, by=self.acting)
        return Response(OwnVisitOut(visit, context={"by": self.acting}).data)


class VisitHowView(ActingView):
    @extend_schema(request=HowVisitIn, responses=VisitOut)
    def post(self, request: Request, visit_request_id: int) -> Response:
        """How it was, once; the place is not told, and it ends nothing."""
        data = self.validated(HowVisitIn)
        visit = say_how_visit_was(visit_request_id=visit_request_id, **data, **self.by_and_now)
        return Response(VisitOut(visit).data)


class VisitWithdrawView(ActingView):
    @extend_schema(request=EmptyIn, responses=VisitOut)
    def post(self, request: Request, visit_request_id: int) -> Response:
        """Not coming after all; on the day, also once it has begun. Nobody asks why."""
        visit = withdraw_visit(visit_request_id=visit_request_id, **self.by_and_now)
        return Response(VisitOut(visit).data)


class ProviderVisitsView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=ProviderVisitOut(many=True))
    def get(self, request: Request) -> Response:
        """To your listings: what waits for an answer first. A name only of whoever is expected."""
        visits = visits_of_provider(self.login.pk, now=clock.now())
        return self.list_response(visits, ProviderVisitOut)
