"""Another way to sign in after a lost mailbox or telephone (P48)."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.actions.getting_back_in import request_way_back
from community.people.actions.slow_changes import stop_by_link
from community.people.queries.acting import PAPER_ENTRY_ROLES, acting_on_paper
from community.people.queries.getting_back_in import change_of_token, ways_back_in_areas
from community.people.queries.persons import person_in_areas
from community.people.queries.representations import AUTHORITY_ROLES
from frontend.api.base import ActingView, Needs, roles
from frontend.api.paper.base import PaperView
from frontend.api.typed import TypedAddress, TypedLines, TypedText


class WayBackIn(serializers.Serializer):
    email = TypedAddress()
    what_they_showed = TypedLines(
        max_length=400, help_text="How they asked for it, and what has been lost."
    )
    has_met = serializers.BooleanField(
        default=False, help_text="Whoever asks had met them before, and it was them."
    )


class WayBackOut(serializers.Serializer):
    """Not the address: that is for the second person alone."""

    id = serializers.IntegerField(source="pk")
    called = serializers.CharField(source="person.preferred_name")
    requested_at = serializers.DateTimeField()
    told_at = serializers.DateTimeField(allow_null=True)


class NotMeIn(serializers.Serializer):
    token = TypedText(max_length=200, help_text="From the link in the message to the old address.")


def _request(data: dict[str, Any], by_and_now: dict[str, Any]) -> Response:
    change = request_way_back(**data, **by_and_now)
    return Response(WayBackOut(change).data, status=status.HTTP_201_CREATED)


class PaperWayBackView(PaperView):
    @extend_schema(request=WayBackIn, responses={201: WayBackOut})
    def post(self, request: Request, code: str) -> Response:
        """They asked for it on a sheet of paper."""
        _member, by_and_now = self.member_of_sheet(code)
        return _request(self.validated(WayBackIn), by_and_now)


class VisitWayBackView(ActingView):
    needs = roles(*PAPER_ENTRY_ROLES)

    @extend_schema(request=WayBackIn, responses={201: WayBackOut})
    def post(self, request: Request, person_id: UUID) -> Response:
        """They asked for it face to face."""
        person = person_in_areas(person_id, self.area_ids)
        by = acting_on_paper(login=self.login, person=person)
        return _request(self.validated(WayBackIn), self.by_and_now | {"by": by})


class WayBackListView(ActingView):
    needs = roles(*AUTHORITY_ROLES)

    @extend_schema(responses=WayBackOut(many=True))
    def get(self, request: Request) -> Response:
        """What waits, for persons of your areas; `changes/{id}/stop/` stops one."""
        return self.list_response(ways_back_in_areas(self.area_ids), WayBackOut)


class NotMeView(ActingView):
    needs = Needs.ANYBODY

    @extend_schema(request=NotMeIn, responses={204: None})
    def post(self, request: Request) -> Response:
        """“This was not me”, without sign-in, by what the message to the old address bears."""
        change = change_of_token(self.validated(NotMeIn)["token"])
        stop_by_link(change_id=change.pk, now=clock.now())
        return Response(status=status.HTTP_204_NO_CONTENT)
