"""Whom mail does not reach, and whether any mail goes."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from community.messaging.queries.sending import held_up_mail
from community.people.states import RoleKind
from frontend.access import area_ids_of
from frontend.api.base import ActingView, Needs, roles
from frontend.shared.unreached import unreached_in_areas, unreached_since


class UnreachedOut(serializers.Serializer):
    name = serializers.CharField()
    since = serializers.DateTimeField(help_text="The first that was given up of what is for them.")


class OwnMailOut(serializers.Serializer):
    email = serializers.CharField(help_text="By which one signs in, and is written to.")
    unreached_since = serializers.DateTimeField(allow_null=True)


class HeldUpMailOut(serializers.Serializer):
    count = serializers.IntegerField(
        help_text="Messages that our mail server did not take; 0: mail goes."
    )
    since = serializers.DateTimeField(
        allow_null=True, help_text="When the first of them was written."
    )


class HeldUpMailView(ActingView):
    needs = roles(RoleKind.OPERATOR)

    @extend_schema(responses=HeldUpMailOut)
    def get(self, request: Request) -> Response:
        """Whether our mail server takes our mail, for whoever runs the site: no mail says so."""
        held_up = held_up_mail()
        return Response(HeldUpMailOut(held_up or {"count": 0, "since": None}).data)


class UnreachedListView(ActingView):
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(responses=UnreachedOut(many=True))
    def get(self, request: Request) -> Response:
        """Who works in one's areas, or speaks for a provider there, and gets no mail: ring them."""
        area_ids = area_ids_of(self.login.pk, RoleKind.CONNECTOR)
        return self.list_response(unreached_in_areas(area_ids), UnreachedOut)


class OwnMailView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=OwnMailOut)
    def get(self, request: Request) -> Response:
        """Whether mail to oneself arrives, as somebody who works here or offers something."""
        since = unreached_since(self.login.pk)
        return Response(OwnMailOut({"email": self.login.email, "unreached_since": since}).data)
