"""Leaving everything at once, by the person alone."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.rules.authority import check_acts_for_self
from frontend.api.account.serializers import EverythingLeftOut, LeaveEverythingIn
from frontend.api.base import ACTING_FOR, ActingView, Needs
from frontend.shared.leaving import everything_left
from pooling.pools.actions.leaving_everything import leave_everything


@extend_schema(parameters=[ACTING_FOR])
class LeavingView(ActingView):
    needs = Needs.PERSON

    @extend_schema(responses=EverythingLeftOut)
    def get(self, request: Request) -> Response:
        """What comes first, what ends and what stays, before anything is done."""
        check_acts_for_self(self.acting)
        return Response(EverythingLeftOut(everything_left(self.acting)).data)

    @extend_schema(request=LeaveEverythingIn, responses={204: None})
    def post(self, request: Request) -> Response:
        """At once: groups, money, who acts for whom, and this key too. Nobody is told why."""
        leave_everything(**self.validated(LeaveEverythingIn), **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)
