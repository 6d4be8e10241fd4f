"""Whom mail does not reach."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

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
