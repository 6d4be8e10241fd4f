"""Waiting for a place, by program; and the answer of whoever runs it."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.scope_table import Seen
from frontend.api.base import ActingView, Needs
from frontend.api.serializers import EmptyIn
from frontend.api.visits.serializers import VisitOut
from frontend.api.visits.waiting_serializers import (
    ProviderWaitingOut,
    WaitIn,
    WaitingAnswerIn,
    WaitingOut,
    WaitingPlaceIn,
)
from providers.actions.waiting import (
    answer_waiting,
    leave_waiting_list,
    let_waiting_place_go,
    take_waiting_place,
    wait_for_place,
)
from providers.queries.waiting import summary_of, waiting_of_person, waiting_to_answer


class WaitView(ActingView):
    @extend_schema(request=WaitIn, responses={201: WaitingOut})
    def post(self, request: Request, listing_id: int) -> Response:
        """Where too few units are left for the help asked: wait, to the day that was read."""
        entry = wait_for_place(listing_id=listing_id, **self.validated(WaitIn), **self.by_and_now)
        return Response(WaitingOut(entry).data, status=status.HTTP_201_CREATED)


class MyWaitingView(ActingView):
    shows = Seen.PLANS

    @extend_schema(responses=WaitingOut(many=True))
    def get(self, request: Request) -> Response:
        """A person's own, first agreed first; with what is offered to them."""
        return self.list_response(waiting_of_person(self.acting), WaitingOut)


class WaitingPlaceView(ActingView):
    @extend_schema(request=WaitingPlaceIn, responses=VisitOut)
    def post(self, request: Request, entry_id: int) -> Response:
        """Yes to the place that is offered: it is asked for like any other."""
        data = self.validated(WaitingPlaceIn)
        visit = take_waiting_place(entry_id=entry_id, **data, **self.by_and_now)
        return Response(VisitOut(visit).data)


class WaitingLetGoView(ActingView):
    @extend_schema(request=EmptyIn, responses=WaitingOut)
    def post(self, request: Request, entry_id: int) -> Response:
        """Not this time. They keep their turn."""
        entry = let_waiting_place_go(entry_id=entry_id, **self.by_and_now)
        return Response(WaitingOut(entry).data)


class WaitingLeaveView(ActingView):
    @extend_schema(request=EmptyIn, responses=WaitingOut)
    def post(self, request: Request, entry_id: int) -> Response:
        """Wait no more. Nobody asks why."""
        entry = leave_waiting_list(entry_id=entry_id, **self.by_and_now)
        return Response(WaitingOut(entry).data)


class ProviderWaitingView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=ProviderWaitingOut(many=True))
    def get(self, request: Request) -> Response:
        """For whom too little is left, and what is left is kept. No names."""
        return self.list_response(waiting_to_answer(self.login.pk), ProviderWaitingOut)


class ProviderWaitingAnswerView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=WaitingAnswerIn, responses=ProviderWaitingOut)
    def post(self, request: Request, entry_id: int) -> Response:
        """Now, over your limit, or first when you open again."""
        data = self.validated(WaitingAnswerIn)
        entry = answer_waiting(entry_id=entry_id, **data, **self.by_and_now)
        return Response(ProviderWaitingOut(summary_of(entry)).data)
